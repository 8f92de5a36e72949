import type { AccountStatement } from '../api/types';
import { useText } from '../i18n/text';
import { FullTonnes } from '../shared/figures';

/** What an account holds of each unit class: all, held for a cause, free to use. */
export function Balances({ balances }: { balances: AccountStatement['balances'] }) {
  const { t, say } = useText();
  if (balances.length === 0) return <p className="muted">{t('holdings.none')}</p>;
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('table.unit')}</th>
            <th scope="col" className="right">
              {t('table.balance')} (t)
            </th>
            <th scope="col" className="right">
              {t('holdings.held')} (t)
            </th>
            <th scope="col" className="right">
              {t('holdings.available')} (t)
            </th>
          </tr>
        </thead>
        <tbody>
          {balances.map(line => (
            <tr key={`${line.unit.kind}-${line.unit.vintage}-${line.unit.name.en}`}>
              <th scope="row">{say(line.unit.name)}</th>
              <td className="right figures">
                <FullTonnes value={line.balance} />
              </td>
              <td className="right figures">
                <FullTonnes value={line.held} />
              </td>
              <td className="right figures">
                <FullTonnes value={line.available} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
