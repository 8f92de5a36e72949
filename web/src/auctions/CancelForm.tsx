import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

/** Calls an auction off before it is cleared; the reason is published. */
export function CancelForm({ id, changed }: { id: number; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const cancel = async () => {
    if (await command.send('POST', `/auctions/${id}/cancellation`, { reason: reason.trim() })) changed();
  };
  return (
    <Section title={t('auction.cancel')}>
      <div className="ticket">
        <label>
          <span>{t('auction.cancel.reason')}</span>
          <Input.TextArea rows={2} maxLength={500} value={reason} onChange={event => setReason(event.target.value)} />
          <span className="help">{t('auction.cancel.help')}</span>
        </label>
        <Popconfirm title={t('auction.cancel.ask')} onConfirm={() => void cancel()}>
          <Button danger loading={command.sending} disabled={!reason.trim()}>
            {t('auction.cancel')}
          </Button>
        </Popconfirm>
        <Outcome command={command} />
      </div>
    </Section>
  );
}
