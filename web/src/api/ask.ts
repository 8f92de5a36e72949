import { problemOf } from './client';
import type { Problem } from './types';

/**
 * Asks once and tells what came of it, unless nobody waits for it any more: what is no longer wanted never overwrites
 * what is newer. Returns the way to say so, which also stops the request.
 */
export function ask<T>(
  question: (signal: AbortSignal) => Promise<T>,
  told: (answer: T) => void,
  failed: (problem: Problem) => void,
): () => void {
  const abort = new AbortController();
  question(abort.signal).then(
    answer => {
      if (!abort.signal.aborted) told(answer);
    },
    (error: unknown) => {
      if (!abort.signal.aborted) failed(problemOf(error));
    },
  );
  return () => abort.abort();
}
