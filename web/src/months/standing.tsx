import type { MonthStanding, PlanState } from '../api/types';
import { useText } from '../i18n/text';
import { Mark, type Tone } from '../shared/marks';

const tones: Record<MonthStanding, Tone> = {
  notDue: 'plain',
  open: 'info',
  overdue: 'bad',
  submitted: 'info',
  countyChecked: 'info',
  cityChecked: 'info',
  accepted: 'good',
  returned: 'warn',
};

export function StandingOf({ standing }: { standing: MonthStanding }) {
  const { t } = useText();
  return <Mark tone={tones[standing]}>{t(`months.standing.${standing}`)}</Mark>;
}

const planTones: Record<PlanState, Tone> = { submitted: 'info', approved: 'good', returned: 'warn' };

export function PlanMark({ state }: { state: PlanState }) {
  const { t } = useText();
  return <Mark tone={planTones[state]}>{t(`plans.state.${state}`)}</Mark>;
}
