import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, InputNumber } from 'antd';
import type { InstrumentLine } from '../api/types';
import { useText } from '../i18n/text';
import { sumOf, type ConstituentDraft } from './indexDraft';

/** What an index is made of: instruments of this market, or of others whose prices are entered; with shares if fixed. */
export function ConstituentRows(props: {
  instruments: InstrumentLine[];
  rows: ConstituentDraft[];
  /** Whether each has a share of its own. */
  weighted: boolean;
  change: (rows: ConstituentDraft[]) => void;
}) {
  const { instruments, rows, weighted, change } = props;
  const { t, say } = useText();
  const home = instruments[0]?.market ?? '';
  const set = (place: number, part: Partial<ConstituentDraft>) =>
    change(rows.map((row, i) => (i === place ? { ...row, ...part } : row)));
  const sum = sumOf(rows);
  return (
    <fieldset className="choice constituents">
      <legend>{t('index.constituents')}</legend>
      {rows.map((row, place) => (
        <div className="constituent" key={place}>
          <Input
            aria-label={t('index.market')}
            placeholder={t('index.market')}
            maxLength={12}
            value={row.market}
            onChange={event => set(place, { market: event.target.value.toUpperCase().trim() })}
          />
          <AutoComplete
            aria-label={t('trading.instrument')}
            placeholder={t('trading.instrument')}
            value={row.instrument}
            onChange={instrument => set(place, { instrument: instrument.trim() })}
            options={
              row.market === home
                ? instruments.map(one => ({ value: one.code, label: `${one.code} ${say(one.name)}` }))
                : []
            }
            popupMatchSelectWidth={false}
          />
          {weighted && (
            <InputNumber<number>
              aria-label={t('index.weight')}
              min={0}
              max={100}
              precision={6}
              formatter={value => (value === undefined ? '' : String(Number(value)))}
              suffix="%"
              value={row.percent}
              onChange={percent => set(place, { percent })}
            />
          )}
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('index.form.remove')}
            disabled={rows.length === 1}
            onClick={() => change(rows.filter((_, i) => i !== place))}
          />
        </div>
      ))}
      <p className="constituents-foot">
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => change([...rows, { market: home, instrument: '', percent: null }])}
        >
          {t('index.form.add')}
        </Button>
        {weighted && (
          <span className={`figures small ${sum === 100 ? 'muted' : 'caution'}`}>{t('index.form.sum', { sum })}</span>
        )}
      </p>
      <p className="help">{t('index.form.constituents.help', { home })}</p>
    </fieldset>
  );
}
