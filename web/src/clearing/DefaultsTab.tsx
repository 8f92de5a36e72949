import { Tag } from 'antd';
import type { DefaultCase, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { Answer, Nothing } from '../shared/states';
import { Doing, Saying, Yuan } from './parts';

const tones = { open: 'red', madeUp: 'green', covered: 'gold', closedOut: 'default' } as const;

/** Default cases: notice, deadline, and what may be done about each. */
export function DefaultsTab(props: { acts: boolean; decides: boolean; changed: () => void }) {
  const { acts, decides, changed } = props;
  const { t, say } = useText();
  const cases = useApi<Page<DefaultCase>>('/clearing/defaults', { size: 100 });
  const again = () => {
    cases.reload();
    changed();
  };
  return (
    <Answer state={cases} rows={6}>
      {page =>
        page.items.length === 0 ? (
          <Nothing title={t('clearing.noDefaults')}>{t('clearing.noDefaults.help')}</Nothing>
        ) : (
          <ul className="case-list">
            {page.items.map(one => (
              <li key={one.number} className="case">
                <p className="case-head">
                  <strong>
                    {t('clearing.case', { number: one.number })} · {say(one.reason)} · {say(one.defaulterName)}
                  </strong>{' '}
                  <Tag color={tones[one.status]}>{t(`clearing.default.${one.status}`)}</Tag>
                  <span className="figures muted">{one.date}</span>
                </p>
                <p className="small">
                  {t('clearing.default.trade', {
                    trade: one.trade,
                    instrument: one.instrument,
                    tonnes: fullTonnes(one.tonnes),
                  })}{' '}
                  <Yuan fen={one.payableFen} /> · {t('clearing.default.deadline', { date: one.deadline })} ·{' '}
                  <code>{one.reasonCode}</code>
                </p>
                {(one.owedToReserveFen > 0 || one.owedPenaltyFen > 0) && (
                  <p className="small">
                    {t('clearing.owedToReserve')} <Yuan fen={one.owedToReserveFen} /> · {t('clearing.owedPenalty')}{' '}
                    <Yuan fen={one.owedPenaltyFen} />
                  </p>
                )}
                {(acts || decides) && one.status === 'open' && one.kind === 'payment' && (
                  <Doing
                    path={`/clearing/defaults/${one.number}/cover`}
                    button={t('clearing.cover')}
                    changed={again}
                  />
                )}
                {acts && (
                  <div className="case-acts">
                    {one.status === 'open' && (
                      <>
                        <Doing
                          path={`/clearing/defaults/${one.number}/make-up`}
                          button={t('clearing.makeUp')}
                          changed={again}
                        />
                        <Saying
                          path={`/clearing/defaults/${one.number}/close-out`}
                          label={t('clearing.closeOutReason')}
                          button={t('clearing.closeOut')}
                          danger
                          changed={again}
                        />
                      </>
                    )}
                    {one.owedToReserveFen + one.owedPenaltyFen > 0 && (
                      <Doing
                        path={`/clearing/defaults/${one.number}/collect`}
                        button={t('clearing.collect')}
                        changed={again}
                      />
                    )}
                  </div>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}
