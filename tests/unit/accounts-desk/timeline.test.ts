import { describe, expect, test } from 'vitest';
import type { TimelineEntry } from '../../../electron/contract/account-timeline.ts';
import { changedPlan } from '../../support/accounts/changed-plan.ts';
import { DeskBench, lead } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';

const dayMs = 86_400_000;
const path = 'stages.S4.caps.group_rename.per_day';
const act = { action: 'group_rename', groupId: 'g', amount: 1, corrects: null } as const;

async function started() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S4');
  const page = (change: Parameters<typeof timelineOf>[2] = {}) => timelineOf(bench, accountId, change);
  return { bench, accountId, page };
}

describe('the timeline of an account', () => {
  test('is told to its end, page by page, however much there is, newest first and nothing twice', async () => {
    const { bench, accountId, page } = await started();
    for (let index = 0; index < 450; index++)
      await bench.tell('accounts.logAct', { ...act, accountId, at: null, note: String(index) });
    const told: TimelineEntry[] = [];
    for (let next = await page({ limit: 60 }); ; next = await page({ limit: 60, before: told.at(-1) ?? null })) {
      told.push(...next.entries);
      if (!next.hasMore) break;
    }
    const acts = told.filter(({ kind }) => kind === 'hand-act');
    expect(acts.map(({ text }) => Number(text))).toEqual(acts.map((_entry, index) => 449 - index));
    expect(acts).toHaveLength(450);
    expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
    expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).toSorted((one, other) => other - one));
  });

  test('tells one kind alone, from its own beginning', async () => {
    const { bench, accountId, page } = await started();
    for (let index = 0; index < 30; index++)
      await bench.tell('accounts.logAct', { ...act, accountId, at: null, note: '' });
    const { entries, hasMore } = await page({ kind: 'plan', limit: 20 });
    expect(entries.map(({ kind }) => kind)).toEqual(['plan']);
    expect(hasMore).toBe(false);
  });

  test('begins with the day that is asked for', async () => {
    const { bench, accountId, page } = await started();
    await bench.tell('accounts.logAct', { ...act, accountId, at: null, note: 'first' });
    await bench.clock.advance(2 * dayMs);
    await bench.tell('accounts.logAct', { ...act, accountId, at: null, note: 'second' });
    const { entries } = await page({ kind: 'hand-act', untilDay: '2026-03-03' });
    expect(entries.map(({ text }) => text)).toEqual(['first']);
  });

  test('tells of an account that is none that there is none', async () => {
    const { bench } = await started();
    const input = { accountId: 'nobody', kind: null, untilDay: null, before: null, limit: 20 };
    expect(await bench.call('accounts.timeline', input)).toMatchObject({ error: { code: 'account-not-found' } });
  });
});

describe('what changes leave in the timeline', () => {
  test('a tick that was withdrawn stays, and the withdrawal stands beside it', async () => {
    const { bench, accountId, page } = await started();
    const { checklist } = await bench.tell('accounts.detail', { accountId });
    const taskId = checklist.find(({ tick, proof }) => tick === null && proof === null)?.taskId ?? '';
    await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: null });
    const ticked = (await bench.tell('accounts.detail', { accountId })).checklist;
    const tickId = ticked.find((item) => item.taskId === taskId)?.tick?.tickId ?? 0;
    await bench.clock.advance(1_000);
    await bench.tell('accounts.untick', { accountId, tickId });
    const { entries } = await page();
    expect(entries.slice(0, 2)).toMatchObject([
      { kind: 'untick', what: taskId, by: lead.name },
      { kind: 'tick', what: taskId, by: lead.name },
    ]);
  });

  test('another mode, with the one before', async () => {
    const { bench, accountId, page } = await started();
    bench.accounts.setMode(accountId, 'manual');
    const { entries } = await page({ kind: 'mode' });
    expect(entries).toMatchObject([{ what: 'mode', by: lead.name, change: { before: 'auto', after: 'manual' } }]);
  });

  test('another custodian, team and day of start, and nothing for what stayed', async () => {
    const { bench, accountId, page } = await started();
    const { startedOn } = (await bench.tell('accounts.detail', { accountId })).card;
    const fields = { accountId, custodian: '张珊', team: '一组', notes: '', startedOn };
    await bench.tell('accounts.setFields', fields);
    await bench.clock.advance(1_000);
    await bench.tell('accounts.setFields', { ...fields, team: '二组', notes: '换组' });
    const { entries } = await page({ kind: 'fields' });
    expect(entries.map(({ what, change }) => [what, change])).toEqual([
      ['team', { before: '一组', after: '二组' }],
      ['team', { before: null, after: '一组' }],
      ['custodian', { before: null, after: '张珊' }],
      ['started-on', { before: null, after: startedOn }],
    ]);
  });

  test('a loosening with the end that it was given, and that it was ended before', async () => {
    const { bench, accountId, page } = await started();
    const untilAt = bench.clock.now() + 2 * dayMs;
    await bench.tell('accounts.loosen', { accountId, path, value: 9, reason: '换季', untilAt });
    const { loosenings } = await bench.tell('accounts.detail', { accountId });
    await bench.clock.advance(1_000);
    await bench.tell('accounts.endLoosening', { accountId, looseningId: loosenings[0]?.looseningId ?? 0 });
    const { entries } = await page();
    expect(entries.slice(0, 2)).toMatchObject([
      { kind: 'loosening-ended', what: path, by: lead.name },
      { kind: 'loosening', what: path, by: lead.name, text: '换季', untilAt },
    ]);
  });

  test('a plan that was given for a while, with its end', async () => {
    const { bench, accountId, page } = await started();
    const untilAt = bench.clock.now() + dayMs;
    const source = { kind: 'text', text: changedPlan(bench, 30) } as const;
    await bench.tell('plans.assign', { accountIds: [accountId], source, reason: '试用', untilAt });
    expect((await page({ kind: 'plan' })).entries[0]).toMatchObject({ text: '试用', untilAt });
  });

  test('how it is known that it is on a phone', async () => {
    const { bench, accountId, page } = await started();
    bench.account('p2');
    bench.accounts.declare({
      phoneId: 'p2',
      account: { kind: 'known', accountId },
      nickname: null,
      messengerId: null,
    });
    expect((await page({ kind: 'move' })).entries[0]).toMatchObject({ what: 'p2', how: 'said', by: lead.name });
  });
});

describe('what was logged by hand and corrected', () => {
  const hourMs = 3_600_000;

  async function corrected() {
    const { bench, accountId, page } = await started();
    const at = bench.clock.now() - hourMs;
    const log = (change: { readonly amount: number; readonly corrects: number | null }) =>
      bench.tell('accounts.logAct', { ...act, accountId, at, note: '', ...change });
    const acts = async () => (await page({ kind: 'hand-act' })).entries;
    const first = await log({ amount: 5, corrects: null });
    return { bench, log, acts, first };
  }

  test('an act says how much of it was done', async () => {
    const { acts } = await corrected();
    expect(await acts()).toMatchObject([{ what: 'group_rename', act: { amount: 5, before: null } }]);
    expect((await acts())[0]).not.toHaveProperty('undone');
  });

  test('an act that was corrected says to how much, by whom and when, and the correction what it corrects', async () => {
    const { bench, log, acts, first } = await corrected();
    await bench.clock.advance(1_000);
    await log({ amount: 2, corrects: first.handActId });
    const undone = { at: bench.clock.now(), by: lead.name, reason: '', amount: 2 };
    expect(await acts()).toMatchObject([{ act: { amount: 2, before: 5 } }, { act: { amount: 5 }, undone }]);
    expect((await acts())[0]).not.toHaveProperty('undone');
  });

  test('an act that was taken back says so, as does every one that it came from', async () => {
    const { log, acts, first } = await corrected();
    const second = await log({ amount: 2, corrects: first.handActId });
    await log({ amount: 0, corrects: second.handActId });
    expect(await acts()).toMatchObject([
      { act: { amount: 0, before: 2 } },
      { act: { amount: 2, before: 5 }, undone: { amount: 0 } },
      { act: { amount: 5, before: null }, undone: { amount: 2 } },
    ]);
  });
});

/** Something of that kind was entered of an account, and a supervisor took it back a second later. */
async function withdrawn(kind: 'signal' | 'restart' | 'sign-off') {
  const { bench, accountId, page } = await started();
  if (kind === 'signal')
    await bench.tell('accounts.reportSignal', { accountId, signalId: 'feature_ban', tool: null, at: null, note: '' });
  if (kind === 'restart') await bench.tell('accounts.restart', { accountId, event: 'remote-login' });
  if (kind === 'sign-off') await bench.tell('accounts.signOff', { accountId, stageId: 'S4' });
  await bench.clock.advance(1_000);
  const { entered } = await bench.tell('accounts.detail', { accountId });
  const fact = entered.find((one) => one.kind === kind);
  await bench.tell('accounts.withdrawFact', { accountId, kind, factId: fact?.factId ?? 0, reason: '点错了账号' });
  return { bench, page, what: fact?.what ?? '' };
}

describe('what was entered by mistake', () => {
  test.each(['signal', 'restart', 'sign-off'] as const)(
    'a %s stays, undone, and the withdrawal stands before it with its reason',
    async (kind) => {
      const { bench, page, what } = await withdrawn(kind);
      const { entries } = await page();
      const undone = { at: bench.clock.now(), by: lead.name, reason: '点错了账号', amount: null };
      expect(entries.slice(0, 2)).toMatchObject([
        { kind: 'withdrawal', fact: kind, what, by: lead.name, text: '点错了账号' },
        { kind, what, undone },
      ]);
    },
  );

  test('is told alone, of every kind, page by page', async () => {
    const { bench, accountId, page } = await started();
    for (const event of ['remote-login', 'identity-change'] as const)
      await bench.tell('accounts.restart', { accountId, event });
    const { entered } = await bench.tell('accounts.detail', { accountId });
    const mistakes = entered.slice(0, 3);
    for (const { kind, factId } of mistakes)
      await bench.tell('accounts.withdrawFact', { accountId, kind, factId, reason: '点错了账号' });
    const first = await page({ kind: 'withdrawal', limit: 2 });
    const rest = await page({ kind: 'withdrawal', limit: 2, before: first.entries.at(-1) ?? null });
    const told = [...first.entries, ...rest.entries].map(({ fact, what }) => `${fact} ${what}`);
    expect(told.toSorted()).toEqual(mistakes.map(({ kind, what }) => `${kind} ${what}`).toSorted());
    expect(rest.hasMore).toBe(false);
  });

  test('a tick that was withdrawn is undone as well', async () => {
    const { bench, accountId, page } = await started();
    const { checklist } = await bench.tell('accounts.detail', { accountId });
    const taskId = checklist.find(({ tick, proof }) => tick === null && proof === null)?.taskId ?? '';
    await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: null });
    const ticked = (await bench.tell('accounts.detail', { accountId })).checklist;
    const tickId = ticked.find((item) => item.taskId === taskId)?.tick?.tickId ?? 0;
    await bench.tell('accounts.untick', { accountId, tickId });
    expect((await page({ kind: 'tick' })).entries[0]).toMatchObject({ what: taskId, undone: { by: lead.name } });
  });
});
