import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { CaseAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { StatusMark } from './Surveillance';

export default function CasePage() {
  const { number } = useParams();
  const { t } = useText();
  const state = useApi<CaseAnswer>(`/oversight/cases/${number}`);
  return (
    <PageFrame
      title={t('oversight.caseNo', { number: number ?? '' })}
      lead={t('oversight.confidential')}
      asOf={state.data?.asOf}
      back={{ to: '/oversight?part=cases', label: t('oversight.cases') }}
    >
      <Answer state={state}>{data => <Case data={data} reload={state.reload} />}</Answer>
    </PageFrame>
  );
}

function Case({ data, reload }: { data: CaseAnswer; reload: () => void }) {
  const { t, say } = useText();
  return (
    <>
      <p className="card-head">
        <strong>{data.case.title}</strong>
        <StatusMark kind="case" status={data.case.status} />
      </p>
      {data.case.outcome && (
        <p>
          {t(`oversight.outcome.${data.case.outcome}` as TextKey)} ·{' '}
          {t(`oversight.consequence.${data.case.consequence}` as TextKey)} {data.case.reference}
        </p>
      )}
      <Section title={t('oversight.alerts')}>
        <ul className="oversight-list">
          {data.alerts.map(alert => (
            <li key={alert.number}>
              <Link to={`/oversight/alerts/${alert.number}`}>
                {t('oversight.alertNo', { number: alert.number })} ·{' '}
                {t(`oversight.detector.${alert.detector}` as TextKey)}
              </Link>
              <p>{say(alert.explanation)}</p>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('oversight.file')}>
        <ol className="oversight-list">
          {data.entries.map((entry, i) => (
            <li key={i}>
              <p className="card-line muted">
                <span className="figures">{entry.date}</span>
                <span>{t(`oversight.entry.${entry.what}` as TextKey)}</span>
                <span>{entry.by}</span>
              </p>
              <p>
                {entry.what === 'assign'
                  ? (data.officers.find(o => o.id === entry.text)?.name ?? entry.text)
                  : entry.text}{' '}
                {entry.document && <code>{entry.document}</code>}
              </p>
            </li>
          ))}
        </ol>
      </Section>
      {data.case.status !== 'closed' && <Steps data={data} reload={reload} />}
    </>
  );
}

/** What may be done next: assign, then investigate, then close. */
function Steps({ data, reload }: { data: CaseAnswer; reload: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const path = `/oversight/cases/${data.case.number}`;
  const [officer, setOfficer] = useState<string | null>(data.officers[0]?.id ?? null);
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const [outcome, setOutcome] = useState('explained');
  const [consequence, setConsequence] = useState('none');
  const [reference, setReference] = useState('');
  const send = async (where: string, body: unknown) => {
    if (await command.send('POST', `${path}/${where}`, body)) reload();
  };
  const options = (prefix: string, values: string[]) =>
    values.map(value => ({ value, label: t(`${prefix}.${value}` as TextKey) }));
  return (
    <Section title={t('oversight.next')}>
      <form className="ticket oversight-form" onSubmit={event => event.preventDefault()}>
        {data.case.status !== 'investigating' && (
          <label>
            <span>{t('oversight.assignTo')}</span>
            <Select
              value={officer}
              onChange={setOfficer}
              options={data.officers.map(o => ({ value: o.id, label: o.name }))}
            />
            <Button onClick={() => void send('assignment', { user: Number(officer) })}>{t('oversight.assign')}</Button>
          </label>
        )}
        {data.case.status !== 'open' && (
          <label>
            <span>{t('oversight.note')}</span>
            <Input.TextArea rows={2} value={note} maxLength={2000} onChange={event => setNote(event.target.value)} />
            <Button disabled={!note.trim()} onClick={() => void send('notes', { text: note.trim(), document: '' })}>
              {t('oversight.addNote')}
            </Button>
          </label>
        )}
        {data.case.status === 'investigating' && (
          <>
            <label>
              <span>{t('oversight.outcome')}</span>
              <Select
                value={outcome}
                onChange={setOutcome}
                options={options('oversight.outcome', ['explained', 'violation', 'referred'])}
              />
            </label>
            <label>
              <span>{t('oversight.consequence')}</span>
              <Select
                value={consequence}
                onChange={setConsequence}
                options={options('oversight.consequence', ['none', 'warning', 'restriction', 'penalty'])}
              />
            </label>
            <label>
              <span>{t('oversight.reason')}</span>
              <Input value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
            </label>
            <label>
              <span>{t('oversight.reference')}</span>
              <Input value={reference} maxLength={100} onChange={event => setReference(event.target.value)} />
            </label>
            <Button
              type="primary"
              disabled={!reason.trim()}
              onClick={() => void send('closing', { outcome, consequence, reason: reason.trim(), reference })}
            >
              {t('oversight.close')}
            </Button>
          </>
        )}
        <Outcome command={command} />
      </form>
    </Section>
  );
}
