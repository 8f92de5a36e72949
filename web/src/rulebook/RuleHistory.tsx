import type { IsoDate, RuleValue } from '../api/types';
import { useText } from '../i18n/text';
import type { Language } from '../settings/settings';
import { dayOf, spanOf } from './span';
import { ruleWords } from './words';

/** A value in one run of text; a question mark where none may be used. */
function ruleText(value: RuleValue, language: Language): string {
  if (value.value === null) return '?';
  const { figure, unit } = ruleWords(value.value, value.unit, language);
  return `${figure} ${unit}`.trim();
}

/** A parameter's values along time, with the day asked about marked. */
export function RuleHistory({ values, on }: { values: RuleValue[]; on: IsoDate }) {
  const { say, language } = useText();
  const span = spanOf(values, on);
  const shareOf = (day: number) => (day - span.first) / (span.last - span.first);
  const at = (day: number) => `${(shareOf(day) * 100).toFixed(2)}%`;
  /** Words start where their bar starts, unless they would run out of the drawing. */
  const wordsAt = (day: number) => (shareOf(day) < 0.55 ? { left: at(day) } : { right: 0 });
  return (
    <div className="rule-history">
      {values.map((value, i) => {
        const from = dayOf(value.from, 'first') ?? span.first;
        const through = dayOf(value.through, 'last') ?? span.last;
        const width = `${((Math.max(through - from, 0) / (span.last - span.first)) * 100).toFixed(2)}%`;
        return (
          <div key={`${value.from}-${i}`} className="rule-lane">
            <span className={`rule-bar standing-${value.standing}`} style={{ left: at(from), width }} />
            <span className="rule-lane-text figures" style={wordsAt(from)}>
              {ruleText(value, language)} · {value.from ?? '…'} — {value.through ?? '…'}
              {value.scope && ` · ${say(value.scope)}`}
            </span>
          </div>
        );
      })}
      <div className="rule-on" style={{ left: at(Date.parse(on)) }} title={on} />
      <p className="rule-scale figures small muted">
        <span>{new Date(span.first).toISOString().slice(0, 4)}</span>
        <span style={wordsAt(Date.parse(on))}>{on}</span>
      </p>
    </div>
  );
}
