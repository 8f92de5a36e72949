import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useText } from '../../i18n/text';
import { Outcome } from '../../workspace/Outcome';
import { useCommand } from '../../workspace/useCommand';

/** The second person's signature under the version that was read. */
export function SubmitForm({ path, version, done }: { path: string; version: number; done: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [signatory, setSignatory] = useState('');
  const [signedOn, setSignedOn] = useState('');
  return (
    <form
      className="ticket annual-form"
      onSubmit={event => {
        event.preventDefault();
        void command
          .send('POST', `${path}/submission`, { version, signatory, signedOn })
          .then(sent => sent && done());
      }}
    >
      <p className="muted">{t('annual.submitHelp', { n: version })}</p>
      <div className="annual-line">
        <label>
          <span>{t('annual.signatory')}</span>
          <Input value={signatory} onChange={event => setSignatory(event.target.value)} />
        </label>
        <label>
          <span>{t('annual.signedOn')}</span>
          <DatePicker
            value={signedOn ? dayjs(signedOn) : null}
            onChange={day => setSignedOn(day ? day.format('YYYY-MM-DD') : '')}
          />
        </label>
      </div>
      <Button type="primary" htmlType="submit" disabled={!signatory.trim() || !signedOn} loading={command.sending}>
        {t('annual.submit')}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
