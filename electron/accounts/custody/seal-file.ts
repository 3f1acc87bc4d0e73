import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { faultOf } from '../../store/store-fault.ts';

/** What the seal says: whose acts were let through on which computer, and how many; and how much was said of the accounts. */
const sealSchema = z.strictObject({
  format: z.literal(1),
  folderId: z.string().min(1),
  machineHash: z.string().nullable(),
  hostHash: z.string(),
  sequence: z.number().int().min(0),
  /** Earlier releases did not count these. */
  facts: z.number().int().min(0).default(0),
  era: z.number().int().min(0).default(0),
  /** The file that it was written to, by number and birth: a copy has another of either. Empty where the file system keeps none. */
  inode: z.string(),
  bornNs: z.string(),
});
export type Seal = Omit<z.output<typeof sealSchema>, 'format' | 'inode' | 'bornNs'>;

export type SealReading =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly cause: string }
  | { readonly kind: 'read'; readonly seal: Seal; readonly isCopy: boolean };

/** Two slots written in turn: when one is torn by a power cut, the other holds what was true before. */
const slotBytes = 1_024;
const slots = [0, 1] as const;

/** Where the seal of a data folder lies: beside the database, and in none of its backups. */
export function sealFileOf(folder: string): string {
  return join(folder, 'custody.seal');
}

/** What the seal at `file` says. Changes nothing. */
export function readSeal(file: string): SealReading {
  try {
    const handle = openSync(file, 'r');
    try {
      return readFrom(handle);
    } finally {
      closeSync(handle);
    }
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
    return code === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', cause: code };
  }
}

function readFrom(handle: number): SealReading {
  const latest = latestOf(handle);
  if (latest === null) return { kind: 'unreadable', cause: 'damaged' };
  const { format: _format, inode, bornNs, ...seal } = latest;
  const own = birthOf(handle);
  // Some programs keep the dates of what they copy, and some file systems give the number of a deleted file to the next one.
  const isCopy = (inode !== '' && own.inode !== inode) || (bornNs !== '' && own.bornNs !== bornNs);
  return { kind: 'read', seal, isCopy };
}

function latestOf(handle: number): z.output<typeof sealSchema> | null {
  const found = slots.flatMap((slot) => readSlot(handle, slot) ?? []);
  return found.toSorted((left, right) => writesOf(right) - writesOf(left))[0] ?? null;
}

/** Neither count ever falls: of two seals the later one is that with more. */
function writesOf({ sequence, facts }: Pick<Seal, 'sequence' | 'facts'>): number {
  return sequence + facts;
}

function readSlot(handle: number, slot: number): z.output<typeof sealSchema> | null {
  const bytes = Buffer.alloc(slotBytes);
  const count = readSync(handle, bytes, 0, slotBytes, slot * slotBytes);
  const [text = '', check = ''] = bytes.subarray(0, count).toString('utf8').split('\n');
  if (check !== checkOf(text)) return null;
  const parsed = sealSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** The open seal of this data folder. Every write has reached the disk when it returns. */
export class SealFile {
  readonly #file: string;
  readonly #handle: number;
  #birth: Birth;
  #isClosed = false;

  private constructor(file: string, handle: number, birth: Birth) {
    this.#file = file;
    this.#handle = handle;
    this.#birth = birth;
  }

  /** A new seal in place of the one that is there, which stays until the new one is whole. Fails like a write of the database. */
  static create(file: string, seal: Seal): Outcome<SealFile> {
    const incoming = `${file}.new`;
    return guarded(file, () => {
      rmSync(incoming, { force: true });
      const handle = openSync(incoming, 'wx+', 0o600);
      const created = new SealFile(file, handle, lastingBirthOf(file, handle));
      try {
        created.#writeBoth(seal);
        renameSync(incoming, file);
        syncFolder(dirname(file));
        created.#proveBirth(seal);
        return created;
      } catch (failure) {
        created.close();
        rmSync(incoming, { force: true });
        throw failure;
      }
    });
  }

  /** Goes on with the seal that is there, which was read and is no copy. */
  static open(file: string): Outcome<SealFile> {
    return guarded(file, () => {
      const handle = openSync(file, constants.O_RDWR);
      return new SealFile(file, handle, latestOf(handle) ?? lastingBirthOf(file, handle));
    });
  }

  /** Resolved on the disk. Fails with `disk-full` or `data-folder-unwritable`. */
  write(seal: Seal): Outcome<null> {
    return guarded(this.#file, () => {
      this.#writeSlot(writesOf(seal) % slots.length, seal);
      fsyncSync(this.#handle);
      return null;
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#handle);
  }

  #writeBoth(seal: Seal): void {
    for (const slot of slots) this.#writeSlot(slot, seal);
    fsyncSync(this.#handle);
  }

  /** Where a file has no birth of its own, another time is told for it, which changes with the file. */
  #proveBirth(seal: Seal): void {
    if (this.#birth.bornNs === '' || birthOf(this.#handle).bornNs === this.#birth.bornNs) return;
    this.#birth = { ...this.#birth, bornNs: '' };
    this.#writeBoth(seal);
  }

  #writeSlot(slot: number, seal: Seal): void {
    const { inode, bornNs } = this.#birth;
    const birth = { inode, bornNs };
    const text = JSON.stringify({ format: 1, ...seal, ...birth } satisfies z.input<typeof sealSchema>);
    const bytes = Buffer.alloc(slotBytes, ' ');
    bytes.write(`${text}\n${checkOf(text)}\n`);
    writeSync(this.#handle, bytes, 0, slotBytes, slot * slotBytes);
  }
}

interface Birth {
  readonly inode: string;
  readonly bornNs: string;
}

function birthOf(handle: number): Birth {
  const { ino, birthtimeNs } = fstatSync(handle, { bigint: true });
  return { inode: String(ino), bornNs: birthtimeNs === 0n ? '' : String(birthtimeNs) };
}

/** FAT, exFAT, FUSE, NFS, SMB, CIFS as Linux numbers them: files may get another number whenever the disk is mounted. */
const renumbering: ReadonlySet<number> = new Set([
  0x4d44, 0x20_11_ba_b0, 0x65_73_55_46, 0x69_69, 0x51_7b, 0xff_53_4d_42, 0xfe_53_4d_42,
]);

function lastingBirthOf(file: string, handle: number): Birth {
  const birth = birthOf(handle);
  const isRenumbered = process.platform === 'linux' && renumbering.has(statfsSync(dirname(file)).type);
  return isRenumbered ? { ...birth, inode: '' } : birth;
}

function checkOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** So that the new name outlasts a power cut; Windows keeps names by itself and opens no folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function guarded<T>(file: string, work: () => T): Outcome<T> {
  try {
    return succeed(work());
  } catch (failure) {
    const fault = faultOf(failure, file);
    if (fault !== null) return { ok: false, error: fault };
    if (!(failure instanceof Error && 'code' in failure)) throw failure;
    return fail('data-folder-unwritable', failure.message, { file, cause: String(failure.code), freeBytes: null });
  }
}
