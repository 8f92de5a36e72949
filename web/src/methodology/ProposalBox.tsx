import { Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { newIdempotencyKey, problemOf, write } from '../api/client';
import type { MethodologyProposal, Problem, RunProblem } from '../api/types';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

/** The authority tries a methodology file, sees every fault with its line, and publishes it when every example holds. */
export function ProposalBox({ done }: { done: () => void }) {
  const { t, say, language } = useText();
  const command = useCommand();
  const [file, setFile] = useState<{ file: string; text: string } | null>(null);
  const [found, setFound] = useState<MethodologyProposal | null>(null);
  const [wrong, setWrong] = useState<(Problem & Partial<RunProblem>) | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const look = async (chosen: File) => {
    setBusy(true);
    setFound(null);
    setWrong(null);
    command.clear();
    const body = { file: chosen.name, text: await chosen.text() };
    setFile(body);
    try {
      setFound(await write<MethodologyProposal>('POST', '/methodologies/proposals', body, newIdempotencyKey()));
    } catch (error) {
      setWrong(problemOf(error));
    }
    setBusy(false);
  };
  const publish = async () => {
    if (file && (await command.send('POST', '/methodologies', { ...file, reason: reason.trim() }))) {
      setFound(null);
      done();
    }
  };
  return (
    <Section
      title={t('methods.propose')}
      actions={
        <Upload
          accept=".yaml,.yml"
          maxCount={1}
          showUploadList={false}
          beforeUpload={chosen => {
            void look(chosen);
            return false;
          }}
        >
          <Button loading={busy}>{t('methods.proposeChoose')}</Button>
        </Upload>
      }
    >
      <p className="muted">{t('methods.proposeHelp')}</p>
      {wrong &&
        (wrong.faults ? (
          <section className="refusal" role="alert">
            <p className="refusal-title">{t('methods.proposeFaults', { count: wrong.faults.length })}</p>
            <ul>
              {wrong.faults.map((fault, i) => (
                <li key={i}>
                  <code>{fault.place}</code> {fault[language]}
                </li>
              ))}
            </ul>
          </section>
        ) : (
          <RefusalPanel problem={wrong} />
        ))}
      {found && (
        <form
          className="ticket oversight-form"
          onSubmit={event => {
            event.preventDefault();
            void publish();
          }}
        >
          <p>
            <strong>{say(found.name)}</strong>{' '}
            <code>
              {found.id}@{found.version}
            </code>
          </p>
          <p>{t('methods.proposeHolds', { formulas: found.formulas, examples: found.examples })}</p>
          {found.taken && <p className="caution">{t('methods.proposeTaken')}</p>}
          {found.assumed > 0 && (
            <label>
              <span>{t('methods.proposeAssumed', { count: found.assumed })}</span>
              <Input.TextArea
                rows={2}
                maxLength={1000}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            </label>
          )}
          <Button
            htmlType="submit"
            type="primary"
            loading={command.sending}
            disabled={found.taken || (found.assumed > 0 && reason.trim() === '')}
          >
            {t('methods.publishSend')}
          </Button>
        </form>
      )}
      <Outcome command={command} />
    </Section>
  );
}
