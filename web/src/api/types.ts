/** The contract with the HTTP API under `/api/v1`; the rules for every answer are in `types/common.ts`. */
export type * from './types/common';
export type * from './types/session';
export type * from './types/market';
export type * from './types/live';
export type * from './types/indices';
export type * from './types/bulletin';
export type * from './types/compliance';
export type * from './types/registry';
export type * from './types/rules';
export type * from './types/journal';
export type * from './types/report';
export type * from './types/workspace';
export type * from './types/deals';
export type * from './types/oversight';
export type * from './types/clearing';
export type * from './types/methodology';
export type * from './types/auctions';
