import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from 'node:net';
import { askAdbServer, encodeRequest } from '../../../simulator/desk/adb-request.ts';
import type { ListProxy } from '../../../simulator/proxy/list-proxy.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { runAdb } from '../../support/adb-command.ts';
import { expectState } from '../../support/adb-list.ts';
import { openVirtualDesk } from '../../support/virtual-desk.ts';

let desk: VirtualDesk;
let proxy: ListProxy;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ desk, close } = await openVirtualDesk({ count: 3 }));
  proxy = await desk.proxy({ rows: [] });
});
afterAll(() => close());

const serialOf = (index: number): string => desk.phone(index).address;
const list = async (service = 'host:devices-l'): Promise<string[]> =>
  (await askAdbServer(proxy.port, service, 5_000)).text.split('\n').filter((row) => row !== '');

async function transportIdOf(index: number): Promise<string> {
  const { text } = await askAdbServer(desk.adbPort, 'host:devices-l', 5_000);
  const row = text.split('\n').find((line) => line.startsWith(serialOf(index))) ?? '';
  return /transport_id:(\d+)/.exec(row)?.[1] ?? '';
}

describe('through the proxy', () => {
  test('with no rules every list is the real one', async () => {
    proxy.setRules({ rows: [] });
    expect(await list()).toEqual(
      (await askAdbServer(desk.adbPort, 'host:devices-l', 5_000)).text.trimEnd().split('\n'),
    );
  });

  test('two phones share a serial, tell apart by port, and answer by transport id', async () => {
    proxy.setRules({
      rows: [
        { serial: serialOf(1), shownSerial: '0123456789ABCDEF', portPath: 'usb:1-2.3' },
        { serial: serialOf(2), shownSerial: '0123456789ABCDEF', portPath: 'usb:1-2.4' },
      ],
    });
    const rows = (await list()).filter((row) => row.startsWith('0123456789ABCDEF'));
    expect(new Set(rows.map((row) => /usb:\S+/.exec(row)?.[0]))).toEqual(new Set(['usb:1-2.3', 'usb:1-2.4']));
    const id = await transportIdOf(2);
    const answer = await runAdb(['-t', id, 'shell', 'getprop ro.serialno'], { port: proxy.port });
    expect(answer.stdout.toString().trim()).toBe(desk.phone(2).serial);
    const ambiguous = await runAdb(['-s', '0123456789ABCDEF', 'shell', 'echo hi'], { port: proxy.port });
    expect([ambiguous.exitCode, ambiguous.stderr.toString()]).toEqual([1, 'error: more than one device\n']);
  });

  test('a phone may be addressed by the serial that it shows', async () => {
    proxy.setRules({ rows: [{ serial: serialOf(3), shownSerial: 'ABC123', portPath: 'usb:3-1' }] });
    const answer = await runAdb(['-s', 'ABC123', 'shell', 'getprop ro.serialno'], { port: proxy.port });
    expect(answer.stdout.toString().trim()).toBe(desk.phone(3).serial);
  });

  test('no-permissions rows and another server version are shown', async () => {
    const state = 'no permissions (missing udev rules?); see [http://developer.android.com/tools/device.html]';
    proxy.setRules({ rows: [{ serial: serialOf(1), state, portPath: 'usb:1-1' }], version: 40 });
    expect((await list()).find((row) => row.startsWith(serialOf(1)))).toContain(`${state} usb:1-1`);
    expect((await askAdbServer(proxy.port, 'host:version', 5_000)).text).toBe('0028');
  });

  test('a reconnect may be kept from the phones, which stay on their transports', async () => {
    proxy.setRules({ rows: [], keepsTransports: true });
    const id = await transportIdOf(1);
    const answer = await askAdbServer(proxy.port, `host-transport-id:${id}:reconnect`, 5_000);
    expect(answer).toEqual({ isOkay: true, text: 'reconnecting' });
    expect(await transportIdOf(1)).toBe(id);
  });

  test('who tracks the list sees changes of phones and of rules', async () => {
    proxy.setRules({ rows: [] });
    const socket = connect({ port: proxy.port, host: '127.0.0.1' });
    let seen = '';
    socket.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
    });
    socket.write(encodeRequest('host:track-devices-l'));
    await expect.poll(() => seen).toContain(serialOf(1));
    seen = '';
    proxy.setRules({ rows: [{ serial: serialOf(1), shownSerial: 'MOVED', portPath: 'usb:9-9' }] });
    await expect.poll(() => seen).toMatch(/MOVED +device usb:9-9/);
    seen = '';
    await askAdbServer(desk.adbPort, `host:disconnect:${serialOf(1)}`, 5_000);
    await expect.poll(() => seen).not.toContain('MOVED');
    await desk.connectPhones();
    await expect.poll(() => seen).toContain('MOVED');
    socket.destroy();
  });

  test('one phone can be reached over two routes', async () => {
    const second = `localhost:${desk.phone(1).port}`;
    await askAdbServer(desk.adbPort, `host:connect:${second}`, 5_000);
    await expectState(desk.adbPort, second, 'device');
    proxy.setRules({ rows: [{ serial: second, shownSerial: desk.phone(1).serial, portPath: 'usb:1-1' }] });
    const rows = (await list()).filter((row) => row.startsWith(desk.phone(1).serial) || row.startsWith(serialOf(1)));
    expect(rows).toHaveLength(2);
    expect(desk.phone(1).load.connections).toBe(2);
    await askAdbServer(desk.adbPort, `host:disconnect:${second}`, 5_000);
  });

  test('requests that are none are dropped', async () => {
    const socket = connect({ port: proxy.port, host: '127.0.0.1' });
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await closed;
  });
});
