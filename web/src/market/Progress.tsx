import type { ComplianceProgress } from '../api/types';
import { percent } from '../format/numbers';
import { useText } from '../i18n/text';
import { Fact, ShortTonnes } from '../shared/figures';

/** How far the covered entities have come, as bars against all of them. */
export function Progress({ progress }: { progress: ComplianceProgress }) {
  const { t } = useText();
  const steps = [
    { label: t('progress.reported'), count: progress.reported, tone: 'plain' },
    { label: t('progress.verified'), count: progress.verified, tone: 'plain' },
    { label: t('progress.settled'), count: progress.settled, tone: 'good' },
    { label: t('progress.short'), count: progress.short, tone: 'bad' },
  ];
  return (
    <>
      <ul className="progress">
        {steps.map(step => (
          <li key={step.label}>
            <span>{step.label}</span>
            <span className="figures">
              {step.count} / {progress.entities}
            </span>
            <span className={`progress-bar ${step.tone}`} aria-hidden>
              <span style={{ width: percent(step.count, progress.entities) ?? '0' }} />
            </span>
          </li>
        ))}
      </ul>
      <dl className="facts facts-two">
        <Fact label={t('compliance.due')}>
          <ShortTonnes value={progress.due} />
        </Fact>
        <Fact label={t('compliance.surrendered')} note={percent(progress.surrendered, progress.due) ?? ''}>
          <ShortTonnes value={progress.surrendered} />
        </Fact>
      </dl>
    </>
  );
}
