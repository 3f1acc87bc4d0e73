import { describe, expect, test } from 'vitest';
import { healthWith } from '../../support/accounts/fit-health.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const path = 'health.signals.device_unhealthy';

function withVersion(bench: DeskBench, phoneId: string, messengerVersion: string | null): void {
  const phone = bench.phones.get(phoneId);
  if (phone === undefined) throw new Error(phoneId);
  bench.phones.set(phoneId, { ...phone, facts: { messengerVersion } });
  bench.desk.notePhone(phoneId);
}

async function seen() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S6', 'p1');
  withVersion(bench, 'p1', '8.0.50');
  return { bench, accountId };
}

async function lonely() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S6', 'p1');
  const detail = () => bench.tell('accounts.detail', { accountId });
  const restarts = async () => (await timelineOf(bench, accountId, { kind: 'restart' })).entries;
  return { bench, accountId, detail, restarts };
}

describe('a messenger that was updated', () => {
  test('holds what waits for its phone until the phone passes its check again', async () => {
    const { bench, accountId } = await seen();
    expect(bench.ask(accountId)).not.toMatchObject({ reason: 'device-hold' });
    withVersion(bench, 'p1', '8.0.54');
    const held = { kind: 'held', reason: 'device-hold', detail: { faults: 'messenger-changed', path } };
    expect(bench.ask(accountId)).toMatchObject(held);
    bench.desk.passCheck('p1', '8.0.54');
    expect(bench.ask(accountId)).not.toMatchObject({ reason: 'device-hold' });
  });

  test('is still that after a restart, and one that cannot be read is not taken for another', async () => {
    const { bench, accountId } = await seen();
    withVersion(bench, 'p1', '8.0.54');
    const again = new DeskBench({ store: bench.store, clock: bench.clock });
    for (const [phoneId, phone] of bench.phones) again.phones.set(phoneId, phone);
    expect(again.ask(accountId)).toMatchObject({ reason: 'device-hold' });
    withVersion(again, 'p1', null);
    expect(again.ask(accountId)).not.toMatchObject({ reason: 'device-hold' });
  });
});

test('a phone is judged by the plan of the account on it, however strict that is', async () => {
  const bench = new DeskBench();
  const [strict, usual] = [await bench.accountAt('S6', 'p1'), await bench.accountAt('S6', 'p2')];
  const health = healthWith({ 'battery-level': 40 });
  for (const [phoneId, phone] of bench.phones) bench.phones.set(phoneId, { ...phone, health });
  const { text } = await bench.tell('plans.get', { kind: 'account', accountId: strict });
  const source = { kind: 'text', text: text.replace('battery < 20 %', 'battery < 50 %') } as const;
  await bench.tell('plans.assign', { accountIds: [strict], source, reason: null, untilAt: null });
  expect(bench.ask(strict)).toMatchObject({ reason: 'device-hold', detail: { faults: 'battery-low' } });
  expect(bench.ask(usual)).toEqual({ kind: 'allowed' });
  const { card } = await bench.tell('accounts.detail', { accountId: strict });
  expect(card.gate.find(({ action }) => action === 'group_rename')).toMatchObject({ reason: 'device-hold' });
});

describe('an account that nobody is in', () => {
  test('for thirty days begins anew at that moment, by itself, and once', async () => {
    const { bench, detail, restarts } = await lonely();
    const lastAt = bench.clock.now();
    await bench.clock.advance(30 * dayMs - 1);
    expect(await restarts()).toEqual([]);
    await bench.clock.advance(hourMs);
    expect(await restarts()).toMatchObject([{ at: lastAt + 30 * dayMs, what: 'no-login', by: '' }]);
    expect((await detail()).card.stageId).toBe('S1');
    expect(bench.notes.at(-1)).toMatchObject({ action: 'accounts.noLogin', params: { days: 30 } });
    await bench.clock.advance(40 * dayMs);
    expect(await restarts()).toHaveLength(1);
  });

  test.each(['a reading', 'a tick', 'an act by hand'])('%s is a login', async (sign) => {
    const { bench, accountId, detail, restarts } = await lonely();
    await bench.clock.advance(20 * dayMs);
    if (sign === 'a reading') bench.accounts.recordIdentity('p1', { nickname: '张三', messengerId: 'desk_001' });
    if (sign === 'a tick') {
      const [task] = (await detail()).checklist;
      await bench.tell('accounts.tick', { accountId, taskId: task?.taskId ?? '', day: null, proof: 'x' });
    }
    if (sign === 'an act by hand') {
      const act = { action: 'moments_post', groupId: null, at: null, amount: 1, note: '', corrects: null } as const;
      await bench.tell('accounts.logAct', { accountId, ...act });
    }
    await bench.clock.advance(29 * dayMs);
    expect(await restarts()).toEqual([]);
    await bench.clock.advance(2 * dayMs);
    expect(await restarts()).toHaveLength(1);
  });

  test('is found out at the next start where the console was off', async () => {
    const { bench, accountId } = await lonely();
    bench.desk.dispose();
    await bench.clock.advance(31 * dayMs);
    const again = new DeskBench({ store: bench.store, clock: bench.clock });
    again.account('p1');
    const { entries } = await timelineOf(again, accountId, { kind: 'restart' });
    expect(entries).toMatchObject([{ what: 'no-login' }]);
  });

  test('is not found out by a time that nobody knows', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S6', 'p1');
    bench.desk.dispose();
    const doubt = { reason: 'time-unknown', until: null, detail: {} } as const;
    const time = { now: () => bench.clock.now() + 90 * dayMs, doubt: () => doubt };
    const again = new DeskBench({ store: bench.store, clock: bench.clock, time });
    again.account('p1');
    const { entries } = await timelineOf(again, accountId, { kind: 'restart' });
    expect(entries).toEqual([]);
  });

  test('before its page comes up again, has begun anew by then', async () => {
    const { bench, accountId, restarts } = await lonely();
    bench.desk.dispose();
    await bench.clock.advance(31 * dayMs);
    bench.accounts.recordIdentity('p1', { nickname: '张三', messengerId: 'desk_001' });
    expect(await restarts()).toMatchObject([{ what: 'no-login' }]);
    expect(bench.accounts.get(accountId)?.identityReadAt).toBe(bench.clock.now());
  });
});
