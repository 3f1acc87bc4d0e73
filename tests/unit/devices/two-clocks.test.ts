import { describe, expect, it } from 'vitest';
import { succeed } from '../../../electron/contract/outcome.ts';
import { deviceMigrations } from '../../../electron/devices/devices.ts';
import { RecoveryRunner } from '../../../electron/devices/recovery/recovery-runner.ts';
import { asIdentified } from '../../../electron/devices/registry/phone-identification.ts';
import { createProvisional } from '../../../electron/devices/registry/phone-record.ts';
import { PhoneStore } from '../../../electron/devices/registry/phone-store.ts';
import { RouteMonitor } from '../../../electron/devices/routes/route-monitor.ts';
import { EventLog } from '../../../electron/devices/sessions/event-log.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { liveRoute, reading } from './phone-samples.ts';

const monthMs = 30 * 86_400_000;

/** A desk whose time is not the machine's. */
function clocks(): { clock: ManualClock; machineClock: ManualClock } {
  return { clock: new ManualClock(monthMs * 800), machineClock: new ManualClock(1_000) };
}

describe('on a desk whose time is moved', () => {
  it('signs of life are asked for at the pace of the machine', async () => {
    const { clock, machineClock } = clocks();
    const asked: string[] = [];
    const monitor = new RouteMonitor(
      {
        clock,
        machineClock,
        shell: async (_route, command) => {
          asked.push(command);
          return succeed({ stdout: '', stderr: '', exitCode: 0 });
        },
        onIdentified: () => undefined,
        onTrustChanged: () => undefined,
      },
      liveRoute(),
    );
    monitor.start();
    await clock.advance(monthMs);
    expect(asked).toHaveLength(0);
    await machineClock.advance(0);
    expect(asked).toHaveLength(1);
    monitor.dispose();
  });

  it('a phone is reconnected after real seconds, and the next try is shown in the time of the desk', async () => {
    const { clock, machineClock } = clocks();
    let tries = 0;
    const runner: RecoveryRunner = new RecoveryRunner({
      clock,
      machineClock,
      isEnabled: true,
      reconnect: async () => {
        tries++;
        return succeed(null);
      },
      onTried: () => undefined,
      onDue: () => runner.review('unreachable'),
    });
    runner.review('unreachable');
    await clock.advance(monthMs);
    expect([tries, runner.view?.nextAttemptAt]).toEqual([0, clock.now() + 5_000]);
    await machineClock.advance(5_000);
    expect(tries).toBe(1);
    runner.dispose();
  });

  it('an event bears the time of the desk and waits real seconds for the row of its phone', async () => {
    const { clock, machineClock } = clocks();
    const store = openTestStore(deviceMigrations);
    const log = new EventLog({ store, clock, machineClock, logger: silentLogger });
    const notedAt = clock.now();
    log.note('p1', 'poll-recovered');
    await clock.advance(monthMs);
    await machineClock.advance(500);
    const row = asIdentified(createProvisional('p1', null, notedAt), reading());
    expect(store.write(() => new PhoneStore(store).save([row])).ok).toBe(true);
    expect(log.page('p1', null, 5).events).toMatchObject([{ at: notedAt, kind: 'poll-recovered' }]);
    log.dispose();
  });
});
