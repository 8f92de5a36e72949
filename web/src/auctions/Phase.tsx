import type { AuctionPhase } from '../api/types';
import { useText } from '../i18n/text';
import { Mark, type Tone } from '../shared/marks';

const tones: Record<AuctionPhase, Tone> = {
  announced: 'plain',
  open: 'info',
  closed: 'warn',
  cleared: 'warn',
  settled: 'good',
  cancelled: 'plain',
};

/** How far an auction has come, in words, shape and colour. */
export function Phase({ phase }: { phase: AuctionPhase }) {
  const { t } = useText();
  return <Mark tone={tones[phase]}>{t(`auction.phase.${phase}`)}</Mark>;
}
