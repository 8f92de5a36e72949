import { useCallback, useRef, useState } from 'react';
import { newIdempotencyKey, problemOf, write } from '../api/client';
import type { Problem, Receipt } from '../api/types';

export interface CommandState {
  sending: boolean;
  receipt: Receipt | null;
  problem: Problem | null;
  send: (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<boolean>;
  clear: () => void;
}

/**
 * Sends one command and keeps its receipt or its refusal. While the network fails, the same content keeps its key, so
 * trying again cannot do it twice; once the server has answered, the next sending is a new intention.
 */
export function useCommand(): CommandState {
  const [state, setState] = useState<Omit<CommandState, 'send' | 'clear'>>({
    sending: false,
    receipt: null,
    problem: null,
  });
  const pending = useRef<{ content: string; key: string } | null>(null);

  const send = useCallback<CommandState['send']>(async (method, path, body) => {
    const content = JSON.stringify([method, path, body]);
    if (pending.current?.content !== content) pending.current = { content, key: newIdempotencyKey() };
    setState({ sending: true, receipt: null, problem: null });
    try {
      const receipt = await write<Receipt>(method, path, body, pending.current.key);
      pending.current = null;
      setState({ sending: false, receipt, problem: null });
      return true;
    } catch (error) {
      const problem = problemOf(error);
      if (!problem.code.startsWith('http.')) pending.current = null;
      setState({ sending: false, receipt: null, problem });
      return false;
    }
  }, []);
  const clear = useCallback(() => setState({ sending: false, receipt: null, problem: null }), []);
  return { ...state, send, clear };
}
