import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem, apiUrl, newIdempotencyKey, problemOf, read, write } from '../src/api/client';
import type { Problem } from '../src/api/types';

afterEach(() => vi.unstubAllGlobals());

/** Lets `fetch` answer as given and returns what it was asked. */
function answering(answer: Response | Error) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return asked;
}

const refusal: Problem = {
  code: 'exchange.price_outside_band',
  zh: '价格超出区间。',
  en: 'The price is outside the band.',
  parameters: { low: '38.02' },
  citation: null,
  position: 12,
};

async function failureOf(call: Promise<unknown>): Promise<ApiProblem> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
}

describe('addresses', () => {
  test('absent parameters are left out and repeated ones repeated', () => {
    expect(apiUrl('/compliance', { year: 2024, q: '', sort: null, sector: ['a', 'b'] })).toBe(
      '/api/v1/compliance?year=2024&sector=a&sector=b',
    );
    expect(apiUrl('/session')).toBe('/api/v1/session');
  });
});

describe('answers', () => {
  test('a good answer is its body', async () => {
    answering(Response.json({ total: 3 }));
    expect(await read('/journal')).toEqual({ total: 3 });
  });

  test('an answer without content is undefined', async () => {
    answering(new Response(null, { status: 204 }));
    expect(await write('DELETE', '/session', undefined, 'k')).toBeUndefined();
  });

  test('a refusal keeps its code, texts, parameters and record', async () => {
    answering(Response.json(refusal, { status: 422 }));
    const failure = await failureOf(write('POST', '/orders', {}, 'k'));
    expect(failure.status).toBe(422);
    expect(failure.problem).toEqual(refusal);
  });

  test('a refusal without optional parts gets empty ones', async () => {
    answering(Response.json({ code: 'x.y', zh: '否', en: 'no' }, { status: 403 }));
    expect((await failureOf(read('/me/holdings'))).problem).toEqual({
      code: 'x.y',
      zh: '否',
      en: 'no',
      parameters: {},
      citation: null,
      position: null,
    });
  });

  test('a server failure in another shape becomes a problem in both languages', async () => {
    answering(new Response('<html>Bad gateway</html>', { status: 502 }));
    const { problem } = await failureOf(read('/journal'));
    expect(problem.code).toBe('http.server');
    expect(problem.zh).toContain('502');
    expect(problem.en).toContain('502');
  });

  test('a good status with an unreadable body is a problem', async () => {
    answering(new Response('not json', { status: 200 }));
    expect((await failureOf(read('/journal'))).problem.code).toBe('http.unreadable');
  });

  test('no network is a problem, and giving up is not', async () => {
    answering(new TypeError('failed'));
    expect((await failureOf(read('/journal'))).problem.code).toBe('http.unreachable');
    answering(new DOMException('stopped', 'AbortError'));
    await expect(read('/journal')).rejects.toThrow('stopped');
  });

  test('anything else thrown can still be shown', () => expect(problemOf(new Error('?')).code).toBe('http.unreadable'));
});

describe('writes', () => {
  test('carry the idempotency key and a JSON body', async () => {
    const asked = answering(Response.json({}));
    await write('POST', '/orders', { tonnes: 100 }, 'key-1');
    const headers = asked[0]!.init.headers as Record<string, string>;
    expect(headers['idempotency-key']).toBe('key-1');
    expect(headers['content-type']).toBe('application/json');
    expect(asked[0]!.init.body).toBe('{"tonnes":100}');
  });

  test('keys are long and differ', () => {
    expect(newIdempotencyKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newIdempotencyKey()).not.toBe(newIdempotencyKey());
  });
});
