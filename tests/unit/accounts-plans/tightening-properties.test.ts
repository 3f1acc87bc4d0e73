import { array, assert, constantFrom, integer, property, record, tuple, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { judgeChange, type ChangeRequest } from '../../../electron/accounts/plans/plan-change.ts';
import { stageIds, type ActionId, type Plan } from '../../../electron/accounts/plans/plan.ts';
import { addDays, hourMs, minuteMs } from '../../../electron/accounts/standing/calendar-day.ts';
import type { AccountFacts } from '../../../electron/accounts/standing/facts.ts';
import { presentOf } from '../../../electron/accounts/standing/standing.ts';
import { firstDay, onDay, restart, seen, started } from '../../support/accounts/account-life.ts';
import { turned, turns, type Turn } from '../../support/accounts/plan-dials.ts';
import { asking, groupOf, ledgerOf } from '../../support/gate/gate-questions.ts';
import { caseCount } from '../../support/random-cases.ts';
import { shipped } from './shipped.ts';

const lifeDays = 60;
const operator: ChangeRequest = { isSupervisor: false, reason: null, untilAt: null, now: onDay(0) };
const actions = ['group_rename', 'group_announcement', 'friend_add_outbound', 'moments_post'] as const;

/** Everything ticked and signed off in whatever stage the account is. */
const wellKept: Pick<AccountFacts, 'tasks' | 'signOffs'> = {
  tasks: shipped.stages.flatMap(({ id: stageId, tasks }) =>
    daysOfLife().flatMap((day) =>
      tasks.map(({ id: taskId }) => ({ taskId, stageId, day, at: atTen(day), by: '小王', proof: '存档' })),
    ),
  ),
  signOffs: stageIds.flatMap((stageId) => daysOfLife().map((day) => ({ stageId, at: atTen(day), by: '班组长' }))),
};

function daysOfLife(): string[] {
  return Array.from({ length: lifeDays }, (_none, count) => addDays(firstDay, count));
}

function atTen(day: string): number {
  return Date.parse(`${day}T10:00:00+08:00`);
}

interface Moment {
  readonly now: number;
  readonly facts: AccountFacts;
  readonly question: Partial<WriteQuestion>;
}

const hoursAgo = integer({ min: 0, max: 240 });
const signalIds = ['too_frequent_prompt', 'member_complaint', 'friend_add_restricted'] as const;

/** An account that was well kept, what befell it in the last days, and what somebody wants of it. */
const moments: Arbitrary<Moment> = record({
  minute: integer({ min: 0, max: 1_439 }),
  day: integer({ min: 14, max: lifeDays - 1 }),
  signals: array(tuple(constantFrom(...signalIds), hoursAgo), { maxLength: 4 }),
  restarts: array(tuple(constantFrom('new-phone', 'third-unblock', 'custodian-change'), hoursAgo), { maxLength: 1 }),
  acts: array(tuple(constantFrom<ActionId>(...actions), integer({ min: 1, max: 12_000 })), { maxLength: 8 }),
  action: constantFrom<ActionId>(...actions, 'profile_field_edit'),
  mode: constantFrom('manual', 'auto'),
}).map(({ minute, day, signals, restarts, acts, action, mode }) => {
  const now = onDay(day, '00:00') + minute * minuteMs;
  const ledger = ledgerOf(acts.map(([done, ago]) => ({ action: done, at: now - ago * minuteMs, groupId: 'g1' })));
  const facts = started({
    ...wellKept,
    signals: signals.map(([id, ago]) => seen(id, now - ago * hourMs)),
    restarts: restarts.map(([event, ago]) => restart(event, now - ago * hourMs)),
  });
  return { now, facts, question: { ledger, action, account: { accountId: 'a1', mode }, group: groupOf() } };
});

function isAllowed(plan: Plan, { now, facts, question }: Moment): boolean {
  return mayAct(asking({ ...question, plan, now, standing: presentOf(facts, plan, now) })).kind === 'allowed';
}

const play = (plan: Plan, steps: readonly Turn[]): Plan => steps.reduce(turned, plan);

describe('a change that takes nobody', { timeout: 240_000 }, () => {
  it('lets nothing through that the plan before it held', () => {
    let judgedCount = 0;
    const pairs = tuple(array(turns, { maxLength: 2 }), array(turns, { minLength: 1, maxLength: 3 }));
    assert(
      property(pairs, array(moments, { minLength: 12, maxLength: 12 }), ([before, after], asked) => {
        const current = play(shipped, before);
        const next = play(current, after);
        if (judgeChange({ current, next, template: shipped }, operator).kind !== 'allowed') return;
        judgedCount += 1;
        for (const moment of asked) if (isAllowed(next, moment)) expect(isAllowed(current, moment)).toBe(true);
      }),
      { numRuns: caseCount(250) },
    );
    expect(judgedCount).toBeGreaterThan(30);
  });

  it('is asked of accounts that may do something', () => {
    let open = 0;
    assert(
      property(moments, (moment) => {
        open += Number(isAllowed(shipped, moment));
      }),
      { numRuns: 400 },
    );
    expect(open).toBeGreaterThan(20);
  });
});
