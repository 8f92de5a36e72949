import type { AsOf, IsoDate, Text } from './common';
import type { CemsMonth, FormFault } from './months';

/** `GET /documents/limits`. */
export interface DocumentLimits {
  mostBytes: number;
  endings: string[];
}

/** `GET /mrv/meters?standing=` → `Page<MeterLine>`, the earliest due first. */
export interface MeterLine {
  entityId: string;
  entity: Text;
  city: Text;
  version: number;
  meter: string;
  kind: string;
  location: string;
  accuracy: string;
  calibratedOn: IsoDate;
  through: IsoDate;
  daysLeft: number;
  standing: 'calibrated' | 'overdue';
  document: string;
}

/** `GET /mrv/captures?year=&state=` → `Page<CaptureLine>`, newest month first. */
export interface CaptureLine {
  entityId: string;
  entity: Text;
  number: string;
  year: number;
  month: number;
  quantity: number;
  unit: string;
  receiver: string;
  use: string;
  project: string;
  document: string;
  state: 'filed' | 'verified' | 'refused';
  verifiedBy: string;
  remarks: string;
  deducted: boolean;
}

export interface CemsCompared {
  month: number;
  calculated: number | null;
  measured: number | null;
  usable: boolean;
  stacks: CemsMonth[];
}

/** `GET /mrv/cems/{entity}/{year}`. */
export interface CemsYear {
  entityId: string;
  entity: Text;
  year: number;
  months: CemsCompared[];
  asOf: AsOf;
}

/** `POST /mrv/cems/{entity}/{year}/{month}/preview?file=`. */
export interface CemsPreview {
  file: string;
  month: number;
  hours: number;
  read: number;
  measured: number;
  faults: FormFault[];
}
