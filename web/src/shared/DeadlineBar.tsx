import type { Citation, IsoDate } from '../api/types';
import { dateWithWeekday } from '../format/dates';
import { useText } from '../i18n/text';
import { CitationLink, Mark, type Tone } from './marks';

/** What is due, in how many working days, under which article. */
export function DeadlineBar(props: {
  what: string;
  deadline: IsoDate | null;
  workingDaysLeft: number | null;
  citation: Citation | null;
}) {
  const { t, language } = useText();
  const left = props.workingDaysLeft;
  const tone: Tone = left === null ? 'plain' : left < 0 ? 'plain' : left <= 5 ? 'bad' : left <= 20 ? 'warn' : 'info';
  const words =
    left === null
      ? t('deadline.unknown')
      : left === 0
        ? t('deadline.today')
        : left < 0
          ? t('deadline.passed', { days: -left })
          : t('deadline.left', { days: left });
  return (
    <div className="deadline">
      <span>{props.what}</span>
      <strong className="figures">{props.deadline ? dateWithWeekday(props.deadline, language) : '—'}</strong>
      <Mark tone={tone}>{words}</Mark>
      {props.citation && <CitationLink citation={props.citation} />}
    </div>
  );
}
