import { describe, expect, test } from 'vitest';
import { planWithRules } from '../../../electron/accounts/plans/plan-change.ts';
import type { RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';

const dayMs = 24 * 60 * 60_000;

type Rules = readonly (readonly [path: string, value: RuleValue | undefined])[];

/** The shipped plan with other rules, whatever they lift. */
function planText(bench: DeskBench, rules: Rules): string {
  const { plan, problems } = planWithRules(bench.desk.ground.shelf.shipped, rules, null);
  if (plan === null) throw new Error(JSON.stringify(problems));
  return writePlan(plan);
}

function forAWeek(bench: DeskBench, accountId: string, text: string): ProcedureInput<'plans.assign'> {
  const source = { kind: 'text', text } as const;
  return { accountIds: [accountId], source, reason: '旺季', untilAt: bench.clock.now() + 7 * dayMs };
}

async function stageOf(bench: DeskBench, accountId: string): Promise<string> {
  return (await bench.tell('accounts.detail', { accountId })).card.stageId;
}

/** Stages that only days hold. */
const onlyDays: Rules = [
  ['stages.S1.exit_gate', ['day >= 3']],
  ['stages.S2.exit_gate', ['day >= 7']],
  ['stages.S3.exit_gate', ['day >= 14']],
  ['stages.S4.exit_gate', ['day >= 30']],
];

describe('the hard zeros, lifted by a plan that says nothing of them,', () => {
  test('stand where a supervisor takes tasks and clean days out of the way to the next stage', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S1');
    await bench.clock.advance(25 * dayMs);
    expect(await stageOf(bench, accountId)).toBe('S1');
    const given = await bench.call('plans.assign', forAWeek(bench, accountId, planText(bench, onlyDays)));
    expect(given).toMatchObject({ error: { code: 'plan-broken', detail: { problem: 'zero-exit-loosened' } } });
    expect(await stageOf(bench, accountId)).toBe('S1');
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'stage-closed' });
  });

  test('stand where a supervisor lets an account begin anew above them', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    await bench.clock.advance(dayMs);
    expect(await stageOf(bench, accountId)).toBe('S1');
    const text = planText(bench, [['re_onboarding.1.restart_at', 'S6']]);
    const given = await bench.call('plans.assign', forAWeek(bench, accountId, text));
    expect(given).toMatchObject({ error: { code: 'plan-broken', detail: { problem: 'zero-restart-loosened' } } });
    expect(await stageOf(bench, accountId)).toBe('S1');
  });

  test('stand over what a stored plan of an older release let through: what was past then stays as it was judged', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S1');
    await bench.clock.advance(25 * dayMs);
    const { plans, book } = bench.desk.ground;
    const at = bench.clock.now();
    const planTextId = plans.keepText(planText(bench, onlyDays));
    plans.addPlan({ accountId, planTextId, at, by: '班组长', reason: '旺季', untilAt: at + 7 * dayMs });
    book.forget(accountId);
    expect(await stageOf(bench, accountId)).toBe('S1');
  });
});

describe('a stage without hard zeros', () => {
  const early: Rules = [['stages.S4.exit_gate', ['day >= 30']]];

  test('is left sooner by a loosened plan, at a midnight of its own days, and is back when that ends', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    await bench.clock.advance(20 * dayMs);
    expect(await stageOf(bench, accountId)).toBe('S4');
    await bench.tell('plans.assign', forAWeek(bench, accountId, planText(bench, early)));
    expect(await stageOf(bench, accountId)).toBe('S4');
    await bench.clock.advance(dayMs);
    expect(await stageOf(bench, accountId)).toBe('S5');
    await bench.clock.advance(6 * dayMs);
    expect(await stageOf(bench, accountId)).toBe('S4');
  });

  test('is told before as it will be', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    await bench.clock.advance(20 * dayMs);
    const order = forAWeek(bench, accountId, planText(bench, early));
    expect((await bench.tell('plans.previewAssign', order)).stages).toMatchObject([{ before: 'S4', after: 'S4' }]);
  });
});

describe('an account on a virtual phone', () => {
  test('goes on by the shipped plan when its first one, given for a while, is over', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    const text = planText(bench, [['stages.S4.caps.group_rename.per_day', 30]]);
    await bench.tell('plans.assign', forAWeek(bench, accountId, text));
    await bench.clock.advance(8 * dayMs);
    const { card } = await bench.tell('accounts.detail', { accountId });
    expect(card).toMatchObject({ stageId: 'S0', isPractice: false });
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'stage-closed' });
  });

  test('is one for practice as long as nobody gave it a plan', async () => {
    const bench = new DeskBench();
    const { card } = await bench.tell('accounts.detail', { accountId: bench.account('p1') });
    expect(card).toMatchObject({ stageId: 'S6', isPractice: true });
  });
});
