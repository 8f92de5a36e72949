import { ApiProblem, apiUrl, edgeProblem, newIdempotencyKey, read } from '../api/client';
import type { DocumentLimits, Problem, Receipt } from '../api/types';
import { en } from '../i18n/en';
import { zh } from '../i18n/zh';

const megabyte = 1024 * 1024;
let asked: Promise<DocumentLimits> | null = null;

/** What the server takes of one file; asked once. */
export function documentLimits(): Promise<DocumentLimits> {
  asked ??= read<DocumentLimits>('/documents/limits').catch((error: unknown) => {
    asked = null;
    throw error;
  });
  return asked;
}

/** Refuses a file that the server would not take for its size, before a byte of it is sent. */
export async function mustFit(file: File): Promise<void> {
  const { mostBytes } = await documentLimits();
  if (file.size <= mostBytes) return;
  const parameters = {
    name: file.name,
    size: (file.size / megabyte).toFixed(1),
    most: mostBytes / megabyte,
  };
  const fill = (text: string) =>
    Object.entries(parameters).reduce((said, [name, value]) => said.replace(`{${name}}`, String(value)), text);
  throw new ApiProblem(413, {
    code: 'http.file_too_large',
    zh: fill(zh['file.tooLarge']),
    en: fill(en['file.tooLarge']),
    parameters,
    citation: null,
    position: null,
  });
}

/** Puts a file into evidence; answers with its hash, or throws what the server said. */
export async function fileDocument(file: File): Promise<string> {
  await mustFit(file);
  const response = await fetch(apiUrl('/documents', { name: file.name }), {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'content-type': 'application/octet-stream',
      'idempotency-key': newIdempotencyKey(),
    },
    body: file,
  }).catch(() => null);
  if (response === null) throw new ApiProblem(0, edgeProblem('unreachable'));
  const body = (await response.json().catch(() => null)) as Receipt | Problem | null;
  if (response.ok && body && 'id' in body) return body.id ?? '';
  throw new ApiProblem(response.status, (body as Problem | null) ?? edgeProblem('server', response.status));
}

/** Puts a file into evidence, or finds it there: the same content is filed once. */
export async function documentOf(file: File): Promise<string> {
  try {
    return await fileDocument(file);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.code !== 'mrv.already-filed' || !isSecureContext)
      throw error;
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
  }
}
