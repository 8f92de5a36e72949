import { describe, expect, test } from 'vitest';
import { chinaDate, chinaTime, dateWithWeekday } from '../src/format/dates';
import { dayOf, spanOf } from '../src/rulebook/span';

describe('dates', () => {
  test('instants are read in China', () => {
    expect(chinaTime('2024-10-15T02:32:05Z')).toBe('2024-10-15 10:32:05');
    expect(chinaDate('2024-12-31T16:00:00Z')).toBe('2025-01-01');
  });

  test('deadlines show their weekday', () => {
    expect(dateWithWeekday('2024-10-15', 'zh')).toBe('2024-10-15 周二');
    expect(dateWithWeekday('2024-10-15', 'en')).toBe('2024-10-15 Tue');
  });

  test('what is no date is shown as it is', () => {
    expect(chinaTime('soon')).toBe('soon');
    expect(dateWithWeekday('soon', 'en')).toBe('soon');
  });
});

describe('the span of a parameter', () => {
  test('compliance years and months have a first and a last day', () => {
    expect(dayOf('CY2024', 'first')).toBe(Date.UTC(2024, 0, 1));
    expect(dayOf('CY2024', 'last')).toBe(Date.UTC(2024, 11, 31));
    expect(dayOf('2015-02', 'last')).toBe(Date.UTC(2015, 1, 28));
    expect(dayOf(null, 'first')).toBeNull();
  });

  test('the day asked about is always inside', () => {
    const { first, last } = spanOf([], '2024-06-01');
    expect(first).toBeLessThan(Date.UTC(2024, 5, 1));
    expect(last).toBeGreaterThan(Date.UTC(2024, 5, 1));
  });
});
