import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Page, RoutineCheck, SupervisedEntity, SupervisionAnswer, SupervisionRow } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { zh, type TextKey } from '../i18n/zh';
import { ActForm } from '../oversight/ActForm';
import { useLedger } from '../shared/ledger';
import { LedgerTable } from '../shared/LedgerTable';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { useSession } from '../shell/session';
import { StageMark } from '../verification/words';
import { figureOf, HubeiMap, type Metric } from './HubeiMap';

const metrics: Metric[] = ['reported', 'accepted', 'overdue', 'findings', 'risk'];

export default function SupervisionPage() {
  const { t } = useText();
  const state = useApi<SupervisionAnswer>('/supervision/map');
  return (
    <PageFrame
      title={t('sup.title')}
      lead={state.data ? t('sup.lead', { year: state.data.year }) : ''}
      asOf={state.data?.asOf}
      back={{ to: '/verification', label: t('verify.title') }}
    >
      <Answer state={state}>{data => <Map data={data} />}</Answer>
    </PageFrame>
  );
}

function usePlace() {
  const { t } = useText();
  return (code: string, city: string | null = null) => {
    const key = `place.${code}`;
    const name = key in zh ? t(key as TextKey) : code;
    return city !== null && code === city ? `${name}（${t('sup.cityOnly')}）` : name;
  };
}

function Map({ data }: { data: SupervisionAnswer }) {
  const { t } = useText();
  const [metric, setMetric] = useState<Metric>('accepted');
  const [chosen, setChosen] = useState<string | null>(null);
  const place = usePlace();
  const inCity = data.city !== null;
  return (
    <>
      <div className="sup-metric">
        <span className="muted">{t('sup.metric')} </span>
        <Segmented<Metric>
          className="scrolls"
          value={metric}
          onChange={setMetric}
          options={metrics.map(value => ({ value, label: t(`sup.${value}`) }))}
        />
      </div>
      <div className="split split-even">
        {inCity ? (
          <Bars rows={data.cities} metric={metric} choose={setChosen} city={data.city} />
        ) : (
          <figure>
            <HubeiMap rows={data.cities} metric={metric} chosen={chosen} choose={setChosen} />
            <figcaption className="small muted">{t('sup.schematic')}</figcaption>
          </figure>
        )}
        <Figures rows={data.cities} city={data.city} chosen={chosen} choose={setChosen} />
      </div>
      {chosen && (
        <Section title={t('sup.list', { place: place(chosen, data.city) })}>
          <Entities place={chosen} />
        </Section>
      )}
      <Routine />
    </>
  );
}

function Bars(props: { rows: SupervisionRow[]; metric: Metric; city: string | null; choose: (code: string) => void }) {
  const place = usePlace();
  return (
    <ul className="progress">
      {props.rows.map(row => {
        const { text, share } = figureOf(row, props.metric);
        return (
          <li key={row.code}>
            <button type="button" className="link-button" onClick={() => props.choose(row.code)}>
              {place(row.code, props.city)}
            </button>
            <span className="figures">{text}</span>
            <span className="progress-bar">
              <span style={{ display: 'block', height: '100%', width: `${Math.min(100, share * 100)}%`, background: 'var(--river)' }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Figures(props: {
  rows: SupervisionRow[];
  city: string | null;
  chosen: string | null;
  choose: (code: string) => void;
}) {
  const { t } = useText();
  const place = usePlace();
  const columns = ['entities', 'reported', 'late', 'openTasks', 'openFindings', 'openAlerts', 'routineDrawn'] as const;
  const title = {
    entities: 'sup.entities',
    reported: 'sup.reported',
    late: 'sup.late',
    openTasks: 'sup.open',
    openFindings: 'sup.col.findings',
    openAlerts: 'sup.col.risk',
    routineDrawn: 'sup.routine',
  } as const;
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t(props.city === null ? 'sup.place' : 'sup.district')}</th>
            {columns.map(c => (
              <th key={c} scope="col" className="right">{t(title[c])}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(row => (
            <tr key={row.code} aria-current={row.code === props.chosen}>
              <th scope="row">
                <button type="button" className="link-button" onClick={() => props.choose(row.code)}>
                  {place(row.code, props.city)}
                </button>
              </th>
              {columns.map(c => (
                <td key={c} className="right figures">{row[c]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Entities({ place }: { place: string }) {
  const { t, say } = useText();
  const state = useApi<Page<SupervisedEntity>>('/supervision/entities', { place, size: 200 });
  return (
    <Answer state={state}>
      {page => (
        <ul className="cards">
          {page.items.map(e => (
            <li key={e.participant}>
              <p className="card-head">
                <Link to={e.task ? `/verification/${e.task}` : `/entities/${e.participant}`}>{say(e.name)}</Link>
                {e.stage ? <StageMark stage={e.stage} /> : <span className="muted">—</span>}
              </p>
              <p className="card-line muted">
                {e.late && <Mark tone="warn">{t('sup.late')}</Mark>}
                {e.overdue && <Mark tone="bad">{t('verify.overdue')}</Mark>}
                <span>{t('sup.findings')} {e.openFindings}</span>
                <span>{t('sup.risk')} {e.openAlerts}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}

const routineNames = ['result'] as const;
const results = ['open', 'noProblem', 'problems', 'obstructed'] as const;

/** Routine checks: what a city still has to record stands first, then every check as a list. */
function Routine() {
  const { t, say } = useText();
  const { session } = useSession();
  const place = usePlace();
  const ledger = useLedger<Page<RoutineCheck>>('/supervision/routine-checks', routineNames);
  const city = session?.role === 'city';
  const mark = (c: RoutineCheck) => (
    <Mark tone={c.result === 'noProblem' ? 'good' : c.result === 'open' ? 'plain' : 'bad'}>
      {t(`sup.result.${c.result}`)}
    </Mark>
  );
  const when = (c: RoutineCheck) => t('sup.quarter', { year: c.year, q: c.quarter });
  const where = (c: RoutineCheck) => place(city ? c.district : c.city, city ? c.city : null);
  return (
    <Section title={t('sup.checks')}>
      {city && <Draw done={ledger.state.reload} />}
      {city && <Open done={ledger.state.reload} key={ledger.state.data?.asOf.position ?? 0} />}
      <LedgerTable<RoutineCheck, Page<RoutineCheck>>
        id="routine-checks"
        label={t('sup.checks')}
        ledger={ledger}
        rowKey={c => String(c.number)}
        none={{ title: t('sup.none'), help: t('sup.none.help') }}
        filters={
          <Select
            mode="multiple"
            allowClear
            aria-label={t('sup.result')}
            placeholder={t('sup.result')}
            style={{ minWidth: 180 }}
            value={ledger.values('result')}
            onChange={(value: string[]) => ledger.change({ result: value })}
            options={results.map(value => ({ value, label: t(`sup.result.${value}`) }))}
          />
        }
        columns={[
          { key: 'quarter', title: t('sup.when'), cell: when },
          { key: 'name', title: t('verify.entity'), lead: true, cell: c => say(c.name) },
          { key: 'city', title: t(city ? 'sup.district' : 'sup.place'), cell: where },
          { key: 'inspectors', title: t('sup.sent'), cell: c => c.inspectors.join(t('list.comma')) },
          { key: 'result', title: t('sup.result'), cell: mark },
          { key: 'notes', title: t('sup.notes'), cell: c => c.notes },
        ]}
        card={c => (
          <>
            <p className="card-head">
              <span>{say(c.name)}</span>
              {mark(c)}
            </p>
            <p className="card-line muted">
              <span>{when(c)}</span>
              <span>{where(c)}</span>
              <span>{c.inspectors.join(t('list.comma'))}</span>
              <span>{c.notes}</span>
            </p>
          </>
        )}
      />
    </Section>
  );
}

/** The checks whose result is still to be recorded. */
function Open({ done }: { done: () => void }) {
  const { t, say } = useText();
  const state = useApi<Page<RoutineCheck>>('/supervision/routine-checks', { result: 'open', size: 200 });
  const open = state.data?.items ?? [];
  if (open.length === 0) return null;
  return (
    <>
      <h3>{t('sup.open.title')}</h3>
      <ul className="cards">
        {open.map(c => (
          <li key={c.number}>
            <p className="card-head">
              <span>{say(c.name)}</span>
              <span className="muted">{t('sup.quarter', { year: c.year, q: c.quarter })}</span>
            </p>
            <p className="card-line muted">
              <span>{c.inspectors.join(t('list.comma'))}</span>
            </p>
            <ActForm
              title={t('sup.record')}
              path={`/supervision/routine-checks/${c.number}/result`}
              fields={[
                {
                  name: 'result',
                  label: t('verify.result'),
                  kind: 'choice',
                  options: results.slice(1).map(value => ({ value, label: t(`sup.result.${value}`) })),
                },
                { name: 'notes', label: t('sup.notes'), kind: 'area', optional: true },
              ]}
              fixed={{ participant: Number(c.participant) }}
              submit={t('sup.record')}
              done={() => {
                state.reload();
                done();
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A quarter's draw: the inspectors who can be sent, and a seed everybody may repeat. */
function Draw({ done }: { done: () => void }) {
  const { t } = useText();
  const quarters = ['1', '2', '3', '4'].map(value => ({ value, label: value }));
  return (
    <ActForm
      title={t('sup.draw')}
      path="/supervision/routine-checks"
      fields={[
        { name: 'year', label: t('sup.year'), kind: 'text', numeric: true },
        { name: 'quarter', label: t('sup.q'), kind: 'choice', numeric: true, options: quarters },
        { name: 'inspectors', label: t('sup.inspectors'), kind: 'text' },
        { name: 'seed', label: t('quality.seed'), kind: 'text' },
      ]}
      submit={t('sup.draw')}
      done={done}
    />
  );
}
