import { Link } from 'react-router';
import type { MethodologyLine, Page, RuleSetLine } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { FilterSelect } from '../shared/FilterSelect';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark, StandingMark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { useSession } from '../shell/session';

const filters = ['regime', 'sector', 'year', 'adopted'] as const;
const every = { size: 1000 };
const firstYear = 2011;

/** Which methodology version a report uses, by regime, sector and its own year. */
export default function RuleSetsPage() {
  const { t, say } = useText();
  const { session } = useSession();
  const ledger = useLedger<Page<RuleSetLine>>('/rule-sets', filters);
  const all = useApi<Page<RuleSetLine>>('/rule-sets', every).data?.items ?? [];
  const choices = (of: (one: RuleSetLine) => [string, string]) =>
    [...new Map(all.map(of))].map(([value, label]) => ({ value, label }));
  const regimes = choices(one => [one.regime, say(one.regimeName)]);
  const sectors = choices(one => [one.sector, say(one.sectorName)]);
  const newest = Math.max(firstYear, Number(ledger.state.data?.asOf.instant.slice(0, 4)) || firstYear);
  const years = Array.from({ length: newest - firstYear + 1 }, (_, i) => String(newest - i));
  const span = (one: RuleSetLine) => (
    <span className="figures">
      {one.fromYear} — {one.throughYear ?? t('ruleSets.now')}
    </span>
  );
  const method = (one: RuleSetLine) => (
    <>
      <Link to={`/methodologies/${one.methodology}/${one.version}`}>{say(one.name)}</Link>
      <div className="muted small">
        <code>
          {one.methodology}@{one.version}
        </code>{' '}
        {!one.published && t('ruleSets.unpublished')}
      </div>
    </>
  );
  const state = (one: RuleSetLine) => (
    <Mark tone={one.adopted ? 'good' : 'plain'}>{t(one.adopted ? 'ruleSets.adopted' : 'ruleSets.shipped')}</Mark>
  );
  const source = (one: RuleSetLine) => (
    <>
      <StandingMark standing={one.standing} /> <span className="small muted wraps">{one.source}</span>
    </>
  );
  const columns: LedgerColumn<RuleSetLine>[] = [
    { key: 'regime', title: t('ruleSets.regime'), sortable: true, width: 130, cell: one => say(one.regimeName) },
    { key: 'sector', title: t('methods.sector'), lead: true, sortable: true, width: 170, cell: one => say(one.sectorName) },
    { key: 'fromYear', title: t('ruleSets.years'), sortable: true, width: 140, cell: span },
    { key: 'adopted', title: t('methods.state'), sortable: true, width: 150, cell: state },
    { key: 'methodology', title: t('methods.name'), cell: method },
    { key: 'source', title: t('methods.where'), width: 260, cell: source },
  ];
  return (
    <PageFrame
      title={t('ruleSets.title')}
      lead={t('ruleSets.lead')}
      asOf={ledger.state.data?.asOf}
      back={{ to: '/methodologies', label: t('methods.title') }}
    >
      {session?.role === 'regulator' && <Adopt regimes={regimes} sectors={sectors} done={ledger.state.reload} />}
      <LedgerTable<RuleSetLine, Page<RuleSetLine>>
        id="rule-sets"
        label={t('ruleSets.title')}
        ledger={ledger}
        columns={columns}
        rowKey={one => `${one.regime} ${one.sector} ${one.fromYear} ${one.methodology} ${one.version} ${one.adopted}`}
        none={{ title: t('ruleSets.none'), help: '' }}
        filters={
          <>
            <FilterSelect ledger={ledger} name="regime" label={t('ruleSets.regime')} options={regimes} />
            <FilterSelect ledger={ledger} name="sector" label={t('methods.sector')} options={sectors} />
            <FilterSelect
              ledger={ledger}
              name="year"
              label={t('ruleSets.year')}
              options={years.map(value => ({ value, label: value }))}
            />
            <FilterSelect
              ledger={ledger}
              name="adopted"
              label={t('methods.state')}
              options={[
                { value: 'true', label: t('ruleSets.adopted') },
                { value: 'false', label: t('ruleSets.shipped') },
              ]}
            />
          </>
        }
        card={one => (
          <>
            <p className="card-head">
              <span>
                {say(one.sectorName)} · {say(one.regimeName)}
              </span>
              {span(one)}
            </p>
            <div>{method(one)}</div>
            <p className="card-line">
              {state(one)} {source(one)}
            </p>
          </>
        )}
      />
    </PageFrame>
  );
}

type Choice = { value: string; label: string };

/** The authority names a published version for a sector's reports. */
function Adopt({ regimes, sectors, done }: { regimes: Choice[]; sectors: Choice[]; done: () => void }) {
  const { t, say } = useText();
  const methods = useApi<Page<MethodologyLine>>('/methodologies', every).data?.items ?? [];
  const published = methods.filter(one => one.published && !one.sector.startsWith('enterprise'));
  return (
    <ActForm
      title={t('ruleSets.adopt')}
      path="/rule-sets"
      fields={[
        { name: 'regime', label: t('ruleSets.regime'), kind: 'choice', options: regimes },
        { name: 'sector', label: t('methods.sector'), kind: 'choice', options: sectors },
        { name: 'fromYear', label: t('ruleSets.from'), kind: 'text', numeric: true },
        { name: 'throughYear', label: t('ruleSets.through'), kind: 'text', numeric: true, optional: true },
        {
          name: 'edition',
          label: t('ruleSets.version'),
          kind: 'choice',
          options: published.map(one => ({
            value: `${one.id}@${one.version}`,
            label: `${say(one.name)} · ${one.version}`,
          })),
        },
        { name: 'basis', label: t('ruleSets.basis'), kind: 'area' },
      ]}
      submit={t('ruleSets.adoptSend')}
      done={done}
    />
  );
}
