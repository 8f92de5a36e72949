import { Button, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import type { AnnualAgency, AnnualChoice } from '../../api/types';
import { useText } from '../../i18n/text';
import { FileField } from '../../shared/FileField';

export interface ProductLine {
  product: string;
  /** The method's line the output is taken from; empty where the entity states it. */
  line: string;
  quantity: number | null;
  unit: string;
  reason: string;
}

export interface ManualLine {
  column: string;
  text: string;
  unit: string;
  reason: string;
  evidence: string[];
}

export interface StatedLine {
  name: string;
  text: string;
  unit: string;
}

export type AgencyLine = AnnualAgency;

interface Rows<T> {
  rows: T[];
  set: (rows: T[]) => void;
}

/** Products: their output from a line of the method, or stated with a reason. */
export function ProductLines({ rows, set, lines }: Rows<ProductLine> & { lines: AnnualChoice[] }) {
  const { t } = useText();
  const options = [{ value: '', label: t('annual.byHand') }, ...useChoices(lines)];
  return rows.map((one, i) => (
    <Line key={i} remove={() => set(rows.filter((_, at) => at !== i))}>
      <Text label={t('annual.productCode')} value={one.product} set={product => set(change(rows, i, { product }))} />
      <Choice
        label={t('annual.productLine')}
        value={one.line === '' && one.quantity === null && !one.unit && !one.reason ? null : one.line}
        set={line => set(change(rows, i, line ? { line, quantity: null, unit: '', reason: '' } : { line, unit: 't' }))}
        options={options}
      />
      {one.line === '' && one.unit !== '' && (
        <>
          <InputNumber<number>
            aria-label={t('annual.productQuantity')}
            placeholder={t('annual.productQuantity')}
            min={0}
            value={one.quantity}
            onChange={quantity => set(change(rows, i, { quantity }))}
          />
          <Text label={t('annual.unit')} value={one.unit} set={unit => set(change(rows, i, { unit }))} />
          <Text label={t('annual.reason')} value={one.reason} set={reason => set(change(rows, i, { reason }))} />
        </>
      )}
    </Line>
  ));
}

/** Figures of the year given by hand, each with its reason and its evidence. */
export function ManualLines({ rows, set, inputs }: Rows<ManualLine> & { inputs: AnnualChoice[] }) {
  const { t } = useText();
  const options = useChoices(inputs);
  return rows.map((one, i) => (
    <Line key={i} remove={() => set(rows.filter((_, at) => at !== i))}>
      <Choice
        label={t('annual.figure')}
        value={one.column || null}
        set={column =>
          set(change(rows, i, { column, unit: unitOf(inputs, column) }))
        }
        options={options}
      />
      <Text label={t('annual.value')} value={one.text} set={text => set(change(rows, i, { text }))} />
      <Text label={t('annual.unit')} value={one.unit} set={unit => set(change(rows, i, { unit }))} />
      <Text label={t('annual.reason')} value={one.reason} set={reason => set(change(rows, i, { reason }))} />
      <FileField
        many
        label={t('annual.evidence')}
        hashes={one.evidence}
        set={evidence => set(change(rows, i, { evidence }))}
      />
    </Line>
  ));
}

/** Factors the entity says it used; each must be the one the method takes for the year. */
export function StatedLines({ rows, set, factors }: Rows<StatedLine> & { factors: AnnualChoice[] }) {
  const { t } = useText();
  const options = useChoices(factors);
  if (rows.length === 0) return null;
  return (
    <>
      <p className="small muted">{t('annual.statedHelp')}</p>
      {rows.map((one, i) => (
        <Line key={i} remove={() => set(rows.filter((_, at) => at !== i))}>
          <Choice
            label={t('annual.factor')}
            value={one.name || null}
            set={name => set(change(rows, i, { name, unit: unitOf(factors, name) }))}
            options={options}
          />
          <Text label={t('annual.value')} value={one.text} set={text => set(change(rows, i, { text }))} />
          <Text label={t('annual.unit')} value={one.unit} set={unit => set(change(rows, i, { unit }))} />
        </Line>
      ))}
    </>
  );
}

/** Laboratories and consultants the entity used in the year. */
export function AgencyLines({ rows, set }: Rows<AgencyLine>) {
  const { t } = useText();
  const options = (['laboratory', 'consultant'] as const).map(value => ({ value, label: t(`annual.${value}`) }));
  return rows.map((one, i) => (
    <Line key={i} remove={() => set(rows.filter((_, at) => at !== i))}>
      <Choice
        label={t('annual.agencyKind')}
        value={one.kind}
        set={kind => set(change(rows, i, { kind: kind as AgencyLine['kind'] }))}
        options={options}
      />
      <Text label={t('annual.agencyName')} value={one.name} set={name => set(change(rows, i, { name }))} />
      <Text
        label={t('annual.creditCode')}
        value={one.creditCode}
        set={creditCode => set(change(rows, i, { creditCode }))}
      />
    </Line>
  ));
}

function Line({ children, remove }: { children: ReactNode; remove: () => void }) {
  const { t } = useText();
  return (
    <div className="annual-line">
      {children}
      <Button type="text" onClick={remove}>
        {t('annual.remove')}
      </Button>
    </div>
  );
}

function Text({ label, value, set }: { label: string; value: string; set: (value: string) => void }) {
  return (
    <Input
      aria-label={label}
      placeholder={label}
      maxLength={300}
      value={value}
      onChange={event => set(event.target.value)}
    />
  );
}

function Choice(props: {
  label: string;
  value: string | null;
  set: (value: string) => void;
  options: { value: string; label: string }[];
}) {
  return (
    <Select<string>
      showSearch
      optionFilterProp="label"
      aria-label={props.label}
      placeholder={props.label}
      value={props.value}
      onChange={props.set}
      options={props.options}
    />
  );
}

function useChoices(choices: AnnualChoice[]) {
  const { say } = useText();
  return choices.map(one => ({
    value: one.name,
    label: `${say(one.label)} ${one.name}${one.unit === '1' ? '' : ` (${one.unit})`}`,
  }));
}

const unitOf = (choices: AnnualChoice[], name: string) => {
  const unit = choices.find(one => one.name === name)?.unit ?? '';
  return unit === '1' ? '' : unit;
};

function change<T>(rows: T[], at: number, by: Partial<T>): T[] {
  return rows.map((one, i) => (i === at ? { ...one, ...by } : one));
}
