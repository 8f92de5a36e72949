import { Button, DatePicker, Input, Steps } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { DealModes, IsoDate, MyHoldings, ProposeAgreement } from '../api/types';
import { useApi } from '../api/useApi';
import { dateWithWeekday } from '../format/dates';
import { currency, fenOf, fullTonnes, price, priceUnit, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { CounterpartyField, PriceField, TonnesField, Worth } from './fields';
import { freeAllowances, useCaution } from './terms';

interface Draft {
  buyer: string;
  buyerName: string | null;
  contractNumber: string;
  signedOn: IsoDate;
  deliverBy: IsoDate;
  priceText: string;
  tonnes: number | null;
  totalText: string;
  liability: string;
  disputes: string;
}

const kept = 'chutan.agreement';

function keptDraft(today: IsoDate): Draft {
  const fresh: Draft = {
    buyer: '',
    buyerName: null,
    contractNumber: '',
    signedOn: today,
    deliverBy: today,
    priceText: '',
    tonnes: null,
    totalText: '',
    liability: '',
    disputes: '',
  };
  try {
    return { ...fresh, ...(JSON.parse(sessionStorage.getItem(kept) ?? '{}') as Partial<Draft>) };
  } catch {
    return fresh;
  }
}

/** Files a signed contract of transfer, one topic a step; the draft is kept while the window is open. */
export function AgreementForm(props: { modes: DealModes; holdings: MyHoldings | null; changed: () => void }) {
  const { t } = useText();
  const { modes, holdings, changed } = props;
  const [draft, setDraft] = useState(() => keptDraft(modes.date));
  const [step, setStep] = useState(0);
  const command = useCommand();
  // The price is measured against the close before the signing date, which only the market knows.
  const measured = useApi<DealModes>('/deals/modes', { instrument: modes.instrument, signedOn: draft.signedOn });
  const mode = (measured.data ?? modes).modes.find(one => one.mode === 'agreement');
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    try {
      sessionStorage.setItem(kept, JSON.stringify(next));
    } catch {
      // Without storage the draft lasts as long as the page.
    }
  };
  const priceFen = fenOf(draft.priceText);
  const totalFen = fenOf(draft.totalText);
  const expected = priceFen !== null && draft.tonnes ? priceFen * draft.tonnes : null;
  const caution = useCaution(mode, { side: 'sell', priceFen, tonnes: draft.tonnes }, holdings);
  const totalWrong = totalFen !== null && expected !== null && totalFen !== expected;
  const ready = [
    draft.buyer !== '' && draft.contractNumber.trim() !== '' && draft.signedOn !== '' && draft.deliverBy !== '',
    priceFen !== null && !!draft.tonnes && totalFen !== null && !totalWrong,
    draft.liability.trim() !== '' && draft.disputes.trim() !== '',
    true,
  ];
  const last = ready.length - 1;

  const submit = async () => {
    if (priceFen === null || totalFen === null || !draft.tonnes) return;
    const agreement: ProposeAgreement = {
      instrument: modes.instrument,
      buyer: draft.buyer,
      tonnes: draft.tonnes,
      priceFen,
      totalFen,
      contractNumber: draft.contractNumber.trim(),
      signedOn: draft.signedOn,
      deliverBy: draft.deliverBy,
      liability: draft.liability.trim(),
      disputes: draft.disputes.trim(),
    };
    if (await command.send('POST', '/deals/agreements', agreement)) {
      sessionStorage.removeItem(kept);
      changed();
    }
  };
  if (!mode) return null;
  return (
    <form
      className="agreement"
      onSubmit={event => {
        event.preventDefault();
        if (!ready[step]) return;
        if (step < last) setStep(step + 1);
        else void submit();
      }}
    >
      <Steps
        size="small"
        current={step}
        onChange={next => {
          if (next <= step || ready.slice(0, next).every(Boolean)) setStep(next);
        }}
        items={[
          { title: t('deal.step.parties') },
          { title: t('deal.step.price') },
          { title: t('deal.step.clauses') },
          { title: t('deal.step.review') },
        ]}
      />
      <div className="ticket">
        {step === 0 && <Parties draft={draft} change={change} />}
        {step === 1 && (
          <>
            <PriceField
              mode={mode}
              text={draft.priceText}
              valid={draft.priceText === '' || priceFen !== null}
              change={priceText => change({ priceText })}
            />
            <TonnesField
              label={t('order.tonnes')}
              value={draft.tonnes}
              change={tonnes => change({ tonnes })}
              help={t('surrender.available', { tonnes: fullTonnes(freeAllowances(holdings)) })}
            />
            <TotalField draft={draft} expected={expected} wrong={totalWrong} change={change} />
            <Worth mode={mode} side="sell" priceFen={priceFen} tonnes={draft.tonnes} />
            {draft.priceText !== '' && caution && (
              <p className="caution" role="status">
                {caution}
              </p>
            )}
          </>
        )}
        {step === 2 && <Clauses draft={draft} change={change} />}
        {step === 3 && <Review draft={draft} priceFen={priceFen} totalFen={totalFen} />}
        <p className="agreement-buttons">
          {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('deal.back')}</Button>}
          <Button type="primary" htmlType="submit" loading={command.sending} disabled={!ready[step]}>
            {t(step < last ? 'deal.next' : 'deal.file')}
          </Button>
        </p>
        <Outcome command={command} />
      </div>
    </form>
  );
}

interface Part {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

function Parties({ draft, change }: Part) {
  const { t } = useText();
  return (
    <>
      <CounterpartyField
        label={t('deal.buyer')}
        account={draft.buyer}
        change={(buyer, buyerName) => change({ buyer, buyerName })}
      />
      <label>
        <span>{t('deal.contractNumber')}</span>
        <Input
          value={draft.contractNumber}
          maxLength={64}
          onChange={event => change({ contractNumber: event.target.value })}
        />
      </label>
      <label>
        <span>{t('deal.signedOn')}</span>
        <DatePicker
          allowClear={false}
          value={dayjs(draft.signedOn)}
          onChange={day => change({ signedOn: day.format('YYYY-MM-DD') })}
        />
        <span className="help">{t('deal.signedOn.help')}</span>
      </label>
      <label>
        <span>{t('deal.deliverBy')}</span>
        <DatePicker
          allowClear={false}
          value={dayjs(draft.deliverBy)}
          onChange={day => change({ deliverBy: day.format('YYYY-MM-DD') })}
        />
        <span className="help">{t('deal.deliverBy.help')}</span>
      </label>
    </>
  );
}

function TotalField({ draft, expected, wrong, change }: Part & { expected: number | null; wrong: boolean }) {
  const { t, language } = useText();
  return (
    <label>
      <span>{t('deal.total')}</span>
      <Input
        inputMode="decimal"
        value={draft.totalText}
        onChange={event => change({ totalText: event.target.value })}
        status={wrong ? 'error' : ''}
        suffix={currency(language)}
      />
      <span className="help">
        {expected === null ? t('deal.total.help') : t('deal.total.expected', { total: yuan(expected) })}
      </span>
    </label>
  );
}

function Clauses({ draft, change }: Part) {
  const { t } = useText();
  return (
    <>
      <label>
        <span>{t('deal.liability')}</span>
        <Input.TextArea
          rows={4}
          maxLength={2000}
          value={draft.liability}
          onChange={event => change({ liability: event.target.value })}
        />
      </label>
      <label>
        <span>{t('deal.disputes')}</span>
        <Input.TextArea
          rows={4}
          maxLength={2000}
          value={draft.disputes}
          onChange={event => change({ disputes: event.target.value })}
        />
      </label>
    </>
  );
}

function Review(props: { draft: Draft; priceFen: number | null; totalFen: number | null }) {
  const { t, language } = useText();
  const { draft, priceFen, totalFen } = props;
  const rows: [string, string][] = [
    [t('deal.buyer'), [draft.buyerName, draft.buyer].filter(Boolean).join(' · ')],
    [t('deal.contractNumber'), draft.contractNumber],
    [t('deal.signedOn'), dateWithWeekday(draft.signedOn, language)],
    [t('deal.deliverBy'), dateWithWeekday(draft.deliverBy, language)],
    [t('deal.price'), priceFen === null ? '—' : `${price(priceFen)} ${priceUnit(language)}`],
    [t('order.tonnes'), draft.tonnes ? `${fullTonnes(draft.tonnes)} t` : '—'],
    [t('deal.total'), totalFen === null ? '—' : `${yuan(totalFen)} ${currency(language)}`],
    [t('deal.liability'), draft.liability],
    [t('deal.disputes'), draft.disputes],
  ];
  return (
    <dl className="fields">
      {rows.map(([name, value]) => (
        <div key={name} className="fields-row">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
