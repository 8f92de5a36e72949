import { Button, Input } from 'antd';
import { useState } from 'react';
import type { AccountApplication, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

const whole = { size: 1000 };

/** Companies that asked for an account, for the registry to decide. */
export function Applications() {
  const { t } = useText();
  const state = useApi<Page<AccountApplication>>('/registry/applications', whole);
  return (
    <Section title={t('applications.title')}>
      <Answer state={state} rows={2}>
        {page =>
          page.items.length === 0 ? (
            <p className="muted">{t('applications.none')}</p>
          ) : (
            <ul className="cards">
              {page.items.map(one => (
                <One key={one.participant} of={one} changed={state.reload} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

function One({ of, changed }: { of: AccountApplication; changed: () => void }) {
  const { t, say } = useText();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const decide = async (approved: boolean) => {
    const path = `/registry/applications/${of.participant}/decision`;
    if (await command.send('POST', path, { approved, reason: reason.trim() })) changed();
  };
  return (
    <li>
      <div className="card-head">
        <strong>{say(of.name)}</strong>
        <span className="muted figures">{of.on}</span>
      </div>
      <div className="card-line muted figures">{of.creditCode}</div>
      <p className="agreement-buttons">
        <Button type="primary" loading={command.sending} onClick={() => void decide(true)}>
          {t('applications.open')}
        </Button>
        <Input
          aria-label={t('applications.reason')}
          placeholder={t('applications.reason')}
          value={reason}
          maxLength={200}
          onChange={event => setReason(event.target.value)}
        />
        <Button disabled={reason.trim() === ''} loading={command.sending} onClick={() => void decide(false)}>
          {t('applications.decline')}
        </Button>
      </p>
      <Outcome command={command} />
    </li>
  );
}
