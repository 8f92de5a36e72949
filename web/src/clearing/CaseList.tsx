import type { ReactNode } from 'react';
import type { Page } from '../api/types';
import { useApi } from '../api/useApi';
import { Mark, type Tone } from '../shared/marks';
import { Answer, Nothing } from '../shared/states';

/** What stands in the head of a case. */
interface Head {
  title: ReactNode;
  tone: Tone;
  status: string;
  when: string;
}

/** The cases of one kind, newest first: what each is about, how it stands, and what may be done about it. */
export function CaseList<C extends { number: number }>(props: {
  path: string;
  none: { title: string; help: string };
  head: (one: C) => Head;
  /** The facts of a case and what may be done; `again` reads the cases anew. */
  children: (one: C, again: () => void) => ReactNode;
  changed: () => void;
}) {
  const { path, none, head, children, changed } = props;
  const cases = useApi<Page<C>>(path, { size: 100 });
  const again = () => {
    cases.reload();
    changed();
  };
  return (
    <Answer state={cases} rows={6}>
      {page =>
        page.items.length === 0 ? (
          <Nothing title={none.title}>{none.help}</Nothing>
        ) : (
          <ul className="case-list">
            {page.items.map(one => {
              const { title, tone, status, when } = head(one);
              return (
                <li key={one.number} className="case">
                  <p className="case-head">
                    <strong>{title}</strong> <Mark tone={tone}>{status}</Mark>{' '}
                    <span className="figures muted">{when}</span>
                  </p>
                  {children(one, again)}
                </li>
              );
            })}
          </ul>
        )
      }
    </Answer>
  );
}
