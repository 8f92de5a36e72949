import { Link } from 'react-router';
import type { QualityReport } from '../api/types';
import { SeverityMark } from '../checks/marks';
import { useText } from '../i18n/text';
import { Fact, FullTonnes } from '../shared/figures';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';

/** The year's evidence: which seeded frauds the checks caught, which they missed, and how often each was wrong. */
export function Quality({ quality }: { quality: QualityReport }) {
  const { t, say } = useText();
  return (
    <Section title={t('report.quality')} actions={<Link to="/mrv/checks">{t('checks.title')}</Link>}>
      <p className="muted">{t('report.quality.lead')}</p>
      <dl className="facts">
        <Fact label={t('report.quality.months')} note={t('report.quality.late', { count: quality.lateMonths })}>
          {quality.months.toLocaleString('en-US')}
        </Fact>
        <Fact label={t('report.quality.refused')}>{quality.refusedMonths}</Fact>
        <Fact label={t('report.quality.alerts')}>{quality.alerts}</Fact>
        <Fact label={t('report.quality.concealed')}>
          <FullTonnes value={quality.concealed} unit />
        </Fact>
        <Fact label={t('report.quality.undetected')}>
          <FullTonnes value={quality.undetected} unit />
        </Fact>
      </dl>
      <PlainTable
        label={t('report.quality')}
        head={[
          '',
          t('report.quality.how'),
          t('checks.entity'),
          { title: `${t('report.quality.concealed')} (t)`, number: true },
          t('report.quality.caught'),
          t('report.quality.also'),
        ]}
        rows={quality.frauds.map(fraud => [
          fraud.id,
          say(fraud.name),
          say(fraud.entity),
          fraud.concealed.toLocaleString('en-US'),
          fraud.missed ? <Mark tone="bad">{t('report.quality.missed')}</Mark> : fraud.caughtBy.join(' · '),
          fraud.alsoFired.join(' · ') || '—',
        ])}
      />
      <details>
        <summary>{t('report.quality.record')}</summary>
        {quality.idle && (
          <p className="muted">
            {t('report.quality.ran', { ran: quality.ran ?? 0, numbers: quality.numbers ?? 0 })}
            {quality.idle.length > 0 && ` ${t('report.quality.idle', { idle: quality.idle.join(' · ') })}`}{' '}
            {t('report.quality.mishaps')}
          </p>
        )}
        <PlainTable
          label={t('report.quality.record')}
          head={[
            t('checks.rule'),
            t('checks.severity'),
            { title: t('report.quality.things'), number: true },
            { title: t('report.quality.refused'), number: true },
            { title: t('checks.raised'), number: true },
            { title: t('checks.falseShare'), number: true },
            { title: t('report.quality.honest'), number: true },
          ]}
          rows={quality.checks
            .filter(check => (check.things ?? 0) + check.raised + check.refused > 0)
            .map(check => [
              `${check.check} ${say(check.name)}`,
              <SeverityMark key={check.check} severity={check.severity} />,
              check.things === undefined ? '—' : `${check.things.toLocaleString('en-US')} / ${check.entities}`,
              check.refused,
              check.raised,
              check.closed === 0 ? '—' : `${Math.round((100 * check.falseAlarms) / check.closed)} %`,
              check.honest,
            ])}
        />
      </details>
    </Section>
  );
}
