import { copyFileSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { dayOf } from '../../../electron/accounts/standing/calendar-day.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { ClockedDesk, type RunningDesk } from '../../support/accounts/clocked-desk.ts';
import { rewrite } from '../../support/accounts/lost-ledgers.ts';
import { valueOf } from '../../support/device-layer.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** What stage S4 allows in a day. */
const perDay = 5;
const timeoutMs = 180_000;
const soon = { timeout: 30_000, interval: 50 };
/** Less than what makes a measurement too coarse. */
const pollMs = 5_000;
const byPolls = { timeout: 60_000, interval: 250 };

/** Time goes on for so long, and whatever may be done by then is done. */
async function pass(desk: ClockedDesk, running: RunningDesk, durationMs: number, stepMs = minuteMs): Promise<void> {
  await desk.truth.pass(durationMs, stepMs, async () => {
    // A poll that was under way while time was put ahead tells nothing: the next one comes when its own time has come.
    await vi.waitFor(async () => {
      const { time } = await running.certainty();
      if (time.kind !== 'known') desk.truth.advance(pollMs);
      expect(time.kind).toBe('known');
    }, byPolls);
    await new Promise((resolve) => setTimeout(resolve, 60));
  });
}

function countsByDay(acts: readonly number[]): number[] {
  return [...Map.groupBy(acts, dayOf).values()].map(({ length }) => length);
}

async function codes(running: RunningDesk, jobId: number): Promise<Set<string | null>> {
  const held = (await running.items(jobId)).filter(({ state }) => state === 'held');
  return new Set(held.map(({ code }) => code));
}

test(
  'a PC that is set two days on and back does no more in a true day than the stage allows',
  async () => {
    const desk = new ClockedDesk();
    const running = await desk.start();
    await running.settleIn('S4');
    const jobId = await running.begin(3 * perDay);
    for (const aheadMs of [2 * dayMs, -2 * dayMs, 0, 2 * dayMs, -2 * dayMs]) {
      desk.pc.aheadMs = aheadMs;
      await pass(desk, running, 10 * minuteMs, 61_000);
      expect(desk.acts.length).toBeLessThanOrEqual(perDay);
    }
    expect(desk.acts).toHaveLength(perDay);
    const waiting = (await running.items(jobId)).filter(({ state }) => state === 'held');
    // Tomorrow at eight, when the night is over: by the true time, whatever the PC says.
    const until = waiting.map(({ heldUntilAt }) => heldUntilAt ?? 0);
    expect(new Set(until.map((at) => dayOf(at)))).toEqual(new Set([dayOf(desk.truth.now() + dayMs)]));

    await pass(desk, running, Math.max(...until) - desk.truth.now() - hourMs, hourMs);
    expect(desk.acts).toHaveLength(perDay);
    desk.pc.aheadMs = 2 * dayMs;
    await pass(desk, running, 2 * hourMs, 61_000);
    expect(countsByDay(desk.acts)).toEqual([perDay, perDay]);
    const rows = await running.items(jobId);
    expect(rows.filter(({ state }) => state === 'done')).toHaveLength(2 * perDay);
    expect(await running.certainty()).toMatchObject({ held: null, spans: [], time: { kind: 'known' } });
  },
  timeoutMs,
);

test(
  'what the marks of acts say is the true time, and so is what the desk shows of it',
  async () => {
    const desk = new ClockedDesk();
    desk.pc.aheadMs = -2 * dayMs;
    const running = await desk.start();
    await running.settleIn('S4');
    const jobId = await running.begin(1);
    await vi.waitFor(() => expect(desk.acts).toHaveLength(1), soon);
    const [item] = await running.items(jobId);
    const detail = valueOf(await running.console.call('jobs.attempts', { itemId: item?.itemId ?? 0 }));
    const { attempts } = procedures['jobs.attempts'].output.parse(detail);
    expect(Math.abs((attempts.at(-1)?.committedAt ?? 0) - (desk.acts[0] ?? 0))).toBeLessThan(5_000);
    const { time, now } = await running.certainty();
    expect(Math.abs(now - desk.truth.now())).toBeLessThan(5_000);
    expect(time.kind === 'known' && Math.round(time.pcAheadMs / dayMs)).toBe(-2);
  },
  timeoutMs,
);

test(
  'an older backup that is put back is noticed, and nothing is done until the true day has ended',
  async () => {
    const desk = new ClockedDesk();
    const dataFolder = join(desk.folder, 'data');
    const first = await desk.start();
    await first.settleIn('S4');
    await first.begin(1);
    await vi.waitFor(() => expect(desk.acts).toHaveLength(1), soon);
    await first.console.services.dispose();
    const backup = join(desk.folder, 'backup.db');
    copyFileSync(join(dataFolder, 'jiqun.db'), backup);

    const second = await desk.start();
    await second.comeBack();
    await second.begin(2 * perDay);
    await pass(desk, second, 10 * minuteMs, 61_000);
    expect(desk.acts).toHaveLength(perDay);
    await second.console.services.dispose();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dataFolder, `jiqun.db${suffix}`), { force: true });
    copyFileSync(backup, join(dataFolder, 'jiqun.db'));

    const third = await desk.start();
    await third.comeBack();
    const jobId = await third.begin(2 * perDay);
    await vi.waitFor(async () => expect(await codes(third, jobId)).toEqual(new Set(['count-unknown'])), soon);
    // No more was said of the account since that backup.
    expect(await third.settleDoubts()).toBe(0);
    const { held } = await third.certainty();
    expect(held).toMatchObject({ why: 'older', missing: perDay - 1 });
    expect(dayOf(held?.until ?? 0)).toBe(dayOf(desk.truth.now() + dayMs));
    const log = valueOf(await third.console.call('audit.page', { beforeSeq: null, limit: 50 }));
    expect(JSON.stringify(log)).toContain('"action":"accounts.custody"');
    await pass(desk, third, 12 * hourMs, hourMs);
    expect(desk.acts).toHaveLength(perDay);
    await pass(desk, third, 12 * hourMs, 10 * minuteMs);
    expect(countsByDay(desk.acts)).toEqual([perDay, perDay]);
    expect((await third.certainty()).held).toBeNull();
  },
  timeoutMs,
);

test(
  'an older copy of the whole folder that is written into the same files is noticed, too',
  async () => {
    const desk = new ClockedDesk();
    const dataFolder = join(desk.folder, 'data');
    const place = { dataFolder, witnessFolder: join(desk.folder, 'user') };
    const first = await desk.start(place);
    await first.settleIn('S4');
    await first.begin(1);
    await vi.waitFor(() => expect(desk.acts).toHaveLength(1), soon);
    await first.console.services.dispose();
    const copy = join(desk.folder, 'copy');
    cpSync(dataFolder, copy, { recursive: true });

    const second = await desk.start(place);
    await second.comeBack();
    await second.begin(2 * perDay);
    await pass(desk, second, 10 * minuteMs, 61_000);
    expect(desk.acts).toHaveLength(perDay);
    await second.console.services.dispose();
    rewrite(dataFolder, copy);

    const third = await desk.start(place);
    await third.comeBack();
    const jobId = await third.begin(2 * perDay);
    await vi.waitFor(async () => expect(await codes(third, jobId)).toEqual(new Set(['count-unknown'])), soon);
    expect((await third.certainty()).held).toMatchObject({ why: 'older', missing: perDay - 1 });
    await pass(desk, third, 5 * hourMs, hourMs);
    expect(desk.acts).toHaveLength(perDay);
  },
  timeoutMs,
);

test(
  'a suspension that an older backup does not have keeps the account waiting until a supervisor answers for it',
  async () => {
    const desk = new ClockedDesk();
    const dataFolder = join(desk.folder, 'data');
    const first = await desk.start();
    await first.settleIn('S4');
    await first.console.services.dispose();
    const backup = join(desk.folder, 'backup.db');
    copyFileSync(join(dataFolder, 'jiqun.db'), backup);

    const second = await desk.start();
    await second.comeBack();
    const { accountId } = await second.account();
    const ban = { accountId, signalId: 'feature_ban', tool: null, at: null, note: '多项功能受限' } as const;
    valueOf(await second.console.call('accounts.reportSignal', ban));
    await second.console.services.dispose();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dataFolder, `jiqun.db${suffix}`), { force: true });
    copyFileSync(backup, join(dataFolder, 'jiqun.db'));

    const third = await desk.start();
    await third.comeBack();
    const jobId = await third.begin(1);
    await vi.waitFor(async () => expect(await codes(third, jobId)).toEqual(new Set(['standing-unknown'])), soon);
    await pass(desk, third, 24 * hourMs, hourMs);
    expect(desk.acts).toHaveLength(0);
    const log = valueOf(await third.console.call('audit.page', { beforeSeq: null, limit: 50 }));
    expect(JSON.stringify(log)).toContain('"missingFacts":1');
    expect(await third.settleDoubts()).toBe(1);
    // Such a poll also takes the phone's clock for wrong, and the phone for unfit, until the next one.
    await vi.waitFor(() => {
      if (desk.acts.length === 0) desk.truth.advance(pollMs);
      expect(desk.acts).toHaveLength(1);
    }, byPolls);
  },
  timeoutMs,
);

test.each([
  ['on this computer', 'moved-copy', undefined],
  ['on another one', 'moved-machine', { machineHash: 'another', hostHash: 'other' }],
] as const)(
  'a data folder that was copied is noticed %s',
  async (_where, why, machine) => {
    const desk = new ClockedDesk();
    const first = await desk.start();
    await first.settleIn('S4');
    await first.begin(perDay);
    await pass(desk, first, 10 * minuteMs, 61_000);
    expect(desk.acts).toHaveLength(perDay);
    await first.console.services.dispose();
    const copy = join(desk.folder, 'copy');
    cpSync(join(desk.folder, 'data'), copy, { recursive: true });
    expect(readFileSync(join(copy, 'custody.seal')).length).toBeGreaterThan(0);

    const second = await desk.start({ dataFolder: copy, ...(machine !== undefined && { machine }) });
    await second.comeBack();
    const jobId = await second.begin(1);
    await vi.waitFor(async () => expect(await codes(second, jobId)).toEqual(new Set(['standing-unknown'])), soon);
    expect(await second.settleDoubts()).toBe(1);
    await vi.waitFor(async () => expect(await codes(second, jobId)).toEqual(new Set(['count-unknown'])), soon);
    expect((await second.certainty()).held).toMatchObject({ why });
    await pass(desk, second, 5 * hourMs, hourMs);
    expect(desk.acts).toHaveLength(perDay);
  },
  timeoutMs,
);
