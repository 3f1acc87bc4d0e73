import type { Statement, Store } from '../../store/store.ts';
import type { ActionId, ReOnboardingEvent, SignalId, StageId } from '../plans/plan.ts';
import type { Closing, Restart, SignalFact, SignOff, TaskTick } from '../standing/facts.ts';

export type SignalSource = 'operator' | 'prompt' | 'results';

/** A signal as it was entered, with who did so. */
export interface StoredSignal extends SignalFact {
  readonly signalRowId: number;
  readonly source: SignalSource;
  readonly reportedBy: string;
  readonly note: string;
}

export interface StoredTick extends TaskTick {
  readonly tickId: number;
  /** What was written besides the proof; null: nothing. It decides nothing. */
  readonly note: string | null;
}

export interface StoredSignOff extends SignOff {
  readonly signOffId: number;
}

export interface StoredRestart extends Restart {
  readonly restartId: number;
}

/** What of the facts can have been entered by mistake, and be taken back. */
export type FactKind = 'signal' | 'restart' | 'sign-off';

export interface Withdrawal {
  readonly kind: FactKind;
  readonly factId: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** Without whatever was taken back. */
export interface StoredFacts {
  readonly signOffs: readonly StoredSignOff[];
  readonly tasks: readonly StoredTick[];
  readonly signals: readonly StoredSignal[];
  readonly restarts: readonly StoredRestart[];
}

interface SignalRow extends Omit<StoredSignal, 'closing'> {
  readonly accountId: string;
}

interface ClosingRow {
  readonly signalRowId: number;
  readonly at: number;
  readonly by: string;
  readonly isSupervisor: number;
  readonly cause: string | null;
}

type Values = Readonly<Record<string, string | number | null>>;

/** What the standing of accounts follows from. Rows are only ever added. */
export class FactStore {
  readonly #signOffs: Statement<[string], StoredSignOff>;
  readonly #ticks: Statement<[string], StoredTick>;
  readonly #signals: Statement<[string], SignalRow>;
  readonly #closings: Statement<[string], ClosingRow>;
  readonly #restarts: Statement<[string], StoredRestart>;
  readonly #addSignOff: Statement<[Values], never>;
  readonly #addTick: Statement<[Values], never>;
  readonly #withdraw: Statement<[number, number, string], never>;
  readonly #addSignal: Statement<[Values], never>;
  readonly #addClosing: Statement<[Values], never>;
  readonly #addRestart: Statement<[Values], never>;
  readonly #addWithdrawal: Statement<[Values], never>;

  constructor(store: Store) {
    this.#signOffs = store.prepare(`SELECT signOffId, stageId, at, by FROM signOff
      WHERE accountId = ? AND ${stands('sign-off', 'signOffId')} ORDER BY signOffId`);
    this.#ticks = store.prepare(`SELECT tickId, taskId, stageId, day, at, by, proof, note FROM taskTick
      WHERE accountId = ? AND tickId NOT IN (SELECT tickId FROM tickWithdrawal) ORDER BY tickId`);
    this.#signals = store.prepare(`SELECT signalRowId, accountId, signalId, tool, at, source, reportedBy, note
      FROM accountSignal WHERE accountId = ? AND ${stands('signal', 'signalRowId')} ORDER BY signalRowId`);
    this.#closings = store.prepare(`SELECT c.signalRowId, c.at, c.by, c.isSupervisor, c.cause
      FROM signalClosing c JOIN accountSignal s USING (signalRowId) WHERE s.accountId = ? ORDER BY c.closingId`);
    this.#restarts = store.prepare(`SELECT restartId, event, at, by FROM accountRestart
      WHERE accountId = ? AND ${stands('restart', 'restartId')} ORDER BY restartId`);
    this.#addWithdrawal = store.prepare(
      'INSERT INTO factWithdrawal (kind, factId, at, by, reason) VALUES (@kind, @factId, @at, @by, @reason)',
    );
    this.#addSignOff = store.prepare(
      'INSERT INTO signOff (accountId, stageId, at, by) VALUES (@accountId, @stageId, @at, @by)',
    );
    this.#addTick = store.prepare(`INSERT INTO taskTick (accountId, stageId, taskId, day, at, by, proof, note)
      VALUES (@accountId, @stageId, @taskId, @day, @at, @by, @proof, @note)`);
    this.#withdraw = store.prepare('INSERT INTO tickWithdrawal (tickId, at, by) VALUES (?, ?, ?)');
    this.#addSignal = store.prepare(`INSERT INTO accountSignal (accountId, signalId, tool, at, source, reportedBy, note)
      VALUES (@accountId, @signalId, @tool, @at, @source, @reportedBy, @note)`);
    this.#addClosing = store.prepare(`INSERT INTO signalClosing (signalRowId, at, by, isSupervisor, cause)
      VALUES (@signalRowId, @at, @by, @isSupervisor, @cause)`);
    this.#addRestart = store.prepare(
      'INSERT INTO accountRestart (accountId, event, at, by) VALUES (@accountId, @event, @at, @by)',
    );
  }

  read(accountId: string): StoredFacts {
    const closings = Map.groupBy(this.#closings.all(accountId), ({ signalRowId }) => signalRowId);
    const signals = this.#signals.all(accountId).map(({ accountId: _own, ...signal }) => {
      return { ...signal, closing: closingOf(closings.get(signal.signalRowId) ?? []) };
    });
    return {
      signOffs: this.#signOffs.all(accountId),
      tasks: this.#ticks.all(accountId),
      signals,
      restarts: this.#restarts.all(accountId),
    };
  }

  signOff(accountId: string, signOff: { readonly stageId: StageId; readonly at: number; readonly by: string }): void {
    this.#addSignOff.run({ accountId, ...signOff });
  }

  /** @returns the tick's id */
  tick(accountId: string, { note = null, ...tick }: NewTick): number {
    return this.#addTick.run({ accountId, ...tick, note }).lastRowId;
  }

  withdrawTick(tickId: number, at: number, by: string): void {
    this.#withdraw.run(tickId, at, by);
  }

  /** @returns the signal's id */
  addSignal(accountId: string, signal: NewSignal): number {
    return this.#addSignal.run({ accountId, ...signal }).lastRowId;
  }

  closeSignal(signalRowId: number, { at, by, isSupervisor, cause }: Closing): void {
    this.#addClosing.run({ signalRowId, at, by, isSupervisor: Number(isSupervisor), cause });
  }

  restart(accountId: string, restart: { readonly event: ReOnboardingEvent; readonly at: number; readonly by: string }) {
    this.#addRestart.run({ accountId, ...restart });
  }

  /** From then on it never was. */
  withdrawFact(withdrawal: Withdrawal): void {
    this.#addWithdrawal.run({ ...withdrawal });
  }
}

/** It was not taken back. */
function stands(kind: FactKind, column: string): string {
  return `${column} NOT IN (SELECT factId FROM factWithdrawal WHERE kind = '${kind}')`;
}

export interface NewTick extends TaskTick {
  /** Left out: none. */
  readonly note?: string | null;
}

export interface NewSignal {
  readonly signalId: SignalId;
  readonly tool: ActionId | null;
  readonly at: number;
  readonly source: SignalSource;
  readonly reportedBy: string;
  readonly note: string;
}

/** Several words on one signal are one: a supervisor's mark and a cause stay given, and the last word is when it was. */
function closingOf(rows: readonly ClosingRow[]): Closing | null {
  const last = rows.at(-1);
  if (last === undefined) return null;
  return {
    at: last.at,
    by: last.by,
    isSupervisor: rows.some(({ isSupervisor }) => isSupervisor === 1),
    cause: rows.findLast(({ cause }) => cause !== null)?.cause ?? null,
  };
}
