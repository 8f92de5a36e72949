import { Button } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import type { CompanyBooks, InventoryBook } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { Answer } from '../shared/states';
import { AnalysisTab } from './AnalysisTab';
import { EntryTab } from './EntryTab';
import { HistoryTab } from './HistoryTab';
import { MeasuresTab } from './MeasuresTab';
import { NeutralityTab } from './NeutralityTab';
import { Parts, Totals } from './parts';
import { ReviewTab } from './ReviewTab';
import { UncertaintyTab } from './UncertaintyTab';

const tabs = ['entry', 'analysis', 'uncertainty', 'measures', 'review', 'neutrality', 'history'] as const;

/** A year's inventory: figures, analysis, reductions, review, neutrality, revisions. */
export default function YearPage() {
  const { id = '', year = '' } = useParams();
  const { t, say } = useText();
  const [parameters] = useSearchParams();
  const revision = parameters.get('revision');
  const base = `/accounting/companies/${encodeURIComponent(id)}`;
  const company = useApi<CompanyBooks>(base);
  const state = useApi<InventoryBook>(`${base}/${encodeURIComponent(year)}`, revision ? { revision } : {});
  const tab = tabs.find(one => one === parameters.get('tab')) ?? 'entry';
  const book = state.data;
  return (
    <PageFrame
      title={book ? `${say(book.name)} · ${t('acc.year', { year: book.year })}` : t('acc.title')}
      asOf={book?.asOf}
      back={{ to: `/accounting/${id}`, label: book ? say(book.name) : t('acc.title') }}
    >
      <Answer state={state} rows={10}>
        {shown => (
          <>
            <div className="entity-bar">
              <Mark tone={shown.issued ? 'good' : 'info'}>{t(shown.issued ? 'acc.issued' : 'acc.open')}</Mark>
              <span>{t('acc.revision', { revision: shown.revision })}</span>
              <span className="muted">
                {t(`acc.approach.${shown.approach}`)} · {t(`acc.warming.${shown.warming}`)}
              </span>
              <Link to={`/accounting/${id}/${shown.year}/report?revision=${shown.revision}`}>
                <Button size="small">{t('acc.report')}</Button>
              </Link>
            </div>
            {shown.revision !== shown.newest && (
              <p className="caution">
                {t('acc.history.shown', { revision: shown.revision, newest: shown.newest })}
              </p>
            )}
            <Totals totals={shown.totals} />
            <Parts parts={tabs} now={tab} label={part => t(`acc.tab.${part}`)} name={t('acc.parts')} />
            {company.data && <Shown tab={tab} book={shown} company={company.data} changed={state.reload} base={base} />}
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

interface ShownProps {
  tab: (typeof tabs)[number];
  book: InventoryBook;
  company: CompanyBooks;
  base: string;
  changed: () => void;
}

function Shown({ tab, book, company, base, changed }: ShownProps) {
  const path = `${base}/${book.year}`;
  switch (tab) {
    case 'entry':
      return <EntryTab book={book} company={company} path={path} changed={changed} />;
    case 'analysis':
      return <AnalysisTab book={book} path={path} />;
    case 'uncertainty':
      return <UncertaintyTab book={book} path={path} />;
    case 'measures':
      return <MeasuresTab book={book} company={company} path={path} />;
    case 'review':
      return <ReviewTab book={book} company={company} changed={changed} />;
    case 'neutrality':
      return <NeutralityTab book={book} path={path} />;
    default:
      return <HistoryTab book={book} changed={changed} />;
  }
}
