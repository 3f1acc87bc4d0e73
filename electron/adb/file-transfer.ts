import { createReadStream } from 'node:fs';
import type { Socket } from 'node:net';
import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import { ByteCollector, tooLarge } from './answer-readers.ts';
import { SyncStream } from './sync-stream.ts';
import type { SyncHeader, SyncOptions } from './sync-stream.ts';

export interface PushedFile {
  /** A file of this machine by path, or the bytes themselves. */
  readonly source: string | Uint8Array;
  readonly remotePath: string;
  /** Permission bits on the phone, 0o644 when not given. */
  readonly mode?: number;
}

const dataMaxBytes = 64 * 1024;
const pullMaxBytes = 64 * 1024 * 1024;
const refusalMaxBytes = 4096;
const regularFile = 0o100000;

/** Writes one file over an opened `sync:` service and closes it. The modification time is now. */
export async function pushFile(socket: Socket, file: PushedFile, options: SyncOptions): Promise<Outcome<null>> {
  const stream = new SyncStream(socket, options);
  try {
    const target = Buffer.from(`${file.remotePath},${regularFile | (file.mode ?? 0o644)}`);
    await stream.write('SEND', target.length, target);
    const sent = await sendData(stream, file.source);
    if (!sent.ok) return sent;
    if (!stream.hasAnswer) await stream.write('DONE', Math.floor(options.clock.now() / 1000));
    const header = await stream.readHeader();
    if (header === null) return lostStream(stream);
    return header.id === 'OKAY' ? succeed(null) : await readRefusal(stream, header);
  } finally {
    stream.close();
  }
}

/** Stops early when the phone already said no (full disk, no permission). */
async function sendData(stream: SyncStream, source: string | Uint8Array): Promise<Outcome<null>> {
  const chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> =
    typeof source === 'string' ? createReadStream(source, { highWaterMark: dataMaxBytes }) : slices(source);
  try {
    for await (const chunk of chunks) {
      if (stream.hasAnswer) break;
      if (!(await stream.write('DATA', chunk.length, chunk))) break;
    }
    return succeed(null);
  } catch (cause) {
    const text = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    return fail('command-failed', 'push: the local file cannot be read', { reason: 'source-unreadable', text });
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += dataMaxBytes) {
    yield bytes.subarray(offset, offset + dataMaxBytes);
  }
}

/** Reads one file over an opened `sync:` service and closes it. */
export async function pullFile(socket: Socket, remotePath: string, options: SyncOptions): Promise<Outcome<Buffer>> {
  const stream = new SyncStream(socket, options);
  const bytes = new ByteCollector(options.maxBytes ?? pullMaxBytes);
  try {
    const path = Buffer.from(remotePath);
    await stream.write('RECV', path.length, path);
    for (;;) {
      const header = await stream.readHeader();
      if (header === null) return lostStream(stream);
      if (header.id === 'DONE') return succeed(bytes.bytes());
      if (header.id !== 'DATA' || header.length > dataMaxBytes) return await readRefusal(stream, header);
      const chunk = await stream.read(header.length);
      if (chunk === null) return lostStream(stream);
      if (!bytes.add(chunk)) return tooLarge(bytes.maxBytes);
    }
  } finally {
    stream.close();
  }
}

async function readRefusal(stream: SyncStream, header: SyncHeader): Promise<Outcome<never>> {
  if (header.id !== 'FAIL' || header.length > refusalMaxBytes) {
    return fail('adb-protocol', `sync: unexpected packet ${JSON.stringify(header.id)}`);
  }
  const text = (await stream.read(header.length))?.toString('utf8') ?? '';
  return fail('command-failed', 'sync: the phone refused', { reason: refusalReason(text), text });
}

function refusalReason(text: string): string {
  if (/No such file/i.test(text)) return 'missing';
  if (/No space/i.test(text)) return 'no-space';
  if (/denied|not permitted|Read-only/i.test(text)) return 'not-permitted';
  return 'refused';
}

function lostStream(stream: SyncStream): Outcome<never> {
  return { ok: false, error: stream.fault ?? fail('phone-gone', 'sync: the connection ended early').error };
}
