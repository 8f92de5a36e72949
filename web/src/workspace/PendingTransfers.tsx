import { Button } from 'antd';
import type { Page, PendingTransfer } from '../api/types';
import type { ApiState } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { Answer, Nothing } from '../shared/states';
import { Outcome } from './Outcome';
import { useCommand } from './useCommand';

/** Transfers that wait: incoming ones to take in or decline, own ones to withdraw. */
export function PendingTransfers(props: {
  account: string;
  state: ApiState<Page<PendingTransfer>>;
  changed: () => void;
}) {
  const { account, state, changed } = props;
  const { t, say } = useText();
  const command = useCommand();
  const send = async (method: 'POST' | 'DELETE', path: string) => {
    if (await command.send(method, path)) changed();
  };
  return (
    <>
      <Outcome command={command} />
      <Answer state={state} rows={3}>
        {page =>
          page.items.length === 0 ? (
            <Nothing title={t('transfers.none')}>{t('transfers.none.help')}</Nothing>
          ) : (
            <ul className="orders">
              {page.items.map(one => {
                const incoming = one.to === account;
                return (
                  <li key={one.id}>
                    <Mark tone={incoming ? 'warn' : 'info'}>{t(incoming ? 'transfers.in' : 'transfers.out')}</Mark>
                    <span>
                      <span className="figures">{fullTonnes(one.tonnes)} t</span> {say(one.unit.name)}{' '}
                      <span className="muted small">
                        {t(incoming ? 'transfers.from' : 'transfers.to', { account: incoming ? one.from : one.to })} ·{' '}
                        {one.reason} · {t('transfers.until', { instant: chinaTime(one.expires) })}
                      </span>
                    </span>
                    <span className="deal-actions">
                      {incoming && (
                        <Button
                          size="small"
                          type="primary"
                          loading={command.sending}
                          onClick={() => void send('POST', `/transfers/${one.id}/confirmation`)}
                        >
                          {t('transfers.confirm')}
                        </Button>
                      )}
                      <Button
                        size="small"
                        loading={command.sending}
                        onClick={() => void send('DELETE', `/transfers/${one.id}`)}
                      >
                        {t(incoming ? 'deal.decline' : 'deal.withdraw')}
                      </Button>
                    </span>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Answer>
    </>
  );
}
