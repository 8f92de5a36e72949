import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AccountStatement, AccountSummary } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { signed } from '../format/numbers';
import { useText } from '../i18n/text';
import { FullTonnes } from '../shared/figures';
import { Answer, Nothing } from '../shared/states';
import { Why } from '../shared/why';
import { Balances } from './Balances';

/** The statement of an account as of any past day. */
export function StatementTab({ accounts }: { accounts: AccountSummary[] }) {
  const { t, say } = useText();
  const [number, setNumber] = useState(accounts[0]?.number ?? null);
  const [asOf, setAsOf] = useState<string | null>(null);
  if (number === null) {
    return (
      <Nothing title={t('statement.closed')}>
        {t('statement.closed.help')} <Link to="/sign-in">{t('session.signIn')}</Link>
      </Nothing>
    );
  }
  return (
    <>
      <div className="entity-bar">
        <Select
          aria-label={t('statement.account')}
          value={number}
          onChange={setNumber}
          options={accounts.map(account => ({
            value: account.number,
            label: `${account.number} ${say(account.kind)}`,
          }))}
        />
        <label className="inline">
          {t('statement.asOf')}
          <DatePicker
            value={asOf ? dayjs(asOf) : null}
            placeholder={t('statement.now')}
            onChange={date => setAsOf(date ? date.format('YYYY-MM-DD') : null)}
          />
        </label>
      </div>
      <Statement number={number} asOf={asOf} />
    </>
  );
}

/** Entries shown at first; a busy trader has thousands. */
const firstEntries = 100;

function Statement({ number, asOf }: { number: string; asOf: string | null }) {
  const { t, say } = useText();
  const [all, setAll] = useState(false);
  const state = useApi<AccountStatement>(`/accounts/${encodeURIComponent(number)}/statement`, { asOf });
  return (
    <Answer state={state} rows={10}>
      {statement => (
        <>
          <Balances balances={statement.balances} />
          {statement.entries.length === 0 ? (
            <Nothing title={t('statement.none', { date: statement.asOfDate })} />
          ) : (
            <div className="scroll-x" tabIndex={0}>
              <table className="plain">
                <thead>
                  <tr>
                    <th scope="col">{t('table.time')}</th>
                    <th scope="col">{t('table.kind')}</th>
                    <th scope="col">{t('table.counterparty')}</th>
                    <th scope="col">{t('table.unit')}</th>
                    <th scope="col" className="right">
                      {t('table.change')} (t)
                    </th>
                    <th scope="col" className="right">
                      {t('table.balance')} (t)
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {statement.entries.slice(all ? 0 : -firstEntries).reverse().map((entry, i) => (
                    <tr key={`${entry.position}-${i}`}>
                      <td className="figures nowrap">{chinaTime(entry.instant)}</td>
                      <td>
                        <Why reason={{ position: entry.position }}>{t(`transfer.${entry.kind}`)}</Why>
                      </td>
                      <td>{entry.counterparty ? say(entry.counterparty) : '—'}</td>
                      <td>{say(entry.unit.name)}</td>
                      <td className="right figures">{signed(String(entry.delta))}</td>
                      <td className="right figures">
                        <FullTonnes value={entry.balance} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {!all && statement.entries.length > firstEntries && (
                <Button className="more" onClick={() => setAll(true)}>
                  {t('statement.all', { count: statement.entries.length })}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </Answer>
  );
}
