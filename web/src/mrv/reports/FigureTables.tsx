import type { AnnualFigures, AnnualPart, MonthHit } from '../../api/types';
import { useText } from '../../i18n/text';
import { Mark } from '../../shared/marks';
import { Section } from '../../shared/page';
import { PlainTable } from '../../shared/PlainTable';
import { change, decimals } from './parts';

/** A report's emissions taken apart by source, facility and gas, each part beside last year's and the version before. */
export function FigureTables({ figures, lastYear }: { figures: AnnualFigures; lastYear: boolean }) {
  const { t } = useText();
  const compared = figures.parts.some(one => one.before !== null);
  return (
    <>
      <YearChecks hits={figures.checks} />
      <Section title={t('annual.sources')} place="lines">
        <Parts kind="source" title={t('annual.source')} figures={figures} lastYear={lastYear} compared={compared} />
      </Section>
      <Section title={t('annual.byFacility')}>
        <Parts kind="facility" title={t('annual.facility')} figures={figures} lastYear={lastYear} compared={compared} />
      </Section>
      <Section title={t('annual.byGas')}>
        <PlainTable
          label={t('annual.byGas')}
          head={[t('annual.gas'), { title: 't CO₂e', number: true }, { title: t('annual.mass'), number: true }]}
          rows={figures.parts
            .filter(one => one.kind === 'gas')
            .map(one => [one.code, decimals(one.tonnes), one.mass === null ? '—' : decimals(one.mass)])}
        />
      </Section>
      {figures.gaps.length > 0 && (
        <Section title={t('annual.gaps')}>
          <PlainTable
            label={t('annual.gaps')}
            head={[t('annual.figure'), t('annual.months'), t('annual.cause'), { title: t('annual.effect'), number: true }]}
            rows={figures.gaps.map(one => [
              <code key="figure">{[one.facility, one.table, one.choice, one.column].filter(Boolean).join('.')}</code>,
              one.months.join(', '),
              causeOf(one.cause, t),
              decimals(one.effectTonnes),
            ])}
          />
        </Section>
      )}
      {figures.warnings.length > 0 && (
        <p className="caution" role="status">
          {t('annual.warnings')}: <code>{figures.warnings.join(', ')}</code>
        </p>
      )}
    </>
  );
}

/** What the checks will say when the report is handed in: what stops it, and what it will be asked about. */
function YearChecks({ hits }: { hits: MonthHit[] }) {
  const { t, say } = useText();
  if (hits.length === 0) return null;
  const blocked = hits.filter(one => one.severity === 'block').length;
  return (
    <section className={`year-checks ${blocked > 0 ? 'refusal' : 'caution'}`} role={blocked > 0 ? 'alert' : 'status'}>
      <p className={blocked > 0 ? 'refusal-title' : undefined}>
        {blocked > 0 ? t('annual.checksBlock', { n: blocked }) : t('annual.checksAsk', { n: hits.length })}
      </p>
      <ul>
        {hits.map((one, i) => (
          <li key={i}>
            <Mark tone={one.severity === 'block' ? 'bad' : 'warn'}>{t(`methods.${one.severity}`)}</Mark>{' '}
            <code>{one.check}</code> {say(one.title)}: {say(one.says)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const faults = ['noAccreditation', 'issuedLate', 'dateOrder', 'otherMonth'] as const;

/** A fault of a laboratory report in words; anything else stands as the entity put it. */
function causeOf(cause: string, t: ReturnType<typeof useText>['t']): string {
  const fault = faults.find(one => one.toLowerCase() === cause.toLowerCase());
  return fault ? t(`months.lab.fault.${fault}`) : cause;
}

function Parts(props: {
  kind: AnnualPart['kind'];
  title: string;
  figures: AnnualFigures;
  lastYear: boolean;
  compared: boolean;
}) {
  const { t, say } = useText();
  const rows = props.figures.parts.filter(one => one.kind === props.kind);
  const most = Math.max(1, ...rows.map(one => Math.abs(one.tonnes)));
  return (
    <PlainTable
      label={props.title}
      head={[
        props.title,
        '',
        { title: 't CO₂e', number: true },
        ...(props.lastYear ? [{ title: t('annual.lastYear'), number: true as const }] : []),
        ...(props.compared ? [{ title: t('annual.before'), number: true as const }] : []),
      ]}
      rows={rows.map(one => [
        <span key="name">
          {say(one.name)} {one.code && <code>{one.code}</code>} {one.indirect && <Mark tone="plain">{t('annual.indirect')}</Mark>}
          {one.module !== '' && (
            <Mark tone="plain">
              {say(props.figures.modules.find(module => module.sector === one.module)?.sectorName)}
            </Mark>
          )}
        </span>,
        <span key="bar" className="part-bar" aria-hidden>
          <span style={{ width: `${(Math.abs(one.tonnes) / most) * 100}%` }} />
        </span>,
        decimals(one.tonnes),
        ...(props.lastYear ? [change(one.tonnes, one.lastYear)] : []),
        ...(props.compared ? [change(one.tonnes, one.before)] : []),
      ])}
    />
  );
}
