import { Button, Input } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { newIdempotencyKey, write } from '../api/client';
import type { CaptureLine, EvidenceFile, MonthContent, MonthDetail, MonthForm, MonthHit, MonthTrial, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { PointedNote, usePlaces } from '../shared/pointed';
import { Answer } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { begun, keepDraft, keptDraft, opened, said, stepOf, topics, withEvidence } from './draft';
import { EvidenceBox } from './EvidenceBox';
import { LabSteps } from './LabSteps';
import { LedgerStep } from './LedgerStep';
import { ReviewStep } from './ReviewStep';
import { RowsStep } from './RowsStep';
import { Stages } from './Stages';

const allFiles = { size: 1000 };
const pause = 400;

/** Enters a month, one topic a step: checked while one types, kept as a draft, reviewed, filed. */
export default function MonthWizardPage() {
  const { t, say } = useText();
  const { entity = '', year = '', month = '' } = useParams();
  const path = `/mrv/months/${entity}/${year}`;
  const form = useApi<MonthForm>(`${path}/form`, { month });
  const filed = useApi<MonthDetail>(`${path}/${month}`);
  const title = `${t('months.year', { year })} ${t('months.month', { month })} · ${t('months.title')}`;
  return (
    <PageFrame
      title={title}
      lead={form.data ? [form.data.entity, form.data.methodologyName, ...form.data.modules.map(one => one.methodologyName)].map(say).join(' · ') : undefined}
      back={{ to: path, label: t('months.title') }}
    >
      <Answer state={form}>
        {asked => (
          <Answer state={filed}>
            {known => <Wizard key={`${entity}-${year}-${month}`} form={asked} known={known} path={`${path}/${month}`} />}
          </Answer>
        )}
      </Answer>
    </PageFrame>
  );
}

interface Tried {
  trial: MonthTrial | null;
  hits: MonthHit[];
}

/** What filing would do and what the checks say, asked again a moment after each change. */
function useTrial(path: string, content: MonthContent): Tried {
  const [tried, setTried] = useState<Tried>({ trial: null, hits: [] });
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    const timer = setTimeout(() => {
      const ask = <T,>(to: string) => write<T>('POST', `${path}/${to}`, { content: said(content) }, newIdempotencyKey());
      const all = async (): Promise<Tried> => {
        const [trial, hits] = await Promise.all([
          ask<MonthTrial>('try').catch(() => null),
          ask<MonthHit[]>('checks/try').catch(() => []),
        ]);
        return { trial, hits };
      };
      void all().then(answer => mine === turn.current && setTried(answer));
    }, pause);
    return () => clearTimeout(timer);
  }, [path, content]);
  return tried;
}

function Wizard({ form, known, path }: { form: MonthForm; known: MonthDetail; path: string }) {
  const { t } = useText();
  const { entity = '', year = '', month = '' } = useParams();
  const latest = known.revisions.at(-1);
  const locked = latest?.state === 'accepted';
  const [content, setContent] = useState<MonthContent>(
    () => keptDraft(entity, year, month) ?? (latest ? opened(form, latest.content) : begun(form)),
  );
  const { places } = usePlaces();
  const [step, setStep] = useState(() => stepOf(places[0] ?? '', content));
  const [reason, setReason] = useState('');
  const files = useApi<Page<EvidenceFile>>('/documents', allFiles);
  const captures = useApi<Page<CaptureLine>>(`/mrv/captures/${entity}`, allFiles);
  const { trial, hits } = useTrial(path, content);
  const command = useCommand();
  const topic = topics[step] ?? 'review';
  const change = (next: MonthContent) => {
    setContent(next);
    keepDraft(entity, year, month, next);
  };
  const own = useMemo(() => files.data?.items.filter(one => one.ownerId === entity) ?? [], [files.data, entity]);
  const submit = async () => {
    const body = { content: said(content), reason: reason.trim() };
    if (await command.send('POST', locked ? `${path}/corrections` : path, body)) keepDraft(entity, year, month, null);
  };
  const transfers = useMemo(
    () =>
      (captures.data?.items ?? [])
        .filter(one => one.state === 'verified' && one.year === Number(year) && one.month === Number(month))
        .map(one => one.number),
    [captures.data, year, month],
  );
  const shared = { form, content, change, files: own, transfers, faults: trial?.faults ?? [], hits };
  const last = topics.length - 1;
  const blocked = hits.some(one => one.severity === 'block');
  return (
    <div className="month-wizard">
      <PointedNote ready />
      <Stages titles={topics.map(one => t(`months.step.${one}`))} at={step} go={setStep} />
      <EvidenceBox
        files={own}
        reload={files.reload}
        attach={hash => change(withEvidence(form, content, hash))}
      />
      <div className="month-step">
        {(topic === 'fuels' || topic === 'energy' || topic === 'output') && <RowsStep topic={topic} {...shared} />}
        {topic === 'labs' && <LabSteps year={Number(year)} month={Number(month)} {...shared} />}
        {topic === 'ledgers' && <LedgerStep {...shared} />}
        {topic === 'review' && <ReviewStep trial={trial} hits={hits} form={form} content={said(content)} />}
      </div>
      {topic === 'review' && locked && (
        <label className="month-reason">
          <span>{t('months.correctionReason')}</span>
          <Input value={reason} maxLength={300} onChange={event => setReason(event.target.value)} />
        </label>
      )}
      <p className="agreement-buttons">
        {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('months.back')}</Button>}
        {step < last ? (
          <Button type="primary" onClick={() => setStep(step + 1)}>
            {t('months.next')}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={command.sending}
            disabled={!trial || trial.faults.length > 0 || blocked || (locked && reason.trim() === '')}
            onClick={() => void submit()}
          >
            {t(locked ? 'months.fileCorrection' : 'months.file')}
          </Button>
        )}
        <span className="small muted month-draft">
          {trial && trial.faults.length > 0 && t('months.faults', { count: trial.faults.length })} {t('months.draft')}{' '}
          <Button
            size="small"
            type="link"
            onClick={() => {
              keepDraft(entity, year, month, null);
              setContent(latest ? opened(form, latest.content) : begun(form));
            }}
          >
            {t('months.discard')}
          </Button>
        </span>
      </p>
      <Outcome command={command} />
    </div>
  );
}
