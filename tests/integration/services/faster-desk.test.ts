import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Phone } from '../../../electron/contract/phones.ts';
import { createSystemClock, type Clock } from '../../../electron/runtime/clock.ts';
import { FasterClock } from '../../../electron/runtime/faster-clock.ts';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { startTestConsole, type TestConsole } from '../../support/services.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const startAt = Date.UTC(2026, 2, 2);
const minuteMs = 60_000;
/** An hour of the desk in six seconds, were nothing to hold it. */
const rate = 600;

function isWell({ state, health }: Phone): boolean {
  return state === 'ready' && health.polledAt !== null && health.fault === null;
}

interface FastDesk {
  readonly console: TestConsole;
  readonly desk: VirtualDesk;
  readonly machineClock: Clock;
}

/** A console and its phones on one clock that runs at the rate, once every phone was polled. */
async function startFastDesk(count: number): Promise<FastDesk> {
  const machineClock = createSystemClock();
  const clock = new SteppedClock(startAt);
  const desk = await startVirtualDesk({ count, clock, machineClock });
  const dataFolder = join(makeTempFolder(), 'data');
  const console = await startTestConsole({ dataFolder, localAdbPort: desk.adbPort, clock });
  await console.waitFor(({ phones }) => phones.filter(isWell).length === count, 60_000);
  const canMove = (): boolean => !console.services.isWorking();
  const driver = new FasterClock({ clock, machineClock, rate, canMove });
  onTestFinished(() => driver.dispose());
  driver.start();
  return { console, desk, machineClock };
}

it('a desk on a faster clock is polled every minute of its own time, stays ready, and no phone seems to be slow', async () => {
  const count = 4;
  const { console } = await startFastDesk(count);
  const polledAts = new Map<string, number[]>();
  const skews = new Set<string>();
  console.services.subscribe('desk.delta', ({ phones }) => {
    for (const { phoneId, health } of phones ?? []) {
      const seen = polledAts.get(phoneId) ?? [];
      if (health.polledAt !== null && seen.at(-1) !== health.polledAt)
        polledAts.set(phoneId, [...seen, health.polledAt]);
      skews.add(health.checks.find(({ id }) => id === 'clock-skew')?.textCode ?? 'none');
    }
  });
  const { phones } = await console.waitFor(({ takenAt }) => takenAt > startAt + 40 * minuteMs, 60_000);
  expect(phones.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'ready'));
  expect(polledAts.size).toBe(count);
  for (const times of polledAts.values()) {
    // The first poll came when the phone was ready; from then on each comes at the phone's own moment of the minute.
    const ownMoments = new Set(times.slice(1).map((at) => at % minuteMs));
    expect(times.length).toBeGreaterThan(30);
    expect(ownMoments.size).toBe(1);
  }
  expect(skews).toEqual(new Set(['in-step']));
});

it('a phone that hangs on a fast desk is found out after real seconds, and does not hold the time', async () => {
  const { console, desk, machineClock } = await startFastDesk(2);
  desk.phone(1).startFault({ kind: 'hang' });
  const startedMs = machineClock.monotonic();
  const { takenAt } = await console.waitFor(({ phones }) => phones.some(({ state }) => state === 'offline'), 60_000);
  expect(machineClock.monotonic() - startedMs).toBeGreaterThan(4_000);
  expect(takenAt - startAt).toBeGreaterThan(10 * minuteMs);
});
