import { Select } from 'antd';
import { useState } from 'react';
import type { Funds, MoneyEntry, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { FileLink } from '../shared/FileLink';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
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
              <FileLink path="/clearing/accounts" format="xlsx">
                {t('clearing.accountsFile')}
              </FileLink>
            }
          >
            <PlainTable
              label={t('clearing.banks')}
              head={[
                t('clearing.bank'),
                ...(['clients', 'houseMoney', 'cash', 'dueFromBanks'] as const).map(key => ({
                  title: t(`clearing.${key}`),
                  number: true as const,
                })),
              ]}
              keys={shown.banks.map(bank => bank.bank)}
              rows={shown.banks.map(bank => [
                <>
                  {bank.bank ? `${say(bank.name)} (${bank.bank})` : t('clearing.unnamedBank')}{' '}
                  <span className="muted small">{t('clearing.accountCount', { count: bank.accounts })}</span>
                </>,
                <Yuan key="clients" fen={bank.clientsFen} />,
                <Yuan key="house" fen={bank.houseFen} />,
                <Yuan key="cash" fen={bank.cashFen} />,
                <Yuan key="due" fen={bank.dueFromBanksFen} change />,
              ])}
            />
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
                <Yuan fen={one.balanceFen} unit />
                {one.minimumFen !== null && (
                  <span className="muted small">
                    {' '}
                    {t('clearing.minimum')} <Yuan fen={one.minimumFen} unit />
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
            <FileLink path={path} format="xlsx" />
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
