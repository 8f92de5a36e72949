import { Select } from 'antd';
import { useState } from 'react';
import { apiUrl } from '../api/client';
import type { Funds, MoneyEntry, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { MoneyEntries } from './MoneyEntries';
import { Yuan } from './parts';

/** Clients' and house money bank by bank, the house accounts, and the ledger of any of them. */
export function FundsTab() {
  const { t, say } = useText();
  const funds = useApi<Funds>('/clearing/funds');
  return (
    <Answer state={funds} rows={10}>
      {shown => (
        <>
          <Section
            title={t('clearing.banks')}
            actions={
              <a href={apiUrl('/clearing/accounts', { format: 'xlsx' })} download>
                {t('clearing.accountsFile')}
              </a>
            }
          >
            <div className="scroll-x" tabIndex={0}>
              <table className="plain">
                <thead>
                  <tr>
                    <th scope="col">{t('clearing.bank')}</th>
                    <th scope="col" className="right">
                      {t('clearing.clients')}
                    </th>
                    <th scope="col" className="right">
                      {t('clearing.houseMoney')}
                    </th>
                    <th scope="col" className="right">
                      {t('clearing.cash')}
                    </th>
                    <th scope="col" className="right">
                      {t('clearing.dueFromBanks')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {shown.banks.map(bank => (
                    <tr key={bank.bank}>
                      <td>
                        {bank.bank ? `${say(bank.name)} (${bank.bank})` : t('clearing.unnamedBank')}{' '}
                        <span className="muted small">{t('clearing.accountCount', { count: bank.accounts })}</span>
                      </td>
                      <td className="right">
                        <Yuan fen={bank.clientsFen} />
                      </td>
                      <td className="right">
                        <Yuan fen={bank.houseFen} />
                      </td>
                      <td className="right">
                        <Yuan fen={bank.cashFen} />
                      </td>
                      <td className="right">
                        <Yuan fen={bank.dueFromBanksFen} change />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p className="muted small">{t('clearing.segregation')}</p>
          </Section>
          <House funds={shown} />
        </>
      )}
    </Answer>
  );
}

function House({ funds }: { funds: Funds }) {
  const { t, say } = useText();
  const [account, setAccount] = useState('riskReserve');
  const path = `/clearing/house/${account}/ledger`;
  const ledger = useApi<Page<MoneyEntry>>(path, { size: 30 });
  return (
    <>
      <Section title={t('clearing.house')}>
        <dl className="run-figures">
          {funds.house.map(one => (
            <div key={one.account}>
              <dt>{say(one.name)}</dt>
              <dd>
                <Yuan fen={one.balanceFen} />
                {one.minimumFen !== null && (
                  <span className="muted small">
                    {' '}
                    {t('clearing.minimum')} <Yuan fen={one.minimumFen} />
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section
        title={t('clearing.houseLedger')}
        actions={
          <>
            <Select
              aria-label={t('clearing.house')}
              value={account}
              onChange={setAccount}
              options={funds.house.map(one => ({ value: one.account, label: say(one.name) }))}
            />{' '}
            <a href={apiUrl(path, { format: 'xlsx' })} download>
              xlsx
            </a>
          </>
        }
      >
        <Answer state={ledger} rows={6}>
          {page =>
            page.items.length === 0 ? (
              <Nothing title={t('clearing.noEntries')} />
            ) : (
              <MoneyEntries entries={page.items} />
            )
          }
        </Answer>
      </Section>
    </>
  );
}
