import type { CheckSeverity, QualityAlertLine } from '../api/types';
import { useText } from '../i18n/text';
import { Mark, type Tone } from '../shared/marks';

const severityTones: Record<CheckSeverity, Tone> = { block: 'bad', warn: 'warn', risk: 'info' };

export function SeverityMark({ severity }: { severity: CheckSeverity }) {
  const { t } = useText();
  return <Mark tone={severityTones[severity]}>{t(`checks.severity.${severity}`)}</Mark>;
}

/** Where an alert stands; closed ones say what became of them. */
export function AlertMark({ alert }: { alert: QualityAlertLine }) {
  const { t } = useText();
  if (alert.outcome !== null)
    return (
      <Mark tone={alert.outcome === 'escalated' ? 'bad' : 'plain'}>{t(`checks.outcome.${alert.outcome}`)}</Mark>
    );
  return <Mark tone={alert.state === 'open' ? 'warn' : 'info'}>{t(`checks.state.${alert.state}`)}</Mark>;
}
