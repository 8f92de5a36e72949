import { Link } from 'react-router';
import type { AlertRow, Detector, MarketDay, Page, StressReport, YearReport } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { Fact, FullTonnes, Price, ShortMoney } from '../shared/figures';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Why } from '../shared/why';
import { useSession } from '../shell/session';
import { StressChart, topOf } from './StressChart';

/** The schemes of the scenario, and what should find each. */
const schemes = [
  { scheme: 'wash', detector: 'washTrading', caught: (stress: StressReport) => stress.washRingCaught },
  { scheme: 'spoof', detector: 'spoofing', caught: (stress: StressReport) => stress.spooferCaught },
] as const;

const detectorOf = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}` as Detector;

/** 压力情景: how the price was driven to its limits, what steadied it, and who was found out. */
export function Stress({ report, stress }: { report: YearReport; stress: StressReport }) {
  const { t } = useText();
  const days = useApi<Page<MarketDay>>('/market/days', { size: 1000 });
  return (
    <Section
      title={t('report.stress')}
      actions={<Link to="/oversight?part=stability">{t('oversight.part.stability')}</Link>}
    >
      <p className="muted">{t('report.stress.lead')}</p>
      <Course stress={stress} days={days.data?.items ?? []} />
      {days.data && <StressChart stress={stress} days={days.data.items} asOf={report.asOf} />}
      <Schemes stress={stress} />
    </Section>
  );
}

/** From the first limit day to the end of the release. */
function Course({ stress, days }: { stress: StressReport; days: MarketDay[] }) {
  const { t } = useText();
  const first = days.find(day => day.date === stress.limitDays[0]);
  const peak = Math.max(...days.filter(day => stress.limitDays.includes(day.date)).map(topOf));
  return (
    <dl className="facts">
      {first && (
        <Fact label={t('report.stress.price')} note={t('report.stress.from', { date: first.date })}>
          <Price value={first.previousCloseFen} unit={false} /> → <Price value={peak} />
        </Fact>
      )}
      <Fact
        label={t('report.stress.trigger')}
        note={
          <Why reason={{ ruleKey: 'stability.trigger.hits' }}>
            {t('report.stress.limitDays', { count: stress.limitDays.length })}
          </Why>
        }
      >
        <Day date={stress.triggeredOn} />
      </Fact>
      <Fact
        label={t('report.stress.vote')}
        note={<Why reason={{ ruleKey: 'stability.vote' }}>{t('report.stress.needed')}</Why>}
      >
        <span className="figures">
          {stress.inFavour} / {stress.seats}
        </span>
      </Fact>
      <Fact label={t('report.stress.announced')}>
        <Day date={stress.announcedOn} />
      </Fact>
      <Fact
        label={t('report.stress.released')}
        note={t('report.stress.returned', { tonnes: fullTonnes(stress.returned) })}
      >
        <FullTonnes value={stress.released} unit />
      </Fact>
      <Fact label={t('report.stress.proceeds')}>
        <ShortMoney value={stress.releasedForFen} />
      </Fact>
    </dl>
  );
}

const Day = ({ date }: { date: string | null }) => <span className="figures">{date ?? '—'}</span>;

/** What was planted and whether it was found, then what else the surveillance raised. */
function Schemes({ stress }: { stress: StressReport }) {
  const { t } = useText();
  const { session } = useSession();
  const inside = ['regulator', 'exchange', 'auditor'].includes(session?.role ?? '');
  const alerts = useApi<Page<AlertRow>>(inside ? '/oversight/alerts' : null, { size: 1000 });
  const counts = new Map(stress.alerts.map(row => [detectorOf(row.detector), row.count]));
  const others = [...counts.keys()].filter(detector => schemes.every(scheme => scheme.detector !== detector));
  const raised = (detector: Detector) => {
    const count = counts.get(detector) ?? 0;
    // Those of the year itself: the market may have gone on since.
    const found = (alerts.data?.items.filter(alert => alert.detector === detector) ?? [])
      .sort((one, other) => one.number - other.number)
      .slice(0, count);
    return found.length === 0 ? count : <Raised alerts={found} />;
  };
  return (
    <PlainTable
      label={t('report.stress.schemes')}
      head={[
        t('report.stress.scheme'),
        t('report.stress.detector'),
        t('report.stress.outcome'),
        t('report.stress.alerts'),
      ]}
      rows={[
        ...schemes.map(({ scheme, detector, caught }) => [
          t(`report.stress.scheme.${scheme}`),
          t(`oversight.detector.${detector}`),
          <Mark key={scheme} tone={caught(stress) ? 'good' : 'bad'}>
            {t(caught(stress) ? 'report.stress.caught' : 'report.stress.missed')}
          </Mark>,
          raised(detector),
        ]),
        ...others.map(detector => [
          <span key={detector} className="muted">
            {t('report.stress.unplanted')}
          </span>,
          t(`oversight.detector.${detector}`),
          '—',
          raised(detector),
        ]),
      ]}
    />
  );
}

/** Alerts and the cases they went into, for those who may open them. */
function Raised({ alerts }: { alerts: AlertRow[] }) {
  const { t } = useText();
  return (
    <span className="card-line">
      {alerts.map(alert => (
        <span key={alert.number}>
          <Link to={`/oversight/alerts/${alert.number}`}>{t('oversight.alertNo', { number: alert.number })}</Link>
          {alert.case !== null && (
            <>
              {' → '}
              <Link to={`/oversight/cases/${alert.case}`}>{t('oversight.caseNo', { number: alert.case })}</Link>
            </>
          )}
        </span>
      ))}
    </span>
  );
}
