import { describe, expect, it, vi } from 'vitest';
import type { Phone } from '../../../electron/contract/phones.ts';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { VirtualPhone } from '../../../simulator/desk/virtual-phone.ts';
import { startAdbServer } from '../../support/adb-server.ts';
import { openDeviceLayer, startDeviceLayer, valueOf, type DeviceLayer } from '../../support/device-layer.ts';
import { ScriptedDevice, type DeviceScript } from '../../support/scripted-device.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const forever = new AbortController().signal;

async function connect(port: number, phone: VirtualPhone): Promise<void> {
  const server = new AdbServer({ address: '127.0.0.1', port, logger: silentLogger, clock: createSystemClock() });
  valueOf(await server.connectPhone('127.0.0.1', phone.port, { timeoutMs: 5_000 }));
  server.dispose();
}

async function addHost(layer: DeviceLayer, port: number): Promise<string> {
  const input = { name: 'Rack 2', address: '127.0.0.1', port };
  return valueOf(await layer.devices.handlers['hosts.add'](input, forever)).hostId;
}

function phones(layer: DeviceLayer): Phone[] {
  return layer.devices.phones.list();
}

async function readyCount(layer: DeviceLayer, count: number): Promise<void> {
  await vi.waitFor(() => {
    expect(phones(layer).map(({ state }) => state)).toEqual(Array(count).fill('ready'));
  }, 10_000);
}

async function deskOf(...scripts: DeviceScript[]): ReturnType<typeof startVirtualDesk> {
  const createDevice = (order: ConstructorParameters<typeof ScriptedDevice>[0]): ScriptedDevice =>
    new ScriptedDevice(order, scripts[order.index - 1]);
  return startVirtualDesk({ count: scripts.length, seed: 9, createDevice });
}

describe('one phone on two routes', () => {
  it('is one row, and goes on over the other route when one dies', async () => {
    const desk = await deskOf({ wlanMac: '02:00:00:00:00:01' });
    const second = await startAdbServer();
    await connect(second.port, desk.phone(1));
    const layer = startDeviceLayer({ localAdbPort: desk.adbPort });
    await addHost(layer, second.port);
    await vi.waitFor(() => expect(phones(layer)[0]?.routes.filter(({ isLive }) => isLive)).toHaveLength(2), 10_000);
    await readyCount(layer, 1);
    await second.kill();
    await vi.waitFor(() => expect(phones(layer)[0]?.routes.filter(({ isLive }) => isLive)).toHaveLength(1), 5_000);
    expect(phones(layer)).toMatchObject([{ state: 'ready', hasDuplicateSerial: false }]);
  });

  it('is recognised by moment of boot and wlan address where the boot id cannot be read', async () => {
    const desk = await deskOf({ bootId: null, wlanMac: '02:00:00:00:00:01' });
    const second = await startAdbServer();
    await connect(second.port, desk.phone(1));
    const layer = startDeviceLayer({ localAdbPort: desk.adbPort });
    await addHost(layer, second.port);
    await vi.waitFor(() => expect(phones(layer)[0]?.routes.filter(({ isLive }) => isLive)).toHaveLength(2), 10_000);
    await readyCount(layer, 1);
  });

  it('becomes two rows and a question when nothing can tell, and one again by the operator’s answer', async () => {
    const desk = await deskOf({ bootId: null, wlanMac: null });
    const second = await startAdbServer();
    await connect(second.port, desk.phone(1));
    const layer = startDeviceLayer({ localAdbPort: desk.adbPort });
    await readyCount(layer, 1);
    await addHost(layer, second.port);
    await readyCount(layer, 2);
    const [first, doubtful] = phones(layer);
    expect(doubtful?.question).toEqual({ kind: 'maybe-same-phone', otherPhoneId: first?.phoneId });
    const answer = { phoneId: doubtful?.phoneId ?? '', otherPhoneId: first?.phoneId ?? '', isSamePhone: true };
    valueOf(await layer.devices.handlers['phones.answerIdentity'](answer, forever));
    await readyCount(layer, 1);
    expect(phones(layer)[0]).toMatchObject({ phoneId: first?.phoneId, question: null });
    expect(phones(layer)[0]?.routes).toHaveLength(2);
    expect(layer.audited.at(-1)).toMatchObject({ action: 'phones.answerIdentity' });
  });
});

describe('two phones with one serial', () => {
  const twins: DeviceScript[] = [
    { serial: 'CLONE0001', bootId: 'aaaaaaaa-0000-4000-8000-000000000001' },
    { serial: 'CLONE0001', bootId: 'aaaaaaaa-0000-4000-8000-000000000002' },
  ];

  it('stay two, say so, and are told apart by what they are plugged into', async () => {
    const desk = await deskOf(...twins);
    const folder = makeTempFolder();
    const first = openDeviceLayer({ localAdbPort: desk.adbPort, folder });
    await readyCount(first, 2);
    expect(phones(first).every(({ hasDuplicateSerial }) => hasDuplicateSerial)).toBe(true);
    for (const phone of phones(first)) {
      const label = `at ${phone.routes[0]?.serial}`;
      valueOf(await first.devices.handlers['phones.setLabel']({ phoneId: phone.phoneId, label }, forever));
    }
    await first.close();
    const again = startDeviceLayer({ localAdbPort: desk.adbPort, folder });
    await readyCount(again, 2);
    for (const phone of phones(again)) expect(phone.label).toBe(`at ${phone.routes[0]?.serial}`);
  });

  it('are never joined while both run', async () => {
    const desk = await deskOf(...twins);
    const layer = startDeviceLayer({ localAdbPort: desk.adbPort });
    await readyCount(layer, 2);
    const [one, other] = phones(layer);
    const answer = { phoneId: one?.phoneId ?? '', otherPhoneId: other?.phoneId ?? '', isSamePhone: true };
    expect(await layer.devices.handlers['phones.answerIdentity'](answer, forever)).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'both-running' } },
    });
    expect(phones(layer)).toHaveLength(2);
  });
});

describe('a phone that moves', () => {
  it('keeps its label on another host', async () => {
    const desk = await deskOf({});
    const second = await startAdbServer();
    const layer = startDeviceLayer({ localAdbPort: desk.adbPort });
    await readyCount(layer, 1);
    const phoneId = phones(layer)[0]?.phoneId ?? '';
    valueOf(await layer.devices.handlers['phones.setLabel']({ phoneId, label: 'Till 7' }, forever));
    await desk.killAdbServer();
    await addHost(layer, second.port);
    await connect(second.port, desk.phone(1));
    await readyCount(layer, 1);
    expect(phones(layer)[0]).toMatchObject({ phoneId, label: 'Till 7', number: 1 });
  });
});

describe('serials that identify nobody', () => {
  it('do not join two phones', async () => {
    const desk = await deskOf(
      { serial: '0123456789ABCDEF', bootId: 'aaaaaaaa-0000-4000-8000-000000000001' },
      { serial: '0123456789ABCDEF', bootId: 'aaaaaaaa-0000-4000-8000-000000000002' },
    );
    const layer = startDeviceLayer({ localAdbPort: desk.adbPort });
    await readyCount(layer, 2);
  });
});
