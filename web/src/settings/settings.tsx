import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useMedia } from '../shared/useMedia';
import { cssVariablesOf, palettes, type Appearance, type Palette } from '../theme';

export type Language = 'zh' | 'en';
export type AppearanceChoice = Appearance | 'system';

/** What a person may set for themselves; kept in this browser. */
export interface Choices {
  language: Language;
  appearance: AppearanceChoice;
  /** True: red is up, green is down, as in Chinese markets. */
  redMeansUp: boolean;
}

interface Settings extends Choices {
  /** The appearance in force, with `system` resolved. */
  shown: Appearance;
  /** The person has asked their machine for less motion: nothing slides, grows or fades. */
  still: boolean;
  palette: Palette;
  set: (change: Partial<Choices>) => void;
}

const storageKey = 'chutan.settings';
const defaults: Choices = { language: 'zh', appearance: 'system', redMeansUp: true };
const SettingsContext = createContext<Settings | null>(null);

function stored(): Choices {
  let kept: Partial<Choices> = {};
  try {
    kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Choices>;
  } catch {
    // A browser without storage, or an unreadable value: the defaults stand.
  }
  const asked = new URLSearchParams(location.search).get('lang');
  const language = asked === 'zh' || asked === 'en' ? asked : (kept.language ?? defaults.language);
  return { ...defaults, ...kept, language };
}

function keep(choices: Choices) {
  try {
    localStorage.setItem(storageKey, JSON.stringify(choices));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

export function SettingsProvider({ children }: { children: ReactNode }) {
  const [choices, setChoices] = useState(stored);
  const system = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const shown = choices.appearance === 'system' ? system : choices.appearance;

  useEffect(() => {
    const root = document.documentElement;
    root.lang = choices.language === 'zh' ? 'zh-CN' : 'en';
    root.dataset['appearance'] = shown;
    root.style.colorScheme = shown;
    for (const [name, value] of Object.entries(cssVariablesOf(shown, choices.redMeansUp))) {
      root.style.setProperty(name, value);
    }
  }, [choices, shown]);

  const settings = useMemo<Settings>(
    () => ({
      ...choices,
      shown,
      still,
      palette: palettes[shown],
      set: change =>
        setChoices(before => {
          const after = { ...before, ...change };
          keep(after);
          return after;
        }),
    }),
    [choices, shown, still],
  );
  return <SettingsContext.Provider value={settings}>{children}</SettingsContext.Provider>;
}

export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (!settings) throw new Error('useSettings is used outside SettingsProvider.');
  return settings;
}
