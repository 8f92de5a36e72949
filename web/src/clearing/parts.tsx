import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Fen } from '../api/types';
import { currency, fullTonnes, grouped, price, priceUnit, signed, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

/** Money to the fen, right in a table; its sign where it is a change, its unit where no heading says it. */
export function Yuan({ fen, change = false, unit = false }: { fen: Fen; change?: boolean; unit?: boolean }) {
  const { language } = useText();
  return (
    <span className="figures nowrap">
      {change ? signed(yuan(fen)) : yuan(fen)}
      {unit && <span className="unit"> {currency(language)}</span>}
    </span>
  );
}

/** A figure by its unit, as steps and reconciliation carry them. */
export function Figure({ value, unit }: { value: number; unit: string }) {
  const { t, language } = useText();
  if (unit === 'yes-no') return <>{t(value ? 'yes' : 'no')}</>;
  if (unit === 'fen') return <Yuan fen={value} unit />;
  if (unit === 'fen/t')
    return (
      <span className="figures">
        {price(value)} <span className="unit">{priceUnit(language)}</span>
      </span>
    );
  if (unit === 't')
    return (
      <span className="figures">
        {fullTonnes(value)} <span className="unit">t</span>
      </span>
    );
  return <span className="figures">{grouped(String(value))}</span>;
}

/** A command that needs a reason: one line of text and a button, with what came of it. */
export function Saying(props: {
  path: string;
  label: string;
  button: string;
  body?: (text: string) => unknown;
  danger?: boolean;
  changed: () => void;
}) {
  const [text, setText] = useState('');
  const command = useCommand();
  const send = async () => {
    if (await command.send('POST', props.path, props.body ? props.body(text) : { text })) {
      setText('');
      props.changed();
    }
  };
  return (
    <div className="saying">
      <div className="saying-line">
        <Input
          aria-label={props.label}
          placeholder={props.label}
          value={text}
          maxLength={500}
          onChange={event => setText(event.target.value)}
          onPressEnter={() => text.trim() && void send()}
        />
        <Button
          disabled={!text.trim()}
          loading={command.sending}
          danger={props.danger ?? false}
          onClick={() => void send()}
        >
          {props.button}
        </Button>
      </div>
      <Outcome command={command} />
    </div>
  );
}

/** A command without words: one button, with what came of it. */
export function Doing(props: { path: string; button: string; body?: unknown; primary?: boolean; changed: () => void }) {
  const command = useCommand();
  return (
    <div className="doing">
      <Button
        type={props.primary ? 'primary' : 'default'}
        loading={command.sending}
        onClick={() => void command.send('POST', props.path, props.body ?? {}).then(done => done && props.changed())}
      >
        {props.button}
      </Button>
      <Outcome command={command} />
    </div>
  );
}
