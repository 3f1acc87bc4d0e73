import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { clientOf, codeOf, rowOf, startTinyDesk, valueOf } from './desk-of-tiny-phones.ts';
import type { TinyDesk } from './desk-of-tiny-phones.ts';

const options = { timeoutMs: 5_000 };
let desk: VirtualDesk;
let tiny: TinyDesk;
let client: AdbServer;

beforeAll(async () => {
  tiny = await startTinyDesk(3);
  ({ desk } = tiny);
  client = clientOf(desk);
});

afterAll(async () => {
  await vi.waitFor(() => expect(client.openSocketCount).toBe(0));
  client.dispose();
  await tiny.stop();
});

async function idOf(index: number): Promise<number> {
  const row = await vi.waitUntil(async () => {
    const found = await rowOf(client, desk, index);
    return found?.state === 'device' ? found : null;
  }, 10_000);
  return row.transportId ?? -1;
}

describe('AdbServer against a real adb server', () => {
  it('lists the phones with transport and details', async () => {
    expect(await rowOf(client, desk, 1)).toMatchObject({
      state: 'device',
      connection: 'tcp',
      product: 'tiny',
      model: 'Tiny_Phone',
      portPath: null,
    });
    expect(valueOf(await client.version(options))).toBeGreaterThanOrEqual(32);
  });

  it('runs commands with output, errors and exit status', async () => {
    const id = await idOf(1);
    expect(valueOf(await client.shell(id, 'echo 机群 ok', options))).toEqual({
      stdout: '机群 ok\n',
      stderr: '',
      exitCode: 0,
    });
    expect(valueOf(await client.shell(id, 'err oops', options))).toEqual({ stdout: '', stderr: 'oops\n', exitCode: 1 });
    expect(valueOf(await client.shell(id, 'exit 42', options)).exitCode).toBe(42);
  });

  it('reads raw bytes', async () => {
    const bytes = valueOf(await client.exec(await idOf(1), 'bytes 70000', options));
    expect(bytes).toEqual(Buffer.from(Array.from({ length: 70_000 }, (_, index) => index & 0xff)));
  });

  it('knows what the phone’s adbd offers', async () => {
    expect(valueOf(await client.features(await idOf(1), options)).has('shell_v2')).toBe(true);
  });

  it('pushes and pulls a file byte for byte', async () => {
    const id = await idOf(1);
    const source = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * 31) & 0xff));
    valueOf(await client.push(id, { source, remotePath: '/sdcard/文件.bin' }, { timeoutMs: 20_000 }));
    const pulled = valueOf(await client.pull(id, '/sdcard/文件.bin', { timeoutMs: 20_000 }));
    expect(pulled.equals(source)).toBe(true);
  });

  it.each([
    ['/system/x', 'not-permitted'],
    ['/data/full/x', 'no-space'],
  ])('reports that %s cannot be written', async (remotePath, reason) => {
    const pushed = await client.push(await idOf(1), { source: Buffer.alloc(500_000), remotePath }, options);
    expect(pushed).toMatchObject({ error: { code: 'command-failed', detail: { reason } } });
  });

  it('reports that a file is not there', async () => {
    expect(await client.pull(await idOf(1), '/sdcard/none', options)).toMatchObject({
      error: { code: 'command-failed', detail: { reason: 'missing' } },
    });
  });

  it('opens a socket on the phone', async () => {
    const socket = valueOf(await client.open(await idOf(1), 'tcp:7', options));
    const echoed = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
    socket.resume();
    socket.write('hello');
    expect(await echoed).toBe('hello');
    socket.destroy();
  });

  it('answers phone-not-ready for a socket on which nothing listens', async () => {
    expect(codeOf(await client.open(await idOf(1), 'tcp:9', options))).toBe('phone-not-ready');
  });

  it('forwards a free port, lists it and removes it', async () => {
    const id = await idOf(1);
    const port = valueOf(await client.forward(id, { local: 'tcp:0', remote: 'tcp:7' }, options));
    const local = `tcp:${port}`;
    const serial = desk.phone(1).address;
    expect(valueOf(await client.listForwards(options))).toEqual([{ serial, local, remote: 'tcp:7' }]);
    valueOf(await client.removeForward(id, local, options));
    expect(valueOf(await client.listForwards(options))).toEqual([]);
  });

  it('sets up a reverse and removes it', async () => {
    const id = await idOf(1);
    const ends = { local: 'tcp:7001', remote: 'localabstract:jiqun' };
    expect(codeOf(await client.reverse(id, ends, options))).toBe('ok');
    expect(codeOf(await client.removeReverse(id, ends.remote, options))).toBe('ok');
    expect(codeOf(await client.removeReverse(id, ends.remote, options))).not.toBe('ok');
  });

  it('disconnects a phone, twice without complaint, and connects it again', async () => {
    const { port } = desk.phone(2);
    valueOf(await client.disconnectPhone('127.0.0.1', port, options));
    expect(codeOf(await client.disconnectPhone('127.0.0.1', port, options))).toBe('ok');
    expect(await rowOf(client, desk, 2)).toBeUndefined();
    valueOf(await client.connectPhone('127.0.0.1', port, options));
    valueOf(await client.connectPhone('127.0.0.1', port, options));
    expect(await idOf(2)).toBeGreaterThan(0);
  });

  it('answers adb-connect-refused for a port on which no phone is', async () => {
    expect(codeOf(await client.connectPhone('127.0.0.1', 9, options))).toBe('adb-connect-refused');
  });

  it('reconnects a phone: the old transport is gone, and a network phone takes a new connect', async () => {
    const before = await idOf(2);
    valueOf(await client.reconnect(before, options));
    await vi.waitFor(async () => expect(codeOf(await client.shell(before, 'echo', options))).toBe('phone-gone'));
    valueOf(await client.connectPhone('127.0.0.1', desk.phone(2).port, options));
    expect(await idOf(2)).not.toBe(before);
  });

  it('reboots a phone', async () => {
    const id = await idOf(3);
    valueOf(await client.reboot(id, 'system', options));
    await vi.waitFor(async () => expect(codeOf(await client.shell(id, 'echo', options))).not.toBe('ok'));
    await vi.waitFor(async () => {
      await client.connectPhone('127.0.0.1', desk.phone(3).port, options);
      expect(valueOf(await client.shell(await idOf(3), 'boot', options)).stdout).toBe('1\n');
    }, 15_000);
  });
});

describe('AdbServer faults against a real adb server', () => {
  it('timeout for a command that hangs, without keeping its socket', async () => {
    expect(codeOf(await client.shell(await idOf(1), 'forever', { timeoutMs: 300 }))).toBe('timeout');
    await vi.waitFor(() => expect(client.openSocketCount).toBe(0));
  });

  it('aborted for a command that is given up, which also ends it on the phone', async () => {
    const stop = new AbortController();
    const answer = client.shell(await idOf(1), 'forever', { ...options, signal: stop.signal });
    await vi.waitFor(() => expect(desk.phone(1).load.streams).toBeGreaterThan(0));
    stop.abort();
    expect(codeOf(await answer)).toBe('aborted');
    await vi.waitFor(() => expect(desk.phone(1).load.streams).toBe(0));
  });

  it('phone-gone for a transport that never was', async () => {
    expect(codeOf(await client.shell(9_999, 'echo', options))).toBe('phone-gone');
  });

  it('phone-unauthorized while the phone asks for consent', async () => {
    desk.phone(2).startFault({ kind: 'unauthorized' });
    const row = await vi.waitUntil(async () => {
      await client.connectPhone('127.0.0.1', desk.phone(2).port, options);
      const found = await rowOf(client, desk, 2);
      return found?.state === 'unauthorized' ? found : null;
    }, 10_000);
    expect(codeOf(await client.shell(row.transportId ?? -1, 'echo', options))).toBe('phone-unauthorized');
    desk.phone(2).clearFaults();
  });

  it('phone-gone or phone-offline when the cable is pulled in the middle of a command', async () => {
    const answer = client.shell(await idOf(1), 'forever', options);
    await vi.waitFor(() => expect(desk.phone(1).load.streams).toBeGreaterThan(0));
    desk.phone(1).startFault({ kind: 'unplugged' });
    expect(['phone-gone', 'phone-offline']).toContain(codeOf(await answer));
    desk.phone(1).clearFaults();
  });
});
