import { describe, expect, it } from 'vitest';
import { AgeingDevice } from '../../../simulator/ageing/ageing-device.ts';
import { createAgeingDesk } from '../../../simulator/ageing/ageing-desk.ts';
import type { IncidentKind } from '../../../simulator/ageing/incident.ts';
import { pollLikeConsole, type ConsoleView } from '../../support/console-poll.ts';
import { phoneEpoch, StillClock, TestPhone } from '../../support/phone-shell.ts';

const hourMs = 3_600_000;
const order = { seed: 3, phoneCount: 40, fromAt: phoneEpoch, days: 30, pollIntervalMs: hourMs };
const { plan, createDevice } = createAgeingDesk(order);

/** What the console reads of a phone two looks after such an incident of it began. */
async function readDuring(kind: IncidentKind): Promise<{ view: ConsoleView; peak: number }> {
  const incident = plan.incidents.find((candidate) => candidate.kind === kind);
  if (incident === undefined) throw new Error(`no ${kind} in this plan`);
  const clock = new StillClock();
  const device = createDevice({ index: incident.index, seed: order.seed, clock, generation: 0 });
  if (!(device instanceof AgeingDevice)) throw new Error('not an ageing phone');
  clock.advance(incident.fromAt - clock.now() + 60_000);
  return { view: await pollLikeConsole(new TestPhone({ device }), clock), peak: incident.peak };
}

describe('what the console reads of an ageing phone', () => {
  it('is its heat', async () => {
    const { view, peak } = await readDuring('hot');
    expect(view.readings.battery?.celsius).toBeGreaterThan(45);
    expect(view.readings.battery?.celsius).toBeLessThanOrEqual(peak);
  });

  it('is its empty battery, off the charger', async () => {
    const { view } = await readDuring('flat');
    expect(view.readings.battery?.percent).toBeLessThan(20);
    expect(view.readings.battery?.plug).toBe('none');
    expect(view.health.checks.find(({ id }) => id === 'battery-level')?.textCode).toBe('low');
  });

  it('is its full disk', async () => {
    const { view } = await readDuring('full');
    const { availableKib, totalKib } = view.readings.storage ?? { availableKib: 1, totalKib: 1 };
    expect((100 * availableKib) / totalKib).toBeLessThan(9.7);
  });

  it('is its worn battery', async () => {
    const { view } = await readDuring('worn');
    expect(view.readings.wear?.capacityPercent).toBeLessThan(80);
  });

  it('is its wrong clock', async () => {
    const { view, peak } = await readDuring('clock-off');
    const seconds = Math.abs(view.readings.clockSkew?.skewMs ?? 0) / 1000;
    expect(seconds).toBeGreaterThan(62);
    expect(seconds).toBeLessThan(peak + 2);
  });

  it('is nothing to worry about while nothing befalls it', async () => {
    const clock = new StillClock();
    const device = createDevice({ index: 1, seed: order.seed, clock, generation: 0 });
    if (!(device instanceof AgeingDevice)) throw new Error('not an ageing phone');
    const { health } = await pollLikeConsole(new TestPhone({ device }), clock);
    expect(health.checks.filter(({ verdict }) => verdict !== 'ok').map(({ id }) => id)).toEqual([]);
  });
});
