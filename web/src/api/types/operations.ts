import type { Text } from './common';

export interface OperationChoice {
  code: string;
  name: Text;
}

/** One field of a form. Money is in fen, a rate in parts of 100,000,000, several choices in one text with commas. */
export interface OperationField {
  name: string;
  label: Text;
  type:
    | 'text'
    | 'integer'
    | 'count'
    | 'year'
    | 'tonnes'
    | 'money'
    | 'rate'
    | 'decimal'
    | 'date'
    | 'choice'
    | 'choices'
    | 'yesNo'
    | 'record'
    | 'list';
  required: boolean;
  choices: OperationChoice[];
  /** Of a record, or of each row of a list. */
  fields: OperationField[];
}

/** `GET /operations` → `Page<Operation>`: what the signed-in user's role may send with `POST /operations/{name}`. */
export interface Operation {
  name: string;
  title: Text;
  room: string;
  roomName: Text;
  /** Only for the user's own organisation. */
  own: boolean;
  fields: OperationField[];
}
