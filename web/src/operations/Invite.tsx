import { Button, Input, Typography } from 'antd';
import { useState } from 'react';
import { newIdempotencyKey, write } from '../api/client';
import type { Invitation } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { RefusalPanel } from '../shared/RefusalPanel';
import { useSending } from '../shared/useSending';

/** Hands a representative the code for his first sign-in; shown this once.
 *  @param appointed The user's number, when he was appointed just now. */
export function Invite({ appointed }: { appointed: string }) {
  const { t, say } = useText();
  const [user, setUser] = useState(appointed);
  const [made, setMade] = useState<Invitation | null>(null);
  const { problem, sending, send } = useSending();
  const valid = /^[0-9]{1,12}$/.test(user.trim());
  const make = async () => {
    setMade(null);
    setMade(await write<Invitation>('POST', `/users/${user.trim()}/invitation`, undefined, newIdempotencyKey()));
  };
  return (
    <section className="operation-invite">
      <h2>{t('operations.invite')}</h2>
      <p className="help">{t('operations.invite.help')}</p>
      <div className="saying-line">
        <Input
          aria-label={t('operations.invite.user')}
          placeholder={t('operations.invite.user')}
          inputMode="numeric"
          value={user}
          maxLength={12}
          onChange={event => setUser(event.target.value)}
        />
        <Button disabled={!valid} loading={sending} onClick={() => void send(make)}>
          {t('operations.invite.make')}
        </Button>
      </div>
      {problem && <RefusalPanel problem={problem} />}
      {made && (
        <div className="receipt" role="status">
          <p>{t('operations.invite.for', { name: say(made.name), organisation: say(made.organisation) })}</p>
          <Typography.Text code copyable className="invitation-code">
            {made.code}
          </Typography.Text>
          <p className="small muted">
            {t('operations.invite.until', { until: chinaTime(made.until), address: `${location.origin}/first-sign-in` })}
          </p>
        </div>
      )}
    </section>
  );
}
