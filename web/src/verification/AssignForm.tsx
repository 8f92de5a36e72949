import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Page, VerificationCandidate } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { Answer } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

/** Gives a report to a body. Every body is shown: those that may not have it with the rule that bars them, so that
 * nobody has to try. */
export function AssignForm(props: {
  title: string;
  path: string;
  /** The report to be given: a year's of an entity, or the one of a task another body has. */
  of: { year: number; participant: number } | { task: number };
  reason?: boolean;
  fixed?: Record<string, unknown>;
  open?: boolean;
  done: () => void;
}) {
  const { t } = useText();
  const [open, setOpen] = useState(props.open ?? false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const command = useCommand();
  const state = useApi<Page<VerificationCandidate>>(open ? '/verification/candidates' : null, {
    ...props.of,
    size: 200,
  });
  const send = async () => {
    const body = { ...props.fixed, verifier: Number(chosen), ...(props.reason ? { reason: reason.trim() } : {}) };
    if (await command.send('POST', props.path, body)) {
      setChosen(null);
      setReason('');
      props.done();
    }
  };
  return (
    <details className="act-form" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{props.title}</summary>
      {open && (
        <form
          className="verify-assign"
          onSubmit={event => {
            event.preventDefault();
            void send();
          }}
        >
          <Answer state={state}>
            {page => (
              <Bodies bodies={page.items} chosen={chosen} choose={setChosen} />
            )}
          </Answer>
          {props.reason && (
            <label className="oversight-form">
              <span>{t('verify.reason')}</span>
              <Input.TextArea
                rows={2}
                maxLength={2000}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            </label>
          )}
          <Button
            htmlType="submit"
            type="primary"
            loading={command.sending}
            disabled={chosen === null || (props.reason === true && reason.trim() === '')}
          >
            {props.title}
          </Button>
          <Outcome command={command} />
        </form>
      )}
    </details>
  );
}

function Bodies(props: { bodies: VerificationCandidate[]; chosen: string | null; choose: (body: string) => void }) {
  const { t, say } = useText();
  const fit = props.bodies.filter(b => b.fit).sort((a, b) => a.open - b.open);
  const barred = props.bodies.filter(b => !b.fit);
  if (props.bodies.length === 0) return <p className="muted">{t('assign.nobody')}</p>;
  return (
    <Radio.Group
      className="verify-bodies"
      aria-label={t('verify.body')}
      value={props.chosen}
      onChange={event => props.choose(event.target.value as string)}
    >
      {[...fit, ...barred].map(b => (
        <Radio key={b.body} value={b.body} disabled={!b.fit}>
          <span className="card-head">
            <span>{say(b.name)}</span>
            <Mark tone={b.fit ? 'good' : 'bad'}>{t(b.fit ? 'assign.fit' : 'assign.barred')}</Mark>
          </span>
          <span className="small muted">{b.fit ? t('assign.open', { n: b.open }) : say(b.reason)}</span>
        </Radio>
      ))}
    </Radio.Group>
  );
}
