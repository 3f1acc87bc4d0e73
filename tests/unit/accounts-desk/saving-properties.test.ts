import { array, asyncProperty, assert, constantFrom, integer, oneof, record, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planWithRules } from '../../../electron/accounts/plans/plan-change.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import { DeskBench, lead, wang } from '../../support/accounts/desk-bench.ts';
import { caseCount } from '../../support/random-cases.ts';

const dayMs = 86_400_000;
const cap = 'stages.S4.caps.group_rename.per_day';
const week = 'stages.S4.caps.group_rename.per_week';
const gap = 'intervals.min_seconds.group_rename';
const [from, to] = ['rest_windows.lunch.from', 'rest_windows.lunch.to'];

interface Step {
  readonly who: 'operator' | 'supervisor';
  /** What the text is a copy of. */
  readonly of: 'running' | 'lasting' | 'shipped' | 'template';
  readonly turns: readonly (readonly [string, string | number | undefined])[];
  readonly isSaved: boolean;
  readonly reason: string | null;
  readonly days: number | null;
  readonly hoursLater: number;
}

const turns = oneof(
  constantFrom(1, 2, 4, 5, 8, 30).map((value) => [cap, value] as const),
  constantFrom(6, 10, undefined).map((value) => [week, value] as const),
  constantFrom(30, 60, 120, undefined).map((value) => [gap, value] as const),
  constantFrom('11:00', '12:00', '12:30', '16:00').map((value) => [from, value] as const),
  constantFrom('12:40', '13:00', '14:00', '16:01').map((value) => [to, value] as const),
);

const hoursLater = integer({ min: 0, max: 60 });

const anything: Arbitrary<Step> = record({
  who: constantFrom('operator', 'operator', 'supervisor'),
  of: constantFrom('running', 'running', 'lasting', 'shipped', 'template'),
  turns: array(turns, { maxLength: 3 }),
  isSaved: constantFrom(true, false, false, false),
  reason: constantFrom(null, '旺季'),
  days: constantFrom(null, 1, 3, 7, 9, -1),
  hoursLater,
});

/** Somebody without the mark saves what is in force once more, as it is or a little tighter. */
const savedAgain: Arbitrary<Step> = record({
  who: constantFrom('operator'),
  of: constantFrom('running'),
  turns: constantFrom([], [[gap, 120] as const], [[cap, 4] as const], [[cap, 6] as const], [[to, '14:00'] as const]),
  isSaved: constantFrom(false),
  reason: constantFrom(null),
  days: constantFrom(null, 1, 7),
  hoursLater,
});

/** Somebody with the mark loosens for some days what is in force. */
const loosened: Arbitrary<Step> = record({
  who: constantFrom('supervisor'),
  of: constantFrom('running', 'lasting'),
  turns: constantFrom([[cap, 30] as const], [[gap, 30] as const], [[from, '12:30'] as const]),
  isSaved: constantFrom(false),
  reason: constantFrom('旺季'),
  days: constantFrom(1, 3, 7),
  hoursLater,
});

const steps = oneof(anything, savedAgain, loosened);

/** How much a plan lets through, rule by rule, without asking which way is tighter: more is looser in each. */
function looseness(plan: Plan): readonly number[] {
  const rename = plan.stages[4]?.caps.group_rename;
  const lunch = plan.restWindows.find(({ id }) => id === 'lunch');
  const isOpen = (minute: number): boolean => {
    if (lunch?.kind !== 'daily') return true;
    const { fromMinute, toMinute } = lunch;
    const isInside =
      fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
    return !isInside;
  };
  const minutes = Array.from({ length: 144 }, (_none, tenth) => Number(isOpen(tenth * 10)));
  return [
    rename?.perDay ?? Infinity,
    rename?.perWeek ?? Infinity,
    -(plan.intervals.minSeconds.group_rename ?? 0),
    ...minutes,
  ];
}

function isAsTight(plan: Plan, as: Plan): boolean {
  const bounds = looseness(as);
  return looseness(plan).every((value, index) => value <= (bounds[index] ?? 0));
}

/** What a supervisor said yes to: for good, and for a while. */
class Approvals {
  readonly shipped: Plan;
  #lasting: Plan;
  #passing: { readonly plan: Plan; readonly untilAt: number }[] = [];

  constructor(shipped: Plan) {
    this.shipped = shipped;
    this.#lasting = shipped;
  }

  get lasting(): Plan {
    return this.#lasting;
  }

  give(plan: Plan, { reason }: Step, untilAt: number | null): void {
    if (isAsTight(plan, this.#lasting) || (reason !== null && isAsTight(plan, this.shipped))) this.#lasting = plan;
    else if (reason !== null && untilAt !== null) this.#passing.push({ plan, untilAt });
  }

  covers(plan: Plan, now: number): boolean {
    return (
      isAsTight(plan, this.#lasting) || this.#passing.some((each) => now < each.untilAt && isAsTight(plan, each.plan))
    );
  }
}

class SavingDesk {
  readonly bench = new DeskBench();
  readonly approvals = new Approvals(this.bench.desk.ground.shelf.shipped);
  #version = 1;
  done = 0;
  readonly #accountId: string;

  private constructor(accountId: (bench: DeskBench) => string) {
    this.#accountId = accountId(this.bench);
  }

  /** An account under the shipped plan, which a supervisor gave it. */
  static async begun(): Promise<SavingDesk> {
    const desk = new SavingDesk((bench) => bench.account('real-1'));
    const source = { kind: 'text', text: desk.bench.desk.ground.shelf.shippedText } as const;
    await desk.bench.tell('plans.assign', { accountIds: [desk.#accountId], source, reason: null, untilAt: null });
    return desk;
  }

  async inForce(): Promise<Plan> {
    const { text } = await this.bench.tell('plans.get', { kind: 'account', accountId: this.#accountId });
    return sound(readPlan('plan.yaml', text, null).plan);
  }

  async take(step: Step): Promise<void> {
    this.bench.operator = step.who === 'operator' ? wang : lead;
    const { plan } = planWithRules(await this.#ground(step), step.turns, null);
    if (plan === null) return;
    const now = this.bench.clock.now();
    const untilAt = step.days === null ? null : now + step.days * dayMs;
    const source = { kind: 'text', text: writePlan(plan) } as const;
    if (step.isSaved) return this.#save(plan, step);
    const order = { accountIds: [this.#accountId], source, reason: step.reason, untilAt };
    const { ok } = await this.bench.call('plans.assign', order);
    if (ok) this.done += 1;
    if (ok && step.who === 'supervisor') this.approvals.give(plan, step, untilAt);
  }

  async #ground({ of }: Step): Promise<Plan> {
    const { shipped } = this.approvals;
    if (of === 'running') return this.inForce();
    if (of === 'lasting') return this.approvals.lasting;
    if (of === 'shipped') return shipped;
    const found = await this.bench.call('plans.get', { kind: 'template', templateId: 'kept', version: null });
    return found.ok ? sound(readPlan('plan.yaml', found.value.text, null).plan) : shipped;
  }

  async #save(plan: Plan, { reason }: Step): Promise<void> {
    const text = writePlan({ ...plan, planId: 'kept', version: ++this.#version });
    await this.bench.call('plans.save', { text, reason });
  }

  /** Whatever is in force now, somebody with the mark said yes to it, and not only until earlier. */
  async check(): Promise<void> {
    const plan = await this.inForce();
    expect(this.approvals.covers(plan, this.bench.clock.now()), writePlan(plan)).toBe(true);
  }
}

function sound(plan: Plan | null): Plan {
  if (plan === null) throw new Error('the plan cannot be read');
  return plan;
}

describe('whoever saves and gives what in whatever order', { timeout: 240_000 }, () => {
  it('nothing is looser than a supervisor said, nor for longer', async () => {
    let done = 0;
    await assert(
      asyncProperty(array(steps, { minLength: 3, maxLength: 9 }), async (order) => {
        const desk = await SavingDesk.begun();
        for (const step of order) {
          await desk.take(step);
          await desk.check();
          await desk.bench.clock.advance(step.hoursLater * 3_600_000);
          await desk.check();
        }
        await desk.bench.clock.advance(8 * dayMs);
        expect(isAsTight(await desk.inForce(), desk.approvals.lasting)).toBe(true);
        done += desk.done;
      }),
      { numRuns: caseCount(20) },
    );
    expect(done).toBeGreaterThan(20);
  });
});
