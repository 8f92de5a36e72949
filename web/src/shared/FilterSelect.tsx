import { Select } from 'antd';
import type { Ledger } from './ledger';

/** Chooses the values of one filter of a ledger; they live in the page's address. */
export function FilterSelect<V extends string>(props: {
  // A ledger of anything: the filter reads and writes its address alone.
  ledger: Pick<Ledger<unknown>, 'values' | 'change'>;
  name: string;
  label: string;
  options: { value: V; label: string }[];
  /** Whether several values may stand side by side. */
  many?: boolean;
}) {
  const { ledger, name, label, options, many = false } = props;
  const chosen = ledger.values(name);
  return (
    <Select<string | string[]>
      {...(many ? { mode: 'multiple' as const } : {})}
      allowClear
      className="filter"
      placeholder={label}
      aria-label={label}
      value={many ? chosen : (chosen[0] ?? null)!}
      onChange={(value: string | string[] | undefined) => ledger.change({ [name]: value ?? null })}
      options={options}
    />
  );
}
