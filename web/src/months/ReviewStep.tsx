import type { MonthContent, MonthForm, MonthHit, MonthTrial, Substitution, Text } from '../api/types';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { PlainTable } from '../shared/PlainTable';
import { Coming } from '../shared/states';
import { FiguresTable } from './FiguresTable';
import { unitText } from './units';

/** Everything once more before it is filed: what is wrong, what does not count, the trial result, the figures. */
export function ReviewStep(props: {
  trial: MonthTrial | null;
  hits: MonthHit[];
  form: MonthForm;
  content: MonthContent;
}) {
  const { trial, hits, form, content } = props;
  const { t, say, language } = useText();
  if (trial === null) return <Coming rows={4} />;
  return (
    <>
      {trial.faults.length === 0 ? (
        <p>
          <Mark tone="good">{t('months.noFaults')}</Mark>
        </p>
      ) : (
        <section className="refusal" role="alert">
          <p className="refusal-title">{t('months.faults', { count: trial.faults.length })}</p>
          <ul>
            {trial.faults.map((one, i) => (
              <li key={i}>
                <code>{one.path}</code> {one[language]}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Substitutions of={trial.substitutions} />
      {hits.length > 0 && (
        <>
          <h3>{t('months.hits')}</h3>
          <ul>
            {hits.map((one, i) => (
              <li key={i}>
                <Mark tone={one.severity === 'block' ? 'bad' : 'warn'}>{t(`methods.${one.severity}`)}</Mark>{' '}
                <code>{one.check}</code> {say(one.title)} · {say(one.about)}: {say(one.says)}
              </li>
            ))}
          </ul>
        </>
      )}
      {trial.modules.length === 0 ? (
        <Outcomes title={t('months.trial')} of={trial} />
      ) : (
        <>
          <ModuleTotals
            of={trial.modules.map(one => ({ ...one, tonnes: one.results[0]?.value ?? null }))}
            total={trial.total}
          />
          {trial.modules.map(one => (
            <Outcomes key={one.sector} title={`${t('months.trial')} · ${say(one.sectorName)}`} of={one} />
          ))}
        </>
      )}
      <FiguresTable content={content} form={form} />
    </>
  );
}

/** What a methodology makes of the month, and its own checks that do not hold. */
function Outcomes({ title, of }: { title: string; of: Pick<MonthTrial, 'results' | 'failedChecks' | 'traceHash'> }) {
  const { t, language } = useText();
  return (
    <>
      {of.results.length > 0 && (
        <>
          <h3>{title}</h3>
          <dl className="month-results">
            {of.results.map(one => (
              <div key={one.name}>
                <dt>
                  {one[language]} <code>{one.name}</code>
                </dt>
                <dd className="figures">
                  {grouped(one.value)} <span className="unit">{unitText(one.unit)}</span>
                </dd>
              </div>
            ))}
          </dl>
          <p className="small muted breaks">
            {t('months.traceHash')} <code>{of.traceHash}</code>
          </p>
        </>
      )}
      {of.failedChecks.length > 0 && (
        <>
          <h3>{t('months.failedChecks')}</h3>
          <ul>
            {of.failedChecks.map((one, i) => (
              <li key={i}>
                <code>{one.id}</code> {one[language]}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The share of each methodology in a month, and their sum. */
export function ModuleTotals(props: {
  of: { sector: string; sectorName: Text; tonnes: string | number | null }[];
  total: string | number | null;
}) {
  const { t, say } = useText();
  const shown = (tonnes: string | number | null) =>
    tonnes === null ? '—' : grouped(Number(tonnes).toFixed(2));
  return (
    <>
      <h3>{t('months.modules')}</h3>
      <PlainTable
        label={t('months.modules')}
        head={[t('months.module'), { title: 't CO₂e', number: true }]}
        rows={[
          ...props.of.map(one => [`${say(one.sectorName)} (${one.sector})`, shown(one.tonnes)]),
          [<strong key="sum">{t('months.modulesSum')}</strong>, <strong key="tonnes">{shown(props.total)}</strong>],
        ]}
      />
    </>
  );
}

/** Measured figures that do not count, why, and what that adds. */
export function Substitutions({ of }: { of: Substitution[] }) {
  const { t } = useText();
  if (of.length === 0) return null;
  return (
    <>
      <h3>{t('months.substitutions')}</h3>
      <p className="muted">{t('months.substitutionsHelp')}</p>
      <ul>
        {of.map((one, i) => (
          <li key={i}>
            <code>
              {one.table}.{one.column} {one.choice}
            </code>{' '}
            {one.measured} · {one.report}: {t(`months.lab.fault.${one.fault}`)}
            {one.effectTonnes ? ` · ${t('months.effect')} ${one.effectTonnes > 0 ? '+' : ''}${one.effectTonnes} t` : ''}
          </li>
        ))}
      </ul>
    </>
  );
}
