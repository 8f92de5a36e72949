import { later } from '../shared/later';

/** The drawings, fetched with the first page that has one. */
export const EChart = later(() => import('./EChart'));
export const CandleChart = later(() => import('./CandleChart'));
