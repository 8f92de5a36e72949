import { Button, DatePicker, Input, InputNumber, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState, type FormEvent } from 'react';
import type { AnnounceOneWay, IsoDate, ModeTerms, MyHoldings, Side } from '../api/types';
import { fenOf, fullTonnes, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { PriceField, SideField, TonnesField, Worth } from './fields';
import { freeAllowances, useCaution } from './terms';

interface Props {
  instrument: string;
  today: IsoDate;
  mode: ModeTerms;
  holdings: MyHoldings | null;
  changed: () => void;
}

const clock = (hour: number) => dayjs().hour(hour).minute(0).second(0);

/** Announces one-way bidding: what is sold or bought, from which price on, and when. */
export function OneWayForm({ instrument, today, mode, holdings, changed }: Props) {
  const { t, language } = useText();
  const command = useCommand();
  const [side, setSide] = useState<Side>('sell');
  const [priceText, setPriceText] = useState('');
  const [stepText, setStepText] = useState('0.05');
  const [tonnes, setTonnes] = useState<number | null>(1000);
  const [least, setLeast] = useState<number | null>(10);
  const [date, setDate] = useState<Dayjs | null>(dayjs(today));
  const [hours, setHours] = useState<[Dayjs, Dayjs]>([clock(14), clock(15)]);
  const [priceFen, stepFen] = [fenOf(priceText), fenOf(stepText)];
  const caution = useCaution(mode, { side, priceFen, tonnes }, holdings);
  const ready = priceFen !== null && stepFen !== null && !!tonnes && !!least && date !== null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const session: AnnounceOneWay = {
      instrument,
      side,
      tonnes,
      least,
      startFen: priceFen,
      stepFen,
      date: date.format('YYYY-MM-DD'),
      from: hours[0].format('HH:mm'),
      until: hours[1].format('HH:mm'),
    };
    if (await command.send('POST', '/deals/one-way', session)) changed();
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <SideField value={side} change={setSide} />
      <p className="help">{t(`oneWay.rule.${side}`)}</p>
      <PriceField mode={mode} text={priceText} valid={priceText === '' || priceFen !== null} change={setPriceText} />
      <label>
        <span>{t('oneWay.step')}</span>
        <Input
          inputMode="decimal"
          value={stepText}
          onChange={event => setStepText(event.target.value)}
          status={stepFen === null ? 'error' : ''}
          suffix={priceUnit(language)}
        />
      </label>
      <TonnesField
        label={t('order.tonnes')}
        value={tonnes}
        change={setTonnes}
        {...(side === 'sell'
          ? { help: t('surrender.available', { tonnes: fullTonnes(freeAllowances(holdings)) }) }
          : {})}
      />
      <label>
        <span>{t('oneWay.least')}</span>
        <InputNumber<number> min={1} precision={0} suffix="t" value={least} onChange={setLeast} />
        <span className="help">{t('oneWay.least.help')}</span>
      </label>
      <label>
        <span>{t('oneWay.date')}</span>
        <DatePicker value={date} onChange={value => setDate(value)} allowClear={false} />
      </label>
      <label>
        <span>{t('oneWay.hours')}</span>
        <TimePicker.RangePicker
          format="HH:mm"
          minuteStep={5}
          allowClear={false}
          value={hours}
          onChange={value => value?.[0] && value[1] && setHours([value[0], value[1]])}
        />
        <span className="help">{t('oneWay.hours.help')}</span>
      </label>
      <Worth mode={mode} side={side} priceFen={priceFen} tonnes={tonnes} />
      {priceText !== '' && caution && (
        <p className="caution" role="status">
          {caution}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={!ready}>
        {t('oneWay.announce')}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
