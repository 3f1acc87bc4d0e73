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
