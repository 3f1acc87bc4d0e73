import { expect, test } from 'vitest';
import { countToStart, type AutoStartFacts } from '../../../electron/demo/auto-start.ts';

const fresh: AutoStartFacts = { override: null, wish: { kind: 'undecided' }, realPhoneCount: 0 };

test.each<[string, Partial<AutoStartFacts>, number]>([
  ['a first start without phones gets 6 virtual ones', {}, 6],
  ['a first start with a real phone gets none', { realPhoneCount: 1 }, 0],
  ['the command line says how many', { override: 20 }, 20],
  ['the command line can say none', { override: 0 }, 0],
  ['the command line adds virtual phones to real ones', { override: 3, realPhoneCount: 40 }, 3],
  ['the off switch is remembered', { wish: { kind: 'off' } }, 0],
  ['the command line wins over the off switch', { override: 2, wish: { kind: 'off' } }, 2],
  ['a demo that was switched on comes back', { wish: { kind: 'on', phoneCount: 12 } }, 12],
  [
    'a demo that was switched on comes back beside real phones',
    { wish: { kind: 'on', phoneCount: 12 }, realPhoneCount: 5 },
    12,
  ],
  ['the command line wins over the on switch', { override: 0, wish: { kind: 'on', phoneCount: 12 } }, 0],
])('%s', (_rule, facts, expected) => {
  expect(countToStart({ ...fresh, ...facts })).toBe(expected);
});
