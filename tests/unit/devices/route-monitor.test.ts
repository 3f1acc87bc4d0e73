import { describe, expect, it } from 'vitest';
import type { ShellResult } from '../../../electron/adb/shell-reader.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { identityCommand } from '../../../electron/devices/identity-facts.ts';
import { probeCommand } from '../../../electron/devices/routes/liveness-probe.ts';
import { RouteMonitor } from '../../../electron/devices/routes/route-monitor.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { bootA, bootB, liveRoute } from './phone-samples.ts';

interface Scene {
  readonly clock: ManualClock;
  readonly monitor: RouteMonitor;
  readonly asked: string[];
  readonly identified: string[];
  /** What the phone does from now on. */
  phone: { answers: boolean; bootId: string; properties: string };
}

function watch(changes: Parameters<typeof liveRoute>[0] = {}): Scene {
  const clock = new ManualClock();
  const asked: string[] = [];
  const identified: string[] = [];
  const phone = { answers: true, bootId: bootA, properties: wholeProperties };
  const shell = async (_route: unknown, command: string): Promise<Outcome<ShellResult>> => {
    asked.push(command === probeCommand ? 'probe' : command === identityCommand ? 'identity' : command);
    if (!phone.answers) return fail('timeout', 'no answer');
    return succeed({
      stdout: command === probeCommand ? `R58M0001\n${phone.bootId}\n` : answer(phone),
      stderr: '',
      exitCode: 0,
    });
  };
  const monitor = new RouteMonitor(
    {
      clock,
      machineClock: clock,
      shell,
      onIdentified: (_routeId, { bootId }) => identified.push(bootId ?? 'none'),
      onTrustChanged: () => undefined,
    },
    liveRoute(changes),
  );
  monitor.start();
  return { clock, monitor, asked, identified, phone };
}

const wholeProperties = '[ro.serialno]: [R58M0001]\n[ro.product.model]: [Redmi 7]';

function answer({ bootId, properties }: Scene['phone']): string {
  const mark = /^M=(\w+);/.exec(identityCommand)?.[1] ?? '';
  const section = (name: string, text: string): string => `${mark}>${name}\n${text}\n${mark}=0\n${mark}<${name}\n`;
  return section('getprop', properties) + section('boot-id', bootId);
}

describe('a route', () => {
  it('is trusted only after the phone has said who it is', async () => {
    const { clock, monitor } = watch();
    expect(monitor.trust).toBe('identifying');
    await clock.advance(1);
    expect(monitor.trust).toBe('answering');
  });

  it.each([
    ['without a model', '[ro.serialno]: [R58M0001]'],
    ['without a serial', '[ro.product.model]: [Redmi 7]'],
  ])('is asked again when it answered %s', async (_what, half) => {
    const { clock, monitor, phone, identified } = watch();
    phone.properties = half;
    await clock.advance(1);
    expect([monitor.trust, identified]).toEqual(['identifying', []]);
    phone.properties = wholeProperties;
    await clock.advance(2_000);
    expect([monitor.trust, identified]).toEqual(['answering', [bootA]]);
  });

  it('is not asked before adb calls it a device', async () => {
    const { clock, monitor, asked } = watch({ adbState: 'unauthorized' });
    await clock.advance(60_000);
    expect([monitor.trust, asked]).toEqual(['waiting', []]);
  });

  it('gives a sign of life every 15 s', async () => {
    const { clock, asked } = watch();
    await clock.advance(60_001);
    expect(asked).toEqual(['identity', 'probe', 'probe', 'probe', 'probe']);
  });

  it('need not give one while other commands are answered', async () => {
    const { clock, monitor, asked } = watch();
    for (let second = 0; second < 60; second += 10) {
      await clock.advance(10_000);
      monitor.noteAlive();
    }
    expect(asked).toEqual(['identity']);
  });

  it('is silent after two probes in vain, within 30 s', async () => {
    const { clock, monitor, phone } = watch();
    await clock.advance(1);
    phone.answers = false;
    await clock.advance(15_000);
    expect(monitor.trust).toBe('answering');
    await clock.advance(2_000);
    expect(monitor.trust).toBe('silent');
    expect(monitor.fault?.code).toBe('timeout');
  });

  it('comes back from silence only by saying who it is', async () => {
    const { clock, monitor, phone, asked } = watch();
    await clock.advance(1);
    phone.answers = false;
    await clock.advance(20_000);
    phone.answers = true;
    asked.length = 0;
    await clock.advance(15_000);
    expect(monitor.trust).toBe('answering');
    expect(asked[0]).toBe('identity');
  });

  it('stays silent when adb merely calls it a device anew', async () => {
    const { clock, monitor, phone } = watch();
    await clock.advance(1);
    phone.answers = false;
    await clock.advance(20_000);
    monitor.update(liveRoute({ adbState: 'offline' }));
    expect(monitor.trust).toBe('waiting');
    monitor.update(liveRoute({ transportId: 2 }));
    await clock.advance(10);
    expect(monitor.trust).toBe('silent');
  });

  it('asks again who it is when a probe shows another boot', async () => {
    const { clock, phone, identified } = watch();
    await clock.advance(1);
    phone.bootId = bootB;
    await clock.advance(15_001);
    expect(identified).toEqual([bootA, bootB]);
  });

  it('asks again who it is on another transport', async () => {
    const { clock, monitor, identified } = watch();
    await clock.advance(1);
    monitor.update(liveRoute({ transportId: 2 }));
    expect(monitor.trust).toBe('identifying');
    await clock.advance(1);
    expect(identified).toEqual([bootA, bootA]);
  });

  it('keeps its trust while it is only asked to confirm', async () => {
    const { clock, monitor, identified } = watch();
    await clock.advance(1);
    monitor.refresh();
    expect(monitor.trust).toBe('answering');
    await clock.advance(1);
    expect(identified).toHaveLength(2);
  });

  it('leaves no timer behind', async () => {
    const { clock, monitor } = watch();
    await clock.advance(1);
    monitor.dispose();
    expect(clock.pendingCount).toBe(0);
  });
});
