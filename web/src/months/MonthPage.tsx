import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { MonthDetail, MonthDifference, MonthForm, MonthRevision } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { PointedNote } from '../shared/pointed';
import { Answer, Nothing } from '../shared/states';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { EvidenceTables } from './EvidenceTables';
import { FiguresTable } from './FiguresTable';
import { ModuleTotals, Substitutions } from './ReviewStep';
import { StandingOf } from './standing';

/** One month in all its revisions, and what may be done with it. */
export default function MonthPage() {
  const { t, say } = useText();
  const { entity = '', year = '', month = '' } = useParams();
  const path = `/mrv/months/${entity}/${year}`;
  const state = useApi<MonthDetail>(`${path}/${month}`);
  const form = useApi<MonthForm>(`${path}/form`, { month });
  return (
    <PageFrame
      title={`${t('months.year', { year })} ${t('months.month', { month })} · ${t('months.title')}`}
      lead={state.data ? say(state.data.entity) : undefined}
      asOf={state.data?.asOf}
      back={{ to: path, label: t('months.title') }}
    >
      <PointedNote ready={state.data !== null && form.data !== null} />
      <Answer state={state}>
        {data => (
          <div className="month-lines">
            <p>
              <StandingOf standing={data.standing} />
            </p>
            <Actions of={data} path={`${path}/${month}`} changed={state.reload} />
            {data.revisions.length === 0 && <Nothing title={t('months.notFiled')} />}
            {data.corrections.length > 0 && <Corrections of={data} path={`${path}/${month}`} changed={state.reload} />}
            {data.modules.length > 0 && (
              <ModuleTotals
                of={data.modules}
                total={
                  data.modules.some(one => one.tonnes === null)
                    ? null
                    : data.modules.reduce((sum, one) => sum + (one.tonnes ?? 0), 0)
                }
              />
            )}
            {[...data.revisions].reverse().map((one, i) => (
              <Revision key={one.revision} of={one} form={form.data} open={i === 0} />
            ))}
            {data.cems.length > 0 && (
              <Section title={t('months.cems')}>
                <ul>
                  {data.cems.map(one => (
                    <li key={one.stack} className="figures">
                      {one.stack}: {one.tonnes} t · {t('months.cemsMissing', { missing: one.missing, hours: one.hours })}{' '}
                      <Link to={`/mrv/cems/${entity}/${year}`}>{t('cems.difference')}</Link>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </div>
        )}
      </Answer>
    </PageFrame>
  );
}

function Actions({ of, path, changed }: { of: MonthDetail; path: string; changed: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const role = session?.role;
  const own = role === 'company' && session?.organisation?.id === of.entityId;
  const send = async (to: string, body: object) => {
    if (await command.send('POST', `${path}/${to}`, { ...body, reason: reason.trim() })) changed();
  };
  if (own) {
    return (
      <p>
        <Link to={`/mrv/months/${of.entityId}/${of.year}/${of.month}/edit`}>
          {t(of.standing === 'accepted' ? 'months.fileCorrection' : 'months.fill')}
        </Link>
      </p>
    );
  }
  const authority = role === 'regulator';
  const level = of.standing === 'submitted' ? 'county' : of.standing === 'countyChecked' ? 'city' : null;
  const checks = level !== null && (authority || role === 'city');
  const locks = of.standing === 'cityChecked' && authority;
  if (!checks && !locks) return <Outcome command={command} />;
  return (
    <section className="act-form">
      <label>
        <span>{t('months.decideReason')}</span>
        <Input value={reason} maxLength={300} onChange={event => setReason(event.target.value)} />
      </label>
      <p className="agreement-buttons">
        <Button
          type="primary"
          loading={command.sending}
          onClick={() => void (locks ? send('decision', { approved: true }) : send('checks', { level, passed: true }))}
        >
          {locks ? t('months.lock') : `${t(`months.check.${level ?? 'county'}`)} · ${t('months.pass')}`}
        </Button>
        <Button
          loading={command.sending}
          disabled={reason.trim() === ''}
          onClick={() => void (locks ? send('decision', { approved: false }) : send('checks', { level, passed: false }))}
        >
          {t('months.return')}
        </Button>
      </p>
      <Outcome command={command} />
    </section>
  );
}

function Corrections({ of, path, changed }: { of: MonthDetail; path: string; changed: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const decide = async (approved: boolean) => {
    if (await command.send('POST', `${path}/corrections/decision`, { approved, reason: reason.trim() })) changed();
  };
  return (
    <Section title={t('months.corrections')}>
      {of.corrections.map(one => (
        <div key={one.number} className="month-correction">
          <p>
            <Mark tone={one.state === 'approved' ? 'good' : one.state === 'refused' ? 'bad' : 'info'}>
              {t(`months.correctionState.${one.state}`)}
            </Mark>{' '}
            {one.reason}{' '}
            <span className="small muted">
              {one.requestedBy} · {chinaTime(one.requestedAt)} {one.decision && `· ${one.decision}`}
            </span>
          </p>
          <Differences of={one.changes} />
          {one.state === 'requested' && session?.role === 'regulator' && (
            <>
              <Input
                aria-label={t('months.decideReason')}
                placeholder={t('months.decideReason')}
                value={reason}
                maxLength={300}
                onChange={event => setReason(event.target.value)}
              />
              <p className="agreement-buttons">
                <Button type="primary" loading={command.sending} onClick={() => void decide(true)}>
                  {t('months.approve')}
                </Button>
                <Button disabled={reason.trim() === ''} loading={command.sending} onClick={() => void decide(false)}>
                  {t('months.refuse')}
                </Button>
              </p>
            </>
          )}
        </div>
      ))}
      <Outcome command={command} />
    </Section>
  );
}

function Differences({ of }: { of: MonthDifference[] }) {
  if (of.length === 0) return null;
  return (
    <ul className="month-differences">
      {of.map((one, i) => (
        <li key={i} className="figures">
          <code>{[one.table, one.facility, one.choice, one.column].filter(Boolean).join(' ')}</code>{' '}
          <del>{one.old || '—'}</del> → <ins>{one.new || '—'}</ins>
        </li>
      ))}
    </ul>
  );
}

function Revision({ of, form, open }: { of: MonthRevision; form: MonthForm | null; open: boolean }) {
  const { t } = useText();
  return (
    <Section title={t('months.revision', { revision: of.revision })}>
      <p className="small muted">
        <StandingOf standing={of.state} /> {of.filedBy} · {chinaTime(of.filedAt)} ·{' '}
        {t('months.planVersion', { version: of.planVersion })} · {t('months.dueOn', { date: of.dueOn })}{' '}
        {of.late && <Mark tone="warn">{t('months.lateMark')}</Mark>} <Link to={`/journal/${of.position}`}>#{of.position}</Link>
      </p>
      {of.remarks && <p>{of.remarks}</p>}
      {of.checks.map((one, i) => (
        <p key={i} className="small">
          {t(`months.check.${one.level}`)} · {t(one.passed ? 'months.pass' : 'months.return')} · {one.by} ·{' '}
          {chinaTime(one.at)} {one.late && <Mark tone="warn">{t('months.lateMark')}</Mark>} {one.reason}
        </p>
      ))}
      <Substitutions of={of.substitutions} />
      {of.changes.length > 0 && (
        <>
          <h3>{t('months.changes')}</h3>
          <Differences of={of.changes} />
        </>
      )}
      {open && (
        <>
          <FiguresTable content={of.content} form={form} />
          <EvidenceTables content={of.content} form={form} />
        </>
      )}
    </Section>
  );
}
