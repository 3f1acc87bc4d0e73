import { expect, test } from 'vitest';
import { isAtLeast, parseVersion } from '../../../scripts/bootstrap/versions.mjs';

test('a version is read out of what programs print', () => {
  expect(parseVersion('v24.21.0')).toEqual([24, 21, 0]);
  expect(parseVersion('Version 28.0.2-debian')).toEqual([28, 0, 2]);
  expect(parseVersion('none')).toBeNull();
});

test.each([
  ['v22.14.0', '22.14', true],
  ['v22.13.9', '22.14', false],
  ['v9.99.0', '22.14', false],
  ['v24.0.0', '22.14', true],
  ['22.14', '22.14.1', false],
  ['', '22.14', false],
])('%s is at least %s: %s', (have, want, isEnough) => {
  expect(isAtLeast(have, want)).toBe(isEnough);
});
