import { describe, expect, test } from 'vitest';
import {
  changePercent,
  fenOf,
  fullTonnes,
  grouped,
  percent,
  percentOf,
  scaled,
  shortMoney,
  shortTonnes,
  signed,
  yuan,
} from '../src/format/numbers';

const words = (measured: { figure: string; unit: string }) => `${measured.figure} ${measured.unit}`;

describe('tonnes', () => {
  test.each([
    [0, '0 t', '0 t'],
    [1, '1 t', '1 t'],
    [9_949, '9,949 t', '9,949 t'],
    [12_345, '1.23 万 t', '12.35 kt'],
    [9_500_000, '950.00 万 t', '9.50 Mt'],
    [180_000_000, '1.80 亿 t', '180.00 Mt'],
    [-42_000, '−4.20 万 t', '−42.00 kt'],
  ])('%i reads %s in Chinese and %s in English', (value, zh, en) => {
    expect(words(shortTonnes(value, 'zh'))).toBe(zh);
    expect(words(shortTonnes(value, 'en'))).toBe(en);
  });

  test('a figure that rounds up to the next unit is shown in it', () => {
    expect(words(shortTonnes(99_999_999, 'zh'))).toBe('1.00 亿 t');
    expect(words(shortTonnes(999_996, 'en'))).toBe('1.00 Mt');
    expect(words(shortTonnes(99_994_999, 'zh'))).toBe('9,999.50 万 t');
    expect(words(shortTonnes(9_999, 'zh'))).toBe('9,999 t');
  });

  test('in tables they are whole and grouped', () => {
    expect(fullTonnes(180_000_000)).toBe('180,000,000');
    expect(fullTonnes(-1_200)).toBe('−1,200');
  });
});

describe('money', () => {
  test('fen become yuan exactly', () => {
    expect(yuan(0)).toBe('0.00');
    expect(yuan(5)).toBe('0.05');
    expect(yuan(415_012)).toBe('4,150.12');
    expect(yuan(-1)).toBe('−0.01');
    expect(yuan(9_007_199_254_740_991)).toBe('90,071,992,547,409.91');
  });

  test.each([
    [99, '0.99 元', '0.99 CNY'],
    [15_000_000, '15.00 万元', '150.00 k CNY'],
    [39_520_000_000, '3.95 亿元', '395.20 M CNY'],
  ])('%i fen reads %s and %s', (fen, zh, en) => {
    expect(words(shortMoney(fen, 'zh'))).toBe(zh);
    expect(words(shortMoney(fen, 'en'))).toBe(en);
  });

  test('a number that cannot be exact is not shown as if it were', () => {
    expect(() => scaled(2 ** 53, 2, 2)).toThrow(RangeError);
    expect(() => scaled(0.5, 0, 0)).toThrow(RangeError);
  });
});

describe('prices', () => {
  test('typed prices become fen', () => {
    expect(fenOf('41.6')).toBe(4160);
    expect(fenOf('41.60')).toBe(4160);
    expect(fenOf('1,041')).toBe(104_100);
    expect(fenOf('41.')).toBe(4100);
  });

  test.each(['', 'abc', '41.605', '-1', '.5', '1e3'])('"%s" is not a price', typed => {
    expect(fenOf(typed)).toBeNull();
  });

  test('changes carry their sign, and no change carries none', () => {
    expect(signed('0.42')).toBe('+0.42');
    expect(signed('-0.42')).toBe('−0.42');
    expect(signed('0.00')).toBe('0.00');
    expect(changePercent(4210, 4168)).toBe('+1.01%');
    expect(changePercent(4168, 4210)).toBe('−1.00%');
    expect(changePercent(4168, 4168)).toBe('0.00%');
  });
});

describe('shares and exact decimals', () => {
  test.each([
    ['0.05', '5%'],
    ['0.10', '10%'],
    ['0.7153', '71.53%'],
    ['0.005', '0.5%'],
    ['1', '100%'],
    ['-0.01', '−1%'],
  ])('the share %s reads %s', (share, words) => expect(percentOf(share)).toBe(words));

  test('a share of nothing is unknown', () => expect(percent(1, 0)).toBeNull());
  test('grouping keeps the digits a value came with', () => {
    expect(grouped('0.9800')).toBe('0.9800');
    expect(grouped('2000000')).toBe('2,000,000');
    expect(grouped('LAST5_VWAP')).toBe('LAST5_VWAP');
  });
});
