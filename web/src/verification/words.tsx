import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { Mark, type Tone } from '../shared/marks';

const tones: Record<string, Tone> = {
  closed: 'good',
  notified: 'info',
  authorityReview: 'info',
  conclusionDrafted: 'info',
  findingsIssued: 'warn',
  awaitingAnswer: 'warn',
  returned: 'warn',
  conservativeRecalculation: 'bad',
  onHold: 'bad',
  reassigned: 'plain',
};

export function StageMark({ stage }: { stage: string }) {
  const { t } = useText();
  return <Mark tone={tones[stage] ?? 'plain'}>{t(`verify.stage.${stage}` as TextKey)}</Mark>;
}

const findingTones: Record<string, Tone> = {
  open: 'warn',
  answered: 'info',
  satisfied: 'info',
  closed: 'good',
  unresolved: 'bad',
};

export function FindingMark({ status }: { status: string }) {
  const { t } = useText();
  return <Mark tone={findingTones[status] ?? 'plain'}>{t(`verify.finding.${status}` as TextKey)}</Mark>;
}
