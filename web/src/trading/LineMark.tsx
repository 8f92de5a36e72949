import { useText } from '../i18n/text';
import { Mark, type Tone } from '../shared/marks';
import type { LineState } from './live';

const tones: Record<LineState, Tone> = { connecting: 'plain', live: 'good', reconnecting: 'bad', recovered: 'warn' };

/** Whether what is shown is of now. */
export function LineMark({ line }: { line: LineState }) {
  const { t } = useText();
  return (
    <span role="status" className={`line line-${line}`}>
      <Mark tone={tones[line]}>{t(`line.${line}`)}</Mark>
    </span>
  );
}
