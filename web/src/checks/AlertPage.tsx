import { Link, useParams } from 'react-router';
import type { AlertLink, QualityAlertAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { PageFrame, Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer } from '../shared/states';
import { decisionOf, Why } from '../shared/why';
import { pointedPath } from '../shared/pointed';
import { AlertMark, SeverityMark } from './marks';
import { PeerPlot } from './PeerPlot';

/** One alert: what it says, the figures and thresholds it goes by, and what may be done with it. */
export default function AlertPage() {
  const { number = '' } = useParams();
  const { t, say } = useText();
  const state = useApi<QualityAlertAnswer>(`/mrv/alerts/${number}`);
  const alert = state.data?.alert;
  return (
    <PageFrame
      title={alert ? `${alert.check} ${say(alert.title)}` : t('checks.alertNo', { number })}
      lead={alert ? say(alert.says) : undefined}
      asOf={state.data?.asOf}
      back={{ to: '/mrv/alerts', label: t('checks.alerts') }}
    >
      <Answer state={state}>
        {data => (
          <>
            <About data={data} />
            <Figures data={data} />
            {data.hasPeers && <PeerPlot number={data.alert.number} />}
            <Acts data={data} reload={state.reload} />
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function About({ data }: { data: QualityAlertAnswer }) {
  const { t, say } = useText();
  const { alert } = data;
  const rows: [string, React.ReactNode][] = [
    [t('checks.state'), <AlertMark key="state" alert={alert} />],
    [t('checks.severity'), <SeverityMark key="severity" severity={alert.severity} />],
    [t('checks.entity'), say(alert.entity)],
    [
      t('checks.subject'),
      say(alert.about),
    ],
    [t('checks.fields'), <Fields key="fields" data={data} />],
    [
      t('checks.origin'),
      <>
        {t(`checks.origin.${alert.origin}`)} · {t('checks.version')} {alert.version} ·{' '}
        <Why reason={decisionOf(alert.position)}>{chinaTime(alert.raisedAt)}</Why>
      </>,
    ],
  ];
  if (alert.explanation) rows.push([t('checks.explanation'), alert.explanation]);
  if (alert.reason) rows.push([t('checks.reason'), alert.reason]);
  return (
    <Section title={t('checks.alertNo', { number: alert.number })}>
      {alert.follows !== null && (
        <p>
          <Link to={`/mrv/alerts/${alert.follows}`}>{t('checks.follows', { number: alert.follows })}</Link>
        </p>
      )}
      <dl className="fields">
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Each page on which a field stands that the alert is about. */
function Fields({ data }: { data: QualityAlertAnswer }) {
  const { t } = useText();
  const { alert, links } = data;
  const pages: Record<AlertLink['page'], string> = {
    month: `/mrv/months/${alert.entityId}/${alert.year}`,
    year: `/mrv/months/${alert.entityId}/${alert.year}`,
    plan: `/mrv/plans/${alert.entityId}`,
    report: `/mrv/reports/${alert.year}/${alert.entityId}`,
    contracts: '/mrv/checks/registers',
    verification: `/verification/${alert.verification ?? ''}`,
  };
  return (
    <ul className="plain-list inline-links">
      {links.map(link => (
        <li key={`${link.page}-${link.month}`}>
          <Link
            to={
              link.page === 'verification'
                ? pages.verification
                : pointedPath(link.page === 'month' ? `${pages.month}/${link.month}` : pages[link.page], link.places, alert.number)
            }
          >
            {link.page === 'month'
              ? t('checks.to.month', { month: link.month })
              : link.page === 'verification'
                ? t('verify.taskNo', { number: alert.verification ?? 0 })
                : t(`checks.to.${link.page}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What was measured beside the thresholds it is held against. */
function Figures({ data }: { data: QualityAlertAnswer }) {
  const { t, say } = useText();
  const answered = (label: string, value: string, unit: string) =>
    /[?？]$/.test(label) ? t(value === '0' ? 'checks.no' : 'checks.yes') : `${value} ${unit}`.trim();
  if (data.figures.length === 0 && !say(data.note)) return null;
  return (
    <Section title={t('checks.figures')}>
      {data.figures.length > 0 && (
        <PlainTable
          label={t('checks.figures')}
          head={[t('checks.figure'), { title: t('checks.value'), number: true }, t('checks.ruleKey')]}
          rows={data.figures.map(figure => [
            say(figure.label),
            answered(say(figure.label), figure.value, figure.unit),
            figure.key ? <Link to={`/parameters/${figure.key}`}>{figure.key}</Link> : t('checks.measured'),
          ])}
        />
      )}
      {say(data.note) && <p className="prose muted">{say(data.note)}</p>}
      {data.falseShare !== null && (
        <p className="muted small">
          {t('checks.falseOf', { share: Math.round(data.falseShare * 100), closed: data.closed ?? 0 })}
        </p>
      )}
    </Section>
  );
}

function Acts({ data, reload }: { data: QualityAlertAnswer; reload: () => void }) {
  const { t } = useText();
  const path = `/mrv/alerts/${data.alert.number}`;
  const reason = { name: 'reason', label: t('checks.reason'), kind: 'area' as const };
  if (!data.mayExplain && !data.mayClose && !data.mayAgree) return null;
  return (
    <Section title={t('checks.outcome')}>
      {data.mayExplain && (
        <ActForm
          title={t('checks.explain')}
          path={`${path}/explanation`}
          fields={[{ name: 'explanation', label: t('checks.explain.field'), kind: 'area' }]}
          submit={t('checks.explain.send')}
          done={reload}
        />
      )}
      {data.mayClose && (
        <>
          <ActForm
            title={t('checks.close')}
            path={`${path}/closing`}
            fields={[
              {
                name: 'outcome',
                label: t('checks.outcome'),
                kind: 'choice',
                options: (['explained', 'confirmed', 'corrected', 'escalated'] as const).map(value => ({
                  value,
                  label: t(`checks.outcome.${value}`),
                })),
              },
              reason,
            ]}
            submit={t('checks.close.send')}
            done={reload}
          />
          <ActForm
            title={t('checks.suppress')}
            path={`${path}/suppression`}
            fields={[reason]}
            submit={t('checks.suppress.send')}
            done={reload}
          />
        </>
      )}
      {data.mayAgree &&
        ([true, false] as const).map(agreed => (
          <ActForm
            key={String(agreed)}
            title={t(agreed ? 'checks.agree.yes' : 'checks.agree.no')}
            path={`${path}/suppression/decision`}
            fields={[reason]}
            fixed={{ agreed }}
            submit={t('checks.agree')}
            done={reload}
          />
        ))}
    </Section>
  );
}
