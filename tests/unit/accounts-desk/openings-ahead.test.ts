import { describe, expect, test } from 'vitest';
import { planWithRules } from '../../../electron/accounts/plans/plan-change.ts';
import type { RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import type { GateQuestion } from '../../../electron/jobs/gate.ts';
import { china } from '../../support/accounts/account-life.ts';
import { CalendarBench } from '../../support/accounts/calendar-bench.ts';
import type { DeskBench } from '../../support/accounts/desk-bench.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const campaign = { action: 'group_message_campaign' } as const;

/** The demo account of S4 is in its first day of that stage, account day 16 of 30. */
const intoS5 = china('2026-03-17T08:00');

/** What the gate answers a millisecond before an instant, and at it. */
async function around(
  bench: DeskBench,
  accountId: string,
  { at, changes }: { readonly at: number; readonly changes: Partial<GateQuestion> },
): Promise<readonly string[]> {
  await bench.clock.advance(at - 1 - bench.clock.now());
  const before = bench.ask(accountId, changes);
  await bench.clock.advance(1);
  return [before.kind, bench.ask(accountId, changes).kind];
}

function withRules(plan: Plan, changes: Readonly<Record<string, RuleValue>>): string {
  const { plan: next, problems } = planWithRules(plan, new Map(Object.entries(changes)), null);
  if (next === null) throw new Error(JSON.stringify(problems));
  return writePlan(next);
}

/** Gives a plan that holds until then, and the one before holds again; null: it lasts. */
function give(bench: DeskBench, accountId: string, text: string, untilAt: number | null = null): void {
  const { plans, book } = bench.desk.ground;
  const at = bench.clock.now();
  bench.store.write(() =>
    plans.addPlan({ accountId, planTextId: plans.keepText(text), at, by: '班组长', reason: '试行', untilAt }),
  );
  book.forget(accountId);
}

describe('an act that the stage is too early for', () => {
  test('opens with the next stage where only its day is lacking', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
    expect(bench.ask(accountId, campaign)).toMatchObject({ kind: 'held', reason: 'stage-closed', until: intoS5 });
    expect(await around(bench, accountId, { at: intoS5, changes: campaign })).toEqual(['held', 'allowed']);
  });

  test('is told alike by the board, the day sheet, the calendar and the preview of a job', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    bench.accounts.setMode(accountId, 'auto');
    await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
    const { card } = await bench.tell('accounts.detail', { accountId });
    const { rows } = await bench.look('accounts.daySheet', {});
    const row = await bench.row(accountId);
    const said = [
      card.gate.find(({ action }) => action === campaign.action)?.untilAt,
      rows[0]?.acts.find(({ gate }) => gate.action === campaign.action)?.gate.untilAt,
      row.closed.find(({ action }) => action === campaign.action)?.untilAt,
      row.events.find(({ kind, what }) => kind === 'opens' && what === campaign.action)?.at,
    ];
    expect(said).toEqual([intoS5, intoS5, intoS5, intoS5]);
    const answer = bench.gate.forPlan()(bench.question(accountId, campaign));
    expect(answer).toMatchObject({ kind: 'held', until: intoS5, detail: { untilAt: intoS5 } });
  });

  test('is foreseen for the day on which the stage is there', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    bench.accounts.setMode(accountId, 'auto');
    await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
    const act = { ...campaign, tool: null, amount: 1, groupId: null, accountIds: [accountId] };
    const asked = { wanted: [act], caps: [], moreAccountIds: [], days: 30 };
    const { finishedAt, left } = await bench.tell('accounts.forecast', asked);
    expect({ finishedAt, left }).toEqual({ finishedAt: intoS5, left: [] });
    const soon = await bench.tell('accounts.forecast', { ...asked, days: 5 });
    expect(soon.left).toEqual([{ row: 0, reason: null, path: null }]);
  });

  test('opens for no account that is on no phone, however far anybody looks', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    bench.accounts.setMode(accountId, 'auto');
    await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
    const phoneId = bench.accounts.get(accountId)?.phoneId ?? '';
    bench.accounts.declare({ phoneId, account: { kind: 'none' }, nickname: null, messengerId: null });
    const { card } = await bench.tell('accounts.detail', { accountId });
    expect(card.gate.map(({ untilAt }) => untilAt)).toEqual(card.gate.map(() => null));
    const row = await bench.row(accountId);
    expect(row.stages.map(({ stageId }) => stageId)).toEqual(['S4', 'S5']);
    const closed = row.closed.filter(({ action }) => action === campaign.action);
    expect(closed.map(({ untilAt }) => untilAt)).toEqual(closed.map(() => null));
    expect(row.events.filter(({ kind }) => kind === 'opens')).toEqual([]);
    const act = { ...campaign, tool: null, amount: 1, groupId: null, accountIds: [accountId] };
    const asked = { wanted: [act], caps: [], moreAccountIds: [], days: 30 };
    const { acts, left } = await bench.tell('accounts.forecast', asked);
    expect({ acts, reasons: left.map(({ reason }) => reason) }).toEqual({ acts: [], reasons: ['device-hold'] });
  });

  test('waits for a person where one has to sign, and says for whom', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    expect(bench.ask(accountId, campaign)).toMatchObject({
      kind: 'held',
      reason: 'stage-closed',
      until: null,
      detail: { stageId: 'S4', lacks: 'sign-off', lacksStageId: 'S4' },
    });
  });

  test('waits for tasks, and names them', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S1');
    const answer = bench.ask(accountId, { action: 'rename-group' });
    if (answer.kind !== 'held') throw new Error(answer.kind);
    expect(answer).toMatchObject({ until: null, detail: { lacks: 'task', lacksStageId: 'S1' } });
    expect(answer.detail?.['tasksZh']).toContain('登录');
    expect(answer.detail?.['tasksEn']).toContain('log');
  });

  test('says what the stage lacks in which the account comes to a stand, not what is there already', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
    const text = withRules(bench.desk.ground.shelf.shipped, { 'tool_gates.消息群发.min_stage': 'S6' });
    give(bench, accountId, text);
    expect(bench.ask(accountId, campaign)).toMatchObject({
      until: null,
      detail: { stageId: 'S4', lacks: 'sign-off', lacksStageId: 'S5' },
    });
  });

  test('has no opening where no stage of the plan has it, and says so', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    const none = Object.fromEntries(
      ['S4', 'S5', 'S6'].map((stage) => [`stages.${stage}.caps.group_rename.per_day`, 0] as const),
    );
    give(bench, accountId, withRules(bench.desk.ground.shelf.shipped, none));
    const answer = bench.ask(accountId);
    expect(answer).toMatchObject({ reason: 'stage-closed', until: null, detail: { isInNoStage: true } });
  });
});

describe('what changes at a midnight', () => {
  test('is no reason to refuse for good what a higher stage has room for', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    const five = { action: 'group_rename', amount: 8 } as const;
    expect(bench.ask(accountId, five)).toMatchObject({ kind: 'never', reason: 'amount-over-cap' });
    await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
    expect(bench.ask(accountId, five)).toMatchObject({ kind: 'held', reason: 'amount-over-cap', until: intoS5 });
    expect(await around(bench, accountId, { at: intoS5, changes: five })).toEqual(['held', 'allowed']);
  });

  test('is the end of a plan as well', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    const none = withRules(bench.desk.ground.shelf.shipped, { 'stages.S4.caps.group_rename.per_day': 0 });
    const endsAt = bench.clock.now() + 2 * dayMs;
    give(bench, accountId, none, endsAt);
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'stage-closed', until: endsAt });
    expect(await around(bench, accountId, { at: endsAt, changes: {} })).toEqual(['held', 'allowed']);
  });

  test('is none where a virtual phone’s account is under no plan any more: it goes by the shipped one, never by practice', async () => {
    const bench = new CalendarBench();
    const accountId = bench.account('p1');
    const endsAt = bench.clock.now() + dayMs;
    give(bench, accountId, bench.desk.ground.shelf.shippedText, endsAt);
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'stage-closed', until: null });
    expect(await around(bench, accountId, { at: endsAt, changes: {} })).toEqual(['held', 'held']);
  });

  test('may close again what opens before it', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    const lasting = withRules(bench.desk.ground.shelf.shipped, { 'stages.S4.caps.group_rename.per_day': 0 });
    give(bench, accountId, lasting);
    give(bench, accountId, bench.desk.ground.shelf.shippedText, bench.clock.now() + 12 * hourMs);
    for (let count = 0; count < 5; count++) bench.commit(accountId);
    const answer = bench.ask(accountId);
    expect(answer).toMatchObject({
      kind: 'held',
      reason: 'day-cap',
      until: null,
      detail: { laterCode: 'stage-closed' },
    });
  });

  test('makes a row of a plan begin in the next stage with the rows before it counted there', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S4');
    await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
    await bench.clock.advance(14 * dayMs);
    const ask = bench.gate.forPlan();
    const untils = Array.from({ length: 12 }, (_none, row) => {
      const answer = ask(bench.question(accountId, { groupId: `g${row}` }));
      return answer.kind === 'held' ? answer.until : null;
    });
    // Five today; from midnight on it is S5, which has seven of them.
    expect(untils.slice(5)).toEqual(Array.from({ length: 7 }, (_none, row) => intoS5 + row * 60_000));
  });
});

describe('an opening that comes only after an account was left alone for too long', () => {
  test('is none that comes by itself: it is told until when somebody has to log in, and what opens then', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S5');
    const act = { accountId, action: 'group_owner_transfer', groupId: 'g1', note: '', amount: 2 } as const;
    await bench.tell('accounts.logAct', { ...act, at: null, corrects: null });
    const now = bench.clock.now();
    const transfer = { action: 'group_owner_transfer', groupId: 'g1' } as const;
    expect(bench.ask(accountId, transfer)).toMatchObject({
      kind: 'held',
      reason: 'group-cap',
      until: null,
      detail: { lacks: 'login', loginByAt: now + 30 * dayMs, couldAt: now + 90 * dayMs },
    });
    await bench.clock.advance(80 * dayMs);
    expect(bench.ask(accountId, transfer)).toMatchObject({ reason: 'stage-closed', detail: { stageId: 'S1' } });
  });

  test('is told as any other once it is near enough, and for as long as somebody is in it', async () => {
    const bench = new CalendarBench();
    const accountId = await bench.accountAt('S5');
    const act = { accountId, action: 'group_owner_transfer', groupId: 'g1', note: '', amount: 2 } as const;
    await bench.tell('accounts.logAct', { ...act, at: null, corrects: null });
    const opensAt = bench.clock.now() + 90 * dayMs;
    const transfer = { action: 'group_owner_transfer', groupId: 'g1' } as const;
    for (let days = 0; days < 80; days += 20) {
      await bench.clock.advance(20 * dayMs);
      const task = (await bench.tell('accounts.detail', { accountId })).checklist[0];
      if (task === undefined) throw new Error('no task');
      await bench.tell('accounts.tick', { accountId, taskId: task.taskId, day: null, proof: '存档' });
    }
    expect(bench.ask(accountId, transfer)).toMatchObject({ reason: 'group-cap', until: opensAt });
    expect(await around(bench, accountId, { at: opensAt, changes: transfer })).toEqual(['held', 'allowed']);
  });
});
