import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { procedures } from '../../../electron/contract/procedures.ts';
import { stageIds } from '../../../electron/contract/plan-ids.ts';
import type { BoardCard } from '../../../electron/contract/board-card.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { AheadClock } from '../../support/ahead-clock.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';

const seed = 23;
const timeoutMs = 180_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** One phone for each stage, and one whose account is under no plan. */
const phoneCount = stageIds.length + 1;
const groupsPerPhone = 2;
/** The desk goes by what it read of the phones’ clocks: that is as exact as a reading over adb. */
const apartMs = 2_000;

let desk: WorldConsole;
let clock: AheadClock;

/** The desk's clock stands at ten in the morning in China, so that no night comes into it. */
function atTen(): AheadClock {
  const ahead = new AheadClock();
  const sinceMidnight = (ahead.now() + 8 * hourMs) % (24 * hourMs);
  ahead.advance((10 * hourMs - sinceMidnight + 24 * hourMs) % (24 * hourMs));
  return ahead;
}

beforeAll(async () => {
  clock = atTen();
  const groups = Array.from({ length: phoneCount * groupsPerPhone }, (_none, index) => {
    return { name: `阅读营${index + 1}号`, places: [(index % phoneCount) + 1] };
  });
  desk = await WorldConsole.open({ seed, phoneCount, plan: { groups }, clock, isClockShared: true });
  await desk.run('groups.read-list', { phoneIds: await desk.phoneIds() }, timeoutMs);
  const groupIds = (await desk.groups()).map(({ groupId }) => groupId);
  await desk.run('groups.read-info', { groupIds, withMembers: false }, timeoutMs);
  for (const [index, stageId] of stageIds.entries()) {
    const phoneId = (await desk.phoneIds())[index];
    const accountId = (await board()).find((card) => card.phoneId === phoneId)?.accountId ?? '';
    valueOf(await desk.console.call('accounts.seedDemo', { accountId, stageId }));
  }
}, 2 * timeoutMs);

afterAll(() => desk.close());

async function board(): Promise<BoardCard[]> {
  const answer = valueOf(await desk.console.call('accounts.board', {}));
  return procedures['accounts.board'].output.parse(answer).cards;
}

interface Preview {
  readonly stage: string;
  readonly verdict: string;
  readonly code: string | null;
  readonly heldUntilAt: number | null;
}

function previewOf(items: readonly JobItem[], cards: readonly BoardCard[]): Preview[] {
  return items.map(({ accountId, verdict, code, heldUntilAt }) => {
    const card = cards.find((each) => each.accountId === accountId);
    return { stage: card?.isPractice === true ? 'practice' : (card?.stageId ?? ''), verdict, code, heldUntilAt };
  });
}

/** When each account was really asked for a new name, by the world's log. */
function renamesOf(seq: number): Map<string | null, number[]> {
  const acts = desk.desk.world.acts.read(seq).filter(({ kind }) => kind === 'rename-group');
  const byAccount = Map.groupBy(acts, ({ accountId }) => accountId);
  return new Map([...byAccount].map(([accountId, own]) => [accountId, own.map(({ at }) => at)]));
}

test(
  'a batch rename over accounts in all stages: what is held, why and until when is what the gate says, and what then happens',
  async () => {
    const cards = await board();
    expect(cards.map(({ isPractice, stageId }) => (isPractice ? 'practice' : stageId)).toSorted()).toEqual([
      ...stageIds,
      'practice',
    ]);
    const seq = desk.desk.world.acts.read().at(-1)?.seq ?? 0;
    const plannedAt = clock.now();
    const groupIds = (await desk.groups()).map(({ groupId }) => groupId);
    const jobId = await desk.plan('groups.rename', {
      groupIds,
      rule: { kind: 'affix', prefix: '新', suffix: '' },
      via: {},
    });
    const plannedBefore = clock.now();
    const items = await desk.items(jobId);
    const preview = previewOf(items, cards);
    expect(preview).toHaveLength(groupIds.length);

    // What the gate says of each account's next rename is what its first row says.
    for (const card of cards) {
      const gate = card.gate.find(({ action }) => action === 'group_rename');
      const first = items.find(({ accountId }) => accountId === card.accountId);
      expect([card.stageId, first?.verdict, first?.code]).toEqual([
        card.stageId,
        gate?.kind === 'allowed' ? 'ready' : 'held',
        gate?.reason ?? null,
      ]);
    }
    for (const stage of ['S0', 'S1', 'S2', 'S3']) {
      const rows = preview.filter((row) => row.stage === stage);
      expect(rows).toEqual(rows.map(() => ({ stage, verdict: 'held', code: 'stage-closed', heldUntilAt: null })));
    }
    for (const stage of ['S4', 'S5', 'S6']) {
      const [first, second] = preview.filter((row) => row.stage === stage);
      expect([first?.verdict, second?.verdict, second?.code]).toEqual(['ready', 'held', 'gap']);
      expect(second?.heldUntilAt).toBeGreaterThanOrEqual(plannedAt + minuteMs - apartMs);
      expect(second?.heldUntilAt).toBeLessThanOrEqual(plannedBefore + minuteMs + apartMs);
    }
    expect(preview.filter(({ stage }) => stage === 'practice').map(({ verdict }) => verdict)).toEqual([
      'ready',
      'ready',
    ]);

    await desk.confirm(jobId);
    const openAccounts = ['S4', 'S5', 'S6', 'practice'];
    const doneCount = async (): Promise<number> => {
      return (await desk.items(jobId)).filter(({ state }) => state === 'done').length;
    };
    // The first row of each account that may, and both of the one under no plan.
    await vi.waitFor(async () => expect(await doneCount()).toBe(openAccounts.length + 1), {
      timeout: timeoutMs,
      interval: 200,
    });
    const waiting = (await desk.items(jobId)).filter(({ state }) => state === 'held');
    const countOf = (code: string): number => waiting.filter((item) => item.code === code).length;
    expect([waiting.length, countOf('gap'), countOf('stage-closed')]).toEqual([11, 3, 8]);
    clock.advance(minuteMs);
    await vi.waitFor(async () => expect(await doneCount()).toBe(2 * openAccounts.length), {
      timeout: timeoutMs,
      interval: 200,
    });

    const renames = [...renamesOf(seq).values()];
    expect(renames.map((times) => times.length)).toEqual([2, 2, 2, 2]);
    const gaps = renames.map(([first = 0, second = 0]) => second - first).toSorted((one, other) => one - other);
    expect(gaps.slice(1).every((gap) => gap >= minuteMs)).toBe(true);
    const left = (await desk.items(jobId)).filter(({ state }) => state !== 'done');
    expect(left.map(({ state, code }) => [state, code])).toEqual(left.map(() => ['held', 'stage-closed']));
    valueOf(await desk.console.call('jobs.cancel', { jobId, itemIds: null }));
  },
  2 * timeoutMs,
);

test('the page of an account tells its checklist, its budgets and what was done and held', async () => {
  const card = (await board()).find(({ stageId, isPractice }) => stageId === 'S4' && !isPractice);
  const answer = valueOf(await desk.console.call('accounts.detail', { accountId: card?.accountId ?? '' }));
  const { card: own, checklist } = procedures['accounts.detail'].output.parse(answer);
  const budget = own.budgets.find(({ action, window }) => action === 'group_rename' && window === 'perDay');
  expect(budget).toMatchObject({ used: 2, left: 3, limit: 5 });
  expect(checklist.length).toBeGreaterThan(0);
  const order = { kind: 'job-act' as const, untilDay: null, before: null, limit: 20 };
  const told = valueOf(await desk.console.call('accounts.timeline', { accountId: own.accountId, ...order }));
  expect(procedures['accounts.timeline'].output.parse(told).entries).toHaveLength(2);
});
