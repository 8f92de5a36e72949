import { afterEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../src/api/ask';
import { read } from '../src/api/client';
import type { Problem } from '../src/api/types';

/** A question that is answered when the test says so, also after nobody waits any more. */
function held<T>() {
  let answer!: (value: T) => void;
  let fail!: (reason: unknown) => void;
  const promise = new Promise<T>((good, bad) => {
    answer = good;
    fail = bad;
  });
  return { answer, fail, question: () => promise };
}

const settled = () => new Promise(done => setImmediate(done));

afterEach(() => vi.unstubAllGlobals());

describe('of questions that overtake each other', () => {
  test('a stale answer that comes last does not overwrite the newer one', async () => {
    const shown: string[] = [];
    const [before, after] = [held<string>(), held<string>()];
    const drop = ask(before.question, value => shown.push(value), () => shown.push('failed'));
    drop();
    ask(after.question, value => shown.push(value), () => shown.push('failed'));
    after.answer('after the write');
    await settled();
    before.answer('before the write');
    await settled();
    expect(shown).toEqual(['after the write']);
  });

  test('an answer that is there already, but was not told yet, is dropped too', async () => {
    const shown: string[] = [];
    const before = held<string>();
    const drop = ask(before.question, value => shown.push(value), () => shown.push('failed'));
    before.answer('before the write');
    drop();
    await settled();
    expect(shown).toEqual([]);
  });

  test('a dropped question that fails tells of no problem', async () => {
    const problems: Problem[] = [];
    const before = held<string>();
    const drop = ask(before.question, () => undefined, problem => problems.push(problem));
    drop();
    before.fail(new Error('too late'));
    await settled();
    expect(problems).toEqual([]);
  });

  test('a problem is told as one that can be shown', async () => {
    const problems: Problem[] = [];
    ask(() => Promise.reject(new Error('?')), () => undefined, problem => problems.push(problem));
    await settled();
    expect(problems.map(problem => problem.code)).toEqual(['http.unreadable']);
  });
});

test('dropping a question stops its request', async () => {
  let signal: AbortSignal | null | undefined;
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    signal = init.signal;
    return new Promise(() => undefined);
  });
  const drop = ask(stop => read('/registrations', {}, stop), () => undefined, () => undefined);
  expect(signal?.aborted).toBe(false);
  drop();
  expect(signal?.aborted).toBe(true);
});
