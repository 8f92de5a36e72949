import { fenOf, fullTonnes, price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { limitOf, type AuctionDraft } from './draft';

/** The announcement as it will be published. */
export function AnnounceReview({ draft }: { draft: AuctionDraft }) {
  const { t, language } = useText();
  const time = (typed: string) => typed.replace('T', ' ');
  const limit = (tonnes: number | null, percent: number | null) => {
    const most = limitOf(draft.supply ?? 0, tonnes, percent);
    return most === null ? t('auction.noLimit') : `${fullTonnes(most)} t`;
  };
  const floor = () => {
    const fen = fenOf(draft.floorText);
    if (draft.floorRule === 'fixed' && fen !== null) return `${price(fen)} ${priceUnit(language)}`;
    return t(`auction.floorRule.${draft.floorRule}`, {
      months: draft.floorMonths ?? '',
      factor: draft.floorFactor ?? '',
    });
  };
  const admitted = [
    ...(['coveredEntities', 'institutions', 'individuals'] as const)
      .filter(kind => draft[kind])
      .map(kind => t(`auction.admit.${kind}`)),
    ...(draft.onlyIfShortIn === null ? [] : [t('auction.admit.short', { year: draft.onlyIfShortIn })]),
  ];
  const rows: [string, string][] = [
    [t('announce.titleZh'), draft.titleZh],
    [t('announce.titleEn'), draft.titleEn],
    [t('auction.decision'), draft.decision],
    [t('auction.year'), t('auction.year.of', { year: draft.year ?? '' })],
    [t('auction.supply'), `${fullTonnes(draft.supply ?? 0)} t`],
    [t('auction.lot'), `${fullTonnes(draft.lot ?? 0)} t`],
    [t('auction.floor'), floor()],
    [t('auction.pricing'), t(`auction.pricing.${draft.pricing}`)],
    [t('auction.tie'), t(`auction.tie.${draft.tie}`)],
    [t('auction.shortfall'), t(`auction.shortfall.${draft.shortfall}`, { share: `${draft.coveragePercent ?? ''}%` })],
    [t('auction.admission'), admitted.join(t('auction.and'))],
    [t('auction.bidderLimit'), limit(draft.bidderLimit, draft.bidderPercent)],
    [t('auction.groupLimit'), limit(draft.groupLimit, draft.groupPercent)],
    [t('auction.bidsEach'), String(draft.bidsEach ?? '')],
    [t('auction.mayWithdraw'), t(draft.mayWithdraw ? 'yes' : 'no')],
    [t('auction.guarantee'), t('auction.guarantee.of', { share: `${draft.guaranteePercent ?? ''}%` })],
    [t('auction.forfeit'), t(`auction.forfeit.${draft.forfeitTo}`)],
    [t('announce.opens'), time(draft.opens)],
    [t('announce.closes'), time(draft.closes)],
    [t('announce.payBy'), time(draft.payBy)],
  ];
  return (
    <dl className="fields contract">
      {rows.map(([name, value]) => (
        <div key={name} className="fields-row">
          <dt>{name}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
