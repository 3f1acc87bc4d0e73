import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unpackZip } from '../../../scripts/bootstrap/zip.mjs';

interface Member {
  readonly name: string;
  readonly content: string;
  readonly mode?: number;
  readonly isStored?: boolean;
  readonly checksum?: number;
}

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiqun-zip-'));
  mkdirSync(join(folder, 'out'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a zip archive of our own in the form that APPNOTE.TXT describes. */
function archiveOf(members: readonly Member[]): string {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  for (const { name, content, mode = 0o100644, isStored = false, checksum } of members) {
    const data = isStored ? Buffer.from(content) : deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(isStored ? 0 : 8, 4);
    fields.writeUInt32LE(checksum ?? crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(Buffer.byteLength(content), 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(Buffer.concat(locals).length, 10);
    entries.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), fields, tail, Buffer.from(name));
    locals.push(Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), data);
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(Buffer.concat(locals).length, 16);
  const file = join(folder, 'archive.zip');
  writeFileSync(file, Buffer.concat([...locals, directory, end]));
  return file;
}

test('packed, stored and empty files come out with their modes', async () => {
  const archive = archiveOf([
    { name: 'a/手机.txt', content: '机群台'.repeat(1000) },
    { name: 'run', content: 'x', mode: 0o100755, isStored: true },
    { name: 'empty', content: '', isStored: true },
  ]);
  expect(await unpackZip(archive, join(folder, 'out'))).toBe(3);
  expect(readFileSync(join(folder, 'out', 'a', '手机.txt'), 'utf8')).toBe('机群台'.repeat(1000));
  expect(statSync(join(folder, 'out', 'run')).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(folder, 'out', 'empty'), 'utf8')).toBe('');
});

test('a symbolic link comes out as one', async () => {
  const archive = archiveOf([{ name: 'link', content: 'target', mode: 0o120777, isStored: true }]);
  await unpackZip(archive, join(folder, 'out'));
  expect(readlinkSync(join(folder, 'out', 'link'))).toBe('target');
});

test('files can be left out and renamed', async () => {
  const archive = archiveOf([
    { name: 'app/keep', content: '1' },
    { name: 'app/drop', content: '2' },
  ]);
  const count = await unpackZip(archive, join(folder, 'out'), (name) => (name === 'app/keep' ? 'kept' : null));
  expect(count).toBe(1);
  expect(readFileSync(join(folder, 'out', 'kept'), 'utf8')).toBe('1');
});

test.each(['../evil', '/evil', 'a/../../evil'])('a file that leads outside is refused: %s', async (name) => {
  const archive = archiveOf([{ name, content: 'x' }]);
  await expect(unpackZip(archive, join(folder, 'out'))).rejects.toThrow('outside');
});

test('a file whose content does not match its checksum is refused', async () => {
  const archive = archiveOf([{ name: 'a', content: 'x', checksum: 1 }]);
  await expect(unpackZip(archive, join(folder, 'out'))).rejects.toThrow('damaged');
});

test('an archive that was cut off is refused', async () => {
  const archive = archiveOf([{ name: 'a', content: 'x' }]);
  writeFileSync(archive, readFileSync(archive).subarray(0, 40));
  await expect(unpackZip(archive, join(folder, 'out'))).rejects.toThrow('cut off');
});
