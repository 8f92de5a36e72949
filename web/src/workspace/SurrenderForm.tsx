import { Button, InputNumber } from 'antd';
import { useState, type FormEvent } from 'react';
import type { MyHoldings, ObligationHistory, Surrender, UnitKind } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { CitationLink } from '../shared/marks';
import { Answer } from '../shared/states';
import { KindSelect, kindsOf } from './KindSelect';
import { Outcome } from './Outcome';
import { useCommand } from './useCommand';

interface Props {
  entityId: string;
  year: number;
  holdings: MyHoldings | null;
  changed: () => void;
}

/** Surrenders allowances, or offset credits within their cap. */
export function SurrenderForm({ entityId, year, holdings, changed }: Props) {
  const state = useApi<ObligationHistory>(`/entities/${encodeURIComponent(entityId)}/obligation`, { year });
  return (
    <Answer state={state} rows={6}>
      {history => (
        <Form
          history={history}
          holdings={holdings}
          changed={() => {
            state.reload();
            changed();
          }}
        />
      )}
    </Answer>
  );
}

function Form(props: { history: ObligationHistory; holdings: MyHoldings | null; changed: () => void }) {
  const { t } = useText();
  const { now, year } = props.history;
  const command = useCommand();
  const [wanted, setWanted] = useState<UnitKind | null>(null);
  const [tonnes, setTonnes] = useState<number | null>(null);
  const kinds = kindsOf(props.holdings);
  const chosen = kinds.find(kind => kind.kind === wanted) ?? kinds[0];
  const left = now.due === null ? null : now.due - now.surrenderedAllowances - now.offsetsUsed;
  const offsets = chosen !== undefined && chosen.kind !== 'allowance';
  const offsetRoom = Math.max(0, (now.offsetCap ?? 0) - now.offsetsUsed);
  const caution =
    left !== null && (tonnes ?? 0) > left
      ? t('surrender.tooMuch', { left: fullTonnes(left) })
      : offsets && (tonnes ?? 0) > offsetRoom
        ? t('surrender.offsetsTooMany', { room: fullTonnes(offsetRoom) })
        : null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || tonnes === null) return;
    const surrender: Surrender = { year, kind: chosen.kind, tonnes };
    if (await command.send('POST', '/surrenders', surrender)) {
      setTonnes(null);
      props.changed();
    }
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <p>
        {t('surrender.left', { year, tonnes: left === null ? '—' : fullTonnes(left) })}{' '}
        {now.citation && <CitationLink citation={now.citation} />}
      </p>
      <KindSelect label={t('surrender.kind')} kinds={kinds} chosen={chosen} choose={setWanted} />
      <label>
        <span>{t('order.tonnes')}</span>
        <InputNumber<number> min={1} precision={0} suffix="t" value={tonnes} onChange={setTonnes} />
        {chosen && (
          <span className="help">
            {offsets
              ? t('surrender.offsetRoom', { room: fullTonnes(offsetRoom), held: fullTonnes(now.offsetsHeld) })
              : t('surrender.available', { tonnes: fullTonnes(chosen.available) })}
          </span>
        )}
      </label>
      {caution && (
        <p className="caution" role="status">
          {caution}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={!tonnes || !chosen}>
        {t('surrender.submit', { tonnes: tonnes === null ? '—' : fullTonnes(tonnes) })}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
