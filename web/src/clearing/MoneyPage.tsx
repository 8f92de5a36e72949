import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Navigate } from 'react-router';
import type { DayStatement, MoneyEntry, MyMoney, NetPosition, Page, Withdrawal } from '../api/types';
import { useApi } from '../api/useApi';
import { currency, fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { FileLink } from '../shared/FileLink';
import { Fact } from '../shared/figures';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer, Coming, Nothing } from '../shared/states';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { MoneyEntries } from './MoneyEntries';
import { Yuan } from './parts';

/** 我的资金: a participant's own money. */
export default function MoneyPage() {
  const { session } = useSession();
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  return <Mine />;
}

function Mine() {
  const { t } = useText();
  const money = useApi<MyMoney>('/me/money');
  const withdrawals = useApi<Page<Withdrawal>>('/me/withdrawals', { size: 50 });
  const ledger = useApi<Page<MoneyEntry>>('/me/money/ledger', { size: 30 });
  const changed = () => {
    money.reload();
    withdrawals.reload();
    ledger.reload();
  };
  return (
    <PageFrame
      title={t('money.title')}
      lead={t('money.lead')}
      asOf={money.data?.asOf}
      back={{ to: '/workspace', label: t('nav.workspace') }}
    >
      <Answer state={money} rows={8}>
        {mine => (
          <>
            <Account mine={mine} />
            <div className="split split-even">
              <Section title={t('money.withdraw')}>
                <Withdraw mine={mine} changed={changed} />
                <Answer state={withdrawals} rows={2}>
                  {page => <Withdrawals rows={page.items} changed={changed} />}
                </Answer>
              </Section>
              <Section title={t('money.statement')}>
                <LastStatement mine={mine} changed={changed} />
              </Section>
            </div>
          </>
        )}
      </Answer>
      <Positions />
      <Section
        title={t('money.ledger')}
        actions={
          <>
            <FileLink path="/me/money/ledger" format="csv" />{' '}
            <FileLink path="/me/money/ledger" format="xlsx" />
          </>
        }
      >
        <Answer state={ledger} rows={8}>
          {page =>
            page.items.length === 0 ? (
              <Nothing title={t('clearing.noEntries')} />
            ) : (
              <MoneyEntries entries={page.items} />
            )
          }
        </Answer>
      </Section>
    </PageFrame>
  );
}

function Account({ mine }: { mine: MyMoney }) {
  const { t, say } = useText();
  return (
    <Section title={t('money.account')}>
      {mine.defaultCase !== null && (
        <p role="alert">
          <Mark tone="bad">{t('clearing.defaults')}</Mark> {t('money.inDefault', { number: mine.defaultCase })}
        </p>
      )}
      <p className="muted">
        {mine.bank
          ? t('money.bound', { bank: say(mine.bank), number: mine.bankAccount ?? '' })
          : t('money.unbound')}
      </p>
      <dl className="facts">
        <Fact label={t('workspace.cash')}>
          <Yuan fen={mine.balanceFen} unit />
        </Fact>
        <Fact label={t('workspace.reserved')}>
          <Yuan fen={mine.frozenFen} unit />
        </Fact>
        <Fact label={t('money.receivable')}>
          <Yuan fen={mine.receivableFen} unit />
        </Fact>
        <Fact label={t('workspace.free')}>
          <Yuan fen={mine.availableFen} unit />
        </Fact>
        <Fact label={t('money.withdrawable')}>
          <Yuan fen={mine.withdrawableFen} unit />
        </Fact>
      </dl>
      {mine.tied.length > 0 && (
        <ul className="small">
          {mine.tied.map(one => (
            <li key={one.reference}>
              {one.reference}: <Yuan fen={one.amountFen} unit />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Withdraw({ mine, changed }: { mine: MyMoney; changed: () => void }) {
  const { t } = useText();
  const [amount, setAmount] = useState<number | null>(null);
  const command = useCommand();
  const send = async () => {
    const fen = Math.round((amount ?? 0) * 100);
    if (await command.send('POST', '/me/withdrawals', { amountFen: fen })) {
      setAmount(null);
      changed();
    }
  };
  return (
    <>
      <p className="muted small">{t('money.withdraw.help')}</p>
      <div className="saying-line">
        <InputNumber
          aria-label={t('money.amount')}
          placeholder={t('money.amount')}
          className="amount-input"
          min={0.01}
          precision={2}
          value={amount}
          onChange={setAmount}
        />
        <Button
          type="primary"
          disabled={!amount || mine.bank === null}
          loading={command.sending}
          onClick={() => void send()}
        >
          {t('money.request')}
        </Button>
      </div>
      <Outcome command={command} />
    </>
  );
}

function Withdrawals({ rows, changed }: { rows: Withdrawal[]; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  if (rows.length === 0) return null;
  return (
    <>
      <ul className="withdrawals">
        {rows.map(one => (
          <li key={one.number}>
            <span className="figures muted">{one.date}</span> <Yuan fen={one.amountFen} unit />{' '}
            <Mark tone="plain">{t(`money.withdrawal.${one.status}`)}</Mark>
            {one.note && <span className="small muted">{one.note}</span>}
            {one.status === 'requested' && (
              <Button
                size="small"
                type="link"
                onClick={() =>
                  void command.send('DELETE', `/me/withdrawals/${one.number}`).then(done => done && changed())
                }
              >
                {t('money.cancel')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Outcome command={command} />
    </>
  );
}

function LastStatement({ mine, changed }: { mine: MyMoney; changed: () => void }) {
  const { t } = useText();
  const [text, setText] = useState('');
  const command = useCommand();
  const statement = mine.lastStatement;
  const file = (
    <FileLink path="/me/money/statements" format="xlsx">
      {t('money.allStatements')}
    </FileLink>
  );
  if (!statement) return <Nothing title={t('money.noStatement')}>{file}</Nothing>;
  const rows: [keyof DayStatement, Parameters<typeof t>[0], 1 | -1][] = [
    ['openingFen', 'money.opening', 1],
    ['depositedFen', 'money.deposited', 1],
    ['withdrawnFen', 'money.withdrawn', -1],
    ['boughtFen', 'money.bought', -1],
    ['soldFen', 'money.sold', 1],
    ['feesFen', 'money.fees', -1],
    ['otherFen', 'money.other', 1],
    ['closingFen', 'money.closing', 1],
  ];
  return (
    <>
      <p className="muted">
        {t('clearing.statementOf', { date: statement.date })} · {file}
      </p>
      <table className="plain">
        <tbody>
          {rows.map(([key, label, sign]) => (
            <tr key={key}>
              <th scope="row">{t(label)}</th>
              <td className="right">
                <Yuan fen={Number(statement[key]) * sign} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {mine.objection && (
        <p>
          <Mark tone="plain">{t(`clearing.objection.${mine.objection.status}`)}</Mark> {mine.objection.text}
          {mine.objection.answer && ` · ${t('clearing.answer')}: ${mine.objection.answer}`}
        </p>
      )}
      {mine.mayObject && (
        <>
          <p className="muted small">{t('money.object.help')}</p>
          <div className="saying-line">
            <Input
              aria-label={t('money.objection')}
              placeholder={t('money.objection')}
              value={text}
              maxLength={500}
              onChange={event => setText(event.target.value)}
            />
            <Button
              disabled={!text.trim()}
              loading={command.sending}
              onClick={() =>
                void command
                  .send('POST', '/me/objections', { date: statement.date, text })
                  .then(done => done && changed())
              }
            >
              {t('money.object')}
            </Button>
          </div>
        </>
      )}
      <Outcome command={command} />
    </>
  );
}

/** What the day's trades come to, until they are settled. */
function Positions() {
  const { t, language } = useText();
  const unit = currency(language);
  const positions = useApi<Page<NetPosition>>('/me/settlement');
  if (!positions.data || positions.data.items.length === 0) return null;
  return (
    <Section title={t('money.positions')}>
      <PlainTable
        label={t('money.positions')}
        head={[
          t('money.instrument'),
          t('money.method'),
          { title: `${t('money.bought')} (t)`, number: true },
          { title: `${t('money.sold')} (t)`, number: true },
          { title: `${t('money.fees')} (${unit})`, number: true },
          { title: `${t('money.net')} (${unit})`, number: true },
        ]}
        keys={positions.data.items.map(row => row.instrument)}
        rows={positions.data.items.map(row => [
          row.instrument,
          t(row.net ? 'money.method.net' : 'money.method.gross'),
          fullTonnes(row.boughtTonnes),
          fullTonnes(row.soldTonnes),
          <Yuan key="fees" fen={row.feesFen} />,
          <Yuan key="net" fen={row.netFen} change />,
        ])}
      />
    </Section>
  );
}
