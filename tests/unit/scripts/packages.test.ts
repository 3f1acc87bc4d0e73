import { expect, test } from 'vitest';
import { findDifference } from '../../../scripts/bootstrap/packages.mjs';

const locked = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b-linux': { version: '2.0.0', integrity: 'sha512-b', optional: true },
  },
};

test('packages installed as locked need no installation', () => {
  expect(findDifference(locked, { packages: { 'node_modules/a': locked.packages['node_modules/a'] } })).toBeNull();
  expect(findDifference(locked, locked)).toBeNull();
});

test('a missing package, another version and other content are differences', () => {
  expect(findDifference(locked, { packages: {} })).toBe('node_modules/a');
  const older = { version: '0.9.0', integrity: 'sha512-a' };
  expect(findDifference(locked, { packages: { 'node_modules/a': older } })).toBe('node_modules/a');
  const changed = { version: '1.0.0', integrity: 'sha512-x' };
  expect(findDifference(locked, { packages: { 'node_modules/a': changed } })).toBe('node_modules/a');
});

test('a package beside the locked ones is a difference unless it is a binary of this platform', () => {
  const extra = { ...locked.packages, 'node_modules/c': { version: '1.0.0' } };
  expect(findDifference(locked, { packages: extra })).toBe('node_modules/c');
  const binary = { ...locked.packages, 'node_modules/b-darwin': { version: '2.0.0', optional: true } };
  expect(findDifference(locked, { packages: binary })).toBeNull();
});
