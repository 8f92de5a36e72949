import { en } from '../i18n/en';
import { zh } from '../i18n/zh';
import type { Problem } from './types';

export type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Record<string, QueryValue>;

/** A refused or failed call. What to tell the person is in `problem`. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(`${problem.code}: ${problem.en}`);
    this.name = 'ApiProblem';
  }
}

/** The event of the window that tells that the server took somebody for a stranger. */
export const signInRequired = 'chutan:sign-in-required';

const base = '/api/v1';

/** Address of an API resource, with the parameters that have a value. Repeated values become repeated parameters. */
export function apiUrl(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) value.forEach((one: string) => parameters.append(name, one));
    else parameters.append(name, String(value));
  }
  const text = parameters.toString();
  return `${base}${path}${text ? `?${text}` : ''}`;
}

type EdgeTrouble = 'unreachable' | 'unreadable' | 'server';

/** A problem the server could not tell us about itself. */
export function edgeProblem(trouble: EdgeTrouble, status = 0): Problem {
  const key = `problem.${trouble}` as const;
  return {
    code: `http.${trouble}`,
    zh: zh[key].replace('{status}', String(status)),
    en: en[key].replace('{status}', String(status)),
    parameters: status ? { status } : {},
    citation: null,
    position: null,
  };
}

function isProblem(body: unknown): body is Problem {
  const candidate = body as Partial<Problem> | null;
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.code === 'string' &&
    typeof candidate.zh === 'string' &&
    typeof candidate.en === 'string'
  );
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw new ApiProblem(response.status, edgeProblem(response.ok ? 'unreadable' : 'server', response.status));
  }
  if (response.ok) return body as T;
  const problem = isProblem(body)
    ? { ...body, parameters: body.parameters ?? {}, citation: body.citation ?? null, position: body.position ?? null }
    : edgeProblem('server', response.status);
  if (problem.code === 'http.sign_in_required') globalThis.dispatchEvent?.(new Event(signInRequired));
  throw new ApiProblem(response.status, problem);
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, edgeProblem('unreachable'));
  }
  return answerOf<T>(response);
}

export function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return call<T>(apiUrl(path, query), { headers: { accept: 'application/json' }, signal: signal ?? null });
}

/** Sends a command. The key makes a retry safe: the same key is answered with the first answer. */
export function write<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown, idempotencyKey: string): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', 'idempotency-key': idempotencyKey };
  if (body !== undefined) headers['content-type'] = 'application/json';
  return call<T>(apiUrl(path), { method, headers, body: body === undefined ? null : JSON.stringify(body) });
}

/** Sends a file to be worked on, and answers with what came of it or with everything wrong in it. */
export async function send<Good, Bad>(
  path: string,
  query: Query,
  body: Blob,
): Promise<{ ok: true; body: Good } | { ok: false; body: Bad }> {
  const headers = { accept: 'application/json', 'content-type': 'application/octet-stream' };
  try {
    const response = await fetch(apiUrl(path, query), { method: 'POST', credentials: 'same-origin', headers, body });
    const answer: unknown = await response.json();
    return response.ok ? { ok: true, body: answer as Good } : { ok: false, body: answer as Bad };
  } catch {
    return { ok: false, body: edgeProblem('unreachable') as Bad };
  }
}

/** A fresh key for one intention of a person. Works on plain http too, where `randomUUID` is missing. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Any thrown thing as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  return error instanceof ApiProblem ? error.problem : edgeProblem('unreadable');
}
