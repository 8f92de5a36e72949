import { Link } from 'react-router';
import type { Rule, RuleValue } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Fact } from '../shared/figures';
import { CitationLink, StandingMark } from '../shared/marks';
import { Answer } from '../shared/states';
import { Why } from '../shared/why';
import { RuleHistory } from './RuleHistory';
import { Interval, RuleFigure } from './RuleFigure';

/** A parameter: what it means, the value in force and why, and its earlier and later values. */
export default function RuleAnswer(props: { ruleKey: string; on?: string | null; full?: boolean }) {
  const { t, say } = useText();
  const state = useApi<Rule>(`/rules/${encodeURIComponent(props.ruleKey)}`, { on: props.on ?? null });
  return (
    <Answer state={state} rows={10}>
      {rule => (
        <div className="answer">
          {!props.full && (
            <h3>
              <Link to={`/parameters/${encodeURIComponent(rule.key)}`}>{say(rule.label)}</Link>
            </h3>
          )}
          {say(rule.meaning) !== say(rule.label) && <p>{say(rule.meaning)}</p>}
          <p className="headline">
            {rule.current ? <RuleFigure rule={rule.current} /> : t('rules.noValue', { on: rule.on })}
          </p>
          {rule.current && <Current value={rule.current} />}
          <h4>{t('rules.history')}</h4>
          <RuleHistory values={rule.values} on={rule.on} />
          {props.full && rule.values.map((value, i) => <Value key={`${value.from}-${i}`} value={value} />)}
        </div>
      )}
    </Answer>
  );
}

function Current({ value }: { value: RuleValue }) {
  const { t } = useText();
  return (
    <dl className="facts facts-two">
      <Fact label={t('rules.holds')}>
        <Interval from={value.from} through={value.through} />
      </Fact>
      <Fact label={t('rules.standing')}>
        <StandingMark standing={value.standing} />
      </Fact>
      <Fact label={t('rules.article')}>
        <CitationLink citation={value.citation} />
      </Fact>
      <Fact label={t('rules.source')}>{value.source}</Fact>
    </dl>
  );
}

/** One dated value with everything known about it. */
function Value({ value }: { value: RuleValue }) {
  const { t, say } = useText();
  return (
    <section className="rule-card">
      <p className="card-head">
        <RuleFigure rule={value} />
        <StandingMark standing={value.standing} />
      </p>
      <p>
        <Interval from={value.from} through={value.through} />
        {value.scope && <span> · {say(value.scope)}</span>}
      </p>
      <p>
        <CitationLink citation={value.citation} /> <span className="muted">{value.source}</span>
      </p>
      {value.note && <p>{say(value.note)}</p>}
      {value.adoption && (
        <p>
          {t('rules.adopted', { by: say(value.adoption.by), date: value.adoption.date })} {say(value.adoption.reason)}{' '}
          <Why reason={{ position: value.adoption.position }}>
            {t('why.record', { position: value.adoption.position })}
          </Why>
        </p>
      )}
    </section>
  );
}
