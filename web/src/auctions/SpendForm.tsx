import { Button, Input, Select } from 'antd';
import { useState, type FormEvent } from 'react';
import type { AuctionRevenue } from '../api/types';
import { currency, fenOf, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { CitationLink } from '../shared/marks';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

type Use = AuctionRevenue['uses'][number]['use'];

/** Pays auction revenue out for one of the uses the plan names. */
export function SpendForm({ revenue, changed }: { revenue: AuctionRevenue; changed: () => void }) {
  const { t, language } = useText();
  const command = useCommand();
  const [use, setUse] = useState<Use | null>(null);
  const [amountText, setAmountText] = useState('');
  const [payee, setPayee] = useState('');
  const [decision, setDecision] = useState('');
  const [reference, setReference] = useState('');
  const amountFen = fenOf(amountText);
  const short = amountFen !== null && amountFen > revenue.balanceFen;
  const complete = use && amountFen && !short && payee.trim() && decision.trim() && reference.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const sent = await command.send('POST', '/auctions/revenue/disbursements', {
      use,
      amountFen,
      payee: payee.trim(),
      decision: decision.trim(),
      bankReference: reference.trim(),
    });
    if (!sent) return;
    setAmountText('');
    setReference('');
    changed();
  };
  return (
    <form className="ticket spend" onSubmit={event => void submit(event)}>
      <h3>{t('spend.title')}</h3>
      <label>
        <span>{t('spend.use')}</span>
        <Select<Use>
          aria-label={t('spend.use')}
          value={use}
          placeholder={t('spend.use.choose')}
          onChange={setUse}
          options={revenue.uses.map(one => ({ value: one.use, label: t(`auction.use.${one.use}`) }))}
        />
        <span className="help">
          <CitationLink citation={revenue.basis} />
        </span>
      </label>
      <label>
        <span>{t('spend.amount')}</span>
        <Input
          inputMode="decimal"
          value={amountText}
          status={amountText !== '' && (amountFen === null || short) ? 'error' : ''}
          suffix={currency(language)}
          onChange={event => setAmountText(event.target.value)}
        />
        <span className="help">{t('spend.balance', { amount: `${yuan(revenue.balanceFen)} ${currency(language)}` })}</span>
      </label>
      <label>
        <span>{t('spend.payee')}</span>
        <Input maxLength={200} value={payee} onChange={event => setPayee(event.target.value)} />
      </label>
      <label>
        <span>{t('auction.decision')}</span>
        <Input maxLength={200} value={decision} onChange={event => setDecision(event.target.value)} />
      </label>
      <label>
        <span>{t('spend.reference')}</span>
        <Input maxLength={64} value={reference} onChange={event => setReference(event.target.value)} />
        <span className="help">{t('spend.reference.help')}</span>
      </label>
      {short && (
        <p className="caution" role="status">
          {t('spend.short')}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={!complete}>
        {t('spend.submit')}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
