import { describe, expect, it } from 'vitest';
import type { CheckLine } from '../src/api/types';
import { spans } from '../src/checks/RunsTable';

const check = (id: string) => ({ id }) as CheckLine;
const all = ['101', '102', '103', '109', '109-report', '201', '202', '301'].map(check);
const of = (...ids: string[]) => all.filter(one => ids.includes(one.id));

describe('checks in few words', () => {
  it('shortens neighbours of one hundred', () => expect(spans(all, all)).toBe('101–109, 201, 202, 301'));
  it('names a part where the other is not in the set', () =>
    expect(spans(of('101', '102', '103', '109-report', '201'), all)).toBe('101–103, 109-report, 201'));
  it('leaves gaps open', () => expect(spans(of('101', '103', '301'), all)).toBe('101, 103, 301'));
});
