import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { EvidencePicture, EvidencePort } from '../engine/run-ports.ts';
import { EvidenceStore } from './evidence-store.ts';
import { pictureMaxBytes, shrinkPicture } from './picture.ts';

export interface EvidenceDeps {
  /** `<data folder>/evidence`; made with the first picture. */
  readonly folder: string;
  readonly store: Store;
  /** The desk's time. */
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Pictures are kept for so long. */
export const keptDays = 90;
const dayMs = 24 * 3_600_000;
const firstPurgeMs = 5 * 60_000;

/**
 * The pictures that prove what was done: files of at most 200 kB by month, described in the database, gone after 90 days.
 * What is gone is said to be gone (`evidence-gone`).
 */
export class EvidenceFiles implements EvidencePort, Disposable {
  readonly #deps: EvidenceDeps;
  readonly #rows: EvidenceStore;
  #cancel: () => void;
  #isDisposed = false;

  constructor(deps: EvidenceDeps) {
    this.#deps = deps;
    this.#rows = new EvidenceStore(deps.store);
    this.#cancel = deps.clock.after(firstPurgeMs, () => this.#purgeDaily());
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancel();
  }

  /** Keeps it as a WebP. Fails with `file-not-saved`, `command-failed` (no picture), and as the store does. */
  async save(picture: EvidencePicture): Promise<Outcome<string>> {
    const small = await fitted(picture);
    if (!small.ok) return small;
    const { bytes, mediaType } = small.value;
    const evidenceId = randomUUID();
    const month = new Date(picture.takenAt).toISOString().slice(0, 7);
    const fileName = `${month}/${evidenceId}.webp`;
    const path = join(this.#deps.folder, fileName);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes, { flag: 'wx' });
    } catch (cause) {
      this.#deps.logger.error('evidence-not-saved', {}, cause);
      return fail('file-not-saved', 'the picture could not be written');
    }
    const row = { evidenceId, takenAt: picture.takenAt, mediaType, byteCount: bytes.byteLength, fileName };
    // The console may have ended while the picture was written: its database is closed by then.
    const noted = this.#isDisposed
      ? fail('aborted', 'the console is shutting down')
      : this.#deps.store.write(() => this.#rows.add(row));
    if (noted.ok) return succeed(evidenceId);
    await rm(path, { force: true });
    return noted;
  }

  async read(evidenceId: string): Promise<Outcome<EvidencePicture>> {
    const row = this.#rows.get(evidenceId);
    const gone = fail('evidence-gone', 'the picture is not kept any more');
    if (row === null) return this.#goneBecause(evidenceId) ?? gone;
    try {
      const bytes = await readFile(join(this.#deps.folder, row.fileName));
      return succeed({ bytes, mediaType: 'image/webp', takenAt: row.takenAt });
    } catch {
      return gone;
    }
  }

  /**
   * Takes pictures away because somebody in them was erased, under that receipt; who asks for one later is told so. A file that
   * cannot be deleted stays, and is counted.
   */
  async erase(ids: readonly string[], receiptId: number): Promise<{ removedCount: number; keptCount: number }> {
    const { clock, store, folder, logger } = this.#deps;
    const rows = ids.map((id) => this.#rows.get(id)).filter((row) => row !== null);
    const removed: string[] = [];
    for (const { evidenceId, fileName } of rows) {
      try {
        await rm(join(folder, fileName), { force: true });
        removed.push(evidenceId);
      } catch (cause) {
        logger.error('evidence-not-erased', { evidenceId }, cause);
      }
    }
    const noted = store.write(() => {
      for (const evidenceId of removed) {
        this.#rows.noteErased(evidenceId, { erasedAt: clock.now(), receiptId });
        this.#rows.remove(evidenceId);
      }
    });
    if (!noted.ok) logger.error('erased-evidence-not-noted', { code: noted.error.code });
    return { removedCount: removed.length, keptCount: rows.length - removed.length };
  }

  /** Every picture that there is. */
  ids(): string[] {
    return this.#rows.ids();
  }

  /** How many pictures there are and what they take, in bytes; when the oldest and the newest were taken. */
  summary(): ReturnType<EvidenceStore['summary']> {
    return this.#rows.summary();
  }

  /** Removes pictures past their time, and files that no row knows. @returns how many pictures went */
  async purge(): Promise<number> {
    const { clock, store, folder, logger } = this.#deps;
    let count = 0;
    for (let old = this.#old(clock.now()); old.length > 0; old = this.#old(clock.now())) {
      for (const row of old) await rm(join(folder, row.fileName), { force: true });
      const removed = store.write(() => {
        for (const row of old) this.#rows.remove(row.evidenceId);
      });
      if (!removed.ok) break;
      count += old.length;
    }
    const strayCount = await this.#removeStrays();
    if (count + strayCount > 0) logger.info('evidence-purged', { count, strayCount });
    return count;
  }

  #goneBecause(evidenceId: string): Outcome<never> | null {
    const erased = this.#rows.erased(evidenceId);
    return erased === null ? null : fail('evidence-erased', 'somebody in the picture was erased', { ...erased });
  }

  #old(now: number): ReturnType<EvidenceStore['takenBefore']> {
    return this.#rows.takenBefore(now - keptDays * dayMs);
  }

  /** A crash between file and row leaves a file behind; those of the running month may be on their way. */
  async #removeStrays(): Promise<number> {
    const { folder, clock } = this.#deps;
    const known = this.#rows.fileNames();
    const running = new Date(clock.now()).toISOString().slice(0, 7);
    const entries = await readdir(folder, { recursive: true }).catch(() => []);
    const names = entries.map((entry) => entry.replaceAll('\\', '/'));
    const strays = names.filter((name) => /^\d{4}-\d{2}\/[\w-]+\.webp$/.test(name) && !known.has(name));
    const old = strays.filter((name) => !name.startsWith(running));
    for (const name of old) await rm(join(folder, name), { force: true });
    return old.length;
  }

  #purgeDaily(): void {
    const { clock, logger } = this.#deps;
    this.#cancel = clock.after(dayMs, () => this.#purgeDaily());
    this.purge().catch((cause: unknown) => logger.error('evidence-purge-threw', {}, cause));
  }
}

async function fitted(picture: EvidencePicture): Promise<Outcome<Pick<EvidencePicture, 'bytes' | 'mediaType'>>> {
  const isKept = picture.mediaType === 'image/webp' && picture.bytes.byteLength <= pictureMaxBytes;
  return isKept ? succeed(picture) : shrinkPicture(picture.bytes);
}
