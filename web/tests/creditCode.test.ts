import { expect, test } from 'vitest';
import { isCreditCode } from '../src/accounting/creditCode';

test('a credit code is taken when its last character checks', () => {
  expect(isCreditCode('91350100M000100Y43')).toBe(true);
  for (const wrong of ['91350100M000100Y44', '91350100M000100Y4', '91350100m000100y43', '91350100M0001O0Y43', ''])
    expect(isCreditCode(wrong)).toBe(false);
});
