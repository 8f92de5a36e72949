import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { apiUrl } from '../api/client';
import type { Calculation, MonthModule, MonthTile, MonthYear } from '../api/types';
import { useApi } from '../api/useApi';
import { dateWithWeekday } from '../format/dates';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { PointedNote } from '../shared/pointed';
import { Answer } from '../shared/states';
import { useSession } from '../shell/session';
import { StandingOf } from './standing';
import { unitText } from './units';
import { WorkbookImport } from './WorkbookImport';

/** An entity's year: twelve months with what is due, filed, late and locked. */
export default function MonthYearPage() {
  const { t, say } = useText();
  const { entity = '', year = '' } = useParams();
  const { session } = useSession();
  const navigate = useNavigate();
  const path = `/mrv/months/${entity}/${year}`;
  const state = useApi<MonthYear>(path);
  const result = useApi<Calculation>(`${path}/calculation`);
  const own = session?.organisation?.id === entity && session.role === 'company';
  const now = Number(year);
  const changed = () => {
    state.reload();
    result.reload();
  };
  return (
    <PageFrame
      title={state.data ? `${say(state.data.entity)} · ${t('months.title')}` : t('months.title')}
      lead={t('months.lead')}
      asOf={state.data?.asOf}
      back={{ to: '/mrv/months', label: t('months.title') }}
    >
      <PointedNote ready={state.data !== null} />
      <Section
        place="months"
        title={
          <>
            <Select
              aria-label={t('annual.year')}
              value={now}
              options={[now - 2, now - 1, now, now + 1].map(one => ({
                value: one,
                label: t('months.year', { year: one }),
              }))}
              onChange={(one: number) => void navigate(`/mrv/months/${entity}/${one}`)}
            />
          </>
        }
        actions={
          <>
            <Link to={`/mrv/plans/${entity}`}>
              {state.data?.planVersion ? t('months.planVersion', { version: state.data.planVersion }) : t('plans.title')}
            </Link>{' '}
            <Link to={`/mrv/cems/${entity}/${year}`}>{t('cems.link')}</Link>{' '}
            <Link to="/mrv/captures">{t('captures.title')}</Link>{' '}
            <Link to="/mrv/alerts">{t('checks.alerts')}</Link>{' '}
            <a href={apiUrl(`${path}/template`)}>{t('months.template')}</a>
          </>
        }
      >
        <Answer state={state}>
          {data => (
            <ol className="month-tiles">
              {data.tiles.map(tile => (
                <Tile key={tile.month} tile={tile} path={path} own={own} />
              ))}
            </ol>
          )}
        </Answer>
      </Section>
      {own && <WorkbookImport path={path} changed={changed} />}
      {result.data && (
        <Section title={t('months.result')}>
          <p className="muted">{t('months.resultHelp')}</p>
          {state.data?.modules.length ? (
            state.data.modules.map(one => <ModuleResult key={one.sector} of={one} path={path} />)
          ) : (
            <Result of={result.data} />
          )}
        </Section>
      )}
    </PageFrame>
  );
}

/** What one of several methodologies makes of the months. */
function ModuleResult({ of, path }: { of: MonthModule; path: string }) {
  const { say } = useText();
  const asked = useMemo(() => ({ module: of.sector }), [of.sector]);
  const result = useApi<Calculation>(`${path}/calculation`, asked);
  return (
    <>
      <h3>
        {say(of.sectorName)} <code>{of.sector}</code>
      </h3>
      {result.data && <Result of={result.data} />}
    </>
  );
}

export function Result({ of }: { of: Calculation }) {
  const { t, language } = useText();
  return (
    <>
      <dl className="month-results">
        {of.results.map(one => (
          <div key={one.name}>
            <dt>
              {one[language]} <code>{one.name}</code>
            </dt>
            <dd className="figures">
              {grouped(one.value)} <span className="unit">{unitText(one.unit)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="small muted breaks">
        {t('months.traceHash')} <code data-testid="trace-hash">{of.traceHash}</code>{' '}
        <Link to={`/methodologies/${of.methodology}/${of.version}`}>
          {of.methodology}@{of.version}
        </Link>
      </p>
    </>
  );
}

function Tile({ tile, path, own }: { tile: MonthTile; path: string; own: boolean }) {
  const { t, language } = useText();
  const open = tile.standing === 'open' || tile.standing === 'overdue' || tile.standing === 'returned';
  return (
    <li className={`month-tile month-${tile.standing}`}>
      <p className="month-tile-head">
        <strong>{t('months.month', { month: tile.month })}</strong>
        <StandingOf standing={tile.standing} />
      </p>
      <p className="small muted figures">
        {tile.due ? t('months.dueOn', { date: dateWithWeekday(tile.due, language) }) : t('months.noPlan')}
      </p>
      <p className="month-tile-marks">
        {tile.late && tile.standing !== 'overdue' && <Mark tone="warn">{t('months.lateMark')}</Mark>}
        {tile.substitutions > 0 && (
          <Mark tone="warn">{`${t('months.substituted')} ${tile.substitutions} · +${tile.substitutedTonnes} t`}</Mark>
        )}
        {tile.correctionPending && <Mark tone="info">{t('months.correction')}</Mark>}
      </p>
      <p>
        {own && open && tile.due && (
          <Link to={`${path}/${tile.month}/edit`}>
            <Button size="small" type="primary" tabIndex={-1}>
              {t('months.fill')}
            </Button>
          </Link>
        )}{' '}
        {tile.revision > 0 && (
          <Link to={`${path}/${tile.month}`}>
            {t('months.view')} · {t('months.revision', { revision: tile.revision })}
          </Link>
        )}
      </p>
    </li>
  );
}
