import { isSameMachine, type MachineId } from './machine-id.ts';
import type { SealReading } from './seal-file.ts';

/** What the database says of itself. */
export interface CustodyRow extends MachineId {
  readonly folderId: string;
  /** How many acts were let through, by this ledger. */
  readonly sequence: number;
  /** How much was said of the accounts that restricts them. */
  readonly facts: number;
  /** A computer took it over at some start; not so in a new database, and in one from before there were seals. */
  readonly isAdopted: boolean;
}

/** Whether the ledger holds every act, and all that was said of the accounts. `new`: nothing was ever sealed here. */
export type CustodyVerdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'new' }
  /** The database lacks at least so many acts, and so much of what was said of accounts: it comes from a backup. */
  | { readonly kind: 'older'; readonly by: number; readonly facts: number }
  /** It was used on another computer, comes out of another folder, or the whole folder is a copy. */
  | { readonly kind: 'moved'; readonly what: 'machine' | 'folder' | 'copy' }
  | { readonly kind: 'seal-missing' }
  | { readonly kind: 'seal-unreadable'; readonly cause: string };

/**
 * Compares database, seal and computer. A database that is ahead of its seal lacks nothing: it is written first, and the act is
 * let through after the seal.
 */
export function judgeCustody(row: CustodyRow, reading: SealReading, here: MachineId): CustodyVerdict {
  if (reading.kind === 'missing') return row.isAdopted ? { kind: 'seal-missing' } : { kind: 'new' };
  if (reading.kind === 'unreadable') return { kind: 'seal-unreadable', cause: reading.cause };
  const { seal, isCopy } = reading;
  const isSameFolder = seal.folderId === row.folderId;
  const lacking = { by: Math.max(0, seal.sequence - row.sequence), facts: Math.max(0, seal.facts - row.facts) };
  if (isSameFolder && lacking.by + lacking.facts > 0) return { kind: 'older', ...lacking };
  // An empty database that took the place of another one which had let nothing through either, and
  // heard of nothing.
  const isUnused = seal.sequence === 0 && seal.facts === 0 && !row.isAdopted;
  if (!isSameFolder) return isUnused ? { kind: 'new' } : { kind: 'moved', what: 'folder' };
  const wasHere = isSameMachine(seal, here) && (!row.isAdopted || isSameMachine(row, here));
  if (!wasHere) return { kind: 'moved', what: 'machine' };
  return isCopy ? { kind: 'moved', what: 'copy' } : { kind: 'same' };
}
