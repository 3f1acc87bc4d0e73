import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readSeal, SealFile, sealFileOf, type Seal } from '../../../electron/accounts/custody/seal-file.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const { closeSync, copyFileSync, mkdirSync, openSync, renameSync, rmSync, truncateSync, writeFileSync, writeSync } = fs;

// Watched, and as it always is.
vi.mock(import('node:fs'), async (original) => {
  const real = await original();
  return { ...real, fsyncSync: vi.fn<typeof real.fsyncSync>(real.fsyncSync) };
});

const seal: Seal = { folderId: 'f', machineHash: 'm', hostHash: 'h', sequence: 0, facts: 0, era: 0 };

function create(first: Seal = seal) {
  const file = sealFileOf(makeTempFolder());
  const made = SealFile.create(file, first);
  if (!made.ok) throw new Error(made.error.message);
  onTestFinished(() => made.value.close());
  return { file, open: made.value };
}

/** Overwrites a part of one of the two slots. */
function scribble(file: string, slot: 0 | 1): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, 'XXXXXXXX', slot * 1_024 + 30);
  closeSync(handle);
}

describe('the seal', () => {
  it('says what was written last', () => {
    const { file, open } = create();
    for (let sequence = 1; sequence <= 5; sequence++) {
      expect(open.write({ ...seal, sequence }).ok).toBe(true);
      expect(readSeal(file)).toEqual({ kind: 'read', seal: { ...seal, sequence }, isCopy: false });
    }
  });

  it('is missing where there is none', () => {
    expect(readSeal(join(makeTempFolder(), 'none'))).toEqual({ kind: 'missing' });
  });

  it('says what was written last of both counts, and reads a seal of a release that knew only one', () => {
    const { file, open } = create({ ...seal, sequence: 3 });
    for (const facts of [1, 2, 4]) {
      expect(open.write({ ...seal, sequence: 3, facts }).ok).toBe(true);
      expect(readSeal(file)).toMatchObject({ seal: { sequence: 3, facts } });
    }
    const { facts: _new, ...former } = seal;
    const text = JSON.stringify({ format: 1, ...former, sequence: 7, inode: '', bornNs: '' });
    writeFileSync(file, `${text}\n${createHash('sha256').update(text).digest('hex')}\n`);
    expect(readSeal(file)).toMatchObject({ seal: { sequence: 7, facts: 0 } });
  });

  it('says what was true before, where the last write was torn', () => {
    const { file, open } = create();
    open.write({ ...seal, sequence: 1 });
    open.write({ ...seal, sequence: 2 });
    scribble(file, 0);
    expect(readSeal(file)).toMatchObject({ seal: { sequence: 1 } });
  });

  it('is unreadable, and never taken for an earlier one, when both halves are damaged', () => {
    const { file } = create();
    scribble(file, 0);
    scribble(file, 1);
    expect(readSeal(file)).toEqual({ kind: 'unreadable', cause: 'damaged' });
    writeFileSync(file, '');
    expect(readSeal(file)).toEqual({ kind: 'unreadable', cause: 'damaged' });
  });

  it.each([1, 500, 1_023])('cut to %d bytes it is unreadable', (bytes) => {
    const { file } = create();
    truncateSync(file, bytes);
    // The text of a slot is shorter than the slot, so a cut may leave it whole.
    const reading = readSeal(file);
    expect(reading.kind === 'unreadable' || (reading.kind === 'read' && reading.seal.sequence === 0)).toBe(true);
    if (bytes < 100) expect(reading.kind).toBe('unreadable');
  });

  it('is unreadable where a folder lies in its place', () => {
    const file = sealFileOf(makeTempFolder());
    mkdirSync(file);
    expect(readSeal(file)).toMatchObject({ kind: 'unreadable' });
  });

  it('tells a copy from itself, and stays itself when the folder is renamed', () => {
    const { file } = create();
    const moved = `${file}.moved`;
    renameSync(file, moved);
    expect(readSeal(moved)).toMatchObject({ isCopy: false });
    copyFileSync(moved, file);
    expect(readSeal(file)).toMatchObject({ kind: 'read', isCopy: true });
    rmSync(moved);
  });

  it('goes on with the one that is there', () => {
    const { file } = create();
    const again = SealFile.open(file);
    if (!again.ok) throw new Error(again.error.message);
    expect(again.value.write({ ...seal, sequence: 7 }).ok).toBe(true);
    again.value.close();
    expect(readSeal(file)).toMatchObject({ seal: { sequence: 7 }, isCopy: false });
  });

  it('has reached the disk when the write returns', () => {
    const { file, open } = create();
    const seen: unknown[] = [];
    vi.mocked(fs.fsyncSync).mockClear();
    vi.mocked(fs.fsyncSync).mockImplementationOnce(() => void seen.push(readSeal(file)));
    open.write({ ...seal, sequence: 1 });
    expect(seen).toMatchObject([{ seal: { sequence: 1 } }]);
    expect(fs.fsyncSync).toHaveBeenCalledOnce();
  });

  it('fails as data where it cannot be written', () => {
    const folder = makeTempFolder();
    const file = join(folder, 'gone', 'custody.seal');
    expect(SealFile.create(file, seal)).toMatchObject({ ok: false, error: { code: 'data-folder-unwritable' } });
    expect(SealFile.open(file)).toMatchObject({ ok: false, error: { code: 'data-folder-unwritable' } });
  });

  it('a write to a closed one fails and is no crash', () => {
    const { open } = create();
    open.close();
    expect(open.write(seal)).toMatchObject({ ok: false, error: { code: 'data-folder-unwritable' } });
  });
});
