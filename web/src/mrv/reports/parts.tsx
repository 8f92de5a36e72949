import type { AnnualState } from '../../api/types';
import { useText } from '../../i18n/text';
import { Mark } from '../../shared/marks';

const tones = {
  draft: 'plain',
  submitted: 'plain',
  underVerification: 'plain',
  returned: 'warn',
  verified: 'plain',
  accepted: 'good',
  refused: 'bad',
  reopened: 'warn',
} as const;

/** Where a year's report stands. */
export function StateMark({ state }: { state: AnnualState }) {
  const { t } = useText();
  return <Mark tone={tones[state]}>{t(`annual.state.${state}`)}</Mark>;
}

/** Tonnes with two decimals and marks of thousands. */
export function decimals(value: number | null): string {
  return value === null ? '—' : value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A difference with its sign, and as a share of what was. */
export function change(now: number, before: number | null): string {
  if (before === null) return '—';
  const apart = now - before;
  if (apart === 0) return '=';
  const share = before === 0 ? '' : ` (${((apart / Math.abs(before)) * 100).toFixed(1)}%)`;
  const sign = apart > 0 ? '+' : apart < 0 ? '−' : '';
  return `${sign}${decimals(Math.abs(apart))}${share}`;
}
