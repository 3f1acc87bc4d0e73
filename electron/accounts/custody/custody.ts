import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import { CustodyStore, spanKindOf, type CustodySpan, type StoredCustody } from './custody-store.ts';
import { judgeCustody, type CustodyVerdict } from './judge-custody.ts';
import type { MachineId } from './machine-id.ts';
import { readSeal, SealFile, sealFileOf, type Seal, type SealReading } from './seal-file.ts';

export interface CustodyOptions {
  readonly store: Store;
  /** The data folder. */
  readonly folder: string;
  readonly machine: MachineId;
  /** The latest true time that this ledger knew (`TrueTime.mark` at the start); null where it never knew any. */
  readonly lastKnownAt: number | null;
  readonly logger: Logger;
}

/**
 * Judges at the start whether this ledger holds all acts, notes since when it may lack some, and takes it over for this computer.
 * Fails where that cannot be written: nothing may be let through then.
 */
export function openCustody(options: CustodyOptions): Outcome<Custody> {
  const rows = new CustodyStore(options.store);
  const file = sealFileOf(options.folder);
  const reading = readSeal(file);
  const row = rows.read();
  const verdict = judgeCustody(row, reading, options.machine);
  if (verdict.kind !== 'same') options.logger.warn('custody', { is: spanKindOf(verdict) ?? verdict.kind });
  if (verdict.kind === 'same' && row.isAdopted) return opened(options, verdict, SealFile.open(file));
  const seal = sealOf({ ...row, ...options.machine, sequence: sequenceOf(row, reading, verdict) });
  const adopt = (): Outcome<null> => adoptRow(options, rows, { verdict, row, seal });
  // A crash in between must be noticed as what it was found as, and as nothing at all on a new desk.
  if (verdict.kind === 'new' || verdict.kind === 'same') {
    const sealed = SealFile.create(file, seal);
    const adopted = sealed.ok ? adopt() : sealed;
    if (adopted.ok) return opened(options, verdict, sealed);
    if (sealed.ok) sealed.value.close();
    return adopted;
  }
  const adopted = adopt();
  return adopted.ok ? opened(options, verdict, SealFile.create(file, seal)) : adopted;
}

/** Which acts were let through on the way to this moment, and when that is not known. Lives as long as the data folder is open. */
export class Custody implements Disposable {
  /** What the start found. */
  readonly verdict: CustodyVerdict;
  readonly #store: Store;
  readonly #rows: CustodyStore;
  readonly #seal: SealFile;
  #spans: readonly CustodySpan[];

  constructor(store: Store, verdict: CustodyVerdict, seal: SealFile) {
    this.#store = store;
    this.verdict = verdict;
    this.#rows = new CustodyStore(store);
    this.#seal = seal;
    this.#spans = this.#rows.spans();
  }

  /** When acts may be lacking, the latest found last. */
  spans(): readonly CustodySpan[] {
    return this.#spans;
  }

  /** The true time is known: what was found at this start ends here, as every act from now on is in this ledger. */
  settle(now: number): Outcome<null> {
    if (this.#spans.every(({ untilAt }) => untilAt !== null)) return succeed(null);
    const written = this.#store.write(() => this.#rows.endSpans(now));
    if (!written.ok) return written;
    this.#spans = this.#rows.spans();
    return succeed(null);
  }

  /**
   * Counts an act, in the transaction that notes it: both or neither.
   * @param at the true time
   * @throws StoreError as the store does
   */
  countAct(at: number): void {
    this.#rows.countAct(at);
  }

  /** Puts the count beside the database, on the disk; after the transaction of `countAct`, and before the act is permitted. */
  seal(): Outcome<null> {
    return this.#seal.write(sealOf(this.#rows.read()));
  }

  dispose(): void {
    this.#seal.close();
  }
}

function opened(options: CustodyOptions, verdict: CustodyVerdict, seal: Outcome<SealFile>): Outcome<Custody> {
  return seal.ok ? succeed(new Custody(options.store, verdict, seal.value)) : seal;
}

function adoptRow(
  { store, machine, lastKnownAt }: CustodyOptions,
  rows: CustodyStore,
  { verdict, row, seal }: { readonly verdict: CustodyVerdict; readonly row: StoredCustody; readonly seal: Seal },
): Outcome<null> {
  const kind = spanKindOf(verdict);
  const missing = verdict.kind === 'older' ? verdict.by : null;
  return store.write(() => {
    rows.adopt(machine, seal.sequence);
    // Without any time that it knew, nothing that it counts is certain.
    if (kind !== null) rows.addSpan({ kind, missing, fromAt: Math.max(lastKnownAt ?? 0, row.lastActAt ?? 0) });
    return null;
  });
}

/**
 * The count goes on from the higher one, or the acts that are lacking would hide those of the next loss; and one further where acts may be
 * lacking, so that a backup from before this was found out is seen to lack it.
 */
function sequenceOf(row: StoredCustody, reading: SealReading, verdict: CustodyVerdict): number {
  const isOwn = reading.kind === 'read' && reading.seal.folderId === row.folderId;
  const highest = isOwn ? Math.max(row.sequence, reading.seal.sequence) : row.sequence;
  return spanKindOf(verdict) === null ? highest : highest + 1;
}

function sealOf({ folderId, machineHash, hostHash, sequence }: Seal): Seal {
  return { folderId, machineHash, hostHash, sequence };
}
