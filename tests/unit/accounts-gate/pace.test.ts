import { describe, expect, test } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking, ledgerOf } from '../../support/gate/gate-questions.ts';
import { at, minuteMs } from '../../support/gate/times.ts';

const now = at(22, 10);

describe('the gap between two acts of one kind', () => {
  const plan = gatePlan({ intervals: { minSeconds: { group_rename: 60 } } });

  test('is kept to the millisecond', () => {
    const ledger = ledgerOf([{ at: now - minuteMs }]);
    expect(mayAct(asking({ plan, now, ledger })).kind).toBe('allowed');
    expect(mayAct(asking({ plan, now: now - 1, ledger }))).toMatchObject({
      reason: 'gap',
      path: 'intervals.min_seconds.group_rename',
      until: now,
    });
  });

  test('is counted from the latest act, whenever that came to the ledger', () => {
    const ledger = ledgerOf([{ at: now - 10 }, { at: now - 2 * minuteMs }]);
    expect(mayAct(asking({ plan, now, ledger }))).toMatchObject({ until: now - 10 + minuteMs });
  });

  test('is no matter of other actions and other accounts', () => {
    const ledger = ledgerOf([
      { at: now, accountId: 'a2' },
      { at: now, action: 'group_announcement' },
    ]);
    expect(mayAct(asking({ plan, now, ledger })).kind).toBe('allowed');
  });
});

test('a campaign goes from group to group with its own gap', () => {
  const plan = gatePlan({ intervals: { minSecondsPerGroup: { group_message_campaign: 30 } } });
  const ledger = ledgerOf([{ action: 'group_message_campaign', at: now - 29_999 }]);
  const question = asking({ plan, now, ledger, action: 'group_message_campaign', amount: 0 });
  expect(mayAct(question)).toMatchObject({
    reason: 'gap',
    path: 'intervals.min_seconds.group_message_campaign_per_group',
    until: now + 1,
  });
});

/** Acts so many minutes ago. */
function every(minutes: readonly number[]) {
  return ledgerOf(minutes.map((before) => ({ at: now - before * minuteMs })));
}

describe('a batch', () => {
  const plan = gatePlan({ intervals: { maxContinuousBatchMinutes: 30, pauseBetweenBatchesMinutes: 20 } });
  test('goes on for its time', () => {
    expect(mayAct(asking({ plan, now: now - 1, ledger: every([30, 15, 5]) })).kind).toBe('allowed');
  });

  test('is followed by a pause that begins with its last act', () => {
    expect(mayAct(asking({ plan, now, ledger: every([30, 15, 5]) }))).toMatchObject({
      reason: 'batch-pause',
      path: 'intervals.max_continuous_batch_minutes',
      until: now + 15 * minuteMs,
    });
  });

  test('is over after a pause between two of its acts', () => {
    expect(mayAct(asking({ plan, now, ledger: every([40, 20, 5]) })).kind).toBe('allowed');
  });

  test('goes on with an act right before a pause would be over', () => {
    expect(mayAct(asking({ plan, now, ledger: every([44.9, 25, 5.1]) })).kind).toBe('held');
  });

  test('is one whatever the acts in it are', () => {
    const ledger = ledgerOf([
      { at: now - 30 * minuteMs, action: 'friend_accept_inbound' },
      { at: now - 15 * minuteMs, action: 'group_announcement' },
    ]);
    expect(mayAct(asking({ plan, now, ledger }))).toMatchObject({ reason: 'batch-pause' });
  });

  test('begins with the beginning of its first act, however late that was done', () => {
    const ledger = ledgerOf([{ at: now - 20 * minuteMs, beganAt: now - 30 * minuteMs }, { at: now - 5 * minuteMs }]);
    expect(mayAct(asking({ plan, now: now - 1, ledger })).kind).toBe('allowed');
    expect(mayAct(asking({ plan, now, ledger }))).toMatchObject({ reason: 'batch-pause', until: now + 15 * minuteMs });
  });

  test('goes on with an act that began before a pause was over, whenever it was done', () => {
    const ledger = ledgerOf([{ at: now - 32 * minuteMs }, { at: now - 2 * minuteMs, beganAt: now - 13 * minuteMs }]);
    expect(mayAct(asking({ plan, now, ledger }))).toMatchObject({ reason: 'batch-pause', until: now + 18 * minuteMs });
  });

  test('is over after a pause between the end of an act and the beginning of the next', () => {
    const ledger = ledgerOf([{ at: now - 32 * minuteMs }, { at: now - 2 * minuteMs, beganAt: now - 12 * minuteMs }]);
    expect(mayAct(asking({ plan, now, ledger })).kind).toBe('allowed');
  });

  test('takes no act that would be done only after its time', () => {
    const ledger = every([30, 15, 5]);
    const asked = { plan, ledger, takesMs: 5_000 };
    expect(mayAct(asking({ ...asked, now: now - 5_001 })).kind).toBe('allowed');
    expect(mayAct(asking({ ...asked, now: now - 5_000 }))).toMatchObject({
      reason: 'batch-pause',
      until: now + 15 * minuteMs,
    });
  });
});
