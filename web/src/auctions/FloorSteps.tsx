import type { FloorStep } from '../api/types';
import { currency, grouped, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';

const words: Record<string, TextKey> = {
  from: 'auction.floor.from',
  through: 'auction.floor.through',
  T: 'auction.floor.turnover',
  V: 'auction.floor.volume',
  f: 'auction.floor.factor',
  P: 'auction.floor.result',
  P0: 'auction.floor.result',
};

/** How a floor price came about, line by line. */
export function FloorSteps({ lines }: { lines: FloorStep[] }) {
  const { t, language } = useText();
  const unit = (code: string) =>
    code === 'CNY' ? currency(language) : code === 'CNY/t' ? priceUnit(language) : code;
  return (
    <dl className="fields floor-steps">
      {lines.map(line => (
        <div key={line.symbol} className="fields-row">
          <dt>{words[line.symbol] ? t(words[line.symbol]!) : line.symbol}</dt>
          <dd className="figures">
            {grouped(line.value)} <span className="unit">{unit(line.unit)}</span>{' '}
            {line.formula && <span className="muted">{t('auction.floor.formula')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
