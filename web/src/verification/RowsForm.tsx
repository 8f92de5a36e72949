import { Button, Checkbox, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState, type ReactNode } from 'react';
import { useText } from '../i18n/text';
import { FileField } from '../shared/FileField';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

export type Cell = string | number | boolean | null;
export type RowValues = Record<string, Cell>;

export interface RowField {
  name: string;
  label: string;
  kind: 'text' | 'area' | 'number' | 'check' | 'choice' | 'date' | 'fixed' | 'file';
  options?: { value: string; label: string }[];
}

/** One step that takes a list: a card of fields for each row, sent together. */
export function RowsForm(props: {
  title: ReactNode;
  path: string;
  fields: RowField[];
  initial: RowValues[];
  /** A new, empty row; rows cannot be added without one. */
  fresh?: RowValues;
  body: (rows: RowValues[]) => unknown;
  submit: string;
  done: () => void;
  children?: ReactNode;
  open?: boolean;
}) {
  const { t } = useText();
  const command = useCommand();
  const [rows, setRows] = useState(props.initial);
  const set = (index: number, name: string, value: Cell) =>
    setRows(now => now.map((row, i) => (i === index ? { ...row, [name]: value } : row)));
  const send = async () => {
    if (await command.send('POST', props.path, props.body(rows))) props.done();
  };
  return (
    <details className="act-form" open={props.open ?? false}>
      <summary>{props.title}</summary>
      <form
        className="verify-rows"
        onSubmit={event => {
          event.preventDefault();
          void send();
        }}
      >
        {props.children}
        {rows.map((row, index) => (
          <fieldset key={index} className="verify-row">
            {props.fields.map(field => (
              <label key={field.name} className={field.kind === 'area' ? 'wide' : ''}>
                <span className="small muted">{field.label}</span>
                <Entry field={field} value={row[field.name] ?? null} set={value => set(index, field.name, value)} />
              </label>
            ))}
            {props.fresh && rows.length > 1 && (
              <Button size="small" type="text" onClick={() => setRows(now => now.filter((_, i) => i !== index))}>
                {t('verify.remove')}
              </Button>
            )}
          </fieldset>
        ))}
        <p className="verify-buttons">
          {props.fresh && (
            <Button onClick={() => setRows(now => [...now, { ...props.fresh! }])}>{t('verify.add')}</Button>
          )}
          <Button type="primary" htmlType="submit" loading={command.sending}>
            {props.submit}
          </Button>
        </p>
        <Outcome command={command} />
      </form>
    </details>
  );
}

function Entry({ field, value, set }: { field: RowField; value: Cell; set: (value: Cell) => void }) {
  const text = value === null || typeof value === 'boolean' ? '' : String(value);
  switch (field.kind) {
    case 'fixed':
      return <span>{text}</span>;
    case 'area':
      return <Input.TextArea rows={2} maxLength={2000} value={text} onChange={event => set(event.target.value)} />;
    case 'number':
      return <InputNumber<number> value={typeof value === 'number' ? value : null} onChange={set} />;
    case 'check':
      return <Checkbox checked={value === true} onChange={event => set(event.target.checked)} />;
    case 'date':
      return (
        <DatePicker
          allowClear={false}
          value={text ? dayjs(text) : null}
          onChange={day => set(day ? day.format('YYYY-MM-DD') : '')}
        />
      );
    case 'choice':
      return <Select value={text || null} options={field.options ?? []} onChange={set} aria-label={field.label} />;
    case 'file':
      return <FileField label={field.label} hashes={text ? [text] : []} set={hashes => set(hashes[0] ?? '')} />;
    default:
      return <Input maxLength={500} value={text} onChange={event => set(event.target.value)} />;
  }
}
