import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { ApiState } from '../api/useApi';
import { useText } from '../i18n/text';
import { RefusalPanel } from './RefusalPanel';

/** Nothing to show: says why, and what to do about it. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="nothing" role="status">
      <p className="nothing-title">{title}</p>
      {children && <div className="nothing-help">{children}</div>}
    </div>
  );
}

/** Shape of what is coming, of the height it will have. */
export function Coming({ rows = 6 }: { rows?: number }) {
  const { t } = useText();
  return (
    <div className="coming" role="status" aria-label={t('state.loading')}>
      <Skeleton
        active
        title={false}
        paragraph={{ rows, width: Array.from({ length: rows }, (_, i) => `${96 - i * 5}%`) }}
      />
    </div>
  );
}

/** Draws an answer once it is there, and otherwise the state it is in. */
export function Answer<T>(props: { state: ApiState<T>; rows?: number; children: (data: T) => ReactNode }) {
  const { state, rows, children } = props;
  const { t } = useText();
  if (state.problem && state.data === null) {
    return (
      <RefusalPanel problem={state.problem}>
        <Button onClick={state.reload}>{t('state.again')}</Button>
      </RefusalPanel>
    );
  }
  if (state.data === null) return <Coming rows={rows ?? 6} />;
  return (
    <div className={state.loading ? 'stale' : undefined} aria-busy={state.loading}>
      {state.problem && <RefusalPanel problem={state.problem} title={t('state.stale')} />}
      {children(state.data)}
    </div>
  );
}
