import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { FileClock as KeptClock } from '../../../electron/runtime/file-clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { FileClock } from '../../../simulator/desk/file-clock.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const virtualAt = 1_767_225_600_000;
const dayMs = 86_400_000;

function machineOf(clock: ManualClock) {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after: (delayMs: number, task: () => void) => clock.after(delayMs, task),
  };
}

/** A console that keeps the file, and phones that read it, on one computer. */
function start(factor = 60) {
  const file = join(makeTempFolder(), 'clock.json');
  writeFileSync(file, JSON.stringify({ startedAt: null, virtualAt, factor }));
  const machine = new ManualClock();
  const kept = KeptClock.open({ file, machineClock: machine, logger: silentLogger });
  if (!kept.ok) throw new Error(kept.error.message);
  const phones = FileClock.open(file, machineOf(machine));
  /** Time goes on as it does at a desk: somebody always looks at the clock. */
  const pass = async (ms: number): Promise<void> => {
    for (let gone = 0; gone < ms; gone += 100) {
      await machine.advance(Math.min(100, ms - gone));
      kept.value.now();
      phones.now();
    }
  };
  return { file, machine, desk: kept.value, phones, pass };
}

test('the phones show the time of the console that keeps the file', async () => {
  const { desk, phones, pass } = start();
  expect(phones.now()).toBe(virtualAt);
  await pass(90_000);
  expect(phones.now()).toBe(virtualAt + 90 * 60_000);
  expect(phones.now() - desk.now()).toBe(0);
});

test.each([-2 * dayMs, -5_000, 5_000, 2 * dayMs])('a PC clock that is set by %d ms moves nothing', async (byMs) => {
  const { machine, desk, phones, pass } = start();
  await pass(3_330);
  machine.jump(byMs);
  await pass(20_000);
  expect(Math.abs(phones.now() - desk.now())).toBeLessThanOrEqual(60 * 250);
});

test('a PC clock that is set right after the console wrote moves nothing either', async () => {
  const { machine, desk, phones } = start();
  await machine.advance(990);
  phones.now();
  await machine.advance(20);
  desk.now();
  machine.jump(2 * dayMs);
  await machine.advance(400);
  expect(Math.abs(phones.now() - desk.now())).toBeLessThanOrEqual(60 * 500);
});

test('another pace of the console is that of the phones a moment later', async () => {
  const { desk, phones, pass } = start(60);
  await pass(1_000);
  expect(desk.setFactor(600).ok).toBe(true);
  await pass(10_000);
  expect(Math.abs(phones.now() - desk.now())).toBeLessThanOrEqual(600 * 250);
});

test('time goes on while the file is gone, and never goes back', async () => {
  const { file, phones, machine } = start();
  rmSync(file);
  await machine.advance(1_000);
  expect(phones.now()).toBe(virtualAt + 60_000);
  writeFileSync(file, JSON.stringify({ startedAt: null, virtualAt: virtualAt - dayMs, factor: 1 }));
  await machine.advance(1_000);
  expect(phones.now()).toBeGreaterThanOrEqual(virtualAt + 60_000);
});

test('what waits is due by the time of the file', async () => {
  const { phones, machine } = start(60);
  const task = vi.fn<() => void>();
  const cancelled = vi.fn<() => void>();
  phones.after(120_000, task);
  phones.after(120_000, cancelled)();
  await machine.advance(1_900);
  expect(task).not.toHaveBeenCalled();
  await machine.advance(200);
  expect(task).toHaveBeenCalledOnce();
  expect(cancelled).not.toHaveBeenCalled();
});

test('a file that says something else is refused', () => {
  const file = join(makeTempFolder(), 'clock.json');
  writeFileSync(file, '{}');
  expect(() => FileClock.open(file)).toThrow(/virtualAt/u);
});
