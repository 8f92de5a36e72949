import { Button, Input, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { PlanContent, PlanMethod, PlansAnswer, PlanVersion } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { DocumentLink } from '../shared/FileField';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { PointedNote } from '../shared/pointed';
import { Answer, Nothing } from '../shared/states';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { Meters } from './Meters';
import { PlanMark } from './standing';

/** An entity's plan: its versions, what each lays down, and the authority's decision. */
export default function PlanPage() {
  const { t, say } = useText();
  const { entity = '' } = useParams();
  const { session } = useSession();
  const state = useApi<PlansAnswer>(`/mrv/plans/${entity}`);
  const own = session?.role === 'company' && session.organisation?.id === entity;
  const pending = state.data?.versions.some(one => one.state === 'submitted') ?? false;
  const year = state.data?.asOf.instant.slice(0, 4) ?? '';
  return (
    <PageFrame
      title={t('plans.title')}
      lead={state.data ? `${say(state.data.entity)} · ${t('plans.lead')}` : t('plans.lead')}
      asOf={state.data?.asOf}
      back={{ to: `/mrv/months/${entity}/${year}`, label: t('months.title') }}
    >
      <PointedNote ready={state.data !== null} />
      <Answer state={state}>
        {data => (
          <>
            {own && !pending && (
              <p>
                {data.methods.length > 0 ? (
                  <Link to={`/mrv/plans/${entity}/edit`}>
                    {t(data.versions.length > 0 ? 'plans.edit' : 'plans.first')}
                  </Link>
                ) : (
                  t('plans.noMethods')
                )}
              </p>
            )}
            {data.versions.length === 0 && <Nothing title={t('plans.none')} />}
            {data.versions.length > 0 && (
              <Tabs
                items={data.versions.map(one => ({
                  key: String(one.version),
                  label: `${t('plans.version')} ${one.version}`,
                  children: (
                    <Version
                      of={one}
                      methods={data.methods}
                      inForce={data.inForce === one.version}
                      entity={entity}
                      decides={session?.role === 'regulator'}
                      changed={state.reload}
                    />
                  ),
                }))}
              />
            )}
            {data.versions.length > 0 && (
              <Section title={t('meters.title')}>
                <Meters of={data.meters} entity={entity} own={own} changed={state.reload} />
              </Section>
            )}
            {data.calibrations.length > 0 && (
              <Section title={t('plans.calibrations')}>
                <ul className="plain-list">
                  {data.calibrations.map((one, i) => (
                    <li key={i} className="figures">
                      <code>{one.meter}</code> {one.on} · {t('plans.calibratedThrough', { date: one.through })}{' '}
                      <DocumentLink hash={one.document} name={t('meters.certificate')} />
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Version(props: {
  of: PlanVersion;
  methods: PlanMethod[];
  inForce: boolean;
  entity: string;
  decides: boolean;
  changed: () => void;
}) {
  const { of, methods, inForce, entity, decides, changed } = props;
  const { t } = useText();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const decide = async (approved: boolean) => {
    const path = `/mrv/plans/${entity}/${of.version}/decision`;
    if (await command.send('POST', path, { approved, reason: reason.trim() })) changed();
  };
  return (
    <>
      <p>
        <PlanMark state={of.state} /> {of.late && <Mark tone="bad">{t('plans.lateBy', { date: of.dueOn ?? '' })}</Mark>}{' '}
        {inForce && <Mark tone="good">{t('plans.inForce')}</Mark>}{' '}
        <span className="figures">
          {t('plans.from')} {of.from}
        </span>{' '}
        <span className="small muted">
          {of.filedBy} · {chinaTime(of.filedAt)} <Link to={`/journal/${of.position}`}>#{of.position}</Link>
        </span>
      </p>
      {of.change !== 'first' && (
        <p>
          {t('plans.change')}: {t(`plans.change.${of.change}`)} · {of.changeReason}
        </p>
      )}
      {of.remarks && <p className="caution">{of.remarks}</p>}
      {decides && of.state === 'submitted' && (
        <section className="act-form">
          <label>
            <span>{t('months.decideReason')}</span>
            <Input value={reason} maxLength={300} onChange={event => setReason(event.target.value)} />
          </label>
          <p className="agreement-buttons">
            <Button type="primary" loading={command.sending} onClick={() => void decide(true)}>
              {t('months.approve')}
            </Button>
            <Button disabled={reason.trim() === ''} loading={command.sending} onClick={() => void decide(false)}>
              {t('months.return')}
            </Button>
          </p>
        </section>
      )}
      <Outcome command={command} />
      <PlanTables of={of.content} methods={methods} />
    </>
  );
}

/** What a plan lays down, as tables. */
export function PlanTables({ of, methods }: { of: PlanContent; methods: PlanMethod[] }) {
  const { t, say, language } = useText();
  const sectorName = (sector: string) => {
    const found = methods.find(one => one.regime === of.regime && one.sector === sector);
    return found ? say(found.sectorName) : sector;
  };
  const nameOf = (id: string) => {
    const found = of.facilities.find(one => one.id === id);
    return found ? (language === 'zh' ? found.nameZh : found.nameEn || found.nameZh) : t('months.whole');
  };
  return (
    <div className="month-plan">
      <p>
        <code>
          {of.regime} · {of.sector}
        </code>
      </p>
      <h3>{t('plans.boundary')}</h3>
      <p className="prose">{of.boundary}</p>
      <h3>{t('plans.facilities')}</h3>
      <ul>
        {of.facilities.map(one => (
          <li key={one.id}>
            <code>{one.id}</code> {nameOf(one.id)} · {one.kind}{' '}
            {one.capacity !== null && (
              <span className="figures">
                {one.capacity} <span className="unit">{one.capacityUnit}</span>
              </span>
            )}{' '}
            {one.permit}
          </li>
        ))}
      </ul>
      {of.modules.length > 0 && (
        <>
          <h3>{t('plans.modules')}</h3>
          <ul>
            <li>
              {sectorName(of.sector)} <code>{of.sector}</code> · {t('plans.moduleMain')} ·{' '}
              {of.facilities
                .filter(one => of.modules.every(module => !module.facilities.includes(one.id)))
                .map(one => nameOf(one.id))
                .join(language === 'zh' ? '、' : ', ')}
            </li>
            {of.modules.map(one => (
              <li key={one.sector}>
                {sectorName(one.sector)} <code>{one.sector}</code> ·{' '}
                {one.facilities.map(nameOf).join(language === 'zh' ? '、' : ', ')}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('plans.meters')}</h3>
      <ul>
        {of.meters.map(one => (
          <li key={one.id}>
            <code>{one.id}</code> {one.kind} · {one.location} · {one.accuracy} ·{' '}
            <span className="figures">
              {t('plans.calibrated', { date: one.calibratedOn, months: one.calibrationMonths })}
            </span>{' '}
            {one.power !== 'none' && t(`months.power.${one.power}`)}
          </li>
        ))}
      </ul>
      <h3>{t('plans.parameters')}</h3>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('plans.parameters')}>
        <table className="month-table plan-table">
          <thead>
            <tr>
              <th>{t('plans.figure')}</th>
              <th>{t('months.facility')}</th>
              <th>{t('months.acquisition')}</th>
              <th>{t('plans.meter')}</th>
              <th>{t('plans.procedure')}</th>
              <th>{t('plans.frequency')}</th>
              <th>{t('plans.department')}</th>
              <th>{t('plans.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {of.parameters.map(one => (
              <tr key={one.id} data-place={one.id}>
                <td>
                  <code>{[one.table, one.choice, one.column].filter(Boolean).join(' ')}</code>
                </td>
                <td>{nameOf(one.facility)}</td>
                <td>{t(`months.acquisition.${one.acquisition}`)}</td>
                <td>{one.meter}</td>
                <td>{one.method}</td>
                <td>{one.frequency}</td>
                <td>{one.department}</td>
                <td>{one.missingTreatment}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t('plans.qualityControl')}</h3>
      <p className="prose">{of.qualityControl}</p>
    </div>
  );
}
