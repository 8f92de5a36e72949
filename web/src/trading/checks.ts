import type { OrderType, Side } from '../api/types';
import { currency, fullTonnes, price, yuan } from '../format/numbers';
import type { Values } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import type { Language } from '../settings/settings';
import type { Market, Own } from './book';
import type { StageNow } from './stage';

/** One thing the market would most likely refuse, and the rule it would name. */
export interface Foreseen {
  key: TextKey;
  values: (language: Language) => Values;
  rule: string | null;
}

const none = () => ({});

/** What the market would most likely refuse about an order as it stands in the ticket. */
export function problemsOf(
  order: { side: Side; priceFen: number | null; tonnes: number | null; feeFen: number; type: OrderType },
  market: Market,
  own: Own,
  now: StageNow,
): Foreseen[] {
  const { side, priceFen, tonnes, feeFen, type } = order;
  const { day, terms } = market;
  const found: Foreseen[] = [];
  const add = (key: TextKey, rule: string | null, values: Foreseen['values'] = none) =>
    found.push({ key, rule, values });
  if (market.status.halt) add('order.halted', null, () => ({ reason: market.status.halt!.reason }));
  else if (now.takes === 'none') add('order.notNow', 'trade.hours.morning.open');
  else if (now.takes === 'limit' && type !== 'limit') add('order.onlyLimit', null);
  if (priceFen === null) add('order.badPrice', null);
  else if (day && (priceFen > day.limitUpFen || priceFen < day.limitDownFen))
    add('order.beyondBand', terms?.bandRuleKey ?? null, () => ({
      low: price(day.limitDownFen),
      high: price(day.limitUpFen),
    }));
  else if (terms && priceFen % terms.tickFen !== 0)
    add('order.offTick', 'trade.tick', () => ({ tick: price(terms.tickFen) }));
  if (tonnes === null || tonnes === 0) add('order.badTonnes', null);
  else if (terms && tonnes % terms.step !== 0)
    add('order.offStep', 'trade.order.step', () => ({ step: fullTonnes(terms.step) }));
  else if (terms && tonnes < terms.leastTonnes)
    add('order.tooSmall', 'trade.order.min', () => ({ least: fullTonnes(terms.leastTonnes) }));
  else if (terms?.mostTonnes && tonnes > terms.mostTonnes)
    add('order.tooLarge', 'trade.order.max', () => ({ most: fullTonnes(terms.mostTonnes!) }));
  const { balances } = own;
  if (!balances || priceFen === null || tonnes === null) return found;
  if (side === 'buy' && priceFen * tonnes + feeFen > balances.cash.availableFen)
    add('order.noCash', 'trade.prepayment.full', language => ({
      free: `${yuan(balances.cash.availableFen)} ${currency(language)}`,
    }));
  const free = balances.units
    .filter(line => line.unit.kind === market.unit)
    .reduce((sum, line) => sum + line.available, 0);
  if (side === 'sell' && tonnes > free)
    add('order.noUnits', 'trade.resale-lag-days', () => ({ free: fullTonnes(free) }));
  return found;
}
