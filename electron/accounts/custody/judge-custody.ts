import { isSameMachine, type MachineId } from './machine-id.ts';
import type { SealReading } from './seal-file.ts';

/** How far a count has come. */
export interface CustodyCounts {
  /** How many acts were let through, by this ledger. */
  readonly sequence: number;
  /** How much was said of the accounts that restricts them. */
  readonly facts: number;
  /** See `custodyMigrations`. */
  readonly era: number;
}

/** What the database says of itself. */
export interface CustodyRow extends MachineId, CustodyCounts {
  readonly folderId: string;
  /** A computer took it over at some start; not so in a new database, and in one from before there were seals. */
  readonly isAdopted: boolean;
}

/** What is compared with the database. */
export interface CustodyEvidence {
  readonly reading: SealReading;
  /** What is kept of this folder outside of it; null where nothing is. */
  readonly witness: CustodyCounts | null;
  readonly here: MachineId;
}

/** Whether the ledger holds every act, and all that was said of the accounts. `new`: nothing was ever sealed here. */
export type CustodyVerdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'new' }
  /** The database lacks at least so many acts, at most `most` where that is known, and so much of what was said: it comes from a backup. */
  | { readonly kind: 'older'; readonly by: number; readonly most: number | null; readonly facts: number }
  /** It was used on another computer, comes out of another folder, or the whole folder is a copy. */
  | { readonly kind: 'moved'; readonly what: 'machine' | 'folder' | 'copy' }
  | { readonly kind: 'seal-missing' }
  | { readonly kind: 'seal-unreadable'; readonly cause: string };

/**
 * Compares database, seal, witness and computer. A database that is ahead of its seal or of the witness lacks nothing: it is written first,
 * and the act is let through after both. Seal and database that were put back together are of one moment: the witness alone is later then.
 */
export function judgeCustody(row: CustodyRow, { reading, witness, here }: CustodyEvidence): CustodyVerdict {
  const known = witness === null ? [] : [witness];
  if (reading.kind === 'missing')
    return row.isAdopted ? { kind: 'seal-missing' } : (lossOf(row, known) ?? { kind: 'new' });
  if (reading.kind === 'unreadable') return { kind: 'seal-unreadable', cause: reading.cause };
  const { seal, isCopy } = reading;
  // An empty database that took the place of another one which had let nothing through either, and
  // heard of nothing.
  const isUnused = seal.sequence === 0 && seal.facts === 0 && !row.isAdopted;
  if (seal.folderId !== row.folderId) return isUnused ? { kind: 'new' } : { kind: 'moved', what: 'folder' };
  // Of what was done elsewhere nobody knows how much it was, whatever the counts are.
  const wasHere = isSameMachine(seal, here) && (!row.isAdopted || isSameMachine(row, here));
  if (!wasHere) return { kind: 'moved', what: 'machine' };
  if (isCopy) return { kind: 'moved', what: 'copy' };
  return lossOf(row, [seal, ...known]) ?? { kind: 'same' };
}

function lossOf(row: CustodyCounts, known: readonly CustodyCounts[]): CustodyVerdict | null {
  const by = Math.max(0, ...known.map(({ sequence }) => sequence - row.sequence));
  const facts = Math.max(0, ...known.map((each) => each.facts - row.facts));
  const isLaterEra = known.some(({ era }) => era > row.era);
  const isComparable = !isLaterEra && known.every((each) => each.era === row.era || !isAhead(each, row));
  if (by + facts > 0) return { kind: 'older', by, most: isComparable ? by : null, facts };
  // A copy of this folder went on meanwhile, here: what it counted need not be more.
  return isLaterEra && row.era > 0 ? { kind: 'moved', what: 'copy' } : null;
}

function isAhead(one: CustodyCounts, other: CustodyCounts): boolean {
  return one.sequence > other.sequence || one.facts > other.facts;
}
