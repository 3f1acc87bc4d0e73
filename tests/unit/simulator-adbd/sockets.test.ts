import { describe, expect, test, vi } from 'vitest';
import { Command, type Packet } from '../../../simulator/adbd/packet.ts';
import { ReverseTable } from '../../../simulator/adbd/reverse-table.ts';
import { RawAdbHost } from '../../support/raw-adb-host.ts';
import { startTinyAdbd } from '../../support/tiny-adbd.ts';

async function ask(host: RawAdbHost, request: string): Promise<string> {
  return (await (await host.open(`reverse:${request}`))?.read())?.toString() ?? 'refused';
}

/** The next packet for a stream of the host; OPEN is for stream 0. */
async function nextTo(host: RawAdbHost, localId: number): Promise<Packet> {
  for (;;) {
    const packet = await host.next();
    if (packet.arg1 === localId) return packet;
  }
}

describe('sockets on the phone', () => {
  test.each(['tcp:7', 'localabstract:echo'])('%s carries bytes both ways', async (name) => {
    const { port } = await startTinyAdbd();
    const stream = await (await RawAdbHost.greet(port)).open(name);
    stream?.write(Buffer.from('ping'));
    expect((await stream?.read((all) => all.length === 4))?.toString()).toBe('ping');
    stream?.close();
  });

  test('one where nothing listens is closed unopened', async () => {
    const { port } = await startTinyAdbd();
    expect(await (await RawAdbHost.greet(port)).open('tcp:8')).toBeNull();
  });
});

describe('reverse', () => {
  test('answers as adbd does', async () => {
    const { port } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    expect(await ask(host, 'forward:tcp:9000;tcp:80')).toBe('OKAY');
    expect(await ask(host, 'forward:tcp:0;tcp:81')).toBe('OKAY000540001');
    expect(await ask(host, 'list-forward')).toBe('0035(reverse) tcp:9000 tcp:80\n(reverse) tcp:40001 tcp:81\n');
    expect(await ask(host, 'forward:norebind:tcp:9000;tcp:82')).toMatch(/^FAIL....cannot rebind existing socket$/);
    expect(await ask(host, 'forward:tcp:9000;tcp:82')).toBe('OKAY');
    expect(await ask(host, 'killforward:tcp:9000')).toBe('OKAY');
    expect(await ask(host, 'killforward:tcp:9000')).toMatch(/^FAIL....listener 'tcp:9000' not found$/);
    expect(await ask(host, 'killforward-all')).toBe('OKAY');
    expect(await ask(host, 'list-forward')).toBe('0000');
    expect(await ask(host, 'forward:tcp:9000')).toMatch(/^FAIL....bad forward: tcp:9000$/);
    expect(await ask(host, 'whatever')).toMatch(/^FAIL....not a reverse forwarding command$/);
  });

  test('a program on the phone reaches the host through it', async () => {
    const { port, adbd } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    await ask(host, 'forward:tcp:9000;tcp:80');
    const dialling = adbd.connectInside('tcp:9000');
    const open = await nextTo(host, 0);
    expect([open.command, open.payload.toString()]).toEqual([Command.open, 'tcp:80\0']);
    host.send(Command.okay, 77, open.arg0);
    const socket = await dialling;
    socket?.write('GET /');
    const written = await nextTo(host, 77);
    expect([written.arg1, written.payload.toString()]).toEqual([77, 'GET /']);
    host.send(Command.okay, 77, open.arg0);
    host.send(Command.write, 77, open.arg0, Buffer.from('200'));
    const answer = await new Promise((resolve) => socket?.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    expect(answer).toBe('200');
    socket?.destroy();
    await vi.waitFor(() => expect(adbd.load.streams).toBe(0));
  });

  test('a host that refuses gives no socket', async () => {
    const { port, adbd } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    await ask(host, 'forward:tcp:9000;tcp:80');
    const dialling = adbd.connectInside('tcp:9000');
    host.send(Command.close, 0, (await nextTo(host, 0)).arg0);
    expect(await dialling).toBeNull();
  });

  test('listeners end with the connection that made them', async () => {
    const { port, adbd } = await startTinyAdbd();
    const host = await RawAdbHost.greet(port);
    await ask(host, 'forward:tcp:9000;tcp:80');
    host.hangUp();
    await vi.waitFor(() => expect(adbd.load.connections).toBe(0));
    expect(await adbd.connectInside('tcp:9000')).toBeNull();
  });

  test('a chosen port is never one in use', () => {
    const table = new ReverseTable();
    table.add('tcp:40001', 'tcp:1', true);
    expect(table.add('tcp:0', 'tcp:2', true)).toBe(40_002);
    expect(table.add('nonsense', 'tcp:2', true)).toHaveProperty('message');
  });
});
