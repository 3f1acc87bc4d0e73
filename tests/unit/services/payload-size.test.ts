import { expect, test } from 'vitest';
import { isLargerThan } from '../../../electron/runtime/payload-size.ts';

test.each([
  ['text at the limit', 'x'.repeat(98), false],
  ['text over the limit', 'x'.repeat(99), true],
  ['many small numbers', Array.from({ length: 20 }, () => 1), true],
  ['long keys', { ['k'.repeat(120)]: 1 }, true],
  ['long keys of a map', new Map([['k'.repeat(120), 1]]), true],
  ['a set of texts', new Set(['x'.repeat(60), 'y'.repeat(60)]), true],
  ['bytes', new Uint8Array(101), true],
  ['an empty record', {}, false],
  ['nothing', undefined, false],
])('%s', (_what, value, isTooLarge) => {
  expect(isLargerThan(value, 100)).toBe(isTooLarge);
});

test('a value nested deeper than any request is too large', () => {
  let nested: unknown = 1;
  for (let depth = 0; depth < 10_000; depth++) nested = [nested];
  expect(isLargerThan(nested, 1_000_000)).toBe(true);
});
