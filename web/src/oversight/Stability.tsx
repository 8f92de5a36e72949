import type { LimitDay, PlanRow, StabilityAnswer, TriggerRow } from '../api/types';
import { useApi } from '../api/useApi';
import { currency, fullTonnes, price, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer, Nothing } from '../shared/states';

import { PlanActs, StabilityActs, TriggerActs } from './PlanActs';

export function StabilityPart() {
  const { t } = useText();
  const state = useApi<StabilityAnswer>('/oversight/stability');
  return (
    <Answer state={state}>
      {data => (
        <>
          <Section title={t('oversight.strip', { hits: data.strip.filter(d => d.up || d.down).length })}>
            <Strip days={data.strip} />
          </Section>
          <Section title={t('oversight.triggers')}>
            {data.triggers.length === 0 ? (
              <Nothing title={t('oversight.noTriggers')}>{t('oversight.noTriggers.help')}</Nothing>
            ) : (
              data.triggers.map(trigger => (
                <Trigger
                  key={trigger.number}
                  trigger={trigger}
                  plans={data.plans.filter(p => p.trigger === trigger.number)}
                  data={data}
                  reload={state.reload}
                />
              ))
            )}
          </Section>
          <StabilityActs data={data} reload={state.reload} />
          {data.seats.length > 0 && (
            <Section title={t('oversight.committee')}>
              <PlainTable
                label={t('oversight.committee')}
                head={[t('oversight.col.name'), t('oversight.col.from'), t('oversight.col.through')]}
                rows={data.seats.map(s => [s.name, s.from, s.through ?? '—'])}
              />
            </Section>
          )}
        </>
      )}
    </Answer>
  );
}

/** The last twenty reviewed days; letters carry the meaning, colour only helps. */
function Strip({ days }: { days: LimitDay[] }) {
  const { t } = useText();
  const kind = (day: LimitDay) => (day.halted ? 'halted' : day.up ? 'up' : day.down ? 'down' : 'none');
  return (
    <ol className="oversight-strip" aria-label={t('oversight.strip.label')}>
      {days.map(day => (
        <li key={day.date} className={`is-${kind(day)}`}>
          <span className="figures small">{day.date.slice(5)}</span>
          <strong>{t(`oversight.day.${kind(day)}` as TextKey)}</strong>
        </li>
      ))}
    </ol>
  );
}

function Trigger(props: { trigger: TriggerRow; plans: PlanRow[]; data: StabilityAnswer; reload: () => void }) {
  const { trigger, plans, data, reload } = props;
  const { t } = useText();
  return (
    <div className="oversight-card">
      <p className="card-head">
        <strong>
          {t('oversight.triggerNo', { number: trigger.number })} · {t(`oversight.cause.${trigger.cause}` as TextKey)}
        </strong>
        <Mark tone={trigger.status === 'open' ? 'bad' : 'plain'}>
          {t(`oversight.trigger.${trigger.status}` as TextKey)}
        </Mark>
      </p>
      <p className="card-line muted">
        <span className="figures">{trigger.date}</span>
        {trigger.hits > 0 && (
          <span>{t('oversight.evidence', { days: trigger.days.length, hits: trigger.hits, window: trigger.window })}</span>
        )}
      </p>
      {trigger.days.length > 0 && <Strip days={trigger.days} />}
      {trigger.reason && <p>{trigger.reason}</p>}
      {plans.map(plan => (
        <Plan key={plan.number} plan={plan} data={data} reload={reload} />
      ))}
      <TriggerActs trigger={trigger} data={data} reload={reload} />
      {trigger.outcome && <p className="muted">{trigger.outcome}</p>}
    </div>
  );
}

function Plan({ plan, data, reload }: { plan: PlanRow; data: StabilityAnswer; reload: () => void }) {
  const { t, language } = useText();
  return (
    <div className="oversight-plan">
      <p className="card-head">
        <span>
          {t('oversight.plan', {
            number: plan.number,
            action: t(`oversight.action.${plan.action}` as TextKey),
            tonnes: fullTonnes(plan.tonnes),
            price: price(plan.limitFen),
          })}
        </span>
        <Mark tone={plan.status === 'announced' ? 'info' : 'plain'}>
          {t(`oversight.planStatus.${plan.status}` as TextKey)}
        </Mark>
      </p>
      <p className="card-line muted">
        <span className="figures">
          {plan.from} – {plan.through}
        </span>
        <span>{t('oversight.done', { tonnes: fullTonnes(plan.done), yuan: `${yuan(plan.valueFen)} ${currency(language)}` })}</span>
      </p>
      <p>{plan.grounds}</p>
      {plan.votes.length > 0 && (
        <PlainTable
          label={t('oversight.votes')}
          head={[t('oversight.col.name'), t('oversight.col.vote'), t('oversight.col.date'), t('oversight.reason')]}
          rows={plan.votes.map(v => [v.name, t(`oversight.ballot.${v.ballot}` as TextKey), v.date, v.reason || '—'])}
        />
      )}
      <PlanActs plan={plan} data={data} reload={reload} />
    </div>
  );
}
