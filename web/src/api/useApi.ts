import { useCallback, useEffect, useRef, useState } from 'react';
import { useLineBack } from '../shared/later';
import { ask } from './ask';
import { read, type Query } from './client';
import type { Problem } from './types';

export interface ApiState<T> {
  /** Last good answer; stays while a newer one is on its way, and then `loading` is true. */
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  reload: () => void;
}

/** Reads a resource and reads it again when its address changes. A null path reads nothing. */
export function useApi<T>(path: string | null, query: Query = {}): ApiState<T> {
  const address = path === null ? null : JSON.stringify([path, query]);
  const [state, setState] = useState<Omit<ApiState<T>, 'reload'>>({
    data: null,
    problem: null,
    loading: path !== null,
  });
  const [turn, setTurn] = useState(0);
  const shownPath = useRef<string | null>(null);

  useEffect(() => {
    if (address === null) {
      setState({ data: null, problem: null, loading: false });
      return;
    }
    const [resource, parameters] = JSON.parse(address) as [string, Query];
    const samePath = shownPath.current === resource;
    shownPath.current = resource;
    setState(before => ({ data: samePath ? before.data : null, problem: null, loading: true }));
    return ask(
      signal => read<T>(resource, parameters, signal),
      data => setState({ data, problem: null, loading: false }),
      problem => setState(before => ({ ...before, problem, loading: false })),
    );
  }, [address, turn]);

  const reload = useCallback(() => setTurn(before => before + 1), []);
  // What could not be reached is asked for again as soon as there is a line.
  useLineBack(state.problem?.code === 'http.unreachable', reload);
  return { ...state, reload };
}
