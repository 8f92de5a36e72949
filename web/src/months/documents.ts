import { ApiProblem, apiUrl, edgeProblem, newIdempotencyKey } from '../api/client';
import type { Problem, Receipt } from '../api/types';

/** Puts a file into evidence; answers with its hash, or throws what the server said. */
export async function fileDocument(file: File): Promise<string> {
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
