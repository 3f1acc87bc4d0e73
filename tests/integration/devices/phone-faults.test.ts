import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { VirtualPhone } from '../../../simulator/desk/virtual-phone.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { startDeviceLayer, statesOf, valueOf, type DeviceLayer } from '../../support/device-layer.ts';
import { ScriptedDevice } from '../../support/scripted-device.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

let desk: VirtualDesk;
let layer: DeviceLayer;
let sick: VirtualPhone;
let sickId: string;

/** One phone falls ill and one stays well beside it. */
beforeEach(async () => {
  desk = await startVirtualDesk({
    count: 2,
    seed: 5,
    bootMs: 500,
    createDevice: (order) => new ScriptedDevice(order),
  });
  layer = startDeviceLayer({ localAdbPort: desk.adbPort });
  await vi.waitFor(() => expect(statesOf(layer.devices)).toEqual(['ready none', 'ready none']), 10_000);
  sick = desk.phone(1);
  sickId = phoneOf(sick.serial).phoneId;
});

function phoneOf(serial: string): Phone {
  const phone = layer.devices.phones.list().find(({ facts }) => facts.hardwareSerial === serial);
  if (phone === undefined) throw new Error(`no phone ${serial}`);
  return phone;
}

function sickState(): string {
  const phone = layer.devices.phones.get(sickId);
  return phone === null ? 'gone' : `${phone.state} ${phone.reason.code}`;
}

function wellState(): string {
  const { state, reason } = phoneOf(desk.phone(2).serial);
  return `${state} ${reason.code}`;
}

async function sickBecomes(expected: string, withinMs: number): Promise<void> {
  await vi.waitFor(() => expect(sickState()).toBe(expected), { timeout: withinMs, interval: 10 });
}

/** Milliseconds from a cause to the moment subscribers are told of that state. */
async function delayUntil(expected: string, cause: () => void): Promise<number> {
  const told = new Promise<number>((resolve) => {
    const stop = layer.devices.phones.subscribe(() => {
      if (!sickState().startsWith(expected)) return;
      stop();
      resolve(performance.now());
    });
    onTestFinished(stop);
  });
  const startedMs = performance.now();
  cause();
  return (await told) - startedMs;
}

describe('what adb tells', () => {
  it('a phone that adb calls offline is offline, and ready again by itself', async () => {
    sick.startFault({ kind: 'offline' });
    await vi.waitFor(() => expect(sickState()).toMatch(/^offline adb-says-offline|^connecting/), 10_000);
    sick.clearFaults();
    await sickBecomes('ready none', 15_000);
    expect(wellState()).toBe('ready none');
  });

  it('a phone that has forgotten this computer is unauthorised until it is allowed again', async () => {
    sick.startFault({ kind: 'unauthorized' });
    await sickBecomes('unauthorized waiting-for-authorization', 10_000);
    sick.acceptDebugging();
    await sickBecomes('ready none', 10_000);
  });

  it('a phone in recovery is not Android, and ready after the next restart', async () => {
    sick.startFault({ kind: 'reboot', target: 'recovery' });
    await sickBecomes('not-android in-recovery', 15_000);
    sick.clearFaults();
    await sickBecomes('ready none', 15_000);
  });

  it('flapping ends in ready', async () => {
    sick.startFault({ kind: 'flap', times: 6, everyMs: 60 });
    await vi.waitFor(() => expect(sick.faults).toEqual([]), 5_000);
    await sickBecomes('ready none', 10_000);
  });

  it('a lost phone leaves ready within 300 ms', async () => {
    expect(await delayUntil('offline', () => sick.startFault({ kind: 'unplugged' }))).toBeLessThan(300);
  });
});

describe('what adb does not tell', () => {
  it('a phone whose commands never end is found, and ready again when they do', async () => {
    sick.startFault({ kind: 'hang' });
    valueOf(await layer.devices.handlers['phones.events']({ phoneId: sickId, beforeId: null, limit: 1 }, forever));
    await sickBecomes('offline probe-failed', 30_000);
    expect(wellState()).toBe('ready none');
    expect(layer.devices.phones.get(sickId)?.health.checks.every((check) => check.verdict === 'unknown')).toBe(true);
    sick.clearFaults();
    await sickBecomes('ready none', 20_000);
  }, 60_000);

  it('another phone behind the same address is another phone', async () => {
    sick.startFault({ kind: 'replaced' });
    await vi.waitFor(() => expect(sickState()).toBe('absent replaced-by-other-phone'), 20_000);
    expect(layer.devices.phones.list()).toHaveLength(3);
    sick.clearFaults();
    await sickBecomes('ready none', 20_000);
  }, 60_000);

  it('a restart is seen by its boot id and keeps the row', async () => {
    sick.startFault({ kind: 'reboot' });
    await vi.waitFor(async () => {
      const page = await layer.devices.handlers['phones.events'](
        { phoneId: sickId, beforeId: null, limit: 50 },
        forever,
      );
      expect(valueOf(page).events.map(({ kind }) => kind)).toContain('rebooted');
    }, 15_000);
    await sickBecomes('ready none', 10_000);
    expect(layer.devices.phones.list()).toHaveLength(2);
  });
});

const forever = new AbortController().signal;
