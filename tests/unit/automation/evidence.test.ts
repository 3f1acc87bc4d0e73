import { readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { automationMigrations } from '../../../electron/automation/automation-migrations.ts';
import { EvidenceFiles, keptDays } from '../../../electron/automation/evidence/evidence-files.ts';
import { pictureMaxBytes, shrinkPicture, sizeOfPng } from '../../../electron/automation/evidence/picture.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const dayMs = 24 * 3_600_000;

/** A screenshot of so many pixels; noise is what compresses worst. */
function screenshot(width: number, height: number, isNoise = false): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  if (isNoise) {
    const image = context.createImageData(width, height);
    let state = 7;
    for (let index = 0; index < image.data.length; index++) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      image.data[index] = index % 4 === 3 ? 255 : (state >> 15) % 256;
    }
    context.putImageData(image, 0, 0);
  }
  return canvas.toBuffer('image/png');
}

describe('sizeOfPng', () => {
  it('reads a picture’s size from its header', () => {
    expect(sizeOfPng(screenshot(72, 160))).toEqual({ width: 72, height: 160 });
  });

  it('says nothing of other bytes', () => {
    expect(sizeOfPng(Buffer.from('no picture at all, only words'))).toBeNull();
    expect(sizeOfPng(screenshot(72, 160).subarray(0, 20))).toBeNull();
  });
});

describe('shrinkPicture', () => {
  it('makes a WebP of at most 200 kB that still shows the whole screen', async () => {
    const small = await shrinkPicture(screenshot(1440, 3200));
    if (!small.ok) throw new Error(small.error.code);
    const { bytes, mediaType } = small.value;
    expect(mediaType).toBe('image/webp');
    expect(bytes.byteLength).toBeLessThanOrEqual(pictureMaxBytes);
    const image = await loadImage(Buffer.from(bytes));
    expect([image.width, image.height]).toEqual([720, 1600]);
  });

  it('gives up detail rather than the limit', async () => {
    const small = await shrinkPicture(screenshot(1440, 3200, true));
    expect(small.ok && small.value.bytes.byteLength <= pictureMaxBytes).toBe(true);
  });

  it('refuses what is no picture', async () => {
    expect(await shrinkPicture(Buffer.from('no picture'))).toMatchObject({
      ok: false,
      error: { code: 'command-failed' },
    });
  });
});

describe('pictures of evidence', () => {
  let clock: ManualClock;
  let folder: string;
  let store: Store;
  let files: EvidenceFiles;

  beforeEach(() => {
    clock = new ManualClock(Date.UTC(2026, 0, 15));
    folder = join(makeTempFolder(), 'evidence');
    store = openTestStore(automationMigrations);
    files = new EvidenceFiles({ folder, store, clock, logger: silentLogger });
    onTestFinished(() => files.dispose());
  });

  async function keep(takenAt: number, bytes: Uint8Array = screenshot(72, 160)): Promise<string> {
    const mediaType = Buffer.from(bytes).subarray(8, 12).toString() === 'WEBP' ? 'image/webp' : 'image/png';
    const kept = await files.save({ bytes, mediaType, takenAt });
    if (!kept.ok) throw new Error(kept.error.code);
    return kept.value;
  }

  it('are read back as they were kept, and counted with what they take', async () => {
    const small = await shrinkPicture(screenshot(72, 160));
    const bytes = small.ok ? small.value.bytes : Buffer.alloc(0);
    const id = await keep(clock.now(), bytes);
    const read = await files.read(id);
    expect(read.ok && Buffer.from(read.value.bytes).equals(bytes)).toBe(true);
    const [oldestAt, newestAt] = [clock.now(), clock.now()];
    expect(files.summary()).toEqual({ pictureCount: 1, byteCount: bytes.byteLength, oldestAt, newestAt });
  });

  it('are never larger than 200 kB', async () => {
    const id = await keep(clock.now(), screenshot(720, 1600, true));
    const read = await files.read(id);
    expect(read.ok && read.value.mediaType).toBe('image/webp');
    expect(files.summary().byteCount).toBeLessThanOrEqual(pictureMaxBytes);
  });

  it(`go after ${keptDays} days, file and row, and no day sooner`, async () => {
    const old = await keep(clock.now());
    const young = await keep(clock.now() + 2 * dayMs);
    clock.jump((keptDays + 1) * dayMs);
    expect(await files.purge()).toBe(1);
    expect(await files.read(old)).toMatchObject({ ok: false, error: { code: 'evidence-gone' } });
    expect((await files.read(young)).ok).toBe(true);
    expect(files.summary().pictureCount).toBe(1);
  });

  it('that are still being written when the console ends are not kept, and leave no file', async () => {
    const saving = files.save({ bytes: screenshot(72, 160), mediaType: 'image/png', takenAt: clock.now() });
    files.dispose();
    expect(await saving).toMatchObject({ ok: false, error: { code: 'aborted' } });
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.webp'))).toEqual([]);
  });

  it('are told to be gone when somebody removed the file', async () => {
    const id = await keep(clock.now());
    rmSync(folder, { recursive: true });
    expect(await files.read(id)).toMatchObject({ ok: false, error: { code: 'evidence-gone' } });
  });

  it('that no row knows are removed, and nothing that is no picture of ours', async () => {
    mkdirSync(join(folder, '2025-11'), { recursive: true });
    writeFileSync(join(folder, '2025-11', 'stray.webp'), 'x');
    writeFileSync(join(folder, '2025-11', 'notes.txt'), 'x');
    await files.purge();
    expect(readdirSync(join(folder, '2025-11'))).toEqual(['notes.txt']);
  });
});
