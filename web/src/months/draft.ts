import type {
  FormFigure,
  FormModule,
  FormTable,
  LabReport,
  MonthContent,
  MonthFigure,
  MonthForm,
  MonthRow,
} from '../api/types';

/** Which step of the form a table belongs to. */
export type Topic = 'fuels' | 'labs' | 'ledgers' | 'energy' | 'output' | 'review';
export const topics: readonly Topic[] = ['fuels', 'labs', 'ledgers', 'energy', 'output', 'review'];

const energy = ['electricity', 'heat'];
const fuels = ['fuel', 'gas', 'combustion', 'burn'];

export function topicOf(table: string): Topic {
  if (energy.some(word => table.includes(word))) return 'energy';
  return fuels.some(word => table.includes(word)) ? 'fuels' : 'output';
}

export const emptyContent: MonthContent = { rows: [], labReports: [], ledgers: [], power: [] };

export const choiceOf = (table: FormTable | undefined) => table?.columns.find(one => one.options.length > 0);

/** The methodology a facility reports under: a further module of the plan, or the plan's own. */
export function methodFor(form: MonthForm, facility: string): MonthForm | FormModule {
  return form.modules.find(one => one.facilities.includes(facility)) ?? form;
}

export function tableOf(form: MonthForm, row: MonthRow): FormTable | undefined {
  return methodFor(form, row.facility).tables.find(one => one.name === row.table);
}

export function columnsOf(form: MonthForm, row: MonthRow): FormFigure[] {
  return row.table === '' ? methodFor(form, row.facility).figures : (tableOf(form, row)?.columns ?? []);
}

/** The fuels of every methodology of the form, each once. */
export function fuelsOf(form: MonthForm) {
  const options = [form, ...form.modules]
    .flatMap(method => method.tables)
    .filter(one => topicOf(one.name) === 'fuels')
    .flatMap(one => choiceOf(one)?.options ?? []);
  return options.filter((one, at) => options.findIndex(other => other.code === one.code) === at);
}

const figure = (column: string, text = ''): MonthFigure => ({
  column,
  text,
  unit: '',
  acquisition: 'measured',
  reason: '',
  evidence: [],
});

export function newRow(form: MonthForm, table: string, facility = '', choice = ''): MonthRow {
  const begun: MonthRow = { table, facility, figures: [] };
  const key = choiceOf(tableOf(form, begun));
  return { ...begun, figures: columnsOf(form, begun).map(one => figure(one.name, one === key ? choice : '')) };
}

/** A month with the rows the plan expects, nothing in them yet. */
export function begun(form: MonthForm): MonthContent {
  const rows = [form, ...form.modules].flatMap(method =>
    method.rows.map(one => newRow(form, one.table, one.facility, one.choice)),
  );
  return { ...emptyContent, rows: form.figures.length > 0 ? [newRow(form, ''), ...rows] : rows };
}

/** What was filed, with a place for every figure that was left out. */
export function opened(form: MonthForm, content: MonthContent): MonthContent {
  const rows = content.rows.map(row => ({
    ...row,
    figures: columnsOf(form, row).map(one => row.figures.find(f => f.column === one.name) ?? figure(one.name)),
  }));
  return { ...content, rows };
}

/** What is sent: rows and figures in which something stands. */
export function said(content: MonthContent): MonthContent {
  return {
    ...content,
    rows: content.rows.map(row => ({
      ...row,
      figures: row.figures
        .filter(one => one.text.trim() !== '' || one.acquisition === 'default')
        .map(one => ({ ...one, text: one.text.trim() })),
    })),
  };
}

export function newReport(fuel: string, year: number, month: number): LabReport {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return {
    number: '',
    laboratory: '',
    accreditation: '',
    sample: '',
    fuel,
    sampledFrom: first,
    sampledThrough: first,
    receivedOn: first,
    testedOn: first,
    issuedOn: first,
    ncv: null,
    carbon: null,
    hydrogen: null,
    oxygen: null,
    sulphur: null,
    totalMoisture: null,
    innerMoisture: null,
    verificationCode: '',
    stamped: true,
    document: '',
  };
}

const labKind = 'lab-report';

/** Names evidence where none is named: the fuel's laboratory report where the method asks for one, else the file. */
export function withEvidence(form: MonthForm, content: MonthContent, file: string): MonthContent {
  const rows = content.rows.map(row => {
    const key = choiceOf(tableOf(form, row));
    const fuel = row.figures.find(one => one.column === key?.name)?.text ?? '';
    const report = content.labReports.find(one => one.fuel === fuel && one.number !== '');
    const columns = columnsOf(form, row);
    return {
      ...row,
      figures: row.figures.map(one => {
        const column = columns.find(c => c.name === one.column);
        if (!column || column.options.length > 0 || one.text.trim() === '' || one.evidence.length > 0) return one;
        if (one.acquisition !== 'measured') return one;
        const byLab = column.evidence.includes(labKind) && report;
        if (byLab) return { ...one, evidence: [`lab:${report.number}`] };
        return file === '' ? one : { ...one, evidence: [file] };
      }),
    };
  });
  return { ...content, rows };
}

const keyOf = (entity: string, year: string, month: string) => `chutan.month.${entity}.${year}.${month}`;

export function keptDraft(entity: string, year: string, month: string): MonthContent | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(entity, year, month)) ?? 'null') as MonthContent | null;
  } catch {
    return null;
  }
}

export function keepDraft(entity: string, year: string, month: string, content: MonthContent | null) {
  try {
    if (content === null) localStorage.removeItem(keyOf(entity, year, month));
    else localStorage.setItem(keyOf(entity, year, month), JSON.stringify(content));
  } catch {
    // Without storage the draft lasts as long as the page.
  }
}

/** The step of the form on which a field stands; the first when it is not known. */
export function stepOf(place: string, content: MonthContent): number {
  const [, part = '', at = ''] = /^(\w+)\[(\d+)\]/.exec(place) ?? [];
  if (part === '') return 0;
  const table = content.rows[Number(at)]?.table ?? '';
  const topic = part === 'labReports' ? 'labs' : part === 'rows' ? topicOf(table) : 'ledgers';
  return topics.indexOf(topic);
}
