import { Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AlertRow, AlertStatus, CaseRow, Detector, DetectorRow, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { FileLink } from '../shared/FileLink';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer, Nothing } from '../shared/states';
import { percent } from './parts';

const detectors: Detector[] = [
  'washTrading',
  'circularTrading',
  'spoofing',
  'markingTheClose',
  'cornering',
  'frontRunning',
];
const statuses: AlertStatus[] = ['new', 'inCase', 'dismissed', 'closed'];

export function StatusMark({ kind, status }: { kind: 'alert' | 'case'; status: string }) {
  const { t } = useText();
  const tone = status === 'new' || status === 'open' ? 'bad' : status === 'closed' ? 'plain' : 'warn';
  return <Mark tone={tone}>{t(`oversight.${kind}.${status}` as TextKey)}</Mark>;
}

/** Alerts by detector, and how many turned out harmless. */
export function DetectorsPart() {
  const { t } = useText();
  const state = useApi<Page<DetectorRow>>('/oversight/detectors');
  return (
    <Section title={t('oversight.detectors')}>
      <Answer state={state}>
        {page => (
          <PlainTable
            label={t('oversight.detectors')}
            head={(['detector', 'alerts', 'open', 'explained', 'violations', 'falseRate'] as const).map(k =>
              t(`oversight.col.${k}` as TextKey),
            )}
            rows={page.items.map(row => [
              t(`oversight.detector.${row.detector}` as TextKey),
              row.alerts,
              row.open,
              row.explained,
              row.violations,
              percent(row.falseRate),
            ])}
          />
        )}
      </Answer>
    </Section>
  );
}

export function AlertsPart() {
  const { t, say, language } = useText();
  const [status, setStatus] = useState<AlertStatus[]>([]);
  const [detector, setDetector] = useState<Detector[]>([]);
  const state = useApi<Page<AlertRow>>('/oversight/alerts', { status, detector, size: 200 });
  const pick = <T extends string>(prefix: string, all: T[], value: T[], set: (v: T[]) => void, label: string) => (
    <Select
      mode="multiple"
      allowClear
      className="filter"
      maxTagCount="responsive"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={set}
      options={all.map(v => ({ value: v, label: t(`${prefix}.${v}` as TextKey) }))}
    />
  );
  return (
    <Section
      title={t('oversight.alerts')}
      actions={
        <>
          {pick('oversight.alert', statuses, status, setStatus, t('oversight.col.status'))}
          {pick('oversight.detector', detectors, detector, setDetector, t('oversight.col.detector'))}
          <FileLink path="/oversight/alerts" format="xlsx" />
        </>
      }
    >
      <Answer state={state}>
        {page =>
          page.items.length === 0 ? (
            <Nothing title={t('oversight.noAlerts')}>{t('oversight.noAlerts.help')}</Nothing>
          ) : (
            <ul className="oversight-list">
              {page.items.map(alert => (
                <li key={alert.number}>
                  <p className="card-head">
                    <Link to={`/oversight/alerts/${alert.number}`}>
                      {t('oversight.alertNo', { number: alert.number })} ·{' '}
                      {t(`oversight.detector.${alert.detector}` as TextKey)}
                    </Link>
                    <StatusMark kind="alert" status={alert.status} />
                  </p>
                  <p>{say(alert.explanation)}</p>
                  <p className="card-line muted">
                    <span className="figures">{alert.date}</span>
                    <span>{alert.parties.map(p => say(p.name)).join(language === 'zh' ? '、' : ', ')}</span>
                    {alert.case !== null && (
                      <Link to={`/oversight/cases/${alert.case}`}>
                        {t('oversight.caseNo', { number: alert.case })}
                      </Link>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

export function CasesPart() {
  const { t } = useText();
  const state = useApi<Page<CaseRow>>('/oversight/cases', { size: 200 });
  return (
    <Section
      title={t('oversight.cases')}
      actions={
        <FileLink path="/oversight/cases" format="xlsx" />
      }
    >
      <Answer state={state}>
        {page =>
          page.items.length === 0 ? (
            <Nothing title={t('oversight.noCases')}>{t('oversight.noCases.help')}</Nothing>
          ) : (
            <ul className="oversight-list">
              {page.items.map(row => (
                <li key={row.number}>
                  <p className="card-head">
                    <Link to={`/oversight/cases/${row.number}`}>
                      {t('oversight.caseNo', { number: row.number })} · {row.title}
                    </Link>
                    <StatusMark kind="case" status={row.status} />
                  </p>
                  <p className="card-line muted">
                    <span className="figures">{row.openedOn}</span>
                    <span>{row.assignedTo ?? row.openedBy}</span>
                    {row.outcome && <span>{t(`oversight.outcome.${row.outcome}` as TextKey)}</span>}
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}
