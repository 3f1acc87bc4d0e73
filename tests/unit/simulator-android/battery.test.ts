import { beforeEach, describe, expect, it } from 'vitest';
import { Battery } from '../../../simulator/android/battery.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { StillClock } from '../../support/phone-shell.ts';

const hourMs = 3_600_000;

describe('a battery', () => {
  let clock: StillClock;
  let battery: Battery;

  beforeEach(() => {
    clock = new StillClock();
    battery = new Battery(clock, 4000, new SeededRandom(1));
    battery.change({ level: 50, source: 'usb' });
  });

  it('charges on the cable until it is full', () => {
    expect(battery.read()).toMatchObject({ level: 50, status: 2, source: 'usb' });
    clock.advance(hourMs);
    expect(battery.read().level).toBe(61);
    clock.advance(12 * hourMs);
    expect(battery.read()).toMatchObject({ level: 100, status: 5 });
  });

  it('empties without it', () => {
    battery.change({ source: 'none' });
    clock.advance(4 * hourMs);
    expect(battery.read()).toMatchObject({ level: 36, status: 3 });
    expect(battery.read().currentMa).toBeLessThan(0);
  });

  it('never empties below its last percent', () => {
    battery.change({ source: 'none' });
    clock.advance(1000 * hourMs);
    expect(battery.read().level).toBe(1);
  });

  it('stays at a charge cap and still calls that charging', () => {
    battery.change({ capPercent: 80 });
    clock.advance(20 * hourMs);
    expect(battery.read()).toMatchObject({ level: 80, status: 2 });
  });

  it('warms while it charges', () => {
    const cool = battery.read().temperatureTenths;
    clock.advance(hourMs);
    expect(battery.read().temperatureTenths).toBeGreaterThan(cool + 30);
  });

  it('calls great heat by its code, and follows the weather again afterwards', () => {
    battery.holdTemperature(61);
    expect(battery.read()).toMatchObject({ temperatureTenths: 610, health: 3 });
    battery.holdTemperature(null);
    expect(battery.read().health).toBe(2);
  });

  it('wears with every charge', () => {
    const fresh = battery.read();
    for (let cycle = 0; cycle < 400; cycle += 1) {
      battery.change({ level: 1, source: 'ac' });
      clock.advance(4 * hourMs);
    }
    const worn = battery.read();
    expect(worn.cycles - fresh.cycles).toBeGreaterThan(380);
    expect(worn.fullUah).toBeLessThan(fresh.fullUah * 0.95);
    expect(worn.designUah).toBe(4_000_000);
  });

  it('needs no timer', () => {
    expect(clock.waitingCount).toBe(0);
  });
});
