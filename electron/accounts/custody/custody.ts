import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import { CustodyStore, spanKindOf, type CustodySpan, type StoredCustody } from './custody-store.ts';
import { judgeCustody, type CustodyCounts, type CustodyEvidence, type CustodyVerdict } from './judge-custody.ts';
import type { MachineId } from './machine-id.ts';
import { readSeal, SealFile, sealFileOf, type Seal } from './seal-file.ts';
import type { CustodyWitness, WitnessFault } from './witness-file.ts';

export interface CustodyOptions {
  readonly store: Store;
  /** The data folder. */
  readonly folder: string;
  readonly machine: MachineId;
  /** The latest true time that this ledger knew (`TrueTime.mark` at the start); null where it never knew any. */
  readonly lastKnownAt: number | null;
  /** Left out: nobody keeps anything outside of the data folder. */
  readonly witness?: CustodyWitness | null;
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
  const evidence = { reading, witness: options.witness?.of(row.folderId) ?? null, here: options.machine };
  const verdict = judgeCustody(row, evidence);
  if (verdict.kind !== 'same') options.logger.warn('custody', { is: spanKindOf(verdict) ?? verdict.kind });
  const isKept = row.isAdopted && row.era > 0;
  if (verdict.kind === 'same' && isKept) return opened(options, verdict, SealFile.open(file));
  const seal = sealOf({ ...row, ...options.machine, ...countsOf(row, evidence, verdict) });
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
  readonly #witness: CustodyWitness | null;
  readonly #logger: Logger;
  #spans: readonly CustodySpan[];
  #sealedFacts: number;

  constructor({ store, logger, witness = null }: CustodyOptions, verdict: CustodyVerdict, seal: SealFile) {
    this.#store = store;
    this.#logger = logger;
    this.verdict = verdict;
    this.#rows = new CustodyStore(store);
    this.#seal = seal;
    this.#witness = witness;
    // What an earlier run did not come to seal is sealed with the first that comes.
    this.#sealedFacts = 0;
    this.#spans = this.#rows.spans();
    // A copy that is only looked at counts nothing: the folder that it comes from lacks nothing by it.
    if (verdict.kind === 'same' || verdict.kind === 'new') this.#bearWitness(this.#rows.read());
  }

  /** Why a folder that is put back whole would not be noticed at present; null where it would, or where nobody looks for it. */
  unwitnessed(): WitnessFault | null {
    return this.#witness?.fault() ?? null;
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
   * @param weight how much it is: a group counts each act as one at least
   * @throws StoreError as the store does
   */
  countAct(at: number, weight: number): void {
    this.#rows.countAct(at, weight);
  }

  /** Puts the count beside the database, on the disk; after the transaction of `countAct`, and before the act is permitted. */
  seal(): Outcome<null> {
    const row = this.#rows.read();
    const sealed = this.#seal.write(sealOf(row));
    if (!sealed.ok) return sealed;
    this.#sealedFacts = row.facts;
    this.#bearWitness(row);
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

  /** There is nothing to lose before anything was counted. */
  #bearWitness(row: StoredCustody): void {
    if (row.sequence + row.facts > 0) this.#witness?.note(row.folderId, row);
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
  const lacking = lackingOf(verdict, row);
  // Without any time that it knew, nothing that it counts is certain.
  const fromAt = Math.max(lastKnownAt ?? 0, row.lastActAt ?? 0);
  return store.write(() => {
    rows.adopt(machine, seal);
    if (kind !== null && lacking.acts !== null) rows.addSpan({ kind, ...lacking.acts, fromAt });
    if (kind !== null && lacking.facts !== null) rows.addFactSpan({ kind, ...lacking.facts, fromAt });
    return null;
  });
}

interface Lacking {
  readonly acts: Pick<CustodySpan, 'missing' | 'most'> | null;
  readonly facts: Pick<CustodySpan, 'missing'> | null;
}

/** What the database may lack; numbers are null where nobody can say how much. */
function lackingOf(verdict: CustodyVerdict, { era }: CustodyCounts): Lacking {
  if (spanKindOf(verdict) === null) return { acts: null, facts: null };
  if (verdict.kind !== 'older') return { acts: { missing: null, most: null }, facts: { missing: null } };
  const { by, most, facts } = verdict;
  // Before eras were kept an act may have counted too little, but never nothing.
  const isKnown = most !== null || era === 0;
  return {
    acts: isKnown && by === 0 ? null : { missing: by === 0 ? null : by, most },
    facts: isKnown && facts === 0 ? null : { missing: facts === 0 ? null : facts },
  };
}

/**
 * A count goes on from the highest one, or what is lacking would hide the next loss; and one further where something may be lacking, so that
 * a backup from before this was found out is seen to lack it.
 */
function countsOf(
  row: StoredCustody,
  { reading, witness }: Pick<CustodyEvidence, 'reading' | 'witness'>,
  verdict: CustodyVerdict,
): CustodyCounts {
  const sealed = reading.kind === 'read' && reading.seal.folderId === row.folderId ? reading.seal : row;
  const known = [row, sealed, witness ?? row];
  const { acts, facts } = lackingOf(verdict, row);
  const isCountLost = acts !== null && acts.most === null;
  return {
    sequence: Math.max(...known.map(({ sequence }) => sequence)) + (acts === null ? 0 : 1),
    facts: Math.max(...known.map((each) => each.facts)) + (facts === null ? 0 : 1),
    era: Math.max(1, ...known.map(({ era }) => era + (isCountLost ? 1 : 0))),
  };
}

function sealOf({ folderId, machineHash, hostHash, sequence, facts, era }: Seal): Seal {
  return { folderId, machineHash, hostHash, sequence, facts, era };
}
