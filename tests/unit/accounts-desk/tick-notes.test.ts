import { describe, expect, test } from 'vitest';
import { DeskBench, lead } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';

/** An account of S2 and one of its tasks that asks for no proof. */
async function withTask() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S2');
  const checklist = async () => (await bench.tell('accounts.detail', { accountId })).checklist;
  const open = (await checklist()).find(({ proof, state }) => proof === null && state !== 'done');
  const taskId = open?.taskId ?? '';
  const tickOf = async () => (await checklist()).find((item) => item.taskId === taskId)?.tick;
  return { bench, accountId, taskId, tickOf };
}

describe('a note beside a tick', () => {
  test('is taken for a task that asks for no proof, and kept with the tick', async () => {
    const { bench, accountId, taskId, tickOf } = await withTask();
    await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: null, note: ' 换了新头像 ' });
    expect(await tickOf()).toMatchObject({ proof: null, note: '换了新头像', by: lead.name });
    expect(bench.notes.at(-1)).toMatchObject({ action: 'accounts.tick', params: { hasNote: true, hasProof: false } });
  });

  test('is never asked for: without one, or with nothing but space, the tick has none', async () => {
    for (const note of [undefined, null, '  ']) {
      const { bench, accountId, taskId, tickOf } = await withTask();
      await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: null, note });
      expect(await tickOf()).toMatchObject({ note: null });
      expect(bench.notes.at(-1)).toMatchObject({ params: { hasNote: false } });
    }
  });

  test('stands in for no proof', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S0');
    const { checklist } = await bench.tell('accounts.detail', { accountId });
    const taskId = checklist.find(({ proof }) => proof !== null)?.taskId ?? '';
    const refused = await bench.call('accounts.tick', { accountId, taskId, day: null, proof: null, note: '见登记表' });
    expect(refused).toMatchObject({ error: { code: 'invalid-input', detail: { rule: 'proof-needed' } } });
  });

  test('is in the timeline, behind the proof where there is one', async () => {
    const { bench, accountId, taskId } = await withTask();
    await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: '第 7 行', note: '小李代看' });
    await bench.clock.advance(1_000);
    const { tasks } = bench.desk.ground.book.record(accountId)?.facts ?? { tasks: [] };
    await bench.tell('accounts.untick', { accountId, tickId: tasks.at(-1)?.tickId ?? 0 });
    await bench.clock.advance(1_000);
    await bench.tell('accounts.tick', { accountId, taskId, day: null, proof: null, note: '自己看的' });
    const { entries } = await timelineOf(bench, accountId, { kind: 'tick', limit: 2 });
    expect(entries.map(({ text }) => text)).toEqual(['自己看的', '第 7 行 · 小李代看']);
  });
});
