import { useCallback } from 'react';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';

const modes: Record<string, TextKey> = {
  negotiated: 'mode.negotiated',
  continuousBidding: 'mode.continuousBidding',
  callAuction: 'mode.callAuction',
  listingTransfer: 'mode.listingTransfer',
  agreement: 'mode.agreement',
  listingAgreement: 'mode.listingAgreement',
  block: 'mode.block',
  oneWayBidding: 'mode.oneWayBidding',
  auction: 'mode.auction',
  release: 'mode.release',
  buyBack: 'mode.buyBack',
};

/** The name of a trading mode. */
export function useMode(): (mode: string) => string {
  const { t } = useText();
  return useCallback(mode => (modes[mode] ? t(modes[mode]) : mode), [t]);
}
