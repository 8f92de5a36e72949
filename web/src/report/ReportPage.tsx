import { Button } from 'antd';
import { Link } from 'react-router';
import type { YearReport } from '../api/types';
import { useApi } from '../api/useApi';
import { percent, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { CapBar } from '../market/CapBar';
import { Fact, FullTonnes, Price, ShortMoney, ShortTonnes } from '../shared/figures';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { decisionOf, Why } from '../shared/why';
import { AllocationTables } from './AllocationTables';
import { Conservation } from './Conservation';
import { MonthsChart } from './MonthsChart';
import { Quality } from './Quality';
import { Stress } from './Stress';

export default function ReportPage() {
  const { t } = useText();
  const state = useApi<YearReport>('/simulation/report');
  return (
    <PageFrame
      title={state.data ? t('report.title', { year: state.data.year }) : t('nav.report')}
      lead={t('report.lead')}
      asOf={state.data?.asOf}
    >
      {state.problem?.code === 'http.not_found' ? (
        <Nothing title={t('report.none')}>{t('report.none.help')}</Nothing>
      ) : (
        <Answer state={state} rows={16}>
          {report => <Report report={report} />}
        </Answer>
      )}
    </PageFrame>
  );
}

function Report({ report }: { report: YearReport }) {
  const { t } = useText();
  return (
    <>
      <Headlines report={report} />
      <div className="split split-even">
        <Section title={t('cap.title', { year: report.cap.year })}>
          <CapBar cap={report.cap} />
        </Section>
        <Section title={t('report.mrv')}>
          <dl className="facts facts-two">
            <Fact label={t('report.reported')}>
              <ShortTonnes value={report.reportedTonnes} />
            </Fact>
            <Fact label={t('compliance.verified')}>
              <ShortTonnes value={report.verifiedTonnes} />
            </Fact>
            <Fact label={t('report.topUps')} note={t('report.cases', { count: report.corrections.topUps })}>
              <ShortTonnes value={report.corrections.topUpTonnes} />
            </Fact>
            <Fact label={t('report.withdrawals')} note={t('report.cases', { count: report.corrections.withdrawals })}>
              <ShortTonnes value={report.corrections.withdrawnTonnes} />
            </Fact>
          </dl>
        </Section>
      </div>
      <MonthsChart report={report} />
      {report.stress && <Stress report={report} stress={report.stress} />}
      <AllocationTables report={report} />
      <Offsets report={report} />
      <Shorts report={report} />
      {report.quality && <Quality quality={report.quality} />}
      <Conservation report={report} />
      <Section title={t('report.run')} actions={<Button onClick={() => window.print()}>{t('report.print')}</Button>}>
        <dl className="fields">
          <dt>{t('report.scenario')}</dt>
          <dd>
            {report.scenario} · seed {report.seed}
          </dd>
          <dt>{t('report.commands')}</dt>
          <dd className="figures">
            {report.commands.toLocaleString('en-US')} (
            {t('report.refusals', { count: report.refusals.toLocaleString('en-US') })})
          </dd>
          {report.seconds !== null && <dt>{t('report.seconds')}</dt>}
          {report.seconds !== null && <dd className="figures">{report.seconds.toFixed(1)} s</dd>}
          <dt>{t('journal.head')}</dt>
          <dd>
            <code className="hash">{report.headHash}</code>
          </dd>
        </dl>
      </Section>
    </>
  );
}

function Headlines({ report }: { report: YearReport }) {
  const { t } = useText();
  const { market } = report;
  return (
    <dl className="facts headlines">
      <Fact
        label={t('progress.entities')}
        note={t('report.others', { institutions: report.institutions, individuals: report.individuals })}
      >
        <span className="figures">{report.entities}</span>
      </Fact>
      <Fact label={t('compliance.verified')}>
        <ShortTonnes value={report.verifiedTonnes} />
      </Fact>
      <Fact label={t('market.volume')} note={t('report.days', { days: report.tradingDays })}>
        <ShortTonnes value={market.volume} />
      </Fact>
      <Fact label={t('market.average')}>
        <Price value={market.averagePriceFen} />
      </Fact>
      <Fact label={t('report.penalties')}>
        <ShortMoney value={report.penaltiesFen} />
      </Fact>
      <Fact label={t('conservation.title')}>
        <Mark tone={report.conservation.holds ? 'good' : 'bad'}>
          {t(report.conservation.holds ? 'conservation.holds' : 'conservation.broken')}
        </Mark>
      </Fact>
    </dl>
  );
}

function Offsets({ report }: { report: YearReport }) {
  const { t } = useText();
  const { offsets } = report;
  return (
    <Section title={t('report.offsets')}>
      <dl className="facts">
        <Fact label={t('report.offsetsUsed')} note={percent(offsets.used, offsets.cap) ?? ''}>
          <ShortTonnes value={offsets.used} />
        </Fact>
        <Fact label={t('compliance.offsetCap')}>
          <ShortTonnes value={offsets.cap} />
        </Fact>
        <Fact label={t('report.offsetsEntities')}>
          <span className="figures">{offsets.entities}</span>
        </Fact>
        <Fact label={t('report.expired')}>
          <ShortTonnes value={report.expiredTonnes} />
        </Fact>
      </dl>
    </Section>
  );
}

function Shorts({ report }: { report: YearReport }) {
  const { t, say } = useText();
  return (
    <Section title={t('report.short', { count: report.shortEntities.length })}>
      {report.shortEntities.length === 0 ? (
        <p className="muted">{t('report.noShort')}</p>
      ) : (
        <div className="scroll-x" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('table.entity')}</th>
                <th scope="col" className="right">
                  {t('compliance.shortfall')} (t)
                </th>
                <th scope="col" className="right">
                  {t('compliance.penalty')}
                </th>
                <th scope="col" className="right">
                  {t('compliance.deduction')} (t)
                </th>
              </tr>
            </thead>
            <tbody>
              {report.shortEntities.map(row => (
                <tr key={row.entityId}>
                  <th scope="row">
                    <Link to={`/entities/${encodeURIComponent(row.entityId)}?year=${report.year}`}>
                      {say(row.name)}
                    </Link>
                  </th>
                  <td className="right figures">
                    <FullTonnes value={row.shortfall} />
                  </td>
                  <td className="right figures">
                    <Why reason={decisionOf(row.position)}>{yuan(row.penaltyFen)}</Why>
                  </td>
                  <td className="right figures">
                    <FullTonnes value={row.nextYearDeduction} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
