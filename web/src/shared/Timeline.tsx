import type { ReactNode } from 'react';
import type { IsoInstant, Position } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Why } from './why';

export interface Step {
  key: string;
  instant: IsoInstant;
  position: Position;
  title: string;
  detail?: ReactNode;
  /** The last state of the thing: drawn filled. */
  final?: boolean;
}

/** A life from the journal, oldest first; every step leads to its decision. */
export function Timeline({ steps }: { steps: Step[] }) {
  const { t } = useText();
  return (
    <ol className="timeline">
      {steps.map(step => (
        <li key={step.key} className={step.final ? 'timeline-final' : undefined}>
          <time className="figures" dateTime={step.instant}>
            {chinaTime(step.instant)}
          </time>
          <div>
            <p className="timeline-title">{step.title}</p>
            {step.detail && <div className="timeline-detail">{step.detail}</div>}
            <Why reason={{ position: step.position }}>
              <span className="small">{t('why.record', { position: step.position })}</span>
            </Why>
          </div>
        </li>
      ))}
    </ol>
  );
}
