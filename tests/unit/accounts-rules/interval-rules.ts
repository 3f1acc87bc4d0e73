import { expect } from 'vitest';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import type { ActionId, Plan } from '../../../electron/accounts/plans/plan.ts';
import { loadOf, waitReasonOf, type LaneBoard, type LaneJob } from '../../../electron/jobs/lanes/lane-board.ts';
import type { OpenItem } from '../../../electron/jobs/lanes/open-item.ts';
import { ledgerOf } from '../../support/gate/gate-questions.ts';
import { minuteMs } from '../../support/gate/times.ts';
import { answerAt, byHand, morning } from './asked.ts';
import { rule, type RuleTest } from './rule-test.ts';
import { expectRaised, refusalOf, template, withRule } from './template.ts';

const gaps: readonly (readonly [name: string, action: ActionId, seconds: number])[] = [
  ['group_rename', 'group_rename', 60],
  ['group_owner_transfer', 'group_owner_transfer', 180],
  ['group_member_remove', 'group_member_remove', 60],
  ['group_announcement', 'group_announcement', 120],
  ['group_invite_people', 'group_invite_people', 120],
  ['friend_add_outbound', 'friend_add_outbound', 1800],
  ['moments_post', 'moments_post', 14_400],
  // From one group of a campaign to the next, which takes nothing of the caps any more.
  ['group_message_campaign_per_group', 'group_message_campaign', 30],
];

/** Once more so many milliseconds after it was done. */
function again(plan: Plan, action: ActionId, ms: number): ReturnType<typeof byHand> {
  const amount = action === 'group_message_campaign' ? 0 : 1;
  return byHand({ plan, action, amount, ledger: ledgerOf([{ action, at: morning - ms, amount }]) });
}

function checkGap(path: string, action: ActionId, seconds: number): void {
  const ms = seconds * 1_000;
  expect(mayAct(again(template, action, ms))).toEqual({ kind: 'allowed' });
  const tooSoon = { kind: 'held', reason: 'gap', path, until: morning + 1 };
  expect(mayAct(again(template, action, ms - 1))).toMatchObject(tooSoon);
  expect(mayAct(again(withRule(path, seconds + 1), action, ms))).toMatchObject({ path, until: morning + 1_000 });
  expect(mayAct(again(withRule(path, seconds - 1), action, ms - 1))).toEqual({ kind: 'allowed' });
  expect(mayAct(again(withRule(path, undefined), action, 1))).toEqual({ kind: 'allowed' });
}

const longPath = 'intervals.max_continuous_batch_minutes';

/** Renaming every minute, for so many minutes, the last time a minute ago. */
function busyFor(plan: Plan, minutes: number): ReturnType<typeof byHand> {
  const times = Array.from({ length: minutes }, (_none, place) => ({ at: morning - (place + 1) * minuteMs }));
  return byHand({ plan, ledger: ledgerOf(times) });
}

function checkBatch(): void {
  expect(answerAt(longPath, busyFor(template, 29))).toBeNull();
  expect(answerAt(longPath, { ...busyFor(template, 30), now: morning - 1 })).toBeNull();
  const pausing = { kind: 'held', reason: 'batch-pause', until: morning + 29 * minuteMs };
  expect(answerAt(longPath, busyFor(template, 30))).toMatchObject(pausing);
  expect(answerAt(longPath, busyFor(withRule(longPath, 31), 30))).toBeNull();
  expect(answerAt(longPath, busyFor(withRule(longPath, 29), 29))).toMatchObject(pausing);
}

const pausePath = 'intervals.pause_between_batches_minutes';

function checkPause(): void {
  const lastAt = morning - minuteMs;
  const asked = (plan: Plan, minutes: number, ms = 0): ReturnType<typeof answerAt> =>
    answerAt(longPath, { ...busyFor(plan, 30), now: lastAt + minutes * minuteMs + ms });
  expect(asked(template, 30, -1)).toMatchObject({ kind: 'held', until: lastAt + 30 * minuteMs });
  expect(asked(template, 30)).toBeNull();
  expect(asked(withRule(pausePath, 31), 30)).toMatchObject({ kind: 'held', until: lastAt + 31 * minuteMs });
  expect(asked(withRule(pausePath, 29), 29)).toBeNull();
}

function twoActs(plan: Plan, between: number): ReturnType<typeof answerAt> {
  const ledger = ledgerOf([{ at: morning - minuteMs - between }, { at: morning - minuteMs }]);
  return answerAt(longPath, byHand({ plan, ledger }));
}

/** Two acts with so long between them are two batches, with a millisecond less they are one that has gone on for long. */
function checkPauseJoins(): void {
  expect(twoActs(template, 30 * minuteMs)).toBeNull();
  expect(twoActs(template, 30 * minuteMs - 1)).toMatchObject({ kind: 'held', until: morning + 29 * minuteMs });
  expect(twoActs(withRule(pausePath, 31), 30 * minuteMs)).toMatchObject({ until: morning + 30 * minuteMs });
  expect(twoActs(withRule(pausePath, 29), 30 * minuteMs - 1)).toBeNull();
}

const waiting: OpenItem = {
  itemId: 2,
  jobId: 1,
  position: 1,
  accountId: 'a1',
  phoneId: 'p2',
  groupId: null,
  state: 'ready',
  heldUntilAt: null,
  askedAt: 0,
  isVerifyDue: false,
};

/** What the lanes say to a second task while another account, or the same one, is writing on another phone. */
function secondTask(running: string): ReturnType<typeof waitReasonOf> {
  const first: OpenItem = { ...waiting, itemId: 1, position: 0, accountId: running, phoneId: 'p1', state: 'running' };
  const job: LaneJob = {
    jobId: 1,
    isPaused: false,
    window: { startAt: null, endAt: null },
    isKnown: true,
    countsAs: null,
    confirmedAt: 0,
    laneKeyOf: () => null,
    items: [first, waiting],
    proofOf: () => 'proven',
  };
  const phone = { obstacle: null, hubId: null, versionKey: '8.0.50' };
  const board: LaneBoard = { now: morning, jobs: [job], hubLimit: 8, phoneOf: () => phone };
  return waitReasonOf(waiting, job, board, loadOf(board));
}

const onePath = 'intervals.one_write_task_per_account';

/** The lanes keep it whatever a plan says, so that a plan can say nothing else without a supervisor. */
function checkOneTask(): void {
  expect(template.intervals.oneWriteTaskPerAccount).toBe(true);
  expect(secondTask('a1')).toBe('account-busy');
  expect(secondTask('a2')).toBeNull();
  expectRaised(onePath, false);
  expect(refusalOf(onePath, 2)).not.toBeNull();
}

export const intervalRules: readonly RuleTest[] = [
  ...gaps.map(([name, action, seconds]) => {
    const path = `intervals.min_seconds.${name}`;
    return rule(path, () => checkGap(path, action, seconds));
  }),
  rule(onePath, checkOneTask),
  rule(longPath, checkBatch),
  rule(pausePath, () => {
    checkPause();
    checkPauseJoins();
  }),
];
