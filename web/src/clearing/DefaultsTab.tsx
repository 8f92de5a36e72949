import type { DefaultCase } from '../api/types';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { CaseList } from './CaseList';
import { Doing, Saying, Yuan } from './parts';

const tones = { open: 'bad', madeUp: 'good', covered: 'warn', closedOut: 'plain' } as const;

/** Default cases: notice, deadline, and what may be done about each. */
export function DefaultsTab(props: { acts: boolean; decides: boolean; changed: () => void }) {
  const { acts, decides, changed } = props;
  const { t, say } = useText();
  return (
    <CaseList<DefaultCase>
      path="/clearing/defaults"
      none={{ title: t('clearing.noDefaults'), help: t('clearing.noDefaults.help') }}
      head={one => ({
        title: `${t('clearing.case', { number: one.number })} · ${say(one.reason)} · ${say(one.defaulterName)}`,
        tone: tones[one.status],
        status: t(`clearing.default.${one.status}`),
        when: one.date,
      })}
      changed={changed}
    >
      {(one, again) => (
        <>
          <p className="small">
            {t('clearing.default.trade', {
              trade: one.trade,
              instrument: one.instrument,
              tonnes: fullTonnes(one.tonnes),
            })}{' '}
            <Yuan fen={one.payableFen} unit /> · {t('clearing.default.deadline', { date: one.deadline })} ·{' '}
            <code>{one.reasonCode}</code>
          </p>
          {(one.owedToReserveFen > 0 || one.owedPenaltyFen > 0) && (
            <p className="small">
              {t('clearing.owedToReserve')} <Yuan fen={one.owedToReserveFen} unit /> · {t('clearing.owedPenalty')}{' '}
              <Yuan fen={one.owedPenaltyFen} unit />
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
        </>
      )}
    </CaseList>
  );
}
