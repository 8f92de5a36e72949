import { Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { InstrumentSummary, Page, Standing } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { StandingMark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { rulebookName } from './names';

const standings: Standing[] = ['confirmed', 'reported', 'assumed', 'disputed'];

export default function RulebookPage() {
  const { t, say, language } = useText();
  const [wanted, setWanted] = useState('');
  const state = useApi<Page<InstrumentSummary>>('/rulebooks', { size: 1000 });
  const matches = (one: InstrumentSummary) =>
    `${one.id} ${one.number} ${one.title.zh} ${one.title.en}`.toLowerCase().includes(wanted.trim().toLowerCase());
  return (
    <PageFrame title={t('rules.title')} lead={
        <>
          {t('rules.lead')} <Link to="/methodologies">{t('methods.title')} →</Link>
        </>
      } asOf={state.data?.asOf}>
      <div className="rules-head">
        <Input
          className="filter-search"
          allowClear
          placeholder={t('rules.search')}
          aria-label={t('rules.search')}
          value={wanted}
          onChange={event => setWanted(event.target.value)}
        />
        <p className="standings">
          {standings.map(standing => (
            <StandingMark key={standing} standing={standing} />
          ))}
        </p>
      </div>
      <Answer state={state} rows={12}>
        {page => {
          const found = page.items.filter(matches);
          if (found.length === 0) return <Nothing title={t('rules.none')}>{t('ledger.nothing.help')}</Nothing>;
          const books = [...new Set(found.map(one => one.rulebook))];
          return books.map(book => (
            <Section key={book} title={rulebookName(book, language)}>
              <ul className="instruments">
                {found
                  .filter(one => one.rulebook === book)
                  .map(one => (
                    <li key={one.id}>
                      <div>
                        <Link to={`/rules/${encodeURIComponent(one.id)}`}>{say(one.title)}</Link>
                        <p className="muted small">{[one.number, say(one.issuer)].filter(Boolean).join(' · ')}</p>
                      </div>
                      <span className="figures muted">
                        {one.from ?? '…'} — {one.through ?? ''}
                      </span>
                      <span className="figures">{t('rules.count', { count: one.parameters })}</span>
                      <StandingBar standings={one.standings} />
                    </li>
                  ))}
              </ul>
            </Section>
          ));
        }}
      </Answer>
    </PageFrame>
  );
}

/** How much of an instrument was read, reported, assumed, disputed. */
function StandingBar({ standings: counts }: { standings: Record<Standing, number> }) {
  const { t } = useText();
  const present = standings.filter(standing => (counts[standing] ?? 0) > 0);
  const words = present.map(standing => `${t(`standing.${standing}`)} ${counts[standing]}`).join(' · ');
  return (
    <span className="standing-bar" title={words}>
      <span className="parts parts-thin" aria-hidden>
        {present.map(standing => (
          <span key={standing} className={`standing-${standing}`} style={{ flexGrow: counts[standing] }} />
        ))}
      </span>
      <span className="small muted">{words}</span>
    </span>
  );
}
