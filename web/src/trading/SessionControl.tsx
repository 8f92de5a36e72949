import { Button, Input, Radio, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import type { HaltCause, HaltTrading, ResumeTrading } from '../api/types';
import { useText } from '../i18n/text';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import type { Market } from './book';

const causes: HaltCause[] = ['emergency', 'systemFault', 'intervention', 'holiday'];

/** 暂停与恢复交易: for exchange and authority, of this instrument or of the whole market. */
export function SessionControl({ market }: { market: Market }) {
  const { t } = useText();
  const command = useCommand();
  const { halt } = market.status;
  const [cause, setCause] = useState<HaltCause>('emergency');
  const [whole, setWhole] = useState(false);
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const instrument = halt ? halt.instrument : whole ? null : market.instrument;
    const body: HaltTrading | ResumeTrading = halt ? { reason, instrument } : { cause, reason, instrument };
    if (await command.send('POST', halt ? '/market/resumptions' : '/market/halts', body)) setReason('');
  };
  return (
    <form className="ticket session-control" aria-label={t('control.title')} onSubmit={event => void submit(event)}>
      <h2>{t('control.title')}</h2>
      <p className="help">{t(halt ? 'control.resume.help' : 'control.halt.help')}</p>
      {!halt && (
        <>
          <label>
            <span>{t('control.cause')}</span>
            <Select<HaltCause>
              aria-label={t('control.cause')}
              value={cause}
              onChange={setCause}
              options={causes.map(value => ({ value, label: t(`halt.${value}`) }))}
            />
          </label>
          <Radio.Group
            aria-label={t('control.scope')}
            value={whole}
            onChange={event => setWhole(event.target.value as boolean)}
            options={[
              { value: false, label: t('control.one', { instrument: market.instrument }) },
              { value: true, label: t('control.market') },
            ]}
          />
        </>
      )}
      <label>
        <span>{t('control.reason')}</span>
        <Input value={reason} maxLength={200} onChange={event => setReason(event.target.value)} />
        <span className="help">{t('control.reason.help')}</span>
      </label>
      <Button
        htmlType="submit"
        type={halt ? 'primary' : 'default'}
        danger={!halt}
        loading={command.sending}
        disabled={!reason.trim()}
      >
        {t(halt ? 'control.resume' : 'control.halt')}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
