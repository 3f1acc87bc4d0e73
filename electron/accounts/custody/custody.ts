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
  const seal = sealOf({ ...row, ...options.machine, ...countsOf(row, reading, verdict) });
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
  readonly #logger: Logger;
  #spans: readonly CustodySpan[];
  #sealedFacts: number;

  constructor({ store, logger }: CustodyOptions, verdict: CustodyVerdict, seal: SealFile) {
    this.#store = store;
    this.#logger = logger;
    this.verdict = verdict;
    this.#rows = new CustodyStore(store);
    this.#seal = seal;
    // What an earlier run did not come to seal is sealed with the first that comes.
    this.#sealedFacts = 0;
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
    const row = this.#rows.read();
    const sealed = this.#seal.write(sealOf(row));
    if (sealed.ok) this.#sealedFacts = row.facts;
    return sealed;
  }

  /**
   * Seals what was said of accounts since the last seal, if anything was; outside of any transaction. What was said holds whatever comes of
   * this, and the next seal has it.
   */
  sealFacts(): void {
    if (this.#rows.read().facts === this.#sealedFacts) return;
    const sealed = this.seal();
    if (!sealed.ok) this.#logger.error('facts-not-sealed', { code: sealed.error.code });
  }

  dispose(): void {
    this.#seal.close();
  }
}

function opened(options: CustodyOptions, verdict: CustodyVerdict, seal: Outcome<SealFile>): Outcome<Custody> {
  return seal.ok ? succeed(new Custody(options, verdict, seal.value)) : seal;
}

function adoptRow(
  { store, machine, lastKnownAt }: CustodyOptions,
  rows: CustodyStore,
  { verdict, row, seal }: { readonly verdict: CustodyVerdict; readonly row: StoredCustody; readonly seal: Seal },
): Outcome<null> {
  const kind = spanKindOf(verdict);
  const lacking = lackingOf(verdict);
  // Without any time that it knew, nothing that it counts is certain.
  const fromAt = Math.max(lastKnownAt ?? 0, row.lastActAt ?? 0);
  return store.write(() => {
    rows.adopt(machine, seal);
    if (kind !== null && lacking.acts !== 0) rows.addSpan({ kind, missing: lacking.acts, fromAt });
    if (kind !== null && lacking.facts !== 0) rows.addFactSpan({ kind, missing: lacking.facts, fromAt });
    return null;
  });
}

/** How much the database lacks at least; null where nobody can say. */
function lackingOf(verdict: CustodyVerdict): { readonly acts: number | null; readonly facts: number | null } {
  if (verdict.kind === 'older') return { acts: verdict.by, facts: verdict.facts };
  const none = spanKindOf(verdict) === null ? 0 : null;
  return { acts: none, facts: none };
}

/**
 * A count goes on from the higher one, or what is lacking would hide the next loss; and one further where something may be lacking, so that
 * a backup from before this was found out is seen to lack it.
 */
function countsOf(
  row: StoredCustody,
  reading: SealReading,
  verdict: CustodyVerdict,
): Pick<StoredCustody, 'sequence' | 'facts'> {
  const sealed = reading.kind === 'read' && reading.seal.folderId === row.folderId ? reading.seal : row;
  const { acts, facts } = lackingOf(verdict);
  return {
    sequence: Math.max(row.sequence, sealed.sequence) + (acts === 0 ? 0 : 1),
    facts: Math.max(row.facts, sealed.facts) + (facts === 0 ? 0 : 1),
  };
}

function sealOf({ folderId, machineHash, hostHash, sequence, facts }: Seal): Seal {
  return { folderId, machineHash, hostHash, sequence, facts };
}
