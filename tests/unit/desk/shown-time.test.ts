import { expect, onTestFinished, test } from 'vitest';
import type { ShownTime } from '../../../electron/contract/desk.ts';
import { lookEveryMs, ShownTimeSource } from '../../../electron/desk/shown-time.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const hourMs = 3_600_000;

function createSource(change: { readonly clock?: Clock; readonly isOwnClock?: boolean } = {}) {
  const pc = new ManualClock();
  const phones = { aheadMs: 0 };
  const { clock = pc, isOwnClock = false } = change;
  const trueClock = { now: (): number => clock.now() + phones.aheadMs };
  const source = new ShownTimeSource({ clock, trueClock, machineClock: pc, isOwnClock, logger: silentLogger });
  onTestFinished(() => source.dispose());
  const told: ShownTime[] = [];
  source.subscribe(() => told.push(source.current()));
  return { pc, phones, source, told };
}

test('time that goes on as it was told is not told again', async () => {
  const { pc, told } = createSource();
  await pc.advance(hourMs);
  expect(told).toEqual([]);
});

test('a PC clock that was set is told', async () => {
  const { pc, told } = createSource();
  pc.jump(48 * hourMs);
  await pc.advance(lookEveryMs);
  expect(told.map(({ now }) => now)).toEqual([pc.now()]);
});

test('a true time that was found out is told, beside the one that phones and alerts go by', async () => {
  const { pc, phones, source, told } = createSource();
  phones.aheadMs = -48 * hourMs;
  source.look();
  expect(told).toEqual([{ now: pc.now(), trueNow: pc.now() - 48 * hourMs, factor: 1, isOwnClock: false }]);
});

test('a desk with a clock of its own tells its pace, and nothing more as long as it keeps it', async () => {
  const machine = new ManualClock();
  const own: Clock = {
    now: () => 1_000 + 60 * machine.monotonic(),
    monotonic: () => 60 * machine.monotonic(),
    after: (delayMs, task) => machine.after(delayMs / 60, task),
    factor: 60,
  };
  const source = new ShownTimeSource({
    clock: own,
    trueClock: own,
    machineClock: machine,
    isOwnClock: true,
    logger: silentLogger,
  });
  onTestFinished(() => source.dispose());
  const told: ShownTime[] = [];
  source.subscribe(() => told.push(source.current()));
  expect(source.current()).toMatchObject({ factor: 60, isOwnClock: true });
  await machine.advance(hourMs);
  expect(told).toEqual([]);
});

test('a clock of the desk’s own that stands is told as it stands', async () => {
  const standing: Clock = { now: () => 5_000, monotonic: () => 0, after: () => () => undefined, factor: 60 };
  const { pc, told } = createSource({ clock: standing, isOwnClock: true });
  await pc.advance(lookEveryMs);
  expect(told.map(({ now }) => now)).toEqual([5_000]);
});

test('a disposed one leaves no timer', () => {
  const { pc, source } = createSource();
  source.dispose();
  expect(pc.pendingCount).toBe(0);
});
