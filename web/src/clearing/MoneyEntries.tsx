import type { MoneyEntry } from '../api/types';
import { chinaTime } from '../format/dates';
import { currency } from '../format/numbers';
import { useText } from '../i18n/text';
import { PlainTable } from '../shared/PlainTable';
import { Why } from '../shared/why';
import { Yuan } from './parts';

/** Movements of money with the balance after each; every line opens its decision. */
export function MoneyEntries({ entries }: { entries: MoneyEntry[] }) {
  const { t, say, language } = useText();
  const unit = currency(language);
  return (
    <PlainTable
      label={t('money.ledger')}
      head={[
        t('table.time'),
        t('table.kind'),
        { title: `${t('table.change')} (${unit})`, number: true },
        { title: `${t('table.balance')} (${unit})`, number: true },
        t('clearing.reference'),
      ]}
      keys={entries.map((entry, i) => `${entry.position}-${i}`)}
      rows={entries.map(entry => [
        chinaTime(entry.instant),
        <Why key="kind" reason={{ position: entry.position }}>
          {say(entry.label)}
        </Why>,
        <Yuan key="change" fen={entry.deltaFen} change />,
        <Yuan key="balance" fen={entry.balanceFen} />,
        <span key="reference" className="small">
          {entry.reference}
        </span>,
      ])}
    />
  );
}
