import { Button, Input, Select } from 'antd';
import type {
  Acquisition,
  EvidenceFile,
  FormFault,
  FormFigure,
  FormModule,
  MonthContent,
  MonthFigure,
  MonthForm,
  MonthHit,
  MonthRow,
} from '../api/types';
import { useText } from '../i18n/text';
import { columnsOf, methodFor, newRow, tableOf, topicOf, type Topic } from './draft';
import { fileChoices } from './EvidenceBox';
import { FieldHits } from './FieldHits';
import { unitText } from './units';

export interface StepProps {
  form: MonthForm;
  content: MonthContent;
  change: (content: MonthContent) => void;
  files: EvidenceFile[];
  /** Numbers of the entity's verified transfers of captured CO₂ in the month. */
  transfers?: string[];
  faults: FormFault[];
  hits: MonthHit[];
}

const ways: readonly Acquisition[] = ['measured', 'calculated', 'default', 'estimated'];

/** The rows of one topic, methodology by methodology where the plan has several. */
export function RowsStep(props: StepProps & { topic: Topic }) {
  const { t, say } = useText();
  const { form, topic } = props;
  const methods = [form, ...form.modules].filter(one => hasTopic(one, topic));
  if (methods.length === 0) return <p className="muted">{t('months.empty')}</p>;
  return methods.map(method => (
    <section key={method.methodology + method.version}>
      {form.modules.length > 0 && (
        <h3>
          {say(method.methodologyName)} <code>{'sector' in method ? method.sector : form.plan.sector}</code>
        </h3>
      )}
      <MethodRows {...props} method={method} />
    </section>
  ));
}

type Method = MonthForm | FormModule;
const tablesOf = (method: Method, topic: Topic) =>
  method.tables.filter(one => topicOf(one.name) === topic && (one.planned || !one.optional));
const hasTopic = (method: Method, topic: Topic) =>
  tablesOf(method, topic).length > 0 || (topic === 'output' && method.figures.length > 0);

/** One methodology's rows: each a card of figures with unit, evidence and how they were come by. */
function MethodRows({ topic, method, ...props }: StepProps & { topic: Topic; method: Method }) {
  const { t, say } = useText();
  const { form, content, change } = props;
  const tables = tablesOf(method, topic);
  const singles = topic === 'output' && method.figures.length > 0;
  const first = 'facilities' in method ? (method.facilities[0] ?? '') : '';
  const shown = (row: MonthRow) =>
    methodFor(form, row.facility) === method &&
    (row.table === '' ? singles : tables.some(one => one.name === row.table));
  const put = (at: number, row: MonthRow) => change({ ...content, rows: content.rows.map((r, i) => (i === at ? row : r)) });
  return (
    <>
      {content.rows.map((row, at) =>
        shown(row) ? (
          <RowCard
            key={at}
            at={at}
            row={row}
            {...props}
            put={next => put(at, next)}
            remove={
              row.table === '' && row.facility === first ? null : () => change({ ...content, rows: content.rows.filter((_, i) => i !== at) })
            }
          />
        ) : null,
      )}
      <p>
        {tables.map(one => (
          <Button
            key={one.name}
            size="small"
            onClick={() => change({ ...content, rows: [...content.rows, newRow(form, one.name, first)] })}
          >
            {t('months.addRow')} · {say(one.label)}
          </Button>
        ))}
      </p>
    </>
  );
}

function RowCard(
  props: StepProps & { at: number; row: MonthRow; put: (row: MonthRow) => void; remove: (() => void) | null },
) {
  const { form, row, at, put, remove, faults } = props;
  const { t, say, language } = useText();
  const table = tableOf(form, row);
  const method = methodFor(form, row.facility);
  const places = form.plan.facilities.filter(one => methodFor(form, one.id) === method);
  // What is missing from a row nobody has begun is no fault yet; the count at the foot tells of it.
  const begun = row.figures.some(one => one.text !== '');
  const rowFaults = faults.filter(one => one.path === `rows[${at}]` || one.path === `rows[${at}].facility`);
  return (
    <fieldset className="month-row">
      <legend>
        {table ? say(table.label) : t('months.figures')}{' '}
        <Select
          size="small"
          aria-label={t('months.facility')}
          value={row.facility}
          options={[
            ...(method === form ? [{ value: '', label: t('months.whole') }] : []),
            ...places.map(one => ({
              value: one.id,
              label: language === 'zh' ? one.nameZh : one.nameEn || one.nameZh,
            })),
          ]}
          onChange={(facility: string) => put({ ...row, facility })}
          popupMatchSelectWidth={false}
        />
        {remove && (
          <Button size="small" type="text" onClick={remove}>
            {t('months.removeRow')}
          </Button>
        )}
      </legend>
      <div className="month-figures">
        {columnsOf(form, row).map(column => (
          <FigureField
            key={column.name}
            column={column}
            name={`${row.table || 'inputs'}.${column.name}`}
            place={`rows[${at}].${column.name}`}
            hits={props.hits}
            figure={row.figures.find(one => one.column === column.name)}
            faults={faults.filter(one => one.path === `rows[${at}].${column.name}`)}
            files={props.files}
            transfers={column.evidence.includes('transfer-record') ? (props.transfers ?? []) : []}
            reports={props.content.labReports.map(one => one.number).filter(Boolean)}
            put={next => put({ ...row, figures: row.figures.map(one => (one.column === column.name ? next : one)) })}
          />
        ))}
      </div>
      {begun && rowFaults.map((one, i) => (
        <p key={i} className="field-fault" role="alert">
          {one[language]}
        </p>
      ))}
    </fieldset>
  );
}

function FigureField(props: {
  column: FormFigure;
  name: string;
  place: string;
  hits: MonthHit[];
  figure: MonthFigure | undefined;
  faults: FormFault[];
  files: EvidenceFile[];
  reports: string[];
  transfers: string[];
  put: (figure: MonthFigure) => void;
}) {
  const { column, figure, put, faults, name } = props;
  const { t, say, language } = useText();
  if (!figure) return null;
  const help = [
    column.least !== null && column.most !== null && t('months.bounds', { least: column.least, most: column.most }),
    column.hasDefault && t('months.optional'),
  ].filter(Boolean);
  return (
    <div className="month-figure" data-place={props.place}>
      <label>
        <span>
          {say(column.label)} <code>{column.name}</code>
        </span>
        {column.options.length > 0 ? (
          <Select
            aria-label={name}
            value={figure.text === '' ? null : figure.text}
            allowClear={column.optional}
            options={column.options.map(one => ({ value: one.code, label: say(one.label) }))}
            onChange={(text: string | null) => put({ ...figure, text: text ?? '' })}
          />
        ) : (
          <Input
            aria-label={name}
            inputMode="decimal"
            value={figure.text}
            suffix={<span className="unit">{unitText(column.unit)}</span>}
            status={faults.length > 0 && figure.text !== '' ? 'error' : ''}
            onChange={event => put({ ...figure, text: event.target.value })}
          />
        )}
      </label>
      {column.options.length === 0 && (
        <div className="month-proof">
          <Select
            size="small"
            aria-label={`${name} ${t('months.acquisition')}`}
            value={figure.acquisition}
            options={ways.map(one => ({ value: one, label: t(`months.acquisition.${one}`) }))}
            onChange={(acquisition: Acquisition) => put({ ...figure, acquisition })}
            popupMatchSelectWidth={false}
          />
          <Select
            size="small"
            mode="multiple"
            aria-label={`${name} ${t('months.evidence')}`}
            placeholder={t('months.evidence')}
            value={figure.evidence}
            options={[
              ...props.transfers.map(one => ({ value: `transfer:${one}`, label: one })),
              ...props.reports.map(one => ({ value: `lab:${one}`, label: one })),
              ...fileChoices(props.files),
            ]}
            onChange={(evidence: string[]) => put({ ...figure, evidence })}
            popupMatchSelectWidth={false}
          />
        </div>
      )}
      {figure.acquisition !== 'measured' && column.options.length === 0 && (
        <Input
          size="small"
          aria-label={`${name} ${t('months.reason')}`}
          placeholder={t('months.reason')}
          value={figure.reason}
          maxLength={200}
          onChange={event => put({ ...figure, reason: event.target.value })}
        />
      )}
      {help.length > 0 && <span className="help">{help.join(' · ')}</span>}
      {figure.text !== '' &&
        faults.map((one, i) => (
          <p key={i} className="field-fault" role="alert">
            {one[language]}
          </p>
        ))}
      {figure.text !== '' && <FieldHits hits={props.hits} place={props.place} />}
    </div>
  );
}
