import { accountingZh } from './rooms/accounting';
import { booksZh } from './rooms/books';
import { annualZh } from './rooms/annual';
import { auctionsZh } from './rooms/auctions';
import { checksZh } from './rooms/checks';
import { clearingZh } from './rooms/clearing';
import { commonZh } from './rooms/common';
import { complianceZh } from './rooms/compliance';
import { dealsZh } from './rooms/deals';
import { evidenceZh } from './rooms/evidence';
import { marketZh } from './rooms/market';
import { methodsZh } from './rooms/methods';
import { monthsZh } from './rooms/months';
import { operationsZh } from './rooms/operations';
import { oversightZh } from './rooms/oversight';
import { placesZh } from './rooms/places';
import { registryZh } from './rooms/registry';
import { reportZh } from './rooms/report';
import { rulesZh } from './rooms/rules';
import { supervisionZh } from './rooms/supervision';
import { tradingZh } from './rooms/trading';
import { verificationZh } from './rooms/verification';

/** Chinese texts of the interface, room by room. The keys of this object are the keys of the interface. */
export const zh = {
  ...accountingZh,
  ...booksZh,
  ...annualZh,
  ...auctionsZh,
  ...checksZh,
  ...clearingZh,
  ...commonZh,
  ...complianceZh,
  ...dealsZh,
  ...marketZh,
  ...methodsZh,
  ...evidenceZh,
  ...monthsZh,
  ...operationsZh,
  ...oversightZh,
  ...placesZh,
  ...registryZh,
  ...reportZh,
  ...rulesZh,
  ...tradingZh,
  ...supervisionZh,
  ...verificationZh,
} as const;

export type TextKey = keyof typeof zh;
