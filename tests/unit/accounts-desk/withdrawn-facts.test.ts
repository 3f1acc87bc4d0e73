import { describe, expect, test } from 'vitest';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { DeskBench, lead, wang } from '../../support/accounts/desk-bench.ts';

const minuteMs = 60_000;
type Kind = ProcedureInput<'accounts.withdrawFact'>['kind'];

/** An account of S6, and how somebody takes back the last thing of a kind that was entered of it. */
async function grown() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S6');
  const detail = () => bench.tell('accounts.detail', { accountId });
  const stage = async () => (await detail()).card.stageId;
  const withdraw = async (kind: Kind, reason = '点错了账号') => {
    const factId = (await detail()).entered.find((fact) => fact.kind === kind)?.factId ?? 0;
    return bench.call('accounts.withdrawFact', { accountId, kind, factId, reason });
  };
  return { bench, accountId, detail, stage, withdraw };
}

describe('what was entered by mistake', () => {
  test('is taken back by a supervisor who says why: the account stands where it stood', async () => {
    const { bench, accountId, stage, withdraw, detail } = await grown();
    await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    expect(await stage()).toBe('S1');
    await bench.clock.advance(minuteMs);
    expect(await withdraw('restart')).toMatchObject({ ok: true });
    expect(await stage()).toBe('S6');
    expect(bench.notes.at(-1)).toMatchObject({
      action: 'accounts.withdrawFact',
      subject: accountId,
      params: { kind: 'restart', what: 'first-unblock', reason: '点错了账号' },
    });
    expect((await detail()).entered.filter(({ kind }) => kind === 'restart')).toEqual([]);
    // The next one is the first again.
    await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    expect(bench.notes.at(-1)).toMatchObject({ params: { event: 'first-unblock' } });
  });

  test('may be a signal, which then never was', async () => {
    const { bench, accountId, withdraw, detail } = await grown();
    const seen = { accountId, signalId: 'feature_ban', tool: null, at: null, note: '' } as const;
    await bench.tell('accounts.reportSignal', seen);
    expect((await detail()).card.condition).toBe('suspended');
    expect(await withdraw('signal')).toMatchObject({ ok: true });
    expect([(await detail()).card.condition, (await detail()).signals]).toEqual(['normal', []]);
  });

  test('may be a sign-off, which is wanted again then', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
    const lacks = async () =>
      (await bench.tell('accounts.detail', { accountId })).card.missing.some(({ kind }) => kind === 'sign-off');
    expect(await lacks()).toBe(false);
    const { entered } = await bench.tell('accounts.detail', { accountId });
    const factId = entered.find(({ kind, what }) => kind === 'sign-off' && what === 'S4')?.factId ?? 0;
    await bench.tell('accounts.withdrawFact', { accountId, kind: 'sign-off', factId, reason: '签早了' });
    expect(await lacks()).toBe(true);
  });

  test('stays for an ordinary operator, and without a reason', async () => {
    const { bench, accountId, stage, withdraw } = await grown();
    await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    bench.operator = wang;
    expect(await withdraw('restart')).toMatchObject({ error: { code: 'supervisor-required' } });
    bench.operator = lead;
    bench.isProven = false;
    expect(await withdraw('restart')).toMatchObject({ error: { code: 'supervisor-pin-required' } });
    expect(await stage()).toBe('S1');
  });

  test('is taken back once, and of that account alone', async () => {
    const { bench, accountId, detail } = await grown();
    const other = await bench.accountAt('S6', 'other');
    await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    const factId = (await detail()).entered.find(({ kind }) => kind === 'restart')?.factId ?? 0;
    const order = { kind: 'restart', factId, reason: '点错了' } as const;
    const unknown = { error: { code: 'invalid-input', detail: { rule: 'known-fact' } } };
    expect(await bench.call('accounts.withdrawFact', { ...order, accountId: other })).toMatchObject(unknown);
    await bench.tell('accounts.withdrawFact', { ...order, accountId });
    expect(await bench.call('accounts.withdrawFact', { ...order, accountId })).toMatchObject(unknown);
  });

  test('is not what the console found out itself', async () => {
    const { bench, accountId, detail } = await grown();
    bench.desk.ground.facts.addSignal(accountId, {
      signalId: 'failure_rate',
      tool: 'group_rename',
      at: bench.clock.now(),
      source: 'results',
      reportedBy: '',
      note: '',
    });
    bench.desk.ground.facts.restart(accountId, { event: 'no-login', at: bench.clock.now(), by: '' });
    bench.desk.ground.book.forget(accountId);
    const found = (await detail()).entered.filter(({ kind }) => kind !== 'sign-off');
    expect(found).toEqual([]);
  });
});

async function kept() {
  const ground = await grown();
  const { startedOn } = (await ground.detail()).card;
  const fields = { accountId: ground.accountId, team: '', notes: '', startedOn };
  await ground.bench.tell('accounts.setFields', { ...fields, custodian: '张珊' });
  return { ...ground, fields };
}

describe('a custodian’s name', () => {
  test('is spelt right by a supervisor, and the account goes on', async () => {
    const { bench, fields, stage } = await kept();
    await bench.tell('accounts.setFields', { ...fields, custodian: '张姗', isSpelling: true });
    expect(await stage()).toBe('S6');
    expect(bench.notes.at(-1)).toMatchObject({
      params: { before: '张珊', custodian: '张姗', isHandedOver: false, isSpelling: true },
    });
  });

  test('is no matter of spelling for anybody else', async () => {
    const { bench, fields, stage, detail } = await kept();
    bench.operator = wang;
    expect(await bench.call('accounts.setFields', { ...fields, custodian: '张姗', isSpelling: true })).toMatchObject({
      error: { code: 'supervisor-required' },
    });
    expect([await stage(), (await detail()).card.custodian]).toEqual(['S6', '张珊']);
  });
});

describe('what a new beginning costs is told before', () => {
  test.each([
    // Account day 1 of S1 is tomorrow, S6 begins with day 91.
    ['new-phone', 'S1', '2026-06-01'],
    ['custodian-change', 'S2', '2026-05-29'],
    // Its thirty days are over long before.
    ['no-login', 'S1', '2026-06-01'],
  ] as const)('%s leads to %s, and back to S6 on %s at the earliest', async (event, stageId, earliestBackOn) => {
    const { bench, accountId, stage } = await grown();
    const outlook = await bench.tell('accounts.restartOutlook', { accountId, event });
    expect(outlook).toEqual({ fromStageId: 'S6', stageId, earliestBackOn });
    await bench.tell('accounts.restart', { accountId, event });
    expect(await stage()).toBe(stageId);
  });

  test('the third unblock leads to S0 and its thirty days', async () => {
    const { bench, accountId } = await grown();
    for (let count = 0; count < 2; count++) await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    const outlook = await bench.tell('accounts.restartOutlook', { accountId, event: 'unblock' });
    expect(outlook).toEqual({ fromStageId: 'S1', stageId: 'S0', earliestBackOn: '2026-04-02' });
  });
});
