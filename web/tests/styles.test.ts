import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the style sheet closes what it opens, where it opens it', () => {
  const text = readFileSync('src/styles.css', 'utf8').replace(/\/\*[^]*?\*\//g, part => part.replace(/[^\n]/g, ' '));
  let depth = 0;
  const wrong = text.split('\n').flatMap((line, at) => {
    const before = depth;
    depth += line.split('{').length - line.split('}').length;
    // A rule that begins in the first column stands in no other.
    return depth < 0 || (before > 0 && /^[.#@a-z][^}]*\{/.test(line)) ? [at + 1] : [];
  });
  expect(wrong).toEqual([]);
  expect(depth).toBe(0);
});

test('what scrolls holds what is placed in it: otherwise words hidden from the eye lengthen the page', () => {
  const rules = readFileSync('src/styles.css', 'utf8').match(/[^{}]+\{[^{}]*\}/g)!;
  const scrolling = rules.filter(rule => /overflow(-[xy])?: (auto|scroll)/.test(rule));
  expect(scrolling.length).toBeGreaterThan(5);
  expect(scrolling.filter(rule => !/position: (relative|absolute|fixed|sticky)/.test(rule))).toEqual([]);
});
