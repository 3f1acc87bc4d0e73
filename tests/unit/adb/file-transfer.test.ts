import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AdbServer } from '../../../electron/adb/adb-server.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const options = { timeoutMs: 5_000 };
const listeners: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const listener of listeners.splice(0)) await new Promise((resolve) => listener.close(resolve));
});

/** A phone's `sync:` service behind an adb server: `onBytes` sees everything the client sent so far. */
async function serveSync(onBytes: (bytes: Buffer, socket: Socket) => void, clock?: Clock): Promise<AdbServer> {
  const listener = createServer((socket) => {
    let stage = 0;
    let bytes: Buffer = Buffer.alloc(0);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      stage += 1;
      if (stage <= 2) {
        socket.write('OKAY');
        return;
      }
      bytes = Buffer.concat([bytes, chunk]);
      onBytes(bytes, socket);
    });
  });
  listeners.push(listener);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return new AdbServer({ address: '127.0.0.1', port, logger: silentLogger, clock: clock ?? createSystemClock() });
}

function packet(id: string, body: string | Buffer | number): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 0, 'latin1');
  header.writeUInt32LE(typeof body === 'number' ? body : Buffer.byteLength(body), 4);
  return typeof body === 'number'
    ? header
    : Buffer.concat([header, typeof body === 'string' ? Buffer.from(body) : body]);
}

function hasDone(bytes: Buffer): boolean {
  return bytes.length >= 8 && bytes.toString('latin1', bytes.length - 8, bytes.length - 4) === 'DONE';
}

describe('push', () => {
  it('sends path with mode, the data in blocks, and waits for the phone’s word', async () => {
    let seen: Buffer = Buffer.alloc(0);
    const client = await serveSync((bytes, socket) => {
      seen = bytes;
      if (hasDone(bytes)) socket.write(packet('OKAY', 0));
    });
    const source = Buffer.alloc(100_000, 7);
    expect(await client.push(1, { source, remotePath: '/data/local/tmp/包', mode: 0o600 }, options)).toMatchObject({
      ok: true,
    });
    const target = '/data/local/tmp/包,33152';
    expect(seen.subarray(8, 8 + Buffer.byteLength(target)).toString()).toBe(target);
    expect(seen.length).toBe(8 + Buffer.byteLength(target) + 8 + 65_536 + 8 + 34_464 + 8);
    await vi.waitFor(() => expect(client.openSocketCount).toBe(0));
  });

  it('reads the file of this machine that a path names', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jiqun-push-'));
    const path = join(folder, 'a.txt');
    await writeFile(path, 'hello');
    let seen = '';
    const client = await serveSync((bytes, socket) => {
      seen = bytes.toString('latin1');
      if (hasDone(bytes)) socket.write(packet('OKAY', 0));
    });
    expect(await client.push(1, { source: path, remotePath: '/sdcard/a.txt' }, options)).toMatchObject({ ok: true });
    expect(seen).toContain('hello');
    await rm(folder, { recursive: true });
  });

  it.each([
    ["couldn't create file: Permission denied", 'not-permitted'],
    ['write failed: No space left on device', 'no-space'],
    ['something odd', 'refused'],
  ])('reports the refusal "%s"', async (text, reason) => {
    const client = await serveSync((_bytes, socket) => void socket.write(packet('FAIL', text)));
    const pushed = await client.push(1, { source: Buffer.alloc(300_000), remotePath: '/x' }, options);
    expect(pushed).toMatchObject({ error: { code: 'command-failed', detail: { reason, text } } });
  });

  it('reports a local file that cannot be read', async () => {
    const client = await serveSync(() => undefined);
    const pushed = await client.push(1, { source: '/nonexistent/file', remotePath: '/x' }, options);
    expect(pushed).toMatchObject({ error: { code: 'command-failed', detail: { reason: 'source-unreadable' } } });
  });

  it('ends with a timeout when the phone takes no more', async () => {
    const clock = new ManualClock();
    let isWriting = false;
    const client = await serveSync((_bytes, socket) => {
      isWriting = true;
      socket.pause();
    }, clock);
    const pushed = client.push(1, { source: Buffer.alloc(64 * 1024 * 1024), remotePath: '/x' }, options);
    await vi.waitFor(() => expect(isWriting).toBe(true));
    await clock.advance(5_000);
    expect(await pushed).toMatchObject({ error: { code: 'timeout' } });
    expect(clock.pendingCount).toBe(0);
  });
});

describe('pull', () => {
  it('joins the blocks of a file', async () => {
    const client = await serveSync((_bytes, socket) => {
      socket.write(Buffer.concat([packet('DATA', Buffer.alloc(65_536, 1)), packet('DATA', 'end'), packet('DONE', 0)]));
    });
    const pulled = await client.pull(1, '/sdcard/a', options);
    expect(pulled.ok && pulled.value.length).toBe(65_539);
  });

  it('reports a file that is not there, not an empty one', async () => {
    const client = await serveSync((_bytes, socket) => void socket.write(packet('FAIL', 'No such file or directory')));
    expect(await client.pull(1, '/sdcard/none', options)).toMatchObject({
      error: { code: 'command-failed', detail: { reason: 'missing' } },
    });
  });

  it('refuses a file above the cap', async () => {
    const client = await serveSync((_bytes, socket) => void socket.write(packet('DATA', Buffer.alloc(60_000))));
    expect(await client.pull(1, '/sdcard/a', { ...options, maxBytes: 50_000 })).toMatchObject({
      error: { code: 'output-too-large' },
    });
  });

  it('reports a phone that goes in the middle', async () => {
    const client = await serveSync((_bytes, socket) => void socket.end(packet('DATA', 'half')));
    expect(await client.pull(1, '/sdcard/a', options)).toMatchObject({ error: { code: 'phone-gone' } });
  });

  it('reports packets that are no sync packets', async () => {
    const client = await serveSync((_bytes, socket) => void socket.write('junk junk junk'));
    expect(await client.pull(1, '/sdcard/a', options)).toMatchObject({ error: { code: 'adb-protocol' } });
  });

  it('stops when its signal fires', async () => {
    const stop = new AbortController();
    const client = await serveSync(() => stop.abort());
    expect(await client.pull(1, '/sdcard/a', { ...options, signal: stop.signal })).toMatchObject({
      error: { code: 'aborted' },
    });
    await vi.waitFor(() => expect(client.openSocketCount).toBe(0));
  });
});
