import type { VerificationAnswer, VerificationCandidate, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { ActForm, type Field } from '../oversight/ActForm';
import { RowsForm } from './RowsForm';

interface Props {
  data: VerificationAnswer;
  done: () => void;
}

/** The steps the caller may take now, each behind its own line; the first stands open. */
export function Steps({ data, done }: Props) {
  const { t } = useText();
  const allowed = [...new Set(data.steps.filter(step => step.allowed).map(step => step.action))];
  const has = (action: string) => allowed.includes(action);
  const act = (action: string) => t(`verify.action.${action}` as TextKey);
  const path = `/verification/tasks/${data.task.number}`;
  const simple = (action: string, where: string, fields: Field[] = [], fixed?: Record<string, unknown>) =>
    has(action) && (
      <ActForm
        key={action}
        title={act(action)}
        path={`${path}/${where}`}
        fields={fields}
        submit={act(action)}
        done={done}
        fixed={fixed ?? {}}
      />
    );
  const reason: Field[] = [{ name: 'reason', label: t('verify.reason'), kind: 'area' }];
  return (
    <div className="verify-steps">
      {has('clearConflict') && <Team data={data} done={done} />}
      {simple('decline', 'declining', reason)}
      {simple('startReview', 'review')}
      {has('reviewDocuments') && <Documents data={data} done={done} />}
      {has('planSite') && <SitePlan data={data} done={done} />}
      {has('visitSite') && data.site && <SiteVisit data={data} done={done} />}
      {simple('noteFinding', 'findings', [
        { name: 'class', label: t('verify.class'), kind: 'choice', options: words(t, 'verify.class', classes) },
        { name: 'severity', label: t('verify.severity'), kind: 'choice', options: words(t, 'verify.severity', severe) },
        { name: 'clause', label: t('verify.clause'), kind: 'text' },
        { name: 'description', label: t('verify.description'), kind: 'area' },
      ])}
      {has('issueFindings') && simple('issueFindings', 'findings/issue')}
      {simple('acknowledge', 'acknowledgement')}
      {has('answerAll') && <Answers data={data} done={done} />}
      {has('satisfied') && <Verdicts data={data} done={done} />}
      {simple('letLapse', 'lapse')}
      {has('recalculate') && <Recalculation data={data} done={done} />}
      {has('draftConclusion') && <Draft data={data} done={done} />}
      {has('passReview') && (
        <>
          {simple('passReview', 'technical-review', [remarks(t('verify.remarks'), true)], { passed: true })}
          {simple('sendBack', 'technical-review', [remarks(t('verify.remarks'), false)], { passed: false })}
        </>
      )}
      {simple('handIn', 'handing-in')}
      {simple('notify', 'notification')}
      {simple('returnToBody', 'return', reason)}
      {simple('agree', 'agreement')}
      {simple('object', 'objection', [{ name: 'grounds', label: t('verify.grounds'), kind: 'area' }])}
      {simple('upholdObjection', 'objection/decision', reason, { upheld: true })}
      {simple('rejectObjection', 'objection/decision', reason, { upheld: false })}
      {simple('accept', 'acceptance')}
      {simple('resume', 'resumption', reason)}
      {has('reassign') && <Another data={data} done={done} action="reassign" where="reassignment" />}
      {has('recheck') && (
        <Another data={data} done={done} action="recheck" where="recheck" />
      )}
      {simple('hold', 'hold', reason)}
    </div>
  );
}

const classes = ['data', 'method', 'boundary', 'evidence', 'plan', 'conduct'];
const severe = ['observation', 'minor', 'major'];
const words = (t: ReturnType<typeof useText>['t'], prefix: string, values: string[]) =>
  values.map(value => ({ value, label: t(`${prefix}.${value}` as TextKey) }));
const remarks = (label: string, optional: boolean): Field => ({ name: 'remarks', label, kind: 'area', optional });

function Team({ data, done }: Props) {
  const { t } = useText();
  const people = data.staff.map(p => ({ value: p.code, label: `${p.name} ${p.code}` }));
  return (
    <ActForm
      title={t('verify.action.clearConflict')}
      path={`/verification/tasks/${data.task.number}/team`}
      fields={[
        { name: 'leader', label: t('verify.leader'), kind: 'choice', options: people },
        { name: 'members', label: t('verify.members'), kind: 'choices', options: people },
        { name: 'reviewer', label: t('verify.reviewer'), kind: 'choice', options: people },
      ]}
      submit={t('verify.declare')}
      fixed={{ declared: true }}
      done={done}
    />
  );
}

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

function SiteVisit({ data, done }: Props) {
  const { t } = useText();
  const path = `/verification/tasks/${data.task.number}/site`;
  const site = data.site!; // shown only with a plan
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

/** Another body: those that may not take it are named with the rule that bars them. */
function Another({ data, done, action, where }: Props & { action: string; where: string }) {
  const { t, say } = useText();
  const { data: page } = useApi<Page<VerificationCandidate>>('/verification/candidates', {
    year: data.task.year,
    participant: Number(data.task.participant),
  });
  const bodies = (page?.items ?? []).filter(b => b.body !== data.task.body);
  return (
    <ActForm
      title={t(`verify.action.${action}` as TextKey)}
      path={`/verification/tasks/${data.task.number}/${where}`}
      fields={[
        {
          name: 'verifier',
          label: t('verify.to'),
          kind: 'choice',
          numeric: true,
          options: bodies.map(b => ({
            value: b.body,
            label: b.fit ? say(b.name) : `${say(b.name)} ✕ ${say(b.reason)}`,
          })),
        },
        { name: 'reason', label: t('verify.reason'), kind: 'area' },
      ]}
      submit={t(`verify.action.${action}` as TextKey)}
      done={done}
    />
  );
}
