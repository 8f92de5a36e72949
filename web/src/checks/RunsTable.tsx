import type { CheckLine, CheckRun } from '../api/types';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';

const runs: CheckRun[] = ['typing', 'preparing', 'filing', 'verifying', 'review', 'replay'];

/** The number of a check in the catalogue, without its part. */
export const numberOf = (check: CheckLine) => check.id.split('-')[0] ?? check.id;

/** The checks of a set in few words: neighbours of one hundred as a span, and parts by name where not all of a check
 *  are in the set. */
export function spans(checks: CheckLine[], all: CheckLine[]): string {
  const order = [...new Set(all.map(numberOf))];
  const named: string[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 2) named.push(`${open[0]}–${open.at(-1)}`);
    else named.push(...open);
    open = [];
  };
  for (const number of order) {
    const parts = checks.filter(one => numberOf(one) === number);
    const whole = parts.length > 0 && parts.length === all.filter(one => numberOf(one) === number).length;
    if (!whole || (open.length > 0 && open[0]?.[0] !== number[0])) close();
    if (whole) open.push(number);
    else named.push(...parts.map(one => one.id));
  }
  close();
  return named.join(', ');
}

/** When the checks are run: each occasion with the checks it runs, and what is never checked then. */
export function RunsTable({ checks }: { checks: CheckLine[] }) {
  const { t } = useText();
  const at = (run: CheckRun) => checks.filter(one => one.runs.includes(run));
  const silent = checks.filter(one => !one.runs.includes('typing'));
  const lacking = checks.filter(one => one.lacks !== null);
  return (
    <Section title={t('checks.runs')}>
      <PlainTable
        label={t('checks.runs')}
        head={[t('checks.run'), t('checks.run.when'), { title: t('checks.run.count'), number: true }, t('checks.run.which')]}
        rows={runs.map(run => [
          t(`checks.run.${run}`),
          t(`checks.run.${run}.when`),
          new Set(at(run).map(numberOf)).size,
          <span key="which" className="figures small">
            {spans(at(run), checks)}
          </span>,
        ])}
      />
      <ul className="notes">
        <li>{t('checks.runs.silent', { checks: spans(silent, checks) })}</li>
        <li>{t('checks.runs.plain')}</li>
        <li>{t('checks.runs.data')}</li>
        {lacking.length > 0 && <li>{t('checks.runs.lacking', { checks: lacking.map(one => one.id).join(', ') })}</li>}
      </ul>
    </Section>
  );
}
