import { Select } from 'antd';
import type { MyHoldings, Text, UnitKind } from '../api/types';
import { useText } from '../i18n/text';

/** What an account holds of one kind, over all vintages. */
export interface KindHeld {
  kind: UnitKind;
  name: Text;
  available: number;
}

/** The kinds an account holds, in the order of its balances. */
export function kindsOf(holdings: MyHoldings | null): KindHeld[] {
  const kinds = new Map<UnitKind, KindHeld>();
  for (const { unit, available } of holdings?.balances ?? []) {
    const before = kinds.get(unit.kind);
    // A vintage is the last word of a unit's name; a kind is named without it.
    const bare = (name: string) => name.replace(/ \d{4}$/, '');
    kinds.set(unit.kind, {
      kind: unit.kind,
      name: { zh: bare(unit.name.zh), en: bare(unit.name.en) },
      available: (before?.available ?? 0) + available,
    });
  }
  return [...kinds.values()];
}

/** Chooses one of the kinds held. */
export function KindSelect(props: {
  label: string;
  kinds: KindHeld[];
  chosen: KindHeld | undefined;
  choose: (kind: UnitKind) => void;
}) {
  const { t, say } = useText();
  return (
    <label>
      <span>{props.label}</span>
      <Select<UnitKind>
        aria-label={props.label}
        value={props.chosen?.kind ?? null}
        onChange={props.choose}
        options={props.kinds.map(kind => ({ value: kind.kind, label: say(kind.name) }))}
      />
      <span className="help">{t('surrender.oldest')}</span>
    </label>
  );
}
