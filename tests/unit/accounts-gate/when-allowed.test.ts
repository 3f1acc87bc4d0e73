import { describe, expect, test } from 'vitest';
import { whenAllowed } from '../../../electron/accounts/gate/when-allowed.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking, ledgerOf } from '../../support/gate/gate-questions.ts';
import { at } from '../../support/gate/times.ts';

const now = at(22, 15);
const night = {
  kind: 'daily',
  id: 'night',
  fromMinute: 23 * 60,
  toMinute: 8 * 60,
  appliesTo: { kind: 'all' },
  isHard: true,
  sources: [],
} as const;

describe('the time at which an act is really allowed', () => {
  test('is now where nothing is in the way', () => {
    expect(whenAllowed(asking({ now }))).toEqual({ at: now, held: [] });
  });

  test('is after the night where a day’s cap is free at midnight', () => {
    const plan = gatePlan({ restWindows: [night], caps: { S6: { group_rename: { perDay: 1 } } } });
    const found = whenAllowed(asking({ plan, now, ledger: ledgerOf([{ at: at(22, 9) }]) }));
    expect(found.at).toBe(at(23, 8));
    expect(found.held.map(({ reason }) => reason)).toEqual(['day-cap', 'rest-window']);
  });

  test('is unknown where a rule on the way does not say when it opens', () => {
    const plan = gatePlan({ caps: { S6: { group_rename: { perDay: 0 } } } });
    expect(whenAllowed(asking({ plan, now }))).toMatchObject({ at: null, by: { reason: 'stage-closed' } });
  });

  test('never comes for what never opens', () => {
    const plan = gatePlan({ execution: { group_rename: 'human_only' } });
    expect(whenAllowed(asking({ plan, now }))).toMatchObject({ at: null, by: { kind: 'never', reason: 'human-only' } });
  });

  test('never comes where windows follow each other all round the day', () => {
    const day = { ...night, id: 'day', fromMinute: 8 * 60, toMinute: 23 * 60 };
    expect(whenAllowed(asking({ plan: gatePlan({ restWindows: [night, day] }), now })).at).toBeNull();
  });
});
