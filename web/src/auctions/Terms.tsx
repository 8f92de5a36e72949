import type { AuctionDetail } from '../api/types';
import { fullTonnes, percentOf } from '../format/numbers';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { articleWords } from '../rulebook/words';
import { Why } from '../shared/why';
import { FloorSteps } from './FloorSteps';

/** The announcement in full, each line with what it rests on. */
export function Terms({ detail }: { detail: AuctionDetail }) {
  const { t, say, language } = useText();
  const { terms, auction } = detail;
  const tonnes = (value: number | null) => (value === null ? t('auction.noLimit') : `${fullTonnes(value)} t`);
  const admitted = [
    terms.coveredEntities && t('auction.admit.coveredEntities'),
    terms.institutions && t('auction.admit.institutions'),
    terms.individuals && t('auction.admit.individuals'),
    terms.onlyIfShortIn !== null && t('auction.admit.short', { year: terms.onlyIfShortIn }),
  ].filter(Boolean);
  const lines: [string, React.ReactNode][] = [
    [t('auction.decision'), terms.decision],
    [
      t('auction.year'),
      <Why key="share" reason={{ ruleKey: detail.shareRuleKey }}>
        {t('auction.year.of', { year: auction.year })} · {say(detail.shareRule.title)}{' '}
        {articleWords(detail.shareRule.article, language)}
      </Why>,
    ],
    [t('auction.lot'), `${fullTonnes(terms.lot)} t`],
    [t('auction.floorRule'), t(`auction.floorRule.${terms.floorRule}`, floorValues(detail))],
    [t('auction.admission'), admitted.join(t('auction.and'))],
    [t('auction.bidderLimit'), tonnes(terms.bidderLimit)],
    [t('auction.groupLimit'), tonnes(terms.groupLimit)],
    [t('auction.pricing'), t(`auction.pricing.${terms.pricing}`)],
    [t('auction.tie'), t(`auction.tie.${terms.tie}`)],
    [
      t('auction.shortfall'),
      t(`auction.shortfall.${terms.shortfall}`, { share: percentOf(terms.leastCoverage) ?? terms.leastCoverage }),
    ],
    [t('auction.bidsEach'), String(terms.bidsEach)],
    [t('auction.mayWithdraw'), t(terms.mayWithdraw ? 'yes' : 'no')],
    [t('auction.guarantee'), t('auction.guarantee.of', { share: percentOf(terms.guarantee) ?? terms.guarantee })],
    [t('auction.forfeit'), t(`auction.forfeit.${terms.forfeitTo}`)],
  ];
  return (
    <Section title={t('auction.terms')}>
      <dl className="fields">
        {lines.map(([label, value]) => (
          <Line key={label} label={label} value={value} />
        ))}
      </dl>
      {detail.floor.length > 1 && (
        <details className="floor-how">
          <summary>{t('auction.floor.how')}</summary>
          <FloorSteps lines={detail.floor} />
        </details>
      )}
    </Section>
  );
}

function Line({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function floorValues({ terms }: AuctionDetail) {
  return { factor: terms.floorFactor ?? '', months: terms.floorMonths ?? '' };
}
