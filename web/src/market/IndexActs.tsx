import { Button, DatePicker, Input, InputNumber } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState, type FormEvent } from 'react';
import type { RecordOutsidePrice } from '../api/types';
import { fenOf, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

/** What the exchange does day by day: prices of other markets, and computing at once what waits for them. */
export function IndexActs({ changed }: { changed: () => void }) {
  const { t, language } = useText();
  const command = useCommand();
  const compute = useCommand();
  const [market, setMarket] = useState('CN');
  const [instrument, setInstrument] = useState('CEA');
  const [date, setDate] = useState<Dayjs | null>(null);
  const [priceText, setPriceText] = useState('');
  const [tonnes, setTonnes] = useState<number | null>(null);
  const [source, setSource] = useState('');
  const priceFen = fenOf(priceText);
  const ready = market && instrument && date && priceFen && tonnes !== null && source.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const body: RecordOutsidePrice = {
      market,
      instrument,
      date: date.format('YYYY-MM-DD'),
      priceFen,
      tonnes,
      turnoverFen: priceFen * tonnes,
      source,
    };
    if (await command.send('POST', '/indices/prices', body)) changed();
  };
  return (
    <Section title={t('index.outside')}>
      <form className="ticket" onSubmit={event => void submit(event)}>
        <p className="help">{t('index.outside.help')}</p>
        <label>
          <span>{t('index.market')}</span>
          <Input value={market} maxLength={12} onChange={event => setMarket(event.target.value.trim())} />
        </label>
        <label>
          <span>{t('trading.instrument')}</span>
          <Input value={instrument} maxLength={20} onChange={event => setInstrument(event.target.value.trim())} />
        </label>
        <label>
          <span>{t('table.date')}</span>
          <DatePicker value={date} onChange={value => setDate(value)} />
        </label>
        <label>
          <span>{t('order.price')}</span>
          <Input
            inputMode="decimal"
            value={priceText}
            onChange={event => setPriceText(event.target.value)}
            status={priceText !== '' && priceFen === null ? 'error' : ''}
            suffix={priceUnit(language)}
          />
        </label>
        <label>
          <span>{t('order.tonnes')}</span>
          <InputNumber<number> min={0} precision={0} suffix="t" value={tonnes} onChange={setTonnes} />
        </label>
        <label>
          <span>{t('index.form.source')}</span>
          <Input value={source} maxLength={200} onChange={event => setSource(event.target.value)} />
        </label>
        <Button htmlType="submit" loading={command.sending} disabled={!ready}>
          {t('index.outside.enter')}
        </Button>
        <Outcome command={command} />
        {date && command.receipt && (
          <Button
            loading={compute.sending}
            onClick={() =>
              void compute
                .send('POST', '/indices/computations', { date: date.format('YYYY-MM-DD') })
                .then(done => done && changed())
            }
          >
            {t('index.compute')}
          </Button>
        )}
        <Outcome command={compute} />
      </form>
    </Section>
  );
}
