import type { ModeTerms, MyHoldings, Side } from '../api/types';
import { currency, fullTonnes, price, yuan } from '../format/numbers';
import { useText } from '../i18n/text';

interface Wanted {
  side: Side;
  priceFen: number | null;
  tonnes: number | null;
}

/** What the market would most likely refuse about these terms; null when nothing is seen. The market decides. */
export function useCaution(mode: ModeTerms | undefined, wanted: Wanted, holdings: MyHoldings | null): string | null {
  const { t, say, language } = useText();
  const { side, priceFen, tonnes } = wanted;
  if (!mode) return null;
  if (mode.problem) return say(mode.problem);
  if (priceFen === null) return t('order.badPrice');
  const { range } = mode;
  if (range && (priceFen < range.lowFen || priceFen > range.highFen)) {
    return t('deal.outside', { low: price(range.lowFen), high: price(range.highFen), date: range.closeDate });
  }
  if (tonnes === null) return null;
  if (mode.leastTonnes !== null && tonnes < mode.leastTonnes) {
    return t('deal.tooSmall', { tonnes: fullTonnes(mode.leastTonnes) });
  }
  if (mode.belowTonnes !== null && tonnes >= mode.belowTonnes) {
    return t('deal.tooLarge', { tonnes: fullTonnes(mode.belowTonnes) });
  }
  if (!holdings) return null;
  if (side === 'buy') {
    const cost = priceFen * tonnes * (1 + mode.buyerFee);
    return cost > holdings.cash.availableFen
      ? t('order.noCash', { free: `${yuan(holdings.cash.availableFen)} ${currency(language)}` })
      : null;
  }
  const free = freeAllowances(holdings);
  return tonnes > free ? t('order.noUnits', { free: fullTonnes(free) }) : null;
}

/** Allowances of all vintages that nothing holds. */
export function freeAllowances(holdings: MyHoldings | null): number {
  return (holdings?.balances ?? [])
    .filter(line => line.unit.kind === 'allowance')
    .reduce((sum, line) => sum + line.available, 0);
}

/** Value and the caller's fee, in whole fen as the market rounds them. */
export function worthOf(mode: ModeTerms, side: Side, priceFen: number, tonnes: number) {
  const value = priceFen * tonnes;
  return { value, fee: Math.round(value * (side === 'buy' ? mode.buyerFee : mode.sellerFee)) };
}
