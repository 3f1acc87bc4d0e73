import { describe, expect, test } from 'vitest';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('a practice account, on a virtual phone and under no plan', () => {
  test('acts at any hour, as often as it is asked to', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    await bench.clock.advance(15 * hourMs);
    for (let count = 0; count < 40; count++) bench.commit(accountId);
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
  });

  test('acts in ways that no plan knows', () => {
    const bench = new DeskBench();
    expect(bench.ask(bench.account('p1'), { action: 'test-write' })).toEqual({ kind: 'allowed' });
  });

  test('rests after a prompt of the platform all the same', () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    bench.desk.begin({ accountId, untilAt: 0, code: 'too-frequent' });
    const until = bench.clock.now() + 24 * hourMs;
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'cooldown', until });
    expect(bench.ask(accountId, { action: 'read' })).toMatchObject({ kind: 'held', reason: 'cooldown', until });
    expect(bench.accounts.get(accountId)?.cooldownUntilAt).toBe(until);
  });

  test('loses its practice with the first plan', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    const { templates } = await bench.tell('plans.list', {});
    const [shipped] = templates;
    if (shipped === undefined) throw new Error('no template');
    const source = { kind: 'template', templateId: shipped.templateId, version: null } as const;
    await bench.tell('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'stage-closed', until: null });
  });
});

describe('an account on a real phone', () => {
  test('is not even read by the console before it is under a plan', () => {
    const bench = new DeskBench();
    const accountId = bench.account('real-1');
    expect(bench.ask(accountId, { action: 'read' })).toEqual({ kind: 'held', reason: 'plan-not-started', until: null });
    expect(bench.ask(accountId, { action: 'read', mode: 'manual' })).toEqual({ kind: 'allowed' });
  });

  test.each(['assist', 'auto', 'manual'] as const)('writes nothing in S0, %s', (mode) => {
    const bench = new DeskBench();
    expect(bench.ask(bench.account('real-1'), { mode })).toMatchObject({ kind: 'held', reason: 'stage-closed' });
  });

  test('waits for a phone that is not fit, and says what is wrong with it', () => {
    const bench = new DeskBench();
    const accountId = bench.account('real-1');
    const { health } = bench.phones.get('real-1') ?? {};
    if (health === undefined) throw new Error('no phone');
    bench.phones.set('real-1', { state: 'offline', health, isVirtual: false });
    const answer = bench.ask(accountId, { mode: 'manual', action: 'by-hand' });
    expect(answer).toMatchObject({ kind: 'held', reason: 'device-hold', detail: { faults: 'offline' } });
  });

  test('does nothing that no plan knows', () => {
    const bench = new DeskBench();
    const answer = bench.ask(bench.account('real-1'), { action: 'test-write' });
    expect(answer).toMatchObject({ kind: 'never', reason: 'act-not-in-plan' });
  });

  test('that another one took the place of never acts there', () => {
    const bench = new DeskBench();
    const accountId = bench.account('real-1');
    bench.account('real-2');
    expect(bench.ask(accountId, { phoneId: 'real-2' })).toEqual({ kind: 'never', reason: 'account-moved' });
    expect(bench.ask(accountId, { phoneId: 'gone' })).toEqual({ kind: 'never', reason: 'phone-unknown' });
  });
});

describe('what was done counts', () => {
  test('from its mark on: the next act waits for the gap, to the millisecond', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
    bench.commit(accountId);
    const until = bench.clock.now() + minuteMs;
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'gap', until });
    await bench.clock.advance(minuteMs - 1);
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'gap', until });
    await bench.clock.advance(1);
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
  });

  test('against the day: the answer names the morning after, as the night comes in between', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const { cards } = await bench.tell('accounts.board', {});
    const limit = cards[0]?.budgets.find(
      ({ action, window }) => action === 'group_rename' && window === 'perDay',
    )?.limit;
    for (let count = 0; count < (limit ?? 0); count++) bench.commit(accountId, { at: bench.clock.now() - hourMs });
    const held = { kind: 'held', reason: 'day-cap', until: china('2026-03-03T08:00') };
    expect(bench.ask(accountId)).toMatchObject(held);
  });

  test('in a group over all accounts', async () => {
    const bench = new DeskBench();
    const [first, second] = [await bench.accountAt('S4', 'p1'), await bench.accountAt('S4', 'p2')];
    const at = bench.clock.now() - hourMs;
    bench.commit(first, { groupId: 'g', at });
    bench.commit(second, { groupId: 'g', at });
    expect(bench.ask(second, { groupId: 'g' })).toMatchObject({ reason: 'group-cap', until: at + 7 * 24 * hourMs });
    expect(bench.ask(second, { groupId: 'h' })).toEqual({ kind: 'allowed' });
  });

  test.each([
    ['engine', 'done', 10],
    ['operator', 'done', 10],
    ['engine', 'interrupted', 0],
    ['operator', 'interrupted', 10],
  ] as const)('as late as it can have been done: by the %s, %s', async (by, state, lateMinutes) => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const act = bench.commit(accountId, { by });
    await bench.clock.advance(10 * minuteMs);
    bench.desk.ended({ act, at: bench.clock.now(), state });
    const { lastAt } = bench.desk.ground.usage().ofAccount(accountId, 'group_rename');
    expect(lastAt).toBe(act.at + lateMinutes * minuteMs);
  });

  test('where somebody logged it, until it is taken back', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const act = { accountId, action: 'group_rename', groupId: 'g1', at: null, note: '' } as const;
    const { handActId } = await bench.tell('accounts.logAct', { ...act, amount: 1, corrects: null });
    expect(bench.ask(accountId)).toMatchObject({ reason: 'gap' });
    await bench.tell('accounts.logAct', { ...act, amount: 0, corrects: handActId });
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
    expect(await bench.call('accounts.logAct', { ...act, amount: 0, corrects: handActId })).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'last-correction' } },
    });
  });

  test('by hand after a restart as well', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const act = { accountId, action: 'group_rename', groupId: 'g1', at: null, note: '' } as const;
    const { handActId } = await bench.tell('accounts.logAct', { ...act, amount: 1, corrects: null });
    const again = new DeskBench({ store: bench.store, clock: bench.clock });
    again.account('phone-S4');
    expect(again.ask(accountId)).toMatchObject({ reason: 'gap' });
    await bench.tell('accounts.logAct', { ...act, amount: 0, corrects: handActId });
    const last = new DeskBench({ store: bench.store, clock: bench.clock });
    last.account('phone-S4');
    expect(last.ask(accountId)).toEqual({ kind: 'allowed' });
  });
});

describe('prompts of the platform', () => {
  test('close for a day, the second one within a week for three, and the third one costs a stage', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    const rests: number[] = [];
    for (let count = 0; count < 3; count++) {
      bench.desk.begin({ accountId, untilAt: 0, code: 'too-frequent' });
      rests.push(((bench.desk.restOf(accountId)?.untilAt ?? 0) - bench.clock.now()) / hourMs);
      await bench.clock.advance(24 * hourMs);
    }
    expect(rests).toEqual([24, 72, 72]);
    const { card } = await bench.tell('accounts.detail', { accountId });
    expect([card.stageId, card.condition]).toEqual(['S5', 'cooldown']);
  });

  test('of an older release are carried over', () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    const setAt = bench.clock.now() - hourMs;
    bench.store
      .prepare<[string, number, number]>("INSERT INTO accountCooldown VALUES (?, ?, 'too-frequent', ?)")
      .run(accountId, setAt + 24 * hourMs, setAt);
    const again = new DeskBench({ store: bench.store, clock: bench.clock });
    again.account('p1');
    expect(again.desk.restOf(accountId)).toMatchObject({ untilAt: setAt + 24 * hourMs });
  });
});

describe('whoever waits is told', () => {
  test('when an account becomes another by itself', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6');
    bench.desk.begin({ accountId, untilAt: 0, code: 'too-frequent' });
    expect(bench.ask(accountId)).toMatchObject({ reason: 'cooldown' });
    let told = 0;
    await bench.clock.advance(1);
    bench.gate.subscribe(() => void (told += 1));
    // The standing is another one with each midnight, at the latest.
    await bench.clock.advance(15 * hourMs);
    expect(told).toBeGreaterThan(0);
  });

  test('when somebody enters something', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    let told = 0;
    bench.gate.subscribe(() => void (told += 1));
    await bench.tell('accounts.reportSignal', { accountId, signalId: 'feature_ban', tool: null, at: null, note: '' });
    expect(told).toBe(1);
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'suspended', until: null });
    expect(bench.desk.isResting(accountId)).toBe(true);
  });
});

describe('a plan of several rows', () => {
  test('is answered as if each were done as soon as it may be', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const now = bench.clock.now();
    const ask = bench.gate.forPlan();
    const answers = Array.from({ length: 7 }, (_, row) => ask(bench.question(accountId, { groupId: `g${row}` })));
    expect(answers.slice(0, 3)).toMatchObject([
      { kind: 'allowed' },
      { kind: 'held', reason: 'gap', until: now + minuteMs },
      { kind: 'held', reason: 'gap', until: now + 2 * minuteMs },
    ]);
    expect(answers.slice(3).map((answer) => answer.kind === 'held' && answer.reason)).toEqual([
      'gap',
      'gap',
      'day-cap',
      'day-cap',
    ]);
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
  });

  test('tells of rows of a later day what holds them today, and that they open one after the other', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    for (let count = 0; count < 5; count++) bench.commit(accountId);
    await bench.clock.advance(hourMs);
    const ask = bench.gate.forPlan();
    const answers = [0, 1, 2].map((row) => ask(bench.question(accountId, { groupId: `g${row}` })));
    const morning = china('2026-03-03T08:00');
    expect(answers).toMatchObject(
      [0, 1, 2].map((row) => ({ kind: 'held', reason: 'day-cap', until: morning + row * minuteMs })),
    );
  });
});

describe('the time that accounts go by', () => {
  const ten = china('2026-03-02T10:00');

  test('is its own, and openings are told by the clock of whoever asks', async () => {
    const clock = new ManualClock(ten);
    const time = { laterMs: 0, now: () => clock.now() + time.laterMs };
    const bench = new DeskBench({ clock, time });
    const accountId = await bench.accountAt('S4');
    time.laterMs = 14 * hourMs;
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'rest-window', until: ten + 8 * hourMs });
  });

  test('that nobody knows holds what is counted, and nothing else', async () => {
    const doubt = { reason: 'time-unknown', until: null, detail: { why: 'no-phone' } } as const;
    const bench = new DeskBench({ time: { now: () => ten, doubt: () => doubt } });
    const accountId = await bench.accountAt('S4');
    const held = { kind: 'held', reason: 'time-unknown', until: null, detail: { why: 'no-phone' } };
    expect(bench.ask(accountId)).toMatchObject(held);
    expect(bench.ask(accountId, { action: 'read' })).toEqual({ kind: 'allowed' });
    expect(bench.ask(bench.account('practice'))).toEqual({ kind: 'allowed' });
    const detail = await bench.tell('accounts.detail', { accountId });
    expect(detail.card.gate.find(({ action }) => action === 'group_rename')).toMatchObject({ reason: 'time-unknown' });
  });
});

test('to how many groups one campaign goes is part of what jobs ask', async () => {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S5');
  const asked = (recipientCount: number) => bench.ask(accountId, { action: 'group_message_campaign', recipientCount });
  expect(asked(20)).toEqual({ kind: 'allowed' });
  expect(asked(21)).toMatchObject({ kind: 'never', reason: 'too-many-recipients', detail: { limit: 20 } });
});

test('an act that is logged by hand counts at once, and of the account nothing is found out anew for it', async () => {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S4');
  bench.ask(accountId);
  const known = bench.desk.ground.book.record(accountId);
  const act = {
    accountId,
    action: 'group_rename',
    groupId: null,
    groupName: '晨跑群',
    at: null,
    amount: 5,
    note: '',
    corrects: null,
  } as const;
  await bench.tell('accounts.logAct', act);
  expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'day-cap' });
  expect(bench.desk.ground.book.record(accountId)).toBe(known);
});
