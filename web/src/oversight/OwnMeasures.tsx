import { Button } from 'antd';
import type { OwnMeasuresAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { ActForm } from './ActForm';

/** What stands against a participant and what it owes: restrictions, warnings to acknowledge, large-holder reports. */
export function OwnMeasuresPart() {
  const { t } = useText();
  const state = useApi<OwnMeasuresAnswer>('/me/oversight');
  return (
    <Answer state={state}>
      {data =>
        data.restrictions.length + data.warnings.length + data.duties.length === 0 ? (
          <Nothing title={t('oversight.own.none')}>{t('oversight.own.none.help')}</Nothing>
        ) : (
          <>
            <Warnings data={data} reload={state.reload} />
            <Duties data={data} reload={state.reload} />
            {data.restrictions.length > 0 && (
              <Section title={t('oversight.restrictions')}>
                <ul className="oversight-list">
                  {data.restrictions.map(r => (
                    <li key={r.number}>
                      <strong>{t(`oversight.restriction.${r.kind}` as TextKey)}</strong>
                      <p className="card-line muted">
                        <span className="figures">
                          {r.from} – {r.through ?? ''}
                        </span>
                        <span>{r.inForce ? t('oversight.inForce') : (r.liftedOn ?? t('oversight.ended'))}</span>
                      </p>
                      <p>{r.cause}</p>
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        )
      }
    </Answer>
  );
}

function Warnings({ data, reload }: { data: OwnMeasuresAnswer; reload: () => void }) {
  const { t } = useText();
  const command = useCommand();
  if (data.warnings.length === 0) return null;
  const acknowledge = async (number: number) => {
    if (await command.send('POST', `/me/warnings/${number}/acknowledgement`, {})) reload();
  };
  return (
    <Section title={t('oversight.warnings')}>
      <ul className="oversight-list">
        {data.warnings.map(w => (
          <li key={w.number}>
            <p className="card-line muted">
              <span className="figures">{w.date}</span>
            </p>
            <p>{w.text}</p>
            {w.acknowledgedOn ? (
              <p className="muted">{t('oversight.acknowledged', { date: w.acknowledgedOn })}</p>
            ) : (
              <Button loading={command.sending} onClick={() => void acknowledge(w.number)}>
                {t('oversight.own.acknowledge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Outcome command={command} />
    </Section>
  );
}

function Duties({ data, reload }: { data: OwnMeasuresAnswer; reload: () => void }) {
  const { t } = useText();
  if (data.duties.length === 0) return null;
  return (
    <Section title={t('oversight.holders')}>
      <ul className="oversight-list">
        {data.duties.map(d => (
          <li key={d.number}>
            <p>
              {t('oversight.own.duty', {
                tonnes: fullTonnes(d.holding),
                share: `${((d.holding / Math.max(1, d.circulation)) * 100).toFixed(1)} %`,
                date: d.date,
                due: d.dueBy,
              })}
            </p>
            {d.reportedOn ? (
              <p className="muted">{t('oversight.reported', { date: d.reportedOn })}</p>
            ) : (
              <ActForm
                title={t(d.overdue ? 'oversight.own.reportLate' : 'oversight.own.report')}
                path={`/me/large-holdings/${d.number}/report`}
                submit={t('oversight.own.send')}
                done={reload}
                fields={[
                  { name: 'purpose', label: t('oversight.own.purpose'), kind: 'area' },
                  { name: 'fundsFrom', label: t('oversight.own.funds'), kind: 'text' },
                  { name: 'intention', label: t('oversight.own.intention'), kind: 'area', optional: true },
                ]}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
