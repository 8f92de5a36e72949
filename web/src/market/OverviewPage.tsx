import { Alert } from 'antd';
import { Link } from 'react-router';
import type { MarketOverview } from '../api/types';
import { useApi } from '../api/useApi';
import { useEvery } from '../api/useEvery';
import { useText } from '../i18n/text';
import { DeadlineBar } from '../shared/DeadlineBar';
import { Fact, Price, ShortMoney, ShortTonnes } from '../shared/figures';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { rulebookName } from '../rulebook/names';
import { CapBar } from './CapBar';
import { LatestNotices } from './LatestNotices';
import { PriceHistory } from './PriceHistory';
import { Progress } from './Progress';
import { Quote } from './Quote';

/** While trading goes on, the price on the first page is at most this old. */
const refreshEvery = 10_000;

export default function OverviewPage() {
  const { t, language } = useText();
  const state = useApi<MarketOverview>('/market/overview');
  useEvery(refreshEvery, state.data?.phase === 'morning' || state.data?.phase === 'afternoon', state.reload);
  const name = state.data && rulebookName(state.data.jurisdiction.id, language);
  return (
    <PageFrame
      title={name ? t('market.title', { name }) : t('nav.market')}
      lead={t('market.lead')}
      asOf={state.data?.asOf}
    >
      <Answer state={state} rows={14}>
        {overview => <Overview overview={overview} />}
      </Answer>
    </PageFrame>
  );
}

function Overview({ overview }: { overview: MarketOverview }) {
  const { t } = useText();
  const { compliance, yearTotals } = overview;
  return (
    <>
      {overview.simulated && (
        <Alert
          className="notice-line"
          type="info"
          message={
            <>
              {t('market.simulated')} <Link to="/report">{t('market.simulated.more')}</Link>
            </>
          }
        />
      )}
      <Quote overview={overview} />
      <div className="split">
        <PriceHistory />
        <Section
          title={t('compliance.progress', { year: compliance.year })}
          actions={<Link to={`/compliance?year=${compliance.year}`}>{t('compliance.all')}</Link>}
        >
          <DeadlineBar
            what={t('compliance.surrenderBy')}
            deadline={compliance.deadline}
            workingDaysLeft={compliance.workingDaysLeft}
            citation={compliance.citation}
          />
          <Progress progress={compliance} />
        </Section>
      </div>
      <div className="split">
        <Section title={t('market.notices')} actions={<Link to="/notices">{t('market.notices.all')}</Link>}>
          <LatestNotices />
        </Section>
        <div>
          <Section title={t('cap.title', { year: overview.cap.year })}>
            <CapBar cap={overview.cap} />
          </Section>
          <Section title={t('market.year', { year: yearTotals.year })}>
            <dl className="facts">
              <Fact label={t('market.volume')}>
                <ShortTonnes value={yearTotals.volume} />
              </Fact>
              <Fact label={t('market.turnover')}>
                <ShortMoney value={yearTotals.turnoverFen} />
              </Fact>
              <Fact label={t('market.average')}>
                <Price value={yearTotals.averagePriceFen} />
              </Fact>
              <Fact label={t('market.allModes')}>
                <ShortTonnes value={yearTotals.allVolume} />
              </Fact>
              {yearTotals.auctions > 0 && (
                <Fact label={t('market.auctions', { count: yearTotals.auctions })}>
                  <ShortTonnes value={yearTotals.auctionTonnes} />
                </Fact>
              )}
              <Fact label={t('market.tradingDays')}>
                <span className="figures">{yearTotals.tradingDays}</span>
              </Fact>
            </dl>
          </Section>
        </div>
      </div>
    </>
  );
}
