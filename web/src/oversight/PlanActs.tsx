import { Button, Input } from 'antd';
import { useState } from 'react';
import type { PlanRow, StabilityAnswer, TriggerRow } from '../api/types';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { ActForm } from './ActForm';
import { today } from './MeasureForms';

/** What may be done about a trigger: draft a plan, or close it without one. */
export function TriggerActs({ trigger, data, reload }: { trigger: TriggerRow; data: StabilityAnswer; reload: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  const regulator = session?.role === 'regulator';
  const live = data.plans.some(
    p => p.trigger === trigger.number && ['drafted', 'adopted', 'announced'].includes(p.status),
  );
  if (trigger.status !== 'open' || live) return null;
  const options = (prefix: string, values: string[]) =>
    values.map(value => ({ value, label: t(`${prefix}.${value}` as TextKey) }));
  const year = today(data).slice(0, 4);
  return (
    <>
      {(data.mayVote || regulator) && (
        <ActForm
          title={t('oversight.form.draft')}
          path="/oversight/plans"
          submit={t('oversight.form.draft')}
          fixed={{ trigger: trigger.number }}
          done={reload}
          fields={[
            { name: 'action', label: t('oversight.form.action'), kind: 'choice', options: options('oversight.action', ['release', 'buyBack']), initial: 'release' },
            { name: 'channel', label: t('oversight.form.channel'), kind: 'choice', options: options('oversight.channel', ['orders', 'agreement']), initial: 'orders' },
            { name: 'year', label: t('oversight.form.year'), kind: 'choice', options: [Number(year) - 1, Number(year)].map(y => ({ value: String(y), label: String(y) })), initial: String(Number(year) - 1), numeric: true },
            { name: 'tonnes', label: t('oversight.col.tonnes'), kind: 'tonnes' },
            { name: 'limit', label: t('oversight.form.limitPrice'), kind: 'yuan' },
            { name: 'from', label: t('oversight.col.from'), kind: 'date', initial: today(data) },
            { name: 'through', label: t('oversight.col.through'), kind: 'date' },
            { name: 'grounds', label: t('oversight.form.grounds'), kind: 'area' },
          ]}
        />
      )}
      {regulator && (
        <ActForm
          title={t('oversight.form.dismissTrigger')}
          path={`/oversight/triggers/${trigger.number}/dismissal`}
          submit={t('oversight.form.dismissTrigger')}
          danger
          done={reload}
          fields={[{ name: 'reason', label: t('oversight.reason'), kind: 'text' }]}
        />
      )}
    </>
  );
}

/** What may be done with a plan, by who is signed in and how far it has come. */
export function PlanActs({ plan, data, reload }: { plan: PlanRow; data: StabilityAnswer; reload: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  const [regulator, exchange] = [session?.role === 'regulator', session?.role === 'exchange'];
  const path = `/oversight/plans/${plan.number}`;
  const running = plan.status === 'announced';
  const price = { name: 'price', label: t('oversight.col.price'), kind: 'yuan' as const };
  const tonnes = { name: 'tonnes', label: t('oversight.col.tonnes'), kind: 'tonnes' as const };
  const reason = { name: 'reason', label: t('oversight.reason'), kind: 'text' as const };
  return (
    <>
      {data.mayVote && plan.status === 'drafted' && <Ballots path={path} reload={reload} />}
      {regulator && plan.status === 'adopted' && <Announce path={path} account={data.account} reload={reload} />}
      {regulator && (plan.status === 'drafted' || plan.status === 'adopted') && (
        <ActForm title={t('oversight.form.withdraw')} path={`${path}/withdrawal`} submit={t('oversight.form.withdraw')} danger done={reload} fields={[reason]} />
      )}
      {exchange && running && plan.channel === 'orders' && (
        <ActForm title={t('oversight.form.order')} path={`${path}/orders`} submit={t('oversight.form.order')} done={reload} fields={[price, tonnes]} />
      )}
      {exchange && running && <OpenOrders path={path} orders={plan.openOrders} reload={reload} />}
      {exchange && running && plan.channel === 'agreement' && (
        <ActForm
          title={t('oversight.form.agree')}
          path={`${path}/agreements`}
          submit={t('oversight.form.agree')}
          done={reload}
          fields={[
            { name: 'account', label: t('oversight.form.account'), kind: 'text' },
            price,
            tonnes,
            { name: 'agreement', label: t('oversight.form.agreement'), kind: 'text' },
          ]}
        />
      )}
      {(exchange || regulator) && running && (
        <ActForm title={t('oversight.form.endPlan')} path={`${path}/closing`} submit={t('oversight.form.endPlan')} danger done={reload} fields={[reason]} />
      )}
    </>
  );
}

function Ballots({ path, reload }: { path: string; reload: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const vote = async (ballot: string) => {
    if (await command.send('POST', `${path}/votes`, { ballot, reason: reason.trim() })) reload();
  };
  return (
    <form className="ticket oversight-form" onSubmit={event => event.preventDefault()}>
      <label>
        <span>
          {t('oversight.reason')} <span className="muted">{t('oversight.form.optional')}</span>
        </span>
        <Input value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
      </label>
      <div className="oversight-actions">
        {(['inFavour', 'against', 'abstain'] as const).map(ballot => (
          <Button key={ballot} loading={command.sending} onClick={() => void vote(ballot)}>
            {t(`oversight.ballot.${ballot}` as TextKey)}
          </Button>
        ))}
      </div>
      <Outcome command={command} />
    </form>
  );
}

function Announce({ path, account, reload }: { path: string; account: string | null; reload: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const send = async (where: string) => {
    if (await command.send('POST', where, {})) reload();
  };
  return (
    <div className="oversight-actions">
      {account === null ? (
        <Button loading={command.sending} onClick={() => void send('/oversight/account')}>
          {t('oversight.form.openAccount')}
        </Button>
      ) : (
        <Button type="primary" loading={command.sending} onClick={() => void send(`${path}/announcement`)}>
          {t('oversight.announce')}
        </Button>
      )}
      <Outcome command={command} />
    </div>
  );
}

function OpenOrders({ path, orders, reload }: { path: string; orders: string[]; reload: () => void }) {
  const { t } = useText();
  const command = useCommand();
  if (orders.length === 0) return null;
  const withdraw = async (order: string) => {
    if (await command.send('DELETE', `${path}/orders/${order}`)) reload();
  };
  return (
    <div className="oversight-actions">
      {orders.map(order => (
        <Button key={order} loading={command.sending} onClick={() => void withdraw(order)}>
          {t('oversight.form.withdrawOrder', { order })}
        </Button>
      ))}
      <Outcome command={command} />
    </div>
  );
}

/** Raising a trigger by hand, and seats on the committee. */
export function StabilityActs({ data, reload }: { data: StabilityAnswer; reload: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  const role = session?.role ?? '';
  if (role !== 'regulator' && role !== 'exchange') return null;
  return (
    <>
      <ActForm
        title={t('oversight.form.raise')}
        path="/oversight/triggers"
        submit={t('oversight.form.raise')}
        done={reload}
        fields={[
          {
            name: 'cause',
            label: t('oversight.col.cause'),
            kind: 'choice',
            options: ['imbalance', 'other'].map(value => ({ value, label: t(`oversight.cause.${value}` as TextKey) })),
            initial: 'imbalance',
          },
          { name: 'reason', label: t('oversight.reason'), kind: 'area' },
        ]}
      />
      {role === 'regulator' && (
        <ActForm
          title={t('oversight.form.appoint')}
          path="/oversight/experts"
          submit={t('oversight.form.appoint')}
          done={reload}
          fields={[
            {
              name: 'user',
              label: t('oversight.form.expert'),
              kind: 'choice',
              numeric: true,
              options: data.candidates.map(c => ({ value: c.id, label: c.name })),
            },
            { name: 'from', label: t('oversight.col.from'), kind: 'date', initial: today(data) },
            { name: 'through', label: t('oversight.col.through'), kind: 'date', optional: true },
          ]}
        />
      )}
      {role === 'regulator' && <EndSeat data={data} reload={reload} />}
    </>
  );
}

/** Ends the term of one of those who sit on the committee now. */
function EndSeat({ data, reload }: { data: StabilityAnswer; reload: () => void }) {
  const { t } = useText();
  const day = today(data);
  const seated = data.seats.filter(s => s.user !== null && (s.through === null || s.through >= day));
  if (seated.length === 0) return null;
  return (
    <ActForm
      title={t('oversight.form.endSeat')}
      path={values => `/oversight/experts/${String(values['user'])}/ending`}
      submit={t('oversight.form.endSeat')}
      danger
      done={reload}
      fields={[
        {
          name: 'user',
          label: t('oversight.form.expert'),
          kind: 'choice',
          options: seated.map(s => ({ value: s.user!, label: s.name })), // those without a user were left out
        },
        { name: 'through', label: t('oversight.form.lastDay'), kind: 'date', initial: day },
        { name: 'reason', label: t('oversight.reason'), kind: 'text' },
      ]}
    />
  );
}
