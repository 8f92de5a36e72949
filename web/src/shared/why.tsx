import { Drawer } from 'antd';
import { Suspense, useCallback, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { Position } from '../api/types';
import { useText } from '../i18n/text';
import { later } from './later';
import { Coming } from './states';

/** What a figure rests on: a decision in the journal, or a parameter of the rulebook. */
export type Reason = { position: Position } | { ruleKey: string };

const JournalAnswer = later(() => import('../journal/JournalAnswer'));
const RuleAnswer = later(() => import('../rulebook/RuleAnswer'));

/** Opens the "why?" drawer. The reason lives in the address, so it can be linked, and Back closes it. */
export function useWhy(): (reason: Reason) => void {
  const [, setParameters] = useSearchParams();
  return useCallback(
    reason =>
      setParameters(
        before => {
          const after = new URLSearchParams(before);
          after.set('why', 'position' in reason ? String(reason.position) : reason.ruleKey);
          return after;
        },
        { preventScrollReset: true },
      ),
    [setParameters],
  );
}

export function WhyDrawer() {
  const [parameters, setParameters] = useSearchParams();
  const { t } = useText();
  const reason = parameters.get('why');
  const close = () =>
    setParameters(
      before => {
        const after = new URLSearchParams(before);
        after.delete('why');
        return after;
      },
      { preventScrollReset: true },
    );
  const decision = reason !== null && /^\d+$/.test(reason);
  return (
    <Drawer
      open={reason !== null}
      onClose={close}
      width="min(640px, 100vw)"
      title={reason === null ? '' : t(decision ? 'why.decision' : 'why.rule')}
      closable={{ 'aria-label': t('action.close') }}
      destroyOnHidden
    >
      {reason !== null && (
        <Suspense fallback={<Coming />}>
          {decision ? <JournalAnswer position={Number(reason)} /> : <RuleAnswer ruleKey={reason} />}
        </Suspense>
      )}
    </Drawer>
  );
}

/** A figure that can be asked "why?". Without a reason it is plain text. */
export function Why({ reason, children, label }: { reason: Reason | null; children: ReactNode; label?: string }) {
  const why = useWhy();
  const { t } = useText();
  if (reason === null) return <>{children}</>;
  return (
    <button
      type="button"
      className="why"
      title={t('why.ask')}
      aria-label={label ? `${label}: ${t('why.ask')}` : undefined}
      onClick={event => {
        event.stopPropagation();
        why(reason);
      }}
    >
      {children}
    </button>
  );
}

/** Reason of a decision that may not have been taken yet. */
export function decisionOf(position: Position | null | undefined): Reason | null {
  return position === null || position === undefined ? null : { position };
}
