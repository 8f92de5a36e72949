import { DeleteOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Drawer, Input, InputNumber, Popconfirm, Segmented, Select, Upload } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { newIdempotencyKey, problemOf, read, write } from '../api/client';
import type {
  AccountingSource,
  ActivityTrial,
  Calculation,
  CompanyBooks,
  DataQuality,
  InventoryBook,
  Page,
  Problem,
  SourceMethod,
} from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { TraceTables } from '../methodology/TraceTables';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { Field, plain, tonnes } from './parts';

const qualities: DataQuality[] = ['measured', 'calculated', 'estimated'];
const everyMethod = { size: 200 };
const everyDocument = { size: 200, sort: '-filedOn' };
const pauseMilliseconds = 350;

interface Props {
  book: InventoryBook;
  company: CompanyBooks;
  source: AccountingSource;
  month: number;
  path: string;
  close: () => void;
  changed: () => void;
}

/** One source and one month: the figures, the result as they are typed, and how it was worked out. */
export function EntryDrawer({ book, company, source, month, path, close, changed }: Props) {
  const { t, say } = useText();
  const entry = book.entries.find(one => one.source === source.id && one.month === month);
  const locked = book.months[month - 1]?.locked ?? null;
  const site = company.sites.find(one => one.id === source.site);
  const writable = book.mine && locked === null && book.revision === book.newest && !book.issued;
  return (
    <Drawer
      open
      onClose={close}
      width="min(620px, 100vw)"
      title={`${say(source.name)} · ${t('acc.month', { month })}`}
      closable={{ 'aria-label': t('action.close') }}
    >
      <p className="muted">
        {say(site?.name)} · {say(source.method)}
        {source.choices.map(choice => ` · ${say(choice.value)}`).join('')}
      </p>
      {entry && (
        <p className="small muted">
          {t('acc.entry.by', { name: entry.entered.name, at: chinaTime(entry.entered.at) })} ·{' '}
          {t(`acc.quality.${entry.quality}`)}
        </p>
      )}
      {locked && (
        <p className="caution">
          {t('acc.month.locked', { name: locked.name, at: chinaTime(locked.at) })} {t('acc.entry.lockedHelp')}
        </p>
      )}
      {writable ? (
        <Form {...{ book, source, month, entry, changed, close }} />
      ) : (
        entry && <Given entry={entry} source={source} />
      )}
      {entry && (
        <Trace path={`${path}/sources/${source.id}/months/${month}`} revision={book.revision} hash={entry.traceHash} />
      )}
    </Drawer>
  );
}

type Entry = InventoryBook['entries'][number];

function useMethod(source: AccountingSource): SourceMethod | undefined {
  const methods = useApi<Page<SourceMethod>>('/accounting/methods', everyMethod).data?.items;
  return methods?.find(one => one.id === source.methodology && one.version === source.version);
}

/** The figures as they stand, to read. */
function Given({ entry, source }: { entry: Entry; source: AccountingSource }) {
  const { t, say } = useText();
  const method = useMethod(source);
  return (
    <dl className="fields acc-given">
      {entry.figures.map(figure => {
        const asked = method?.figures.find(one => one.name === figure.name);
        return [
          <dt key={`${figure.name}-t`}>{asked ? say(asked.label) : figure.name}</dt>,
          <dd key={figure.name} className="figures">
            {figure.value} {figure.unit || asked?.unit}
          </dd>,
        ];
      })}
      {entry.certificates.map(one => [
        <dt key={`${one.reference}-t`}>{t('acc.entry.green')}</dt>,
        <dd key={one.reference} className="figures">
          {one.reference} · {plain(one.quantity)} MWh
        </dd>,
      ])}
      <dt>{t('acc.location')}</dt>
      <dd className="figures">{tonnes(entry.location)} t</dd>
      <dt>{t('acc.market')}</dt>
      <dd className="figures">{tonnes(entry.market)} t</dd>
    </dl>
  );
}

interface FormProps {
  book: InventoryBook;
  source: AccountingSource;
  month: number;
  entry: Entry | undefined;
  changed: () => void;
  close: () => void;
}

function Form({ book, source, month, entry, changed, close }: FormProps) {
  const { t, say } = useText();
  const command = useCommand();
  const method = useMethod(source);
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries((entry?.figures ?? []).map(one => [one.name, one.value])),
  );
  const [units, setUnits] = useState<Record<string, string>>(() =>
    Object.fromEntries((entry?.figures ?? []).map(one => [one.name, one.unit])),
  );
  const [quality, setQuality] = useState<DataQuality>(entry?.quality ?? 'calculated');
  const [evidence, setEvidence] = useState<string[]>(entry?.evidence ?? []);
  const [certificates, setCertificates] = useState(entry?.certificates ?? []);
  const [note, setNote] = useState(entry?.note ?? '');
  const body = useMemo(
    () => ({
      source: source.id,
      month,
      quality,
      figures: Object.entries(values)
        .filter(([, value]) => value.trim() !== '')
        .map(([name, value]) => ({ name, value: value.trim(), unit: units[name] ?? '' })),
      evidence,
      certificates,
      note,
    }),
    [source.id, month, quality, values, units, evidence, certificates, note],
  );
  const inventories = `/accounting/inventories/${book.year}`;
  const send = async () => {
    if (await command.send('POST', `${inventories}/activities`, body)) changed();
  };
  const remove = async () => {
    const taken = { source: source.id, month, reason: t('acc.entry.remove') };
    if (await command.send('POST', `${inventories}/removals`, taken)) {
      changed();
      close();
    }
  };
  return (
    <div className="ticket acc-entry">
      {method?.figures.map((figure, i) => (
        <Field
          key={figure.name}
          label={say(figure.label)}
          {...(figure.optional ? { help: t('acc.entry.optional') } : {})}
        >
          <span className="acc-figure">
            <Input
              autoFocus={i === 0}
              inputMode="decimal"
              className="figures"
              value={values[figure.name] ?? ''}
              maxLength={24}
              onChange={event => setValues(before => ({ ...before, [figure.name]: event.target.value }))}
            />
            <Input
              className="acc-unit"
              aria-label={`${say(figure.label)} ${t('acc.unit')}`}
              placeholder={figure.unit}
              value={units[figure.name] ?? ''}
              maxLength={20}
              onChange={event => setUnits(before => ({ ...before, [figure.name]: event.target.value }))}
            />
          </span>
        </Field>
      ))}
      {method?.figures.some(figure => figure.certified) && (
        <Certificates certificates={certificates} set={setCertificates} />
      )}
      <Field label={t('acc.entry.quality')}>
        <Segmented
          block
          value={quality}
          onChange={setQuality}
          options={qualities.map(value => ({ value, label: t(`acc.quality.${value}`) }))}
        />
      </Field>
      <Evidence chosen={evidence} set={setEvidence} />
      <Field label={t('acc.entry.note')}>
        <Input value={note} maxLength={500} onChange={event => setNote(event.target.value)} />
      </Field>
      <Live path={`${inventories}/trial`} body={body} ready={body.figures.length > 0} />
      <div className="acc-buttons">
        <Button
          type="primary"
          loading={command.sending}
          disabled={body.figures.length === 0}
          onClick={() => void send()}
        >
          {t('acc.entry.send')}
        </Button>
        {entry && (
          <Popconfirm title={t('acc.entry.remove')} onConfirm={() => void remove()}>
            <Button danger>{t('acc.entry.remove')}</Button>
          </Popconfirm>
        )}
      </div>
      <Outcome command={command} />
    </div>
  );
}

type Certificate = Entry['certificates'][number];

function Certificates({ certificates, set }: { certificates: Certificate[]; set: (all: Certificate[]) => void }) {
  const { t } = useText();
  const change = (at: number, to: Partial<Certificate>) =>
    set(certificates.map((one, i) => (i === at ? { ...one, ...to } : one)));
  return (
    <div className="acc-green">
      <span className="small">{t('acc.entry.green')}</span>
      {certificates.map((one, i) => (
        <span key={i} className="acc-figure">
          <Input
            aria-label={t('acc.entry.green.reference')}
            placeholder={t('acc.entry.green.reference')}
            value={one.reference}
            maxLength={80}
            onChange={event => change(i, { reference: event.target.value })}
          />
          <InputNumber
            aria-label="MWh"
            min={0}
            value={one.quantity}
            suffix="MWh"
            onChange={value => change(i, { quantity: value ?? 0 })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('acc.entry.remove')}
            onClick={() => set(certificates.filter((_, j) => j !== i))}
          />
        </span>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => set([...certificates, { reference: '', quantity: 0 }])}
      >
        {t('acc.entry.green.add')}
      </Button>
      <span className="help">{t('acc.entry.green.help')}</span>
    </div>
  );
}

interface FiledDocument {
  hash: string;
  name: string;
}

/** Documents filed before, and a new one. */
function Evidence({ chosen, set }: { chosen: string[]; set: (hashes: string[]) => void }) {
  const { t } = useText();
  const documents = useApi<Page<FiledDocument>>('/documents', everyDocument);
  const [problem, setProblem] = useState<Problem | null>(null);
  const file = async (one: File) => {
    setProblem(null);
    try {
      const response = await fetch(`/api/v1/documents?name=${encodeURIComponent(one.name)}`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/octet-stream', 'idempotency-key': newIdempotencyKey() },
        body: one,
      });
      const answer = (await response.json()) as { id?: string } & Problem;
      if (!response.ok) setProblem({ ...answer, parameters: answer.parameters ?? {}, citation: answer.citation ?? null });
      else if (answer.id) set([...chosen, answer.id]);
      documents.reload();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <div className="acc-green">
      <span className="small">{t('acc.entry.evidence')}</span>
      <Select
        mode="multiple"
        aria-label={t('acc.entry.evidence')}
        placeholder={t('acc.entry.evidence.none')}
        value={chosen}
        onChange={set}
        options={(documents.data?.items ?? []).map(one => ({ value: one.hash, label: one.name }))}
      />
      <Upload
        showUploadList={false}
        beforeUpload={one => {
          void file(one);
          return false;
        }}
      >
        <Button size="small" icon={<UploadOutlined aria-hidden />}>
          {t('acc.entry.evidence.upload')}
        </Button>
      </Upload>
      {problem && <RefusalPanel problem={problem} />}
    </div>
  );
}

/** Works the figures out a moment after the last key, without writing anything. */
function Live({ path, body, ready }: { path: string; body: object; ready: boolean }) {
  const { t } = useText();
  const [trial, setTrial] = useState<ActivityTrial | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [open, setOpen] = useState(false);
  const text = JSON.stringify(body);
  useEffect(() => {
    if (!ready) {
      setTrial(null);
      setProblem(null);
      return;
    }
    let gone = false;
    const later = setTimeout(() => {
      write<ActivityTrial>('POST', path, JSON.parse(text), newIdempotencyKey()).then(
        answer => {
          if (gone) return;
          setTrial(answer);
          setProblem(null);
        },
        (error: unknown) => {
          if (gone) return;
          setTrial(null);
          setProblem(problemOf(error));
        },
      );
    }, pauseMilliseconds);
    return () => {
      gone = true;
      clearTimeout(later);
    };
  }, [path, text, ready]);
  if (problem) return <RefusalPanel problem={problem} />;
  return (
    <section className="acc-live" aria-live="polite">
      <span className="small muted">{t('acc.entry.result')}</span>
      {trial ? (
        <>
          <p className="acc-live-figures figures">
            <strong>{tonnes(trial.location)} t</strong> {t('acc.location')} · <strong>{tonnes(trial.market)} t</strong>{' '}
            {t('acc.market')}
          </p>
          <p className="small muted">
            {t('acc.entry.share', { percent: plain(trial.percent) })}{' '}
            <Button type="link" size="small" onClick={() => setOpen(!open)}>
              {t('acc.entry.why')}
            </Button>
          </p>
          {open && <TraceTables of={trial.calculation} />}
        </>
      ) : (
        <p className="muted">{t('acc.entry.result.none')}</p>
      )}
    </section>
  );
}

/** How the entered figure came about, read when asked for. */
function Trace({ path, revision, hash }: { path: string; revision: number; hash: string }) {
  const { t } = useText();
  const [calculation, setCalculation] = useState<Calculation | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = () =>
    read<Calculation>(path, { revision }).then(setCalculation, (error: unknown) => setProblem(problemOf(error)));
  return (
    <section className="acc-trace">
      <h3>{t('acc.trace')}</h3>
      <p className="small muted hash">{hash}</p>
      {problem && <RefusalPanel problem={problem} />}
      {calculation ? <TraceTables of={calculation} /> : <Button onClick={() => void ask()}>{t('acc.entry.why')}</Button>}
    </section>
  );
}
