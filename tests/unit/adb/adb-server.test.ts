import { createServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { ScriptedServer, framed, phoneScript, shellPacket } from './scripted-server.ts';
import type { Script } from './scripted-server.ts';

const options = { timeoutMs: 5_000 };
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await ScriptedServer.listen(script);
  stops.push(() => server.stop());
  return server;
}

function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.error.code;
}

describe('AdbServer answers', () => {
  it('the version as a number', async () => {
    const server = await serve(() => ({ bytes: `OKAY${framed('0029')}`, isClosing: true }));
    expect(await server.client().version(options)).toEqual({ ok: true, value: 41 });
  });

  it('the rows of the device list', async () => {
    const server = await serve(() => ({ bytes: `OKAY${framed('A1   device usb:1-1 transport_id:7\n')}` }));
    const rows = await server.client().listDevices(options);
    expect(rows).toMatchObject({ ok: true, value: [{ serial: 'A1', transportId: 7 }] });
  });

  it('output, errors and exit status of a command on one socket with two requests', async () => {
    const packets = [
      shellPacket(1, '电池'),
      shellPacket(2, 'oops'),
      shellPacket(1, ' 80'),
      shellPacket(3, Buffer.from([7])),
    ];
    const server = await serve(phoneScript({ bytes: Buffer.concat([Buffer.from('OKAY'), ...packets]) }));
    expect(await server.client().shell(3, 'dumpsys battery', options)).toEqual({
      ok: true,
      value: { stdout: '电池 80', stderr: 'oops', exitCode: 7 },
    });
    expect(server.requests).toEqual(['host:transport-id:3', 'shell,v2,raw:dumpsys battery']);
  });

  it('the same when every byte arrives alone', async () => {
    const all = Buffer.concat([Buffer.from('OKAY'), shellPacket(1, '手机'), shellPacket(3, Buffer.from([0]))]);
    const server = await serve((request, socket) => {
      if (request.startsWith('host:')) return { bytes: 'OKAY' };
      const sendFrom = (index: number): void => {
        if (index < all.length) socket.write(all.subarray(index, index + 1), () => setImmediate(sendFrom, index + 1));
      };
      sendFrom(0);
      return null;
    });
    expect(await server.client().shell(1, 'echo', options)).toMatchObject({ ok: true, value: { stdout: '手机' } });
  });

  it('raw bytes of exec without any change', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);
    const server = await serve(phoneScript({ bytes: Buffer.concat([Buffer.from('OKAY'), bytes]), isClosing: true }));
    expect(await server.client().exec(1, 'screencap -p', options)).toEqual({ ok: true, value: bytes });
  });

  it('a socket with nothing of the stream lost', async () => {
    const server = await serve(phoneScript({ bytes: 'OKAYfirst words' }));
    const opened = await server.client().open(1, 'localabstract:x', options);
    if (!opened.ok) throw new Error('not opened');
    const socket = opened.value;
    const words = new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
    socket.resume();
    expect(await words).toBe('first words');
    socket.destroy();
  });

  it('the port of a forward that picks one, and null for one that does not', async () => {
    const server = await serve((request) => ({
      bytes: request.includes('tcp:0;') ? `OKAYOKAY${framed('37123')}` : 'OKAYOKAY',
      isClosing: true,
    }));
    const client = server.client();
    const remote = 'tcp:6790';
    expect(await client.forward(1, { local: 'tcp:0', remote }, options)).toEqual({ ok: true, value: 37123 });
    expect(await client.forward(1, { local: 'tcp:7000', remote }, options)).toEqual({ ok: true, value: null });
  });

  it('success for the end of a server that goes without a word', async () => {
    const server = await serve(() => ({ isClosing: true }));
    expect(await server.client().kill(options)).toEqual({ ok: true, value: null });
  });
});

describe('AdbServer faults', () => {
  it('adb-server-unreachable when nothing listens', async () => {
    const server = await ScriptedServer.listen(() => null);
    const client = server.client();
    await server.stop();
    expect(codeOf(await client.version(options))).toBe('adb-server-unreachable');
  });

  it('host-unresolvable for a name that no one knows', async () => {
    const deps = { address: 'no-such-desk.invalid', port: 5999, logger: silentLogger, clock: createSystemClock() };
    expect(codeOf(await new AdbServer(deps).version(options))).toBe('host-unresolvable');
  });

  it('adb-port-taken when another program answers', async () => {
    const server = await serve(() => ({ bytes: 'HTTP/1.1 400 Bad Request\r\n\r\n', isClosing: true }));
    expect(codeOf(await server.client().version(options))).toBe('adb-port-taken');
  });

  it('adb-port-taken when another program speaks first', async () => {
    const listener = createServer((socket) => socket.on('error', () => undefined).write('SSH-2.0-x\r\n'));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const client = new AdbServer({ address: '127.0.0.1', port, logger: silentLogger, clock: createSystemClock() });
    expect(codeOf(await client.version(options))).toBe('adb-port-taken');
    listener.close();
  });

  it('adb-server-unreachable when the server closes without an answer', async () => {
    const server = await serve(() => ({ isClosing: true }));
    expect(await server.client().version(options)).toMatchObject({
      error: { code: 'adb-server-unreachable', detail: { cause: 'closed-before-answer' } },
    });
  });

  it.each([
    ['a length that is no number', 'OKAYzzzz'],
    ['an answer that breaks off', 'OKAY00'],
    ['a version that is no number', `OKAY${framed('four')}`],
    ['a refusal without a length', 'FAILxxxx'],
  ])('adb-protocol for %s', async (_case, bytes) => {
    const server = await serve(() => ({ bytes, isClosing: true }));
    expect(codeOf(await server.client().version(options))).toBe('adb-protocol');
  });

  it('adb-protocol for a shell packet of an unknown kind', async () => {
    const server = await serve(phoneScript({ bytes: Buffer.concat([Buffer.from('OKAY'), shellPacket(9, 'x')]) }));
    expect(codeOf(await server.client().shell(1, 'id', options))).toBe('adb-protocol');
  });

  it('adb-protocol when the second status is junk', async () => {
    const server = await serve(phoneScript({ bytes: 'junk' }));
    expect(codeOf(await server.client().shell(1, 'id', options))).toBe('adb-protocol');
  });

  it.each([
    ['device offline', 'phone-offline'],
    ['device unauthorized.\nhint', 'phone-unauthorized'],
    ["no device with transport id '1'", 'phone-gone'],
    ['closed', 'phone-not-ready'],
  ])('the phone’s own state for the refusal "%s"', async (text, code) => {
    const server = await serve(() => ({ bytes: `FAIL${framed(text)}`, isClosing: true }));
    expect(codeOf(await server.client().shell(1, 'id', options))).toBe(code);
  });

  it('phone-gone when the connection ends before the command did', async () => {
    const bytes = Buffer.concat([Buffer.from('OKAY'), shellPacket(1, 'half')]);
    const server = await serve(phoneScript({ bytes, isClosing: true }));
    expect(codeOf(await server.client().shell(1, 'id', options))).toBe('phone-gone');
  });

  it('timeout when the phone never answers', async () => {
    const clock = new ManualClock();
    const server = await serve(phoneScript({ bytes: 'OKAY' }));
    const answer = server.client(clock).shell(1, 'sleep 999', { timeoutMs: 3_000 });
    await vi.waitFor(() => expect(server.requests).toHaveLength(2));
    await clock.advance(3_000);
    expect(codeOf(await answer)).toBe('timeout');
  });

  it('adb-server-unreachable when the connection itself does not come about', async () => {
    const clock = new ManualClock();
    const server = await serve(() => null);
    const answer = server.client(clock).version({ timeoutMs: 60_000 });
    await clock.advance(3_000);
    expect(await answer).toMatchObject({
      error: { code: 'adb-server-unreachable', detail: { cause: 'connect-timeout' } },
    });
    expect(clock.pendingCount).toBe(0);
  });

  it('aborted, at once and without a timer left, when its signal fires', async () => {
    const clock = new ManualClock();
    const stop = new AbortController();
    const server = await serve(phoneScript({ bytes: 'OKAY' }));
    const answer = server.client(clock).shell(1, 'sleep 999', { ...options, signal: stop.signal });
    await vi.waitFor(() => expect(server.requests).toHaveLength(2));
    stop.abort();
    expect(codeOf(await answer)).toBe('aborted');
    expect(clock.pendingCount).toBe(0);
  });

  it('aborted without opening a socket when the signal has fired before', async () => {
    const server = await serve(() => null);
    const client = server.client();
    expect(codeOf(await client.version({ ...options, signal: AbortSignal.abort() }))).toBe('aborted');
    expect(client.openSocketCount).toBe(0);
  });

  it.each([
    ['shell', (client: AdbServer) => client.shell(1, 'cat big', { ...options, maxBytes: 1000 })],
    ['exec', (client: AdbServer) => client.exec(1, 'cat big', { ...options, maxBytes: 1000 })],
  ])('output-too-large when %s prints more than was allowed', async (_name, call) => {
    const bytes = Buffer.concat([Buffer.from('OKAY'), shellPacket(1, 'x'.repeat(2000))]);
    const server = await serve(phoneScript({ bytes }));
    expect(codeOf(await call(server.client()))).toBe('output-too-large');
  });

  it('invalid-input for a command that adb cannot carry', async () => {
    const server = await serve(() => null);
    expect(codeOf(await server.client().shell(1, 'x'.repeat(70_000), options))).toBe('invalid-input');
  });

  it('phone-gone for a reconnect that the server confirms without a transport', async () => {
    const server = await serve(() => ({ bytes: `OKAY${framed("no device with transport id '4'")}` }));
    expect(codeOf(await server.client().reconnect(4, options))).toBe('phone-gone');
  });

  it('shutting-down for calls under way and after the end', async () => {
    const server = await serve(phoneScript({ bytes: 'OKAY' }));
    const client = server.client();
    const answer = client.shell(1, 'sleep 999', options);
    await vi.waitFor(() => expect(server.requests).toHaveLength(2));
    client.dispose();
    expect(codeOf(await answer)).toBe('shutting-down');
    expect(codeOf(await client.version(options))).toBe('shutting-down');
  });
});

describe('AdbServer sockets', () => {
  it('are all closed after good and bad calls alike', async () => {
    const server = await serve((request) =>
      request === 'host:version' ? { bytes: `OKAY${framed('0029')}` } : { bytes: `FAIL${framed('device offline')}` },
    );
    const client = server.client();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? client.version(options) : client.shell(1, 'id', options),
      ),
    );
    await vi.waitFor(() => expect(client.openSocketCount).toBe(0));
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  });

  it('that were handed out stay counted until their holder closes them', async () => {
    const server = await serve(phoneScript({ bytes: 'OKAY' }));
    const client = server.client();
    const opened = await client.open(1, 'localabstract:x', options);
    expect(client.openSocketCount).toBe(1);
    if (opened.ok) opened.value.destroy();
    await vi.waitFor(() => expect(client.openSocketCount).toBe(0));
  });
});
