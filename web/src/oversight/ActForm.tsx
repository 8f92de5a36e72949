import { Button, Checkbox, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState, type ReactNode } from 'react';
import { fenOf } from '../format/numbers';
import { useText } from '../i18n/text';
import { FileField } from '../shared/FileField';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

export interface Field {
  name: string;
  label: string;
  kind: 'text' | 'area' | 'tonnes' | 'yuan' | 'date' | 'choice' | 'choices' | 'check' | 'file';
  options?: { value: string; label: string }[];
  initial?: string;
  optional?: boolean;
  /** Sent as a number though it is chosen as text. */
  numeric?: boolean;
  /** What may be entered, under the field. */
  help?: string;
  /** Whether the field is asked for, by what was entered so far; always when not given. */
  asked?: (values: Record<string, Value>) => boolean;
}

export type Value = string | number | boolean | string[] | null;

/** One act behind one line: opened, it asks for its fields, sends them, and shows the receipt or the refusal. */
export function ActForm(props: {
  title: ReactNode;
  /** Where it is sent, or how that follows from what was entered. */
  path: string | ((values: Record<string, Value>) => string);
  fields: Field[];
  submit: string;
  done: () => void;
  danger?: boolean;
  fixed?: Record<string, unknown>;
}) {
  const { t } = useText();
  const command = useCommand();
  const first = () => Object.fromEntries(props.fields.map(f => [f.name, f.initial ?? empty(f)]));
  const [values, setValues] = useState<Record<string, Value>>(first);
  const set = (name: string, value: Value) => setValues(now => ({ ...now, [name]: value }));
  const asked = props.fields.filter(f => f.asked?.(values) ?? true);
  const missing = asked.some(f => !f.optional && isEmpty(values[f.name] ?? null));
  const send = async () => {
    const body: Record<string, unknown> = { ...props.fixed };
    for (const field of props.fields)
      body[bodyName(field)] = sent(field, asked.includes(field) ? (values[field.name] ?? null) : null);
    const path = typeof props.path === 'string' ? props.path : props.path(values);
    if (await command.send('POST', path, body)) {
      setValues(first());
      props.done();
    }
  };
  return (
    <details className="act-form">
      <summary>{props.title}</summary>
      <form
        className="ticket oversight-form"
        onSubmit={event => {
          event.preventDefault();
          void send();
        }}
      >
        {asked.map(field => {
          // A label around a file's links would send a click on them to the button.
          const Around = field.kind === 'file' ? 'div' : 'label';
          return (
            <Around key={field.name} className={field.kind === 'file' ? 'file-entry' : undefined}>
              <span>
                {field.label}
                {field.optional && <span className="muted"> {t('oversight.form.optional')}</span>}
              </span>
              <Entry field={field} value={values[field.name] ?? null} set={value => set(field.name, value)} />
              {field.help && <span className="help">{field.help}</span>}
            </Around>
          );
        })}
        <Button
          htmlType="submit"
          type="primary"
          danger={props.danger ?? false}
          disabled={missing}
          loading={command.sending}
        >
          {props.submit}
        </Button>
        <Outcome command={command} />
      </form>
    </details>
  );
}

function Entry({ field, value, set }: { field: Field; value: Value; set: (value: Value) => void }) {
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'area':
      return <Input.TextArea rows={2} maxLength={2000} value={text} onChange={event => set(event.target.value)} />;
    case 'tonnes':
      return (
        <InputNumber<number>
          min={1}
          precision={0}
          value={typeof value === 'number' ? value : null}
          onChange={set}
          suffix="t"
        />
      );
    case 'yuan':
      return <Input inputMode="decimal" value={text} onChange={event => set(event.target.value)} />;
    case 'date':
      return (
        <DatePicker
          allowClear={field.optional ?? false}
          value={text ? dayjs(text) : null}
          onChange={day => set(day ? day.format('YYYY-MM-DD') : '')}
        />
      );
    case 'choice':
      return (
        <Select
          showSearch
          allowClear={field.optional ?? false}
          optionFilterProp="label"
          aria-label={field.label}
          value={text || null}
          onChange={chosen => set(chosen ?? '')}
          options={field.options ?? []}
        />
      );
    case 'choices':
      return (
        <Select
          mode="multiple"
          optionFilterProp="label"
          aria-label={field.label}
          value={Array.isArray(value) ? value : []}
          onChange={set}
          options={field.options ?? []}
        />
      );
    case 'check':
      return <Checkbox checked={value === true} onChange={event => set(event.target.checked)} />;
    case 'file':
      return <FileField label={field.label} hashes={text ? [text] : []} set={hashes => set(hashes[0] ?? '')} />;
    default:
      return <Input maxLength={500} value={text} onChange={event => set(event.target.value)} />;
  }
}

const bodyName = (field: Field) => (field.kind === 'yuan' ? `${field.name}Fen` : field.name);

const empty = (field: Field): Value => (field.kind === 'choices' ? [] : field.kind === 'check' ? false : '');

function isEmpty(value: Value): boolean {
  return value === null || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);
}

function sent(field: Field, value: Value): unknown {
  if (isEmpty(value)) return !field.numeric && ['text', 'area', 'file'].includes(field.kind) ? '' : null;
  if (field.kind === 'yuan') return fenOf(String(value));
  if (field.numeric) return Array.isArray(value) ? value.map(Number) : Number(value);
  return typeof value === 'string' ? value.trim() : value;
}
