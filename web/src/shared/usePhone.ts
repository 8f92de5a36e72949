import { useMedia } from './useMedia';

/** True on screens where tables become cards. */
export const usePhone = (): boolean => useMedia('(max-width: 719px)');
