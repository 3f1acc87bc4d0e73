import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeWord } from '../../../simulator/adbd/sync/sync-format.ts';
import { RawAdbHost, type RawAdbStream } from '../../support/raw-adb-host.ts';
import { startTinyAdbd, type TinyAdbd } from '../../support/tiny-adbd.ts';
import { TinyDevice } from '../../support/tiny-device.ts';

const second = 1_700_000_000;
const modern = ['shell_v2', 'cmd', 'stat_v2', 'ls_v2', 'sendrecv_v2'];

let phone: TinyAdbd;

beforeEach(async () => {
  phone = await startTinyAdbd({ device: new TinyDevice('TINY', modern) });
  phone.device.files.write('/sdcard/note.txt', Buffer.from('hello'), 0o100640, second * 1000);
});

async function openSync(): Promise<RawAdbStream> {
  const stream = await (await RawAdbHost.greet(phone.port)).open('sync:');
  if (stream === null) throw new Error('sync: was refused');
  return stream;
}

function request(id: string, path: string): Buffer {
  return Buffer.concat([encodeWord(id, Buffer.byteLength(path)), Buffer.from(path)]);
}

function upload(spec: string, content: Buffer): Buffer {
  return Buffer.concat([
    request('SEND', spec),
    encodeWord('DATA', content.length),
    content,
    encodeWord('DONE', second),
  ]);
}

/** Sends requests, then QUIT, and returns everything that was answered. */
async function talk(...requests: readonly Buffer[]): Promise<Buffer> {
  const stream = await openSync();
  stream.write(Buffer.concat([...requests, encodeWord('QUIT', 0)]));
  return stream.read();
}

const failText = (answer: Buffer): string => {
  expect(answer.toString('latin1', 0, 4)).toBe('FAIL');
  return answer.toString('utf8', 8, 8 + answer.readUInt32LE(4));
};

describe('stat', () => {
  test('gives mode, size and time in seconds', async () => {
    const answer = await talk(request('STAT', '/sdcard/note.txt'));
    expect(answer.toString('latin1', 0, 4)).toBe('STAT');
    expect([4, 8, 12].map((at) => answer.readUInt32LE(at))).toEqual([0o100640, 5, second]);
  });

  test('is all zero for a missing file', async () => {
    expect((await talk(request('STAT', '/none'))).subarray(4).every((byte) => byte === 0)).toBe(true);
  });

  test.each(['STA2', 'LST2'])('%s gives 64-bit fields, or the errno', async (id) => {
    const there = await talk(request(id, '/sdcard/note.txt'));
    expect(there).toHaveLength(72);
    expect([
      there.readUInt32LE(4),
      there.readUInt32LE(24),
      there.readBigUInt64LE(40),
      there.readBigInt64LE(56),
    ]).toEqual([0, 0o100640, 5n, BigInt(second)]);
    const missing = await talk(request(id, '/none'));
    expect(missing.readUInt32LE(4)).toBe(2);
  });
});

describe('list', () => {
  test('gives a row for each entry, then DONE', async () => {
    const answer = await talk(request('LIST', '/sdcard'));
    expect(answer.toString('latin1', 0, 4)).toBe('DENT');
    expect(answer.toString('utf8', 20, 28)).toBe('note.txt');
    expect(answer.toString('latin1', 28, 32)).toBe('DONE');
    expect(answer).toHaveLength(48);
  });

  test('the second version gives long rows', async () => {
    const answer = await talk(request('LIS2', '/sdcard'));
    expect(answer.toString('latin1', 0, 4)).toBe('DNT2');
    expect(answer.toString('utf8', 76, 84)).toBe('note.txt');
    expect(answer).toHaveLength(76 + 8 + 76);
  });

  test('of a missing folder is empty, not a failure', async () => {
    expect((await talk(request('LIST', '/none'))).toString('latin1', 0, 4)).toBe('DONE');
  });
});

describe('sending a file to the phone', () => {
  test('writes it with its time, the owner’s rights copied to the others', async () => {
    const answer = await talk(upload('/sdcard/a.bin,33188', Buffer.from('content')));
    expect(answer.toString('latin1', 0, 4)).toBe('OKAY');
    expect(phone.device.files.stat('/sdcard/a.bin')).toEqual({ mode: 0o100666, size: 7, modifiedAt: second * 1000 });
  });

  test('of any size comes back byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
        const content = Buffer.from(bytes);
        const answer = await talk(upload('/sdcard/b,420', content), request('RECV', '/sdcard/b'));
        const blocks = answer.subarray(8, answer.length - 8);
        expect(blocks.subarray(8)).toEqual(content.length === 0 ? Buffer.alloc(0) : content);
      }),
      { numRuns: 15 },
    );
  });

  test('a path with a comma keeps it', async () => {
    await talk(upload('/sdcard/a,b.txt,420', Buffer.from('x')));
    expect(phone.device.files.read('/sdcard/a,b.txt')).toEqual(Buffer.from('x'));
  });

  test.each([
    ['/system/app.apk,420', "couldn't create file: Read-only file system"],
    ['/system/deep/app.apk,420', 'secure_mkdirs failed: Read-only file system'],
    ['/data/full/big,420', 'write failed: No space left on device'],
    ['/sdcard,420', "couldn't create file: Is a directory"],
    ['/sdcard/x', 'missing , in ID_SEND_V1'],
  ])('%s fails with the words of a phone', async (spec, words) => {
    expect(failText(await talk(upload(spec, Buffer.from('x'))))).toBe(words);
  });

  test('the session is over after a failure', async () => {
    const answer = await talk(upload('/system/a,420', Buffer.from('x')), request('STAT', '/sdcard/note.txt'));
    expect(answer.includes('STAT')).toBe(false);
  });

  test.each([
    [Buffer.concat([request('SEND', '/sdcard/x,420'), encodeWord('DATA', 65_537)]), 'oversize data message'],
    [Buffer.concat([request('SEND', '/sdcard/x,420'), encodeWord('WHAT', 0)]), 'invalid data message'],
  ])('broken blocks are refused', async (bytes, words) => {
    expect(failText(await talk(bytes))).toBe(words);
  });

  test('the second version carries mode and flags apart', async () => {
    const setup = Buffer.concat([encodeWord('SND2', 0o100644), Buffer.alloc(4)]);
    const data = Buffer.concat([encodeWord('DATA', 1), Buffer.from('y'), encodeWord('DONE', second)]);
    expect((await talk(request('SND2', '/sdcard/v2'), setup, data)).toString('latin1', 0, 4)).toBe('OKAY');
    expect(phone.device.files.read('/sdcard/v2')).toEqual(Buffer.from('y'));
  });
});

describe('fetching a file', () => {
  test('comes in blocks of 64 KiB', async () => {
    phone.device.files.write('/sdcard/big', Buffer.alloc(65_536 + 1, 7), 0o100644, 0);
    const answer = await talk(request('RECV', '/sdcard/big'));
    expect(answer.readUInt32LE(4)).toBe(65_536);
    expect(answer.readUInt32LE(8 + 65_536 + 4)).toBe(1);
    expect(answer.toString('latin1', answer.length - 8, answer.length - 4)).toBe('DONE');
  });

  test.each([
    ['/none', 'open failed: No such file or directory'],
    ['/data/secret', 'open failed: Permission denied'],
    ['/sdcard', 'read failed: Is a directory'],
  ])('%s fails with the words of a phone', async (path, words) => {
    expect(failText(await talk(request('RECV', path)))).toBe(words);
  });

  test('the second version refuses compression that was not offered', async () => {
    const setup = Buffer.concat([encodeWord('RCV2', 1)]);
    expect(failText(await talk(request('RCV2', '/sdcard/note.txt'), setup))).toBe('unknown flags: 1');
  });
});

describe('the session', () => {
  test('an unknown request is refused and ends it', async () => {
    expect(failText(await talk(request('WHAT', '/x')))).toBe('unknown command 54414857');
  });

  test('a path above 1024 bytes is refused', async () => {
    expect(failText(await talk(request('STAT', 'x'.repeat(1025))))).toBe('path too long');
  });

  test('requests that the phone does not offer are unknown', async () => {
    phone = await startTinyAdbd({ device: new TinyDevice('OLD', ['shell_v2', 'cmd']) });
    for (const id of ['STA2', 'LIS2', 'SND2', 'RCV2']) {
      expect(failText(await talk(request(id, '/sdcard')))).toMatch(/^unknown command/);
    }
  });

  test('random bytes never break the phone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const host = await RawAdbHost.greet(phone.port);
        const stream = await host.open('sync:');
        stream?.write(bytes);
        stream?.close();
        host.hangUp();
        await host.closed;
      }),
      { numRuns: 20 },
    );
    expect(await talk(request('STAT', '/sdcard'))).toHaveLength(16);
  });
});
