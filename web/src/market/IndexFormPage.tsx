import { Button, DatePicker, Input, InputNumber, Radio } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { newIdempotencyKey, problemOf, write } from '../api/client';
import type { DefineIndex, IndexPreview, InstrumentLine, Page, PriceIndex, Problem } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame, Section } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Answer, Coming } from '../shared/states';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { IndexChart } from './IndexChart';
import { IndexTerms } from './IndexPage';
import { mayDefine } from './IndexPanel';
import { ConstituentRows } from './ConstituentRows';
import { draftOf, newDraft, requestOf, type IndexDraft } from './indexDraft';

/** Typing stops for so long before the market is asked what it would say. */
const pause = 400;

/** Defines an index or revises one: every entry is tried at once, and the series it would have stands beside it. */
export default function IndexFormPage() {
  const { code } = useParams();
  const { t } = useText();
  const { session } = useSession();
  const instruments = useApi<Page<InstrumentLine>>('/market/instruments', { size: 100 });
  const index = useApi<PriceIndex>(code === undefined ? null : `/indices/${encodeURIComponent(code)}`);
  if (session === null) return <Coming rows={10} />;
  if (!mayDefine(session.role)) return <Navigate to={code ? `/indices/${code}` : '/prices'} replace />;
  return (
    <PageFrame
      title={code === undefined ? t('index.define') : t('index.revise.title', { code })}
      lead={t(code === undefined ? 'index.define.lead' : 'index.revise.lead')}
      back={code === undefined ? { to: '/prices', label: t('nav.prices') } : { to: `/indices/${code}`, label: code }}
    >
      <Answer state={instruments} rows={10}>
        {page =>
          code === undefined ? (
            <IndexForm instruments={page.items} start={newDraft(page.items)} />
          ) : (
            <Answer state={index} rows={10}>
              {shown => <IndexForm instruments={page.items} start={draftOf(shown)} revises={code} />}
            </Answer>
          )
        }
      </Answer>
    </PageFrame>
  );
}

function IndexForm(props: { instruments: InstrumentLine[]; start: IndexDraft; revises?: string }) {
  const { instruments, start, revises } = props;
  const { t } = useText();
  const command = useCommand();
  const [draft, setDraft] = useState(start);
  const change = (part: Partial<IndexDraft>) => setDraft(before => ({ ...before, ...part }));
  const request = requestOf(draft, revises !== undefined);
  const path = revises === undefined ? '/indices' : `/indices/${encodeURIComponent(revises)}/revisions`;
  const trial = usePreview(`${path}/previews`, request);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (request) await command.send('POST', path, request);
  };
  if (command.receipt) {
    return (
      <>
        <Outcome command={command} />
        <p>
          <Link to={`/indices/${encodeURIComponent(revises ?? draft.code)}`}>{t('index.seeDefinition')}</Link>
        </p>
      </>
    );
  }
  return (
    <div className="split split-even">
      <form className="ticket index-form" onSubmit={event => void submit(event)}>
        {revises === undefined && <Identity draft={draft} change={change} />}
        <Choice
          label={t('index.weighting')}
          value={draft.weighting}
          options={(['fixed', 'byVolume', 'byTurnover'] as const).map(value => ({
            value,
            label: t(`index.weighting.${value}`),
          }))}
          change={weighting => change({ weighting })}
          help={t(draft.weighting === 'fixed' ? 'index.how.fixed' : 'index.how.linked')}
        />
        <ConstituentRows
          instruments={instruments}
          rows={draft.constituents}
          weighted={draft.weighting === 'fixed'}
          change={constituents => change({ constituents })}
        />
        <Choice
          label={t('index.missing')}
          value={draft.missingDay}
          options={(['carryForward', 'skip'] as const).map(value => ({ value, label: t(`index.missing.${value}`) }))}
          change={missingDay => change({ missingDay })}
        />
        <label>
          <span>{t('index.form.note')}</span>
          <Input.TextArea rows={3} maxLength={1000} value={draft.note} onChange={e => change({ note: e.target.value })} />
          <span className="help">{t('index.form.note.help')}</span>
        </label>
        <label>
          <span>{t('index.form.source')}</span>
          <Input maxLength={200} value={draft.source} onChange={e => change({ source: e.target.value })} />
          <span className="help">{t('index.form.source.help')}</span>
        </label>
        <Button
          type="primary"
          htmlType="submit"
          loading={command.sending}
          disabled={!request || trial.problem !== null || trial.preview === null}
        >
          {t(revises === undefined ? 'index.publish' : 'index.publishRevision')}
        </Button>
        <Outcome command={command} />
      </form>
      <Section title={t('index.preview')}>
        <Preview trial={trial} incomplete={request === null} revision={revises !== undefined} />
      </Section>
    </div>
  );
}

function Identity({ draft, change }: { draft: IndexDraft; change: (part: Partial<IndexDraft>) => void }) {
  const { t } = useText();
  return (
    <>
      <label>
        <span>{t('index.form.code')}</span>
        <Input
          maxLength={20}
          value={draft.code}
          onChange={event => change({ code: event.target.value.toUpperCase().replace(/[^A-Z0-9-]/g, '') })}
        />
        <span className="help">{t('index.form.code.help')}</span>
      </label>
      <label>
        <span>{t('index.form.nameZh')}</span>
        <Input maxLength={100} value={draft.nameZh} onChange={event => change({ nameZh: event.target.value })} />
      </label>
      <label>
        <span>{t('index.form.nameEn')}</span>
        <Input maxLength={100} value={draft.nameEn} onChange={event => change({ nameEn: event.target.value })} />
      </label>
      <label>
        <span>{t('index.form.baseDate')}</span>
        <DatePicker
          allowClear={false}
          value={draft.baseDate ? dayjs(draft.baseDate) : null}
          onChange={value => change({ baseDate: value.format('YYYY-MM-DD') })}
        />
        <span className="help">{t('index.form.baseDate.help')}</span>
      </label>
      <label>
        <span>{t('index.form.baseValue')}</span>
        <InputNumber<number>
          min={1}
          max={1_000_000}
          suffix={t('index.points')}
          value={draft.baseValue}
          onChange={baseValue => change({ baseValue })}
        />
      </label>
      <label>
        <span>{t('index.form.decimals')}</span>
        <InputNumber<number>
          min={0}
          max={6}
          precision={0}
          value={draft.decimals}
          onChange={decimals => change({ decimals })}
        />
      </label>
    </>
  );
}

/** One of a few words. Not inside a label: each choice has its own. */
function Choice<V extends string>(props: {
  label: string;
  value: V;
  options: { value: V; label: string }[];
  change: (value: V) => void;
  help?: ReactNode;
}) {
  return (
    <fieldset className="choice">
      <legend>{props.label}</legend>
      <Radio.Group
        aria-label={props.label}
        value={props.value}
        options={props.options}
        onChange={event => props.change(event.target.value as V)}
      />
      {props.help && <p className="help">{props.help}</p>}
    </fieldset>
  );
}

interface Trial {
  preview: IndexPreview | null;
  problem: Problem | null;
  asking: boolean;
}

/** What the market would say to a definition, asked anew a little after each change. */
function usePreview(path: string, request: DefineIndex | null): Trial {
  const [trial, setTrial] = useState<Trial>({ preview: null, problem: null, asking: false });
  const content = request === null ? null : JSON.stringify(request);
  useEffect(() => {
    if (content === null) {
      setTrial({ preview: null, problem: null, asking: false });
      return;
    }
    let gone = false;
    setTrial(before => ({ ...before, asking: true }));
    const timer = setTimeout(() => {
      write<IndexPreview>('POST', path, JSON.parse(content), newIdempotencyKey()).then(
        preview => gone || setTrial({ preview, problem: null, asking: false }),
        (error: unknown) => gone || setTrial({ preview: null, problem: problemOf(error), asking: false }),
      );
    }, pause);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [path, content]);
  return trial;
}

function Preview({ trial, incomplete, revision }: { trial: Trial; incomplete: boolean; revision: boolean }) {
  const { t } = useText();
  if (incomplete) return <p className="muted">{t('index.preview.incomplete')}</p>;
  if (trial.problem) return <RefusalPanel problem={trial.problem} title={t('index.preview.refused')} />;
  if (!trial.preview) return <Coming rows={8} />;
  const { definition, values } = trial.preview;
  const last = [...values].reverse().find(one => one.value !== null);
  return (
    <div className={trial.asking ? 'stale' : undefined} aria-live="polite">
      {values.length > 0 && last && (
        <IndexChart
          title={t('index.preview.finding', {
            days: values.length,
            value: last.value!.toFixed(definition.decimals),
            date: last.date,
          })}
          label={t('index.preview')}
          values={values}
          decimals={definition.decimals}
          source={t('index.preview.source')}
          height={220}
          published={false}
        />
      )}
      {revision && <p className="muted small">{t('index.preview.revision')}</p>}
      <IndexTerms version={definition} />
    </div>
  );
}
