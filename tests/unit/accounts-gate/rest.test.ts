import { describe, expect, test } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { actionIds, type ActionId, type RestWindow, type Waiver } from '../../../electron/accounts/plans/plan.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking, ledgerOf } from '../../support/gate/gate-questions.ts';
import { at, dayMs } from '../../support/gate/times.ts';

const night: RestWindow = {
  kind: 'daily',
  id: 'night',
  fromMinute: 23 * 60,
  toMinute: 8 * 60,
  appliesTo: { kind: 'all' },
  isHard: true,
  sources: ['A'],
};
const lunch: RestWindow = {
  kind: 'daily',
  id: 'lunch',
  fromMinute: 12 * 60,
  toMinute: 13 * 60,
  appliesTo: { kind: 'actions', actions: ['group_announcement', 'group_message_campaign'] },
  isHard: false,
  sources: ['A'],
};
const weekly: RestWindow = {
  kind: 'rest-days',
  id: 'weekly_rest',
  restDays: 1,
  inDays: 7,
  isHard: false,
  sources: ['A'],
};
const plan = gatePlan({ restWindows: [night, lunch, weekly] });

describe('the night', () => {
  test.each([
    ['a millisecond before it', at(22, 23) - 1, null],
    ['as it begins', at(22, 23), at(23, 8)],
    ['after midnight', at(23, 0), at(23, 8)],
    ['in its last millisecond', at(23, 8) - 1, at(23, 8)],
    ['when it is over', at(23, 8), null],
  ])('%s', (_when, now, until) => {
    const verdict = mayAct(asking({ plan, now }));
    if (until === null) expect(verdict.kind).toBe('allowed');
    else expect(verdict).toMatchObject({ reason: 'rest-window', path: 'rest_windows.night', until });
  });

  test.each(actionIds)('is for %s as well', (action) => {
    expect(mayAct(asking({ plan, now: at(23, 1), action })).kind).toBe('held');
  });

  test('is too near for what would be done only once it has begun', () => {
    const times = [at(22, 23) - 5_001, at(22, 23) - 5_000, at(23, 8) - 1, at(23, 8)];
    const verdicts = times.map((now) => mayAct(asking({ plan, now, takesMs: 5_000 })));
    const resting = { reason: 'rest-window', until: at(23, 8) };
    expect(verdicts).toMatchObject([{ kind: 'allowed' }, resting, resting, { kind: 'allowed' }]);
  });

  test('cannot be set aside', () => {
    expect(mayAct(asking({ plan, now: at(23, 1), waivers: [setAside('night')] })).kind).toBe('held');
  });
});

function setAside(windowId: string): Waiver {
  return { windowId, startsAt: at(1), untilAt: at(28) };
}

describe('the lunch hour', () => {
  const now = at(22, 12, 30);

  test.each(['group_announcement', 'group_message_campaign'] as const)('holds %s', (action) => {
    expect(mayAct(asking({ plan, now, action }))).toMatchObject({
      reason: 'rest-window',
      until: at(22, 13),
      detail: { isHard: false },
    });
  });

  test('lets everything else pass', () => {
    expect(mayAct(asking({ plan, now })).kind).toBe('allowed');
  });

  test('can be set aside by an operator', () => {
    expect(mayAct(asking({ plan, now, action: 'group_announcement', waivers: [setAside('lunch')] })).kind).toBe(
      'allowed',
    );
  });

  test('is set aside for that occasion alone', () => {
    const waivers = [{ windowId: 'lunch', startsAt: at(22, 9), untilAt: at(22, 13) }];
    const asked = asking({ plan, now, action: 'group_announcement', waivers });
    expect(mayAct(asked).kind).toBe('allowed');
    expect(mayAct({ ...asked, now: at(23, 12, 30) })).toMatchObject({ reason: 'rest-window', until: at(23, 13) });
    expect(mayAct({ ...asked, now: at(21, 12, 30) })).toMatchObject({ reason: 'rest-window', until: at(21, 13) });
  });
});

/** An act at noon of each of these days of the month. */
function onDays(days: readonly number[], action: ActionId = 'group_announcement') {
  return ledgerOf(days.map((day) => ({ at: at(day, 12), action })));
}

describe('the day of rest', () => {
  const now = at(22, 10);
  const humanPlan = gatePlan({ restWindows: [weekly], execution: { friend_add_outbound: 'human_only' } });

  test('is the seventh after six days with an assisted act on each', () => {
    expect(mayAct(asking({ plan, now, ledger: onDays([16, 17, 18, 19, 20, 21]) }))).toMatchObject({
      reason: 'rest-day',
      path: 'rest_windows.weekly_rest',
      until: at(23),
    });
  });

  test('is not due where one of the six passed without', () => {
    expect(mayAct(asking({ plan, now, ledger: onDays([16, 17, 19, 20, 21]) })).kind).toBe('allowed');
  });

  test('is the day after where something was done on it all the same', () => {
    expect(mayAct(asking({ plan, now, ledger: onDays([16, 17, 18, 19, 20, 21, 22]) }))).toMatchObject({
      until: at(24),
    });
  });

  test('does not count days of acts by people', () => {
    const ledger = onDays([16, 17, 18, 19, 20, 21], 'friend_add_outbound');
    expect(mayAct(asking({ plan: humanPlan, now, ledger })).kind).toBe('allowed');
  });

  test('leaves what people do by themselves to them', () => {
    const ledger = onDays([16, 17, 18, 19, 20, 21]);
    const question = asking({ plan: humanPlan, now, ledger, action: 'friend_add_outbound' });
    expect(mayAct({ ...question, account: { accountId: 'a1', mode: 'manual' } }).kind).toBe('allowed');
  });

  test('counts days from midnight to midnight in Shanghai', () => {
    const acts = [16, 17, 18, 19, 20, 21].map((day) => ({ at: at(day) }));
    expect(mayAct(asking({ plan, now, ledger: ledgerOf(acts) })).kind).toBe('held');
    expect(mayAct(asking({ plan, now, ledger: ledgerOf(acts.map((act) => ({ at: act.at - 1 }))) })).kind).toBe(
      'allowed',
    );
  });

  test('comes again after the next six days of work', () => {
    const ledger = onDays([16, 17, 18, 19, 20, 21]);
    expect(mayAct(asking({ plan, now: now + dayMs, ledger })).kind).toBe('allowed');
  });
});
