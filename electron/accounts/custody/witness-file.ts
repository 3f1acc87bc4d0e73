import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../../runtime/logger.ts';
import type { CustodyCounts } from './judge-custody.ts';

/** Keeps outside of the data folder how far the counts of each folder have come, so that a folder that is put back whole is found out. */
export interface CustodyWitness {
  /** Null where nothing is known of that folder, which is no loss by itself. */
  of(folderId: string): CustodyCounts | null;
  /** Never takes anything back. What cannot be written is told by `fault`, and stops nobody. */
  note(folderId: string, counts: CustodyCounts): void;
  /** Why it is of no use at present; null where it is. */
  fault(): WitnessFault | null;
}

export interface WitnessFault {
  readonly file: string;
  readonly cause: string;
}

const witnessSchema = z.strictObject({
  format: z.literal(1),
  sequence: z.number().int().min(0),
  facts: z.number().int().min(0),
  era: z.number().int().min(0),
});

/** A small file for each data folder in one of the user's own. Two consoles may write there at once. */
export class WitnessFolder implements CustodyWitness {
  readonly #folder: string;
  readonly #logger: Logger;
  #fault: WitnessFault | null = null;

  constructor(folder: string, logger: Logger) {
    this.#folder = folder;
    this.#logger = logger;
  }

  of(folderId: string): CustodyCounts | null {
    const file = this.#fileOf(folderId);
    try {
      const { sequence, facts, era } = witnessSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      return { sequence, facts, era };
    } catch (failure) {
      if (causeOf(failure) !== 'ENOENT') this.#fail(file, failure);
      return null;
    }
  }

  note(folderId: string, counts: CustodyCounts): void {
    const file = this.#fileOf(folderId);
    const later = laterOf(this.of(folderId), counts);
    const incoming = `${file}.${process.pid}.new`;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(incoming, JSON.stringify({ format: 1, ...later }), { mode: 0o600 });
      renameSync(incoming, file);
      this.#fault = null;
    } catch (failure) {
      this.#fail(file, failure);
      discard(incoming);
    }
  }

  fault(): WitnessFault | null {
    return this.#fault;
  }

  #fileOf(folderId: string): string {
    return join(this.#folder, `${encodeURIComponent(folderId)}.json`);
  }

  /** Told once, and again with another cause. */
  #fail(file: string, failure: unknown): void {
    const cause = causeOf(failure);
    if (this.#fault?.cause !== cause) this.#logger.warn('custody-unwitnessed', { cause });
    this.#fault = { file, cause };
  }
}

/** Where another copy of the folder has come further meanwhile, neither of both has everything: no count of theirs is comparable any more. */
function laterOf(known: CustodyCounts | null, { sequence, facts, era }: CustodyCounts): CustodyCounts {
  if (known === null) return { sequence, facts, era };
  const isOfAnother = known.era > era || (known.era === era && (known.sequence > sequence || known.facts > facts));
  return {
    sequence: Math.max(known.sequence, sequence),
    facts: Math.max(known.facts, facts),
    era: isOfAnother ? known.era + 1 : era,
  };
}

/** Where the folder itself is the trouble there may be nothing to be removed, and nothing that can be. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (failure) {
    if (causeOf(failure) === 'damaged') throw failure;
  }
}

function causeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : 'damaged';
}

/** What a user's folder depends on. */
export interface UserPlace {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The user's own folder for it, beside none of what people copy and put back with a data folder; `JIQUN_WITNESS` names another one. */
export function witnessFolderOf({ platform, home, env }: UserPlace): string {
  const chosen = env['JIQUN_WITNESS'] ?? '';
  if (chosen !== '') return chosen;
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'JiqunWitness');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'JiqunWitness');
  return join(env['XDG_STATE_HOME'] ?? join(home, '.local', 'state'), 'jiqun');
}
