import { Fragment, type ReactNode } from 'react';
import type { VerificationAnswer } from '../api/types';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { ActForm, type Field } from '../oversight/ActForm';
import { AssignForm } from './AssignForm';
import { RowsForm } from './RowsForm';
import { Team } from './Team';

interface Props {
  data: VerificationAnswer;
  done: () => void;
}

type Act = (props: Props & { t: ReturnType<typeof useText>['t'] }) => ReactNode;

/** A step that takes a few fields. */
const simple =
  (action: string, where: string, fields: (t: Parameters<Act>[0]['t']) => Field[] = () => [], fixed?: object): Act =>
  ({ data, done, t }) => (
    <ActForm
      title={t(`verify.action.${action}` as TextKey)}
      path={`/verification/tasks/${data.task.number}/${where}`}
      fields={fields(t)}
      submit={t(`verify.action.${action}` as TextKey)}
      done={done}
      fixed={{ ...fixed }}
    />
  );

const reason = (t: Parameters<Act>[0]['t']): Field[] => [
  { name: 'reason', label: t('verify.reason'), kind: 'area' },
];
const remarks =
  (optional: boolean) =>
  (t: Parameters<Act>[0]['t']): Field[] => [
    { name: 'remarks', label: t('verify.remarks'), kind: 'area', optional },
  ];

/** What a person does for each step of the table, in the order of a verification. Steps that share a form stand once:
 * ending a visit without findings is issuing none, and every verdict is given on one form. */
const acts: { action: string; act: Act }[] = [
  { action: 'clearConflict', act: ({ data, done }) => <Team data={data} done={done} /> },
  { action: 'decline', act: simple('decline', 'declining', reason) },
  { action: 'startReview', act: simple('startReview', 'review') },
  { action: 'reviewDocuments', act: ({ data, done }) => <Documents data={data} done={done} /> },
  { action: 'planSite', act: ({ data, done }) => <SitePlan data={data} done={done} /> },
  { action: 'visitSite', act: ({ data, done }) => data.site && <SiteVisit data={data} site={data.site} done={done} /> },
  {
    action: 'noteFinding',
    act: simple('noteFinding', 'findings', t => [
      { name: 'class', label: t('verify.class'), kind: 'choice', options: words(t, 'verify.class', classes) },
      { name: 'severity', label: t('verify.severity'), kind: 'choice', options: words(t, 'verify.severity', severe) },
      { name: 'clause', label: t('verify.clause'), kind: 'text' },
      { name: 'description', label: t('verify.description'), kind: 'area' },
    ]),
  },
  { action: 'issueFindings', act: simple('issueFindings', 'findings/issue') },
  { action: 'acknowledge', act: simple('acknowledge', 'acknowledgement') },
  { action: 'answerAll', act: ({ data, done }) => <Answers data={data} done={done} /> },
  { action: 'satisfied', act: ({ data, done }) => <Verdicts data={data} done={done} /> },
  { action: 'letLapse', act: simple('letLapse', 'lapse') },
  { action: 'recalculate', act: ({ data, done }) => <Recalculation data={data} done={done} /> },
  { action: 'draftConclusion', act: ({ data, done }) => <Draft data={data} done={done} /> },
  { action: 'passReview', act: simple('passReview', 'technical-review', remarks(true), { passed: true }) },
  { action: 'sendBack', act: simple('sendBack', 'technical-review', remarks(false), { passed: false }) },
  { action: 'handIn', act: simple('handIn', 'handing-in') },
  { action: 'notify', act: simple('notify', 'notification') },
  { action: 'returnToBody', act: simple('returnToBody', 'return', reason) },
  { action: 'agree', act: simple('agree', 'agreement') },
  {
    action: 'object',
    act: simple('object', 'objection', t => [{ name: 'grounds', label: t('verify.grounds'), kind: 'area' }]),
  },
  { action: 'upholdObjection', act: simple('upholdObjection', 'objection/decision', reason, { upheld: true }) },
  { action: 'rejectObjection', act: simple('rejectObjection', 'objection/decision', reason, { upheld: false }) },
  { action: 'accept', act: simple('accept', 'acceptance') },
  { action: 'refuse', act: simple('refuse', 'refusal', reason) },
  { action: 'resume', act: simple('resume', 'resumption', reason) },
  {
    action: 'reassign',
    act: ({ data, done }) => <Another data={data} done={done} action="reassign" where="reassignment" />,
  },
  { action: 'recheck', act: ({ data, done }) => <Another data={data} done={done} action="recheck" where="recheck" /> },
  { action: 'hold', act: simple('hold', 'hold', reason) },
];

/** The steps the caller may take on this page now; none when there is nothing to do. */
export function openSteps(data: VerificationAnswer): string[] {
  const allowed = new Set(data.steps.filter(step => step.allowed).map(step => step.action));
  return acts.map(a => a.action).filter(action => allowed.has(action) && (action !== 'visitSite' || data.site !== null));
}

/** The steps the caller may take now, each behind its own line. */
export function Steps({ data, done }: Props) {
  const { t } = useText();
  const open = openSteps(data);
  return (
    <div className="verify-steps">
      {acts
        .filter(a => open.includes(a.action))
        .map(({ action, act }) => (
          <Fragment key={action}>{act({ data, done, t })}</Fragment>
        ))}
    </div>
  );
}

const classes = ['data', 'method', 'boundary', 'evidence', 'plan', 'conduct'];
const severe = ['observation', 'minor', 'major'];
const words = (t: ReturnType<typeof useText>['t'], prefix: string, values: string[]) =>
  values.map(value => ({ value, label: t(`${prefix}.${value}` as TextKey) }));

function Documents({ data, done }: Props) {
  const { t } = useText();
  const empty = { parameter: '', plannedMethod: '', verifiedBy: '', remarks: '', fine: true };
  return (
    <RowsForm
      title={t('verify.action.reviewDocuments')}
      path={`/verification/tasks/${data.task.number}/documents`}
      fields={[
        { name: 'parameter', label: t('verify.parameter'), kind: 'text' },
        { name: 'plannedMethod', label: t('verify.planned'), kind: 'text' },
        { name: 'verifiedBy', label: t('verify.verifiedBy'), kind: 'text' },
        { name: 'remarks', label: t('verify.remarks'), kind: 'text' },
        { name: 'fine', label: t('verify.fine'), kind: 'check' },
      ]}
      initial={data.sources.map(s => ({ ...empty, parameter: s.source }))}
      fresh={empty}
      body={lines => ({ lines })}
      submit={t('verify.send')}
      done={done}
    />
  );
}

function SitePlan({ data, done }: Props) {
  const { t } = useText();
  const site = data.site;
  return (
    <RowsForm
      title={t('verify.action.planSite')}
      path={`/verification/tasks/${data.task.number}/site-plan`}
      fields={[
        { name: 'from', label: t('verify.from'), kind: 'date' },
        { name: 'through', label: t('verify.through'), kind: 'date' },
        { name: 'place', label: t('verify.place'), kind: 'text' },
        { name: 'latitude', label: t('verify.latitude'), kind: 'number' },
        { name: 'longitude', label: t('verify.longitude'), kind: 'number' },
        { name: 'agenda', label: t('verify.agenda'), kind: 'text' },
        { name: 'item', label: t('verify.item'), kind: 'text' },
      ]}
      initial={[
        {
          from: site?.from ?? '',
          through: site?.through ?? '',
          place: site?.place ?? '',
          latitude: site ? Number(site.latitude) : null,
          longitude: site ? Number(site.longitude) : null,
          agenda: site?.agenda ?? '',
          item: '',
        },
      ]}
      body={([row]) => ({ ...row, members: data.members, items: row?.['item'] ? [row['item']] : [] })}
      submit={t('verify.send')}
      done={done}
    />
  );
}

function SiteVisit({ data, site, done }: Props & { site: NonNullable<VerificationAnswer['site']> }) {
  const { t } = useText();
  const path = `/verification/tasks/${data.task.number}/site`;
  const me = data.staff.find(p => p.you)?.code ?? data.leader;
  const fresh = {
    kind: 'photo',
    document: '',
    person: me,
    date: site.from,
    time: '09:00',
    latitude: Number(site.latitude),
    longitude: Number(site.longitude),
  };
  return (
    <>
      <RowsForm
        title={`${t('verify.action.visitSite')} · ${t('verify.evidence')}`}
        path={path}
        fields={[
          {
            name: 'kind',
            label: t('verify.kind'),
            kind: 'choice',
            options: words(t, 'verify.evidence', ['signIn', 'photo', 'record', 'signOut']),
          },
          { name: 'document', label: t('verify.file'), kind: 'file' },
          { name: 'date', label: t('verify.date'), kind: 'date' },
          { name: 'time', label: t('verify.time'), kind: 'text' },
          { name: 'latitude', label: t('verify.latitude'), kind: 'number' },
          { name: 'longitude', label: t('verify.longitude'), kind: 'number' },
        ]}
        initial={[{ ...fresh, kind: 'signIn' }]}
        fresh={fresh}
        body={evidence => ({ evidence, results: [] })}
        submit={t('verify.send')}
        done={done}
      />
      <RowsForm
        title={`${t('verify.action.visitSite')} · ${t('verify.checklist')}`}
        path={path}
        fields={[
          { name: 'label', label: t('verify.checklist'), kind: 'fixed' },
          { name: 'result', label: t('verify.result'), kind: 'area' },
          { name: 'fine', label: t('verify.fine'), kind: 'check' },
        ]}
        initial={data.checklist.map(i => ({
          code: i.code,
          label: i.text.zh,
          result: i.result,
          fine: i.fine ?? true,
        }))}
        body={rows => ({
          evidence: [],
          results: rows
            .filter(r => String(r['result'] ?? '').trim())
            .map(r => ({ code: r['code'], result: r['result'], fine: r['fine'] })),
        })}
        submit={t('verify.send')}
        done={done}
      />
    </>
  );
}

function Answers({ data, done }: Props) {
  const { t } = useText();
  const open = data.findings.filter(f => f.status === 'open' && f.severity !== 'observation');
  return (
    <RowsForm
      open
      title={t('verify.action.answerAll')}
      path={`/verification/tasks/${data.task.number}/answers`}
      fields={[
        { name: 'label', label: t('verify.findings'), kind: 'fixed' },
        { name: 'answer', label: t('verify.answer'), kind: 'area' },
        { name: 'correctiveAction', label: t('verify.action'), kind: 'area' },
        { name: 'effect', label: t('verify.effect'), kind: 'number' },
        { name: 'document', label: t('verify.file'), kind: 'file' },
      ]}
      initial={open.map(f => ({
        finding: f.number,
        label: `${f.number} · ${f.description}`,
        answer: '',
        correctiveAction: '',
        effect: null,
        document: '',
      }))}
      body={rows => ({
        answers: rows
          .filter(r => String(r['answer'] ?? '').trim())
          .map(r => ({
            finding: r['finding'],
            answer: r['answer'],
            correctiveAction: r['correctiveAction'],
            effect: r['effect'],
            evidence: r['document'] ? [r['document']] : [],
          })),
      })}
      submit={t('verify.send')}
      done={done}
    />
  );
}

function Verdicts({ data, done }: Props) {
  const { t } = useText();
  return (
    <RowsForm
      open
      title={t('verify.stage.answerCheck')}
      path={`/verification/tasks/${data.task.number}/verdicts`}
      fields={[
        { name: 'label', label: t('verify.findings'), kind: 'fixed' },
        { name: 'sufficient', label: t('verify.sufficient'), kind: 'check' },
        { name: 'remarks', label: t('verify.remarks'), kind: 'area' },
      ]}
      initial={data.findings
        .filter(f => f.status === 'answered')
        .map(f => ({ finding: f.number, label: `${f.number} · ${f.answer}`, sufficient: true, remarks: '' }))}
      body={verdicts => ({ verdicts })}
      submit={t('verify.send')}
      done={done}
    />
  );
}

function Recalculation({ data, done }: Props) {
  const { t } = useText();
  return (
    <RowsForm
      open
      title={t('verify.action.recalculate')}
      path={`/verification/tasks/${data.task.number}/recalculation`}
      fields={[
        { name: 'label', label: t('verify.findings'), kind: 'fixed' },
        { name: 'parameter', label: t('verify.parameter'), kind: 'text' },
        { name: 'given', label: t('verify.given'), kind: 'text' },
        { name: 'used', label: t('verify.used'), kind: 'text' },
        { name: 'reason', label: t('verify.reason'), kind: 'text' },
        { name: 'effect', label: t('verify.effect'), kind: 'number' },
      ]}
      initial={data.findings
        .filter(f => f.status === 'unresolved' || f.status === 'answered')
        .map(f => ({
          finding: f.number,
          label: `${f.number} · ${f.description}`,
          parameter: '',
          given: '',
          used: '',
          reason: '',
          effect: 0,
        }))}
      body={values => ({ values })}
      submit={t('verify.send')}
      done={done}
    />
  );
}

function Draft({ data, done }: Props) {
  const { t } = useText();
  const first = data.conclusion?.sources.map(s => ({ ...s, reported: Number(s.reported), verified: Number(s.verified) }));
  const fromReport = data.sources.map(s => ({
    source: s.source,
    reported: Number(s.emissions),
    verified: Number(s.emissions),
    reason: '',
  }));
  return (
    <RowsForm
      open
      title={t('verify.action.draftConclusion')}
      path={`/verification/tasks/${data.task.number}/conclusion`}
      fields={[
        { name: 'source', label: t('verify.source'), kind: 'text' },
        { name: 'reported', label: t('verify.initial'), kind: 'number' },
        { name: 'verified', label: t('verify.verified'), kind: 'number' },
        { name: 'reason', label: t('verify.reason'), kind: 'text' },
      ]}
      initial={first ?? fromReport}
      fresh={{ source: '', reported: 0, verified: 0, reason: '' }}
      body={sources => ({
        initial: data.initial,
        verified: Math.round(sources.reduce((sum, s) => sum + Number(s['verified'] ?? 0), 0)),
        sources,
        crossChecks: data.conclusion?.crossChecks ?? [],
        reportConforms: true,
        planFollowed: true,
        planAdvice: '',
        specialMatters: '',
      })}
      submit={t('verify.send')}
      done={done}
    />
  );
}

/** Another body, chosen among those that may take the report. */
function Another({ data, done, action, where }: Props & { action: 'reassign' | 'recheck'; where: string }) {
  const { t } = useText();
  return (
    <AssignForm
      title={t(`verify.action.${action}`)}
      path={`/verification/tasks/${data.task.number}/${where}`}
      of={{ task: data.task.number }}
      reason
      done={done}
    />
  );
}
