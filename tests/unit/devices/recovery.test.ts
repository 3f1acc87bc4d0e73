import { describe, expect, it, vi } from 'vitest';
import { succeed } from '../../../electron/contract/outcome.ts';
import { noRecovery, stepRecovery, type RecoveryRecord } from '../../../electron/devices/recovery/recovery-policy.ts';
import { RecoveryRunner } from '../../../electron/devices/recovery/recovery-runner.ts';
import { TcpReconnector, type MissingRoute } from '../../../electron/devices/recovery/tcp-reconnector.ts';
import { afterFailedTry, firstTry } from '../../../electron/devices/recovery/tcp-retry.ts';
import { ManualClock } from '../../support/manual-clock.ts';

/** Seconds at which tries are made while the phone stays unreachable. */
function triesWithin(seconds: number): number[] {
  let record: RecoveryRecord = noRecovery;
  const tries: number[] = [];
  for (let second = 0; second <= seconds; second++) {
    const step = stepRecovery(record, 'unreachable', second * 1000);
    record = step.record;
    if (step.isAttemptDue) tries.push(second);
  }
  return tries;
}

describe('the recovery policy', () => {
  it('waits 5 s, then 30 s, then 60 s between tries', () => {
    expect(triesWithin(220)).toEqual([5, 35, 95, 155, 215]);
  });

  it('does nothing for a phone that waits for a person', () => {
    const step = stepRecovery({ ...noRecovery, attempts: 2, lastAttemptAt: 5_000 }, 'waiting', 60_000);
    expect(step).toMatchObject({ isAttemptDue: false, wakeAt: null, record: { attempts: 2 } });
  });

  it('starts counting anew once the phone was reachable, but keeps the cool-down', () => {
    const tried = { unreachableSinceAt: 0, attempts: 3, lastAttemptAt: 100_000 };
    const back = stepRecovery(tried, 'reachable', 101_000).record;
    const lost = stepRecovery(back, 'unreachable', 102_000);
    expect(back.attempts).toBe(0);
    expect(lost).toMatchObject({ isAttemptDue: false, wakeAt: 130_000 });
  });
});

function run(isEnabled = true): { clock: ManualClock; runner: RecoveryRunner; reconnect: ReturnType<typeof vi.fn> } {
  const clock = new ManualClock();
  const reconnect = vi.fn(async () => succeed(null));
  const runner: RecoveryRunner = new RecoveryRunner({
    clock,
    machineClock: clock,
    isEnabled,
    reconnect,
    onTried: () => undefined,
    onDue: () => runner.review('unreachable'),
  });
  return { clock, runner, reconnect };
}

describe('the recovery of one phone', () => {
  it('asks for a hand after three tries and goes on trying slowly', async () => {
    const { clock, runner, reconnect } = run();
    runner.review('unreachable');
    await clock.advance(96_000);
    expect(reconnect).toHaveBeenCalledTimes(3);
    expect(runner.isExhausted).toBe(false);
    await clock.advance(30_000);
    expect(runner.isExhausted).toBe(true);
    await clock.advance(60_000);
    expect(reconnect).toHaveBeenCalledTimes(4);
  });

  it('stops as soon as the phone is reachable and leaves no timer', async () => {
    const { clock, runner, reconnect } = run();
    runner.review('unreachable');
    await clock.advance(4_000);
    runner.review('reachable');
    await clock.advance(600_000);
    expect(reconnect).not.toHaveBeenCalled();
    expect(clock.pendingCount).toBe(0);
  });

  it('never acts when it is switched off', async () => {
    const { clock, runner, reconnect } = run(false);
    runner.review('unreachable');
    await clock.advance(600_000);
    expect(reconnect).not.toHaveBeenCalled();
    expect(runner.view).toBeNull();
  });
});

describe('forgotten network routes', () => {
  const route: MissingRoute = { routeId: 'r', hostId: 'local', address: '127.0.0.1', port: 41001 };

  it('are tried at most 30 s apart, counting the call itself', () => {
    let retry = firstTry(0);
    for (let now = 0, tries = 0; tries < 20; tries++) {
      now = retry.dueAt + 5_000;
      retry = afterFailedTry(retry, now);
      expect(retry.dueAt - (now - 5_000)).toBeLessThanOrEqual(30_000);
    }
  });

  it('are connected at once and again until they are listed', async () => {
    const clock = new ManualClock();
    let missing = [route];
    const connect = vi.fn(async () => ({
      ok: false as const,
      error: { code: 'adb-connect-refused' as const, message: '' },
    }));
    const reconnector = new TcpReconnector({ clock, missing: () => missing, connect });
    reconnector.review();
    await clock.advance(0);
    expect(connect).toHaveBeenCalledTimes(1);
    await clock.advance(120_000);
    expect(connect.mock.calls.length).toBeGreaterThanOrEqual(7);
    const triedSoFar = connect.mock.calls.length;
    missing = [];
    reconnector.review();
    await clock.advance(120_000);
    expect(connect).toHaveBeenCalledTimes(triedSoFar);
    expect(clock.pendingCount).toBe(0);
  });

  it('end with their reconnector', async () => {
    const clock = new ManualClock();
    const connect = vi.fn(async () => succeed(null));
    const reconnector = new TcpReconnector({ clock, missing: () => [route], connect });
    reconnector.review();
    reconnector.dispose();
    await clock.advance(120_000);
    expect(connect).not.toHaveBeenCalled();
    expect(clock.pendingCount).toBe(0);
  });
});
