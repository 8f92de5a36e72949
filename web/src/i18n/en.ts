import type { TextKey } from './zh';
import { accountingEn } from './rooms/accounting';
import { booksEn } from './rooms/books';
import { annualEn } from './rooms/annual';
import { auctionsEn } from './rooms/auctions';
import { checksEn } from './rooms/checks';
import { clearingEn } from './rooms/clearing';
import { commonEn } from './rooms/common';
import { complianceEn } from './rooms/compliance';
import { dealsEn } from './rooms/deals';
import { evidenceEn } from './rooms/evidence';
import { marketEn } from './rooms/market';
import { methodsEn } from './rooms/methods';
import { monthsEn } from './rooms/months';
import { operationsEn } from './rooms/operations';
import { oversightEn } from './rooms/oversight';
import { placesEn } from './rooms/places';
import { registryEn } from './rooms/registry';
import { reportEn } from './rooms/report';
import { rulesEn } from './rooms/rules';
import { supervisionEn } from './rooms/supervision';
import { tradingEn } from './rooms/trading';
import { verificationEn } from './rooms/verification';

/** English texts of the interface, room by room. */
export const en: Record<TextKey, string> = {
  ...accountingEn,
  ...booksEn,
  ...annualEn,
  ...auctionsEn,
  ...checksEn,
  ...clearingEn,
  ...commonEn,
  ...complianceEn,
  ...dealsEn,
  ...marketEn,
  ...methodsEn,
  ...evidenceEn,
  ...monthsEn,
  ...operationsEn,
  ...oversightEn,
  ...placesEn,
  ...registryEn,
  ...reportEn,
  ...rulesEn,
  ...tradingEn,
  ...supervisionEn,
  ...verificationEn,
};
