import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ListProxy } from '../../../simulator/proxy/list-proxy.ts';
import type { ListRules } from '../../../simulator/proxy/list-rules.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { openDeviceLayer, startDeviceLayer, valueOf, type DeviceLayer } from '../../support/device-layer.ts';
import { freePort } from '../../support/free-port.ts';
import { ScriptedDevice, type DeviceScript } from '../../support/scripted-device.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const forever = new AbortController().signal;
const twins: DeviceScript[] = [{ serial: 'CLONE0001' }, { serial: 'CLONE0001' }];

async function deskOf(...scripts: DeviceScript[]): Promise<VirtualDesk> {
  return startVirtualDesk({
    count: scripts.length,
    seed: 31,
    bootMs: 300,
    createDevice: (order) => new ScriptedDevice(order, scripts[order.index - 1]),
  });
}

function byText(left: string, right: string): number {
  return left.localeCompare(right);
}

async function startProxy(desk: VirtualDesk, rules: ListRules): Promise<ListProxy> {
  const proxy = new ListProxy(desk.adbPort, rules);
  await proxy.listen(await freePort());
  onTestFinished(() => proxy.close());
  return proxy;
}

/** Phones as USB ones with this serial, the first on the first port and so on. */
function onPorts(desk: VirtualDesk, shownSerial: string, ports: readonly (string | null)[]): ListRules {
  return {
    rows: desk.phones.map((phone, index) => {
      const portPath = ports[index] ?? null;
      return { serial: phone.address, shownSerial, ...(portPath !== null && { portPath: `usb:${portPath}` }) };
    }),
  };
}

async function phonesReady(layer: DeviceLayer, count: number): Promise<Phone[]> {
  await vi.waitFor(() => {
    const states = layer.devices.phones.list().map(({ state }) => state);
    expect(states).toEqual(Array(count).fill('ready'));
  }, 15_000);
  return layer.devices.phones.list();
}

function portOf(phone: Phone): string | null {
  return phone.routes.find(({ isCurrent }) => isCurrent)?.portPath ?? null;
}

async function labelByPort(layer: DeviceLayer, phones: readonly Phone[]): Promise<void> {
  for (const phone of phones) {
    const input = { phoneId: phone.phoneId, label: `port ${portOf(phone)}` };
    valueOf(await layer.devices.handlers['phones.setLabel'](input, forever));
  }
}

describe('two phones with one serial', () => {
  it('keep their labels by port when both restart, and over a restart of the console', async () => {
    const desk = await deskOf(...twins);
    const proxy = await startProxy(desk, onPorts(desk, 'CLONE0001', ['1-1', '1-2']));
    const folder = makeTempFolder();
    const first = openDeviceLayer({ localAdbPort: proxy.port, folder });
    onTestFinished(() => first.close());
    await labelByPort(first, await phonesReady(first, 2));
    for (const phone of desk.phones) phone.startFault({ kind: 'reboot' });
    await vi.waitFor(() => expect(first.devices.phones.list().some(({ state }) => state !== 'ready')).toBe(true));
    await vi.waitFor(async () => {
      await desk.connectPhones();
      expect(first.devices.phones.list().every(({ state }) => state === 'ready')).toBe(true);
    }, 15_000);
    for (const phone of await phonesReady(first, 2)) expect(phone.label).toBe(`port ${portOf(phone)}`);
    await first.close();

    const again = startDeviceLayer({ localAdbPort: proxy.port, folder });
    for (const phone of await phonesReady(again, 2)) {
      expect(phone).toMatchObject({ label: `port ${portOf(phone)}`, hasDuplicateSerial: true });
    }
  });

  it('are known by their boot when their cables are exchanged', async () => {
    const desk = await deskOf(...twins);
    const proxy = await startProxy(desk, onPorts(desk, 'CLONE0001', ['1-1', '1-2']));
    const layer = startDeviceLayer({ localAdbPort: proxy.port });
    await labelByPort(layer, await phonesReady(layer, 2));
    proxy.setRules({
      rows: onPorts(desk, 'CLONE0001', ['1-1', '1-2']).rows.map((row) => ({ ...row, isHidden: true })),
    });
    await vi.waitFor(() => {
      for (const { state } of layer.devices.phones.list()) expect(state).toBe('absent');
    });
    proxy.setRules(onPorts(desk, 'CLONE0001', ['1-2', '1-1']));
    for (const phone of await phonesReady(layer, 2)) {
      expect(phone.label).toBe(portOf(phone) === '1-1' ? 'port 1-2' : 'port 1-1');
    }
  });

  it('stay two where the list prints no ports, as on Windows', async () => {
    const desk = await deskOf(...twins);
    const proxy = await startProxy(desk, onPorts(desk, 'CLONE0001', []));
    const layer = startDeviceLayer({ localAdbPort: proxy.port });
    const phones = await phonesReady(layer, 2);
    expect(phones.every(({ hasDuplicateSerial }) => hasDuplicateSerial)).toBe(true);
  });
});

describe('one phone on USB and Wi-Fi', () => {
  it('is one row with two routes, on USB while that is there and on Wi-Fi else', async () => {
    const desk = await deskOf({});
    const server = new AdbServer({
      address: '127.0.0.1',
      port: desk.adbPort,
      logger: silentLogger,
      clock: createSystemClock(),
    });
    onTestFinished(() => server.dispose());
    valueOf(await server.connectPhone('localhost', desk.phone(1).port, { timeoutMs: 5_000 }));
    const usb = { serial: desk.phone(1).address, shownSerial: desk.phone(1).serial, portPath: 'usb:1-4' };
    const proxy = await startProxy(desk, { rows: [usb] });
    const layer = startDeviceLayer({ localAdbPort: proxy.port });
    const currentRoute = (): string | undefined =>
      layer.devices.phones.list()[0]?.routes.find(({ isCurrent }) => isCurrent)?.connection;
    await vi.waitFor(() => expect(layer.devices.phones.list()[0]?.routes).toHaveLength(2), 10_000);
    await phonesReady(layer, 1);
    await vi.waitFor(() => expect(currentRoute()).toBe('usb'));

    proxy.setRules({ rows: [{ ...usb, isHidden: true }] });
    await vi.waitFor(() => expect(currentRoute()).toBe('tcp'), { timeout: 300, interval: 5 });
    await phonesReady(layer, 1);

    proxy.setRules({ rows: [usb] });
    await vi.waitFor(() => expect(currentRoute()).toBe('usb'), 5_000);
    await phonesReady(layer, 1);
  });
});

describe('a phone on another port', () => {
  it('keeps its label, and its old port is forgotten', async () => {
    const desk = await deskOf({});
    const proxy = await startProxy(desk, onPorts(desk, 'R58M0007', ['1-1']));
    const layer = startDeviceLayer({ localAdbPort: proxy.port });
    await labelByPort(layer, await phonesReady(layer, 1));
    proxy.setRules(onPorts(desk, 'R58M0007', ['2-3.1']));
    await vi.waitFor(() => expect(layer.devices.phones.list()[0]?.routes[0]?.portPath).toBe('2-3.1'), 5_000);
    const [phone] = await phonesReady(layer, 1);
    expect(phone).toMatchObject({ label: 'port 1-1', number: 1 });
    expect(phone?.routes).toHaveLength(1);
  });
});

describe('what only a real list shows', () => {
  it('a hub that takes its phones with it, as against one pulled cable', async () => {
    const desk = await deskOf({}, {}, {});
    const ports = ['1-2.1', '1-2.2', '1-4'];
    const rows = desk.phones.map((phone, index) => ({
      serial: phone.address,
      shownSerial: phone.serial,
      portPath: `usb:${ports[index]}`,
    }));
    const proxy = await startProxy(desk, { rows });
    const layer = startDeviceLayer({ localAdbPort: proxy.port });
    await phonesReady(layer, 3);
    proxy.setRules({ rows: rows.map((row) => ({ ...row, isHidden: row.portPath.startsWith('usb:1-2.') })) });
    const reasons = (): string[] =>
      layer.devices.phones
        .list()
        .map(({ reason }) => reason.code)
        .toSorted(byText);
    await vi.waitFor(() => expect(reasons()).toEqual(['hub-lost', 'hub-lost', 'none']));
    proxy.setRules({ rows });
    await phonesReady(layer, 3);
    proxy.setRules({ rows: rows.map((row, index) => ({ ...row, isHidden: index === 0 })) });
    await vi.waitFor(() => expect(reasons()).toEqual(['none', 'none', 'unplugged']));
  });

  it('a phone that this user may not open', async () => {
    const desk = await deskOf({});
    const state = 'no permissions (user in plugdev group; are your udev rules wrong?)';
    const rules = onPorts(desk, 'R58M0008', ['1-1']);
    const proxy = await startProxy(desk, { rows: rules.rows.map((row) => ({ ...row, state })) });
    const layer = startDeviceLayer({ localAdbPort: proxy.port });
    await vi.waitFor(() => expect(layer.devices.phones.list()).toHaveLength(1));
    expect(layer.devices.phones.list()[0]).toMatchObject({
      state: 'no-permission',
      number: null,
      isExpected: false,
      reason: { code: 'usb-permission-missing', params: { text: state } },
    });
  });
});
