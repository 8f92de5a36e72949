import { Tag } from 'antd';
import type { AuctionPhase } from '../api/types';
import { useText } from '../i18n/text';

const colours: Record<AuctionPhase, string> = {
  announced: 'default',
  open: 'processing',
  closed: 'warning',
  cleared: 'warning',
  settled: 'success',
  cancelled: 'default',
};

/** How far an auction has come, in words and colour. */
export function Phase({ phase }: { phase: AuctionPhase }) {
  const { t } = useText();
  return <Tag color={colours[phase]}>{t(`auction.phase.${phase}`)}</Tag>;
}
