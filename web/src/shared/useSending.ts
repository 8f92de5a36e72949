import { useState } from 'react';
import { problemOf } from '../api/client';
import type { Problem } from '../api/types';

/** Sends one thing at a time: whether it is on its way, and what came against it. */
export function useSending() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const send = async (work: () => Promise<unknown>) => {
    setSending(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSending(false);
    }
  };
  return { problem, sending, send };
}
