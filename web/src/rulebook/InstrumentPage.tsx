import { Link, useParams } from 'react-router';
import type { Instrument, RuleValue } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { StandingMark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { Interval, RuleFigure } from './RuleFigure';
import { articleWords } from './words';

export default function InstrumentPage() {
  const { instrument = '' } = useParams();
  const { t, say } = useText();
  const state = useApi<Instrument>(`/rulebooks/${encodeURIComponent(instrument)}`);
  const data = state.data;
  return (
    <PageFrame
      title={data ? say(data.title) : instrument}
      lead={data ? [data.number, say(data.issuer)].filter(Boolean).join(' · ') : undefined}
      asOf={data?.asOf}
      back={{ to: '/rules', label: t('rules.title') }}
    >
      <Answer state={state} rows={12}>
        {found => (
          <>
            {say(found.summary) && <p className="prose">{say(found.summary)}</p>}
            {found.rules.length === 0 ? (
              <Nothing title={t('rules.noneHere')} />
            ) : (
              <ol className="articles">
                {found.rules.map((rule, i) => (
                  <ArticleLine key={`${rule.key}-${rule.from}-${i}`} rule={rule} before={found.rules[i - 1] ?? null} />
                ))}
              </ol>
            )}
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

/** A parameter under its article; the article is written once for neighbours that share it. */
function ArticleLine({ rule, before }: { rule: RuleValue; before: RuleValue | null }) {
  const { say, t, language } = useText();
  const article = rule.citation.article;
  return (
    <li>
      <span className="article">
        {before?.citation.article === article ? '' : articleWords(article, language) || t('rules.whole')}
      </span>
      <div>
        <Link to={`/parameters/${encodeURIComponent(rule.key)}`}>{say(rule.label)}</Link>
        <p className="small muted">
          <code>{rule.key}</code> {rule.scope && say(rule.scope)}
        </p>
      </div>
      <RuleFigure rule={rule} />
      <Interval from={rule.from} through={rule.through} />
      <StandingMark standing={rule.standing} />
    </li>
  );
}
