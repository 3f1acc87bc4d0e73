import { isSameMachine, type MachineId } from './machine-id.ts';
import type { SealReading } from './seal-file.ts';

/** What the database says of itself. */
export interface CustodyRow extends MachineId {
  readonly folderId: string;
  /** How many acts were let through, by this ledger. */
  readonly sequence: number;
  /** A computer took it over at some start; not so in a new database, and in one from before there were seals. */
  readonly isAdopted: boolean;
}

/** Whether the ledger holds every act. `new`: nothing was ever sealed here. */
export type CustodyVerdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'new' }
  /** The database lacks at least so many acts: it comes from a backup. */
  | { readonly kind: 'older'; readonly by: number }
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
  if (isSameFolder && seal.sequence > row.sequence) return { kind: 'older', by: seal.sequence - row.sequence };
  // An empty database that took the place of another one which had let nothing through either.
  if (!isSameFolder) return seal.sequence === 0 && !row.isAdopted ? { kind: 'new' } : { kind: 'moved', what: 'folder' };
  const wasHere = isSameMachine(seal, here) && (!row.isAdopted || isSameMachine(row, here));
  if (!wasHere) return { kind: 'moved', what: 'machine' };
  return isCopy ? { kind: 'moved', what: 'copy' } : { kind: 'same' };
}
