import { expect, test } from 'vitest';
import { antThemeOf } from '../src/theme';

test.each(['light', 'dark'] as const)('whoever asks for less motion gets none (%s)', appearance => {
  expect(antThemeOf(appearance).token?.motion).toBe(true);
  expect(antThemeOf(appearance, true).token?.motion).toBe(false);
});
