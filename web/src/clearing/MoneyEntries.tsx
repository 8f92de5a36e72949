import type { MoneyEntry } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Why } from '../shared/why';
import { Yuan } from './parts';

/** Movements of money with the balance after each; every line opens its decision. */
export function MoneyEntries({ entries }: { entries: MoneyEntry[] }) {
  const { t, say } = useText();
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            <th scope="col">{t('table.kind')}</th>
            <th scope="col" className="right">
              {t('table.change')}
            </th>
            <th scope="col" className="right">
              {t('table.balance')}
            </th>
            <th scope="col">{t('clearing.reference')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, i) => (
            <tr key={`${entry.position}-${i}`}>
              <td className="figures nowrap">{chinaTime(entry.instant)}</td>
              <td>
                <Why reason={{ position: entry.position }}>{say(entry.label)}</Why>
              </td>
              <td className="right">
                <Yuan fen={entry.deltaFen} change />
              </td>
              <td className="right">
                <Yuan fen={entry.balanceFen} />
              </td>
              <td className="small">{entry.reference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
