import { useCallback } from 'react';
import type { Text } from '../api/types';
import { useSettings, type Language } from '../settings/settings';
import { en } from './en';
import { zh, type TextKey } from './zh';

export type Values = Record<string, string | number>;

const dictionaries: Record<Language, Record<TextKey, string>> = { zh, en };

/**
 * A text of the interface in the given language, with `{name}` places filled. A word of the server that this version does
 * not know yet is shown as it is: a page never fails over a name.
 */
export function textOf(language: Language, key: TextKey, values: Values = {}): string {
  return (dictionaries[language][key] ?? key).replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The interface's texts (`t`) and texts that come from the server (`say`) in the chosen language. */
export function useText() {
  const { language } = useSettings();
  const t = useCallback((key: TextKey, values?: Values) => textOf(language, key, values), [language]);
  const say = useCallback((text: Text | null | undefined) => text?.[language] ?? '', [language]);
  return { t, say, language };
}
