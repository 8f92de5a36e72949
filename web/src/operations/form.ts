import type { OperationField } from '../api/types';
import { fenOf } from '../format/numbers';

export type Row = { [name: string]: Entered };
export type Entered = string | boolean | string[] | Row | Row[];

/** What a form holds before anything is entered; `known` is what the session already tells. */
export function blank(fields: OperationField[], known: Record<string, string> = {}): Row {
  return Object.fromEntries(fields.map(field => [field.name, blankOf(field, known)]));
}

function blankOf(field: OperationField, known: Record<string, string>): Entered {
  switch (field.type) {
    case 'record':
      return blank(field.fields);
    case 'list':
      return [blank(field.fields)];
    case 'choices':
      return [];
    case 'yesNo':
      return false;
    default:
      return known[field.name] ?? '';
  }
}

/** Whether everything that has to be filled in is, and can be read. */
export function isComplete(fields: OperationField[], row: Row): boolean {
  return fields.every(field => {
    const value = row[field.name];
    if (field.type === 'record') return isComplete(field.fields, value as Row);
    if (field.type === 'list') return (value as Row[]).every(inner => isComplete(field.fields, inner));
    if (isEmpty(value)) return !field.required;
    return sentOf(field, value) !== null;
  });
}

/** The body of the request; what was left empty is left out. */
export function bodyOf(fields: OperationField[], row: Row): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const value = row[field.name];
    if (!isEmpty(value)) body[field.name] = sentOf(field, value);
  }
  return body;
}

/** Whether nothing of a text can be seen: spaces, and signs that show nothing, are no text. */
export const isBlank = (text: string): boolean => !/[^\s\p{Cf}\p{Cc}]/u.test(text);

function isEmpty(value: Entered | undefined): value is undefined {
  if (typeof value === 'string') return isBlank(value);
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** A value as it is sent; null when it cannot be read. */
function sentOf(field: OperationField, value: Entered | undefined): unknown {
  const text = typeof value === 'string' ? value.trim() : '';
  switch (field.type) {
    case 'record':
      return bodyOf(field.fields, value as Row);
    case 'list':
      return (value as Row[]).map(row => bodyOf(field.fields, row));
    case 'choices':
      return (value as string[]).join(', ');
    case 'yesNo':
      return value === true;
    case 'integer':
    case 'count':
    case 'year':
    case 'tonnes':
      return /^\d{1,15}$/.test(text.replace(/[,\s]/g, '')) ? Number(text.replace(/[,\s]/g, '')) : null;
    case 'money':
      return fenOf(text);
    case 'rate':
      return /^\d{1,2}(\.\d{1,8})?$/.test(text) ? Math.round(Number(text) * 100_000_000) : null;
    case 'decimal':
      return /^\d{1,10}(\.\d{1,12})?$/.test(text) ? Number(text) : null;
    default:
      return text;
  }
}
