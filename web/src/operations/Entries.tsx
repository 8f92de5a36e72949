import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { OperationField } from '../api/types';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { blank, isBlank, type Entered, type Row } from './form';

const hints: Record<string, TextKey> = {
  account: 'operations.hint.account',
  from: 'operations.hint.account',
  to: 'operations.hint.account',
  participant: 'operations.hint.participant',
  bank: 'operations.hint.participant',
  hold: 'operations.hint.hold',
};

const numbered = (field: OperationField) => field.type === 'integer';

/** Whether something has to be entered; an unticked box is an answer. */
const isAsked = (field: OperationField) => field.required && field.type !== 'yesNo';

/** The fields of an operation, of a record in it, or of one row of a list. */
export function Entries(props: { fields: OperationField[]; row: Row; change: (row: Row) => void }) {
  const { t, say } = useText();
  return props.fields.map(field => {
    const value = props.row[field.name] ?? '';
    const set = (entered: Entered) => props.change({ ...props.row, [field.name]: entered });
    if (field.type === 'list') return <Rows key={field.name} field={field} rows={value as Row[]} change={set} />;
    if (field.type === 'record')
      return (
        <fieldset key={field.name} className="operation-part">
          <legend>{say(field.label)}</legend>
          <Entries fields={field.fields} row={value as Row} change={set} />
        </fieldset>
      );
    const hint = field.type === 'rate' ? 'operations.hint.rate' : numbered(field) ? hints[field.name] : undefined;
    return (
      <label key={field.name}>
        <span>
          {say(field.label)}
          {!field.required && <span className="muted"> {t('operations.optional')}</span>}
          {isAsked(field) && (
            <span className="asked" aria-hidden>
              {' *'}
            </span>
          )}
        </span>
        <Entry field={field} value={value} set={set} />
        {hint && <span className="help">{t(hint)}</span>}
      </label>
    );
  });
}

function Rows({ field, rows, change }: { field: OperationField; rows: Row[]; change: (rows: Row[]) => void }) {
  const { t, say } = useText();
  return (
    <div className="operation-rows">
      {rows.map((row, at) => (
        <fieldset key={at} className="operation-part">
          <legend>
            {say(field.label)} · {t('operations.row', { row: at + 1 })}
            {rows.length > 1 && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('operations.removeRow', { row: at + 1 })}
                onClick={() => change(rows.filter((_, other) => other !== at))}
              />
            )}
          </legend>
          <Entries
            fields={field.fields}
            row={row}
            change={now => change(rows.map((before, other) => (other === at ? now : before)))}
          />
        </fieldset>
      ))}
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => change([...rows, blank(field.fields)])}>
        {t('operations.addRow')}
      </Button>
    </div>
  );
}

function Entry({ field, value, set }: { field: OperationField; value: Entered; set: (value: Entered) => void }) {
  const { t, say } = useText();
  const text = typeof value === 'string' ? value : '';
  const options = field.choices.map(choice => ({ value: choice.code, label: say(choice.name) }));
  switch (field.type) {
    case 'text':
      return (
        <Input
          maxLength={2000}
          aria-required={field.required}
          status={field.required && text !== '' && isBlank(text) ? 'error' : ''}
          value={text}
          onChange={event => set(event.target.value)}
        />
      );
    case 'yesNo':
      return (
        <Checkbox checked={value === true} onChange={event => set(event.target.checked)}>
          {t(value === true ? 'yes' : 'no')}
        </Checkbox>
      );
    case 'date':
      return (
        <DatePicker
          aria-required={field.required}
          allowClear={!field.required}
          value={text ? dayjs(text) : null}
          onChange={day => set(day ? day.format('YYYY-MM-DD') : '')}
        />
      );
    case 'choice':
      return (
        <Select
          showSearch
          allowClear={!field.required}
          optionFilterProp="label"
          aria-label={say(field.label)}
          value={text || null}
          onChange={chosen => set(chosen ?? '')}
          options={options}
        />
      );
    case 'choices':
      return (
        <Select<string[]>
          mode="multiple"
          optionFilterProp="label"
          aria-label={say(field.label)}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={set}
          options={options}
        />
      );
    default:
      return (
        <Input
          aria-required={field.required}
          inputMode={['money', 'rate', 'decimal'].includes(field.type) ? 'decimal' : 'numeric'}
          value={text}
          onChange={event => set(event.target.value)}
          suffix={field.type === 'tonnes' ? 't' : field.type === 'money' ? t('operations.money.unit') : null}
        />
      );
  }
}
