import type { ReactNode } from 'react';
import type { Fen, Tonnes } from '../api/types';
import * as numbers from '../format/numbers';
import { useText } from '../i18n/text';
import { Why, type Reason } from './why';

const absent = '—';

function Shown({ measured, reason }: { measured: numbers.Measured; reason: Reason | null }) {
  return (
    <Why reason={reason}>
      <span className="figures">
        {measured.figure}
        <span className="unit"> {measured.unit}</span>
      </span>
    </Why>
  );
}

interface Of<V> {
  value: V | null;
  why?: Reason | null;
}

/** Tonnes for reading at a glance; the exact number is in the title. */
export function ShortTonnes({ value, why = null }: Of<Tonnes>) {
  const { language } = useText();
  if (value === null) return <>{absent}</>;
  return (
    <span title={`${numbers.fullTonnes(value)} t`}>
      <Shown measured={numbers.shortTonnes(value, language)} reason={why} />
    </span>
  );
}

/** Tonnes to the last one. */
export function FullTonnes({ value, why = null, unit = false }: Of<Tonnes> & { unit?: boolean }) {
  if (value === null) return <>{absent}</>;
  return <Shown measured={{ figure: numbers.fullTonnes(value), unit: unit ? 't' : '' }} reason={why} />;
}

export function ShortMoney({ value, why = null }: Of<Fen>) {
  const { language } = useText();
  if (value === null) return <>{absent}</>;
  return (
    <span title={`${numbers.yuan(value)} ${numbers.currency(language)}`}>
      <Shown measured={numbers.shortMoney(value, language)} reason={why} />
    </span>
  );
}

export function Price({ value, why = null, unit = true }: Of<Fen> & { unit?: boolean }) {
  const { language } = useText();
  if (value === null) return <>{absent}</>;
  const measured = { figure: numbers.price(value), unit: unit ? numbers.priceUnit(language) : '' };
  return <Shown measured={measured} reason={why} />;
}

/** Signed price change, coloured by the market's habit and told by its sign. */
export function Change({ now, before }: { now: Fen; before: Fen }) {
  const move = now - before;
  const tone = move > 0 ? 'up' : move < 0 ? 'down' : 'flat';
  return (
    <span className={`figures ${tone}`}>
      {numbers.signed(numbers.scaled(move, 2, 2))}
      <span className="change-percent">{numbers.changePercent(now, before) ?? ''}</span>
    </span>
  );
}

/** A label with its figure, for rows of facts. */
export function Fact({ label, children, note }: { label: ReactNode; children: ReactNode; note?: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        {children}
        {note && <span className="fact-note">{note}</span>}
      </dd>
    </div>
  );
}
