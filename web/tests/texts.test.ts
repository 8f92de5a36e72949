import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en';
import { textOf } from '../src/i18n/text';
import { zh, type TextKey } from '../src/i18n/zh';

const keys = Object.keys(zh) as TextKey[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort();
const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map(name => readFileSync(join('src', name), 'utf8'))
  .join('\n');
/** Keys put together in the code, such as t(`status.${status}`). */
const families = [...source.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map(match => match[1]!);

describe('texts', () => {
  test('both languages have the same keys', () => expect(Object.keys(en).sort()).toEqual([...keys].sort()));

  test('both languages fill the same places', () => {
    const differing = keys.filter(key => places(zh[key]).join() !== places(en[key]).join());
    expect(differing).toEqual([]);
  });

  test('no text is empty, and no English text holds Chinese but the name', () => {
    expect(keys.filter(key => !zh[key].trim() || !en[key].trim())).toEqual([]);
    expect(keys.filter(key => /\p{Script=Han}/u.test(en[key].replace('楚碳', '')))).toEqual([]);
  });

  test('every text is used', () => {
    const unused = keys.filter(key => !source.includes(`'${key}'`) && !families.some(family => key.startsWith(family)));
    expect(unused).toEqual([]);
  });

  test('places are filled, and an unknown one stays visible', () => {
    expect(textOf('zh', 'deadline.left', { days: 12 })).toBe('还有 12 个工作日');
    expect(textOf('en', 'deadline.left', {})).toContain('{days}');
  });
});
