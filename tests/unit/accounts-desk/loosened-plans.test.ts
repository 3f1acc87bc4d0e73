import { describe, expect, test } from 'vitest';
import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import { rulesOf, type RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { DeskBench, lead, wang } from '../../support/accounts/desk-bench.ts';

const dayMs = 86_400_000;
const cap = 'stages.S4.caps.group_rename.per_day';
const other = 'stages.S4.caps.group_announcement.per_day';

/** The shipped plan with other numbers. */
function planText(bench: DeskBench, changes: Readonly<Record<string, RuleValue>>): string {
  let { shipped: plan } = bench.desk.ground.shelf;
  for (const [path, value] of Object.entries(changes)) {
    const reading = planWith(plan, path, value, null);
    if (reading.plan === null) throw new Error(JSON.stringify(reading.problems));
    ({ plan } = reading);
  }
  return writePlan(plan);
}

type Order = ProcedureInput<'plans.assign'>;

class LoosenedDesk {
  readonly bench: DeskBench;
  readonly accountId: string;
  readonly endsAt: number;

  private constructor(bench: DeskBench, accountId: string) {
    this.bench = bench;
    this.accountId = accountId;
    this.endsAt = bench.clock.now() + 6 * dayMs;
  }

  /** A supervisor raised its renames to 30 a day for six days. */
  static async at(): Promise<LoosenedDesk> {
    const bench = new DeskBench();
    const desk = new LoosenedDesk(bench, await bench.accountAt('S4'));
    await bench.tell('plans.assign', desk.order({ [cap]: 30 }, { reason: '旺季', untilAt: desk.endsAt }));
    bench.operator = wang;
    return desk;
  }

  order(changes: Readonly<Record<string, RuleValue>>, given: Partial<Order> = {}): Order {
    const source = { kind: 'text', text: planText(this.bench, changes) } as const;
    return { accountIds: [this.accountId], source, reason: null, untilAt: null, ...given };
  }

  /** What the plan in force says. */
  async rule(path: string): Promise<RuleValue | undefined> {
    const { text } = await this.bench.tell('plans.get', { kind: 'account', accountId: this.accountId });
    const { plan } = readPlan('plan.yaml', text, null);
    return plan === null ? undefined : rulesOf(plan).get(path);
  }
}

describe('a plan that was loosened for a while', () => {
  test('ends when it was to end, whoever saves it in between', async () => {
    const desk = await LoosenedDesk.at();
    await desk.bench.clock.advance(dayMs);
    await desk.bench.tell('plans.assign', desk.order({ [cap]: 30 }));
    expect(await desk.rule(cap)).toBe(30);
    await desk.bench.clock.advance(5 * dayMs);
    expect(await desk.rule(cap)).toBe(5);
  });

  test('is tightened by anybody, and the plan before it holds again at its end', async () => {
    const desk = await LoosenedDesk.at();
    await desk.bench.tell('plans.assign', desk.order({ [cap]: 20, [other]: 1 }));
    expect([await desk.rule(cap), await desk.rule(other)]).toEqual([20, 1]);
    await desk.bench.clock.advance(6 * dayMs);
    expect([await desk.rule(cap), await desk.rule(other)]).toEqual([5, 3]);
  });

  test('is ended before its time by anybody who goes below the plan that lasts', async () => {
    const desk = await LoosenedDesk.at();
    await desk.bench.tell('plans.assign', desk.order({ [cap]: 4 }));
    await desk.bench.clock.advance(20 * dayMs);
    expect(await desk.rule(cap)).toBe(4);
  });

  test('does not take the tightening with it that was there before', async () => {
    const desk = await LoosenedDesk.at();
    desk.bench.operator = lead;
    await desk.bench.tell('plans.assign', desk.order({ [cap]: 2 }));
    await desk.bench.tell('plans.assign', desk.order({ [cap]: 30 }, { reason: '旺季', untilAt: desk.endsAt }));
    desk.bench.operator = wang;
    await desk.bench.tell('plans.assign', desk.order({ [cap]: 4 }));
    expect(await desk.rule(cap)).toBe(4);
    await desk.bench.clock.advance(6 * dayMs);
    expect(await desk.rule(cap)).toBe(2);
  });

  test('is prolonged by nobody unawares: a supervisor says why and until when', async () => {
    const desk = await LoosenedDesk.at();
    const later = { reason: '再延', untilAt: desk.endsAt + dayMs };
    expect(await desk.bench.call('plans.assign', desk.order({ [cap]: 30 }, later))).toMatchObject({
      error: { code: 'plan-loosens', detail: { needs: 'supervisor' } },
    });
    desk.bench.operator = lead;
    const unsaid = desk.order({ [cap]: 30 }, { untilAt: desk.endsAt + 1 });
    expect(await desk.bench.call('plans.assign', unsaid)).toMatchObject({ error: { detail: { needs: 'reason' } } });
    await desk.bench.tell('plans.assign', desk.order({ [cap]: 30 }, later));
    await desk.bench.clock.advance(6 * dayMs);
    expect(await desk.rule(cap)).toBe(30);
    await desk.bench.clock.advance(dayMs);
    expect(await desk.rule(cap)).toBe(5);
  });

  test('says in the preview until when it runs, and when what is given would end', async () => {
    const desk = await LoosenedDesk.at();
    const told = async (changes: Readonly<Record<string, RuleValue>>) =>
      (await desk.bench.tell('plans.previewAssign', desk.order(changes))).groups;
    expect(await told({ [cap]: 20 })).toMatchObject([
      { runsUntilAt: desk.endsAt, endsAt: desk.endsAt, needs: [], diff: [{ path: cap, from: '5', to: '20' }] },
    ]);
    expect(await told({ [cap]: 4 })).toMatchObject([{ runsUntilAt: desk.endsAt, endsAt: null, needs: [] }]);
    expect(await told({ [cap]: 31 })).toMatchObject([{ endsAt: null, needs: ['supervisor', 'reason', 'expiry'] }]);
  });
});

/** As a release stored it that knew a word more. */
function unreadable(bench: DeskBench, accountId: string): void {
  const { plans, book, shelf } = bench.desk.ground;
  const text = planText(bench, { [cap]: 1 }).replace('too_frequent_prompt', 'a_signal_of_tomorrow');
  const at = bench.clock.now();
  plans.addPlan({ accountId, planTextId: plans.keepText(text), at, by: '小王', reason: null, untilAt: null });
  plans.addTemplate({
    templateId: 'later',
    version: 1,
    planTextId: plans.keepText(text),
    savedBy: '小王',
    savedAt: at,
  });
  book.forget(accountId);
  expect(shelf.shippedText).not.toBe(text);
}

describe('a stored plan that this release cannot read', () => {
  test('closes the account by a code of its own', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    expect(bench.ask(accountId)).toMatchObject({ kind: 'allowed' });
    unreadable(bench, accountId);
    const closed = { kind: 'held', reason: 'plan-unreadable', until: null };
    expect(bench.ask(accountId)).toMatchObject(closed);
    expect(bench.ask(accountId, { action: 'read' })).toMatchObject(closed);
    expect(bench.ask(accountId, { action: 'read', mode: 'manual' })).toEqual({ kind: 'allowed' });
  });

  test('is said so wherever the account and the plan are told of', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    unreadable(bench, accountId);
    const { card, plan } = await bench.tell('accounts.detail', { accountId });
    expect(new Set(card.gate.map(({ reason }) => reason))).toEqual(new Set(['plan-unreadable']));
    expect(plan).toMatchObject({ isGiven: true, isUnreadable: true });
    const { accounts, templates } = await bench.tell('plans.list', {});
    expect(accounts).toMatchObject([{ kind: 'unreadable', plan: null }]);
    expect(templates.find(({ templateId }) => templateId === 'later')).toMatchObject({ title: null });
  });

  test('gives way to another by a supervisor only: nobody knows how tight it was', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    unreadable(bench, accountId);
    const source = { kind: 'text', text: planText(bench, { [cap]: 1 }) } as const;
    const order = { accountIds: [accountId], source, reason: null, untilAt: null };
    bench.operator = wang;
    expect(await bench.call('plans.assign', order)).toMatchObject({
      error: { code: 'plan-loosens', detail: { needs: 'supervisor, reason' } },
    });
    bench.operator = lead;
    await bench.tell('plans.assign', { ...order, reason: '升级后重给' });
    expect(bench.ask(accountId)).toMatchObject({ kind: 'allowed' });
  });
});
