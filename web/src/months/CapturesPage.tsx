import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, Navigate } from 'react-router';
import type { CaptureLine, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { DocumentLink } from '../shared/FileField';
import { FilterSelect } from '../shared/FilterSelect';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { Mark, type Tone } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Coming } from '../shared/states';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { unitText } from './units';

const filters = ['state', 'year'] as const;
const states = ['filed', 'verified', 'refused'] as const;
const tones: Record<CaptureLine['state'], Tone> = { filed: 'info', verified: 'good', refused: 'bad' };
const months = Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) }));
const open = { state: 'filed', size: 200 };

/** Captured CO₂ that was handed on: entered by its emitter, found real or refused by a verification body. */
export default function CapturesPage() {
  const { session } = useSession();
  if (session === null) return <Coming />;
  return session.signedIn ? <Captures /> : <Navigate to="/sign-in" replace />;
}

/** Where a transfer stands, and whether a month deducts by it. */
export function CaptureMarks({ of }: { of: CaptureLine }) {
  const { t } = useText();
  return (
    <>
      <Mark tone={tones[of.state]}>{t(`captures.state.${of.state}`)}</Mark>{' '}
      {of.state === 'verified' && (
        <Mark tone={of.deducted ? 'info' : 'plain'}>{t(of.deducted ? 'captures.deducted' : 'captures.notDeducted')}</Mark>
      )}
    </>
  );
}

export const captureMonth = (of: CaptureLine) => `${of.year}-${String(of.month).padStart(2, '0')}`;

function Captures() {
  const { t, say } = useText();
  const { session } = useSession();
  const ledger = useLedger<Page<CaptureLine>>('/mrv/captures', filters);
  const own = session?.role === 'company' ? session.organisation?.id : undefined;
  const quantity = (one: CaptureLine) => (
    <>
      {grouped(String(one.quantity))} <span className="unit">{unitText(one.unit)}</span>
    </>
  );
  const columns: LedgerColumn<CaptureLine>[] = [
    {
      key: 'number',
      title: t('captures.number'),
      lead: true,
      sortable: true,
      cell: one => (
        <>
          <strong>{one.number}</strong>
          {!own && <div className="small muted">{say(one.entity)}</div>}
        </>
      ),
    },
    {
      key: 'month',
      title: t('captures.month'),
      sortable: true,
      width: 100,
      cell: one => <Link to={`/mrv/months/${one.entityId}/${one.year}/${one.month}`}>{captureMonth(one)}</Link>,
    },
    { key: 'quantity', title: t('captures.quantity'), number: true, sortable: true, width: 130, cell: quantity },
    {
      key: 'receiver',
      title: t('captures.receiver'),
      cell: one => (
        <>
          {one.receiver}
          <div className="small muted">{one.use}</div>
        </>
      ),
    },
    { key: 'project', title: t('captures.project'), optional: true, cell: one => one.project || '—' },
    { key: 'state', title: t('captures.state'), sortable: true, width: 190, cell: one => <CaptureMarks of={one} /> },
    {
      key: 'verifiedBy',
      title: t('captures.by'),
      cell: one => (
        <>
          {one.verifiedBy || '—'}
          {one.remarks && <div className="small muted">{one.remarks}</div>}
        </>
      ),
    },
    {
      key: 'document',
      title: t('captures.document'),
      width: 110,
      cell: one => <DocumentLink hash={one.document} name={t('captures.document')} />,
    },
  ];
  return (
    <PageFrame title={t('captures.title')} lead={t('captures.lead')} asOf={ledger.state.data?.asOf}>
      {own && <FileForm entity={own} year={Number(ledger.state.data?.asOf.instant.slice(0, 4))} done={ledger.state.reload} />}
      {session?.role === 'verifier' && <Waiting done={ledger.state.reload} />}
      <LedgerTable<CaptureLine, Page<CaptureLine>>
        id="captures"
        label={t('captures.title')}
        ledger={ledger}
        columns={columns}
        rowKey={one => `${one.entityId} ${one.number}`}
        none={{ title: t('captures.none'), help: t('captures.noneHelp') }}
        filters={
          <FilterSelect
            ledger={ledger}
            name="state"
            label={t('captures.state')}
            options={states.map(value => ({ value, label: t(`captures.state.${value}`) }))}
          />
        }
        card={one => (
          <>
            <p className="card-head">
              <strong>{one.number}</strong> <span className="figures">{quantity(one)}</span>
            </p>
            <p className="card-line">
              <CaptureMarks of={one} />
            </p>
            <p className="card-line muted">
              <span className="figures">{captureMonth(one)}</span> · {one.receiver} · {one.use}{' '}
              <DocumentLink hash={one.document} name={t('captures.document')} />
            </p>
          </>
        )}
      />
    </PageFrame>
  );
}

function FileForm({ entity, year, done }: { entity: string; year: number; done: () => void }) {
  const { t } = useText();
  if (!year) return null;
  const years = [year, year - 1, year - 2].map(one => ({ value: String(one), label: String(one) }));
  return (
    <ActForm
      title={t('captures.file')}
      path={`/mrv/captures/${entity}`}
      fields={[
        { name: 'number', label: t('captures.number'), kind: 'text' },
        { name: 'year', label: t('annual.year'), kind: 'choice', numeric: true, initial: String(year), options: years },
        { name: 'month', label: t('captures.month'), kind: 'choice', numeric: true, options: months },
        { name: 'quantity', label: t('captures.quantity'), kind: 'text', numeric: true },
        {
          name: 'unit',
          label: t('captures.unit'),
          kind: 'choice',
          initial: 't',
          options: ['t', '10^4Nm3'].map(value => ({ value, label: unitText(value) })),
        },
        { name: 'receiver', label: t('captures.receiver'), kind: 'text' },
        { name: 'use', label: t('captures.use'), kind: 'text' },
        { name: 'project', label: t('captures.project'), kind: 'text', optional: true },
        { name: 'document', label: t('captures.document'), kind: 'file' },
      ]}
      submit={t('captures.file')}
      done={done}
    />
  );
}

/** What waits for the verification body's decision, one at a time. */
function Waiting({ done }: { done: () => void }) {
  const { t, say } = useText();
  const command = useCommand();
  const waiting = useApi<Page<CaptureLine>>('/mrv/captures', open);
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const items = waiting.data?.items ?? [];
  const decide = async (one: CaptureLine, approved: boolean) => {
    const path = `/mrv/captures/${one.entityId}/${encodeURIComponent(one.number)}/decision`;
    if (await command.send('POST', path, { approved, reason: (reasons[one.number] ?? '').trim() })) {
      waiting.reload();
      done();
    }
  };
  return (
    <Section title={t('captures.decide')}>
      <p className="muted">{t('captures.decideHelp')}</p>
      {items.length === 0 && <p className="muted">{t('ledger.empty')}</p>}
      {items.map(one => (
        <fieldset key={`${one.entityId} ${one.number}`} className="capture-open">
          <legend>
            {one.number} · {say(one.entity)}
          </legend>
          <p>
            <span className="figures">
              {captureMonth(one)} · {grouped(String(one.quantity))} {unitText(one.unit)}
            </span>{' '}
            · {one.receiver} · {one.use} <DocumentLink hash={one.document} name={t('captures.document')} />
          </p>
          <label>
            <span className="small muted">{t('months.decideReason')}</span>
            <Input
              value={reasons[one.number] ?? ''}
              maxLength={300}
              onChange={event => setReasons(now => ({ ...now, [one.number]: event.target.value }))}
            />
          </label>
          <p className="agreement-buttons">
            <Button type="primary" loading={command.sending} onClick={() => void decide(one, true)}>
              {t('captures.real')}
            </Button>
            <Button
              disabled={!reasons[one.number]?.trim()}
              loading={command.sending}
              onClick={() => void decide(one, false)}
            >
              {t('captures.refuse')}
            </Button>
          </p>
        </fieldset>
      ))}
      <Outcome command={command} />
    </Section>
  );
}
