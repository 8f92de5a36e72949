import { describe, expect, test } from 'vitest';
import { fetched, NotFetched } from '../src/shared/later';

/** A part that fails so often before it comes. */
function after(failures: number) {
  const asked = { times: 0 };
  const load = () => (asked.times++ < failures ? Promise.reject(new TypeError('no line')) : Promise.resolve('part'));
  return { asked, load };
}

describe('a part of the program', () => {
  test('is asked for again when it did not come', async () => {
    const { asked, load } = after(2);
    expect(await fetched(load, [0, 0])).toBe('part');
    expect(asked.times).toBe(3);
  });

  test('that never comes is given up, with the reason', async () => {
    const { asked, load } = after(9);
    const failed = await fetched(load, [0, 0]).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(NotFetched);
    expect((failed as NotFetched).cause).toBeInstanceOf(TypeError);
    expect(asked.times).toBe(3);
  });
});
