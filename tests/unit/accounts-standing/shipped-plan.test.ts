import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readShippedPlan } from '../../../electron/accounts/plans/plan-files.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { checklistOf } from '../../../electron/accounts/standing/checklist.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { diligent, onDay, restart, seen } from '../../support/accounts/account-life.ts';

const plan = shippedPlan();

function shippedPlan(): Plan {
  const reading = readShippedPlan(join(import.meta.dirname, '../../../resources'));
  if (reading.plan === null) throw new Error(JSON.stringify(reading.problems));
  return reading.plan;
}

/** The account day on which each stage begins; ticks and sign-offs come every day. */
function stageDays(facts: ReturnType<typeof diligent>, days: number): Record<string, number> {
  const found: Record<string, number> = {};
  for (let day = 0; day <= days; day += 1) found[standingOf(facts, plan, onDay(day, '00:00')).stageId] ??= day;
  return found;
}

describe('an account under the shipped plan', () => {
  const kept = diligent(plan, 95);

  it('that is well kept and healthy comes to each stage on its first day', () => {
    expect(stageDays(kept, 95)).toEqual({ S0: 0, S1: 1, S2: 4, S3: 8, S4: 15, S5: 31, S6: 91 });
  });

  it('that nobody keeps stays where it is', () => {
    expect(standingOf({ ...kept, tasks: [], signOffs: [] }, plan, onDay(95))).toMatchObject({ stageId: 'S0', day: 0 });
  });

  it('asks for what is missing: papers, proofs and the sign-off', () => {
    const { missing } = standingOf({ ...kept, tasks: [], signOffs: [] }, plan, onDay(0));
    expect(missing.map((need) => (need.kind === 'task' ? need.taskId : need.kind))).toEqual([
      'own_device',
      'one_phone_one_sim_one_account',
      'official_client',
      'screen_lock',
      'employee_notice',
      'purpose_record',
      'sign-off',
    ]);
  });

  it('shows its tasks of the day, open in the morning', () => {
    const items = checklistOf(kept, plan, onDay(9, '08:00'));
    const states = Object.fromEntries(items.map(({ task, state }) => [task.id, state]));
    expect(states).toMatchObject({ daily_login: 'due', join_own_groups: 'done', inbound_first: 'due' });
  });

  it.each([
    ['a complaint on day 5 puts S3 off until four clean days are over', 'member_complaint', 5, 'S3', 13],
    ['a complaint on day 10 puts S4 off until seven clean days are over', 'member_complaint', 10, 'S4', 21],
    [
      'a prompt on day 28 puts S5 off until fourteen days without a cooldown are over',
      'too_frequent_prompt',
      28,
      'S5',
      44,
    ],
    [
      'a prompt on day 89 puts S6 off until thirty days without a cooldown are over',
      'too_frequent_prompt',
      89,
      'S6',
      121,
    ],
  ] as const)('%s', (...row) => {
    const [, signalId, day, stageId, begins] = row;
    const facts = diligent(plan, 125, { signals: [seen(signalId, onDay(day))] });
    expect(stageDays(facts, 125)[stageId]).toBe(begins);
  });

  it('with a new phone walks the whole way again', () => {
    const facts = diligent(plan, 60, { restarts: [restart('new-phone', onDay(40, '15:00'))] });
    const stages = [40, 47, 48, 51, 52, 58, 59].map((day) => standingOf(facts, plan, onDay(day, '23:00')).stageId);
    expect(stages).toEqual(['S1', 'S1', 'S2', 'S2', 'S3', 'S3', 'S4']);
  });
});
