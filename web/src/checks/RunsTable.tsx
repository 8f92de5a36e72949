import type { CheckLine, CheckRun } from '../api/types';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';

const runs: CheckRun[] = ['typing', 'preparing', 'filing', 'verifying', 'review', 'replay'];

/** The number of a check in the catalogue, without its part. */
export const numberOf = (check: CheckLine) => check.id.split('-')[0] ?? check.id;

/** The checks of a set in few words: neighbours as a span. */
export function spans(checks: CheckLine[], all: CheckLine[]): string {
  const order = [...new Set(all.map(numberOf))];
  const places = [...new Set(checks.map(numberOf))].map(one => order.indexOf(one)).sort((a, b) => a - b);
  const found: [number, number][] = [];
  for (const place of places) {
    const last = found[found.length - 1];
    if (last && last[1] === place - 1) last[1] = place;
    else found.push([place, place]);
  }
  return found
    .map(([from, to]) => (from === to ? order[from] : `${order[from]}${to - from > 1 ? '–' : ', '}${order[to]}`))
    .join(', ');
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
