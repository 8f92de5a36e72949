import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Query } from '../api/client';
import type { Page } from '../api/types';
import { useApi, type ApiState } from '../api/useApi';

const defaultSize = 50;

export interface Ledger<P> {
  path: string;
  /** Filters and sort, without paging: what an export asks for. */
  filters: Query;
  page: number;
  size: number;
  sort: string | null;
  state: ApiState<P>;
  /** Changes parameters in the address; a changed filter goes back to the first page. */
  change: (changes: Record<string, string | string[] | null>) => void;
  /** Values of a filter in the address. */
  values: (name: string) => string[];
}

/** A list of the API whose filters, order and page are in the page's address, so that it can be linked. */
export function useLedger<P extends Page<unknown>>(
  path: string,
  names: readonly string[],
  fixed: Query = {},
): Ledger<P> {
  const [parameters, setParameters] = useSearchParams();
  const page = Math.max(1, Number(parameters.get('page')) || 1);
  const size = Math.min(500, Math.max(10, Number(parameters.get('size')) || Number(fixed['size']) || defaultSize));
  const sort = parameters.get('sort');
  const fixedText = JSON.stringify(fixed);

  const filters = useMemo(() => {
    const query: Query = { ...(JSON.parse(fixedText) as Query) };
    for (const name of names) {
      const values = parameters.getAll(name);
      if (values.length) query[name] = values;
    }
    if (sort) query['sort'] = sort;
    return query;
  }, [parameters, names, sort, fixedText]);

  const change = useCallback<Ledger<P>['change']>(
    changes =>
      setParameters(
        before => {
          const after = new URLSearchParams(before);
          if (!('page' in changes)) after.delete('page');
          for (const [name, value] of Object.entries(changes)) {
            after.delete(name);
            for (const one of value === null ? [] : [value].flat()) if (one) after.append(name, one);
          }
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );
  const values = useCallback((name: string) => parameters.getAll(name), [parameters]);
  const state = useApi<P>(path, { ...filters, page, size });
  return { path, filters, page, size, sort, state, change, values };
}
