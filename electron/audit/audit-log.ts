import { z } from 'zod';
import { wholeLog, type AuditEntry, type AuditFilter } from '../contract/audit.ts';
import type { Operator } from '../contract/operators.ts';
import { succeed, type Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';
import type { Handlers, ProcedureInput, ProcedureOutput } from '../contract/procedures.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Statement, Store } from '../store/store.ts';
import type { TaskWorker } from '../store/task-worker.ts';
import { auditSheetSchema, auditSheetTask } from './audit-sheet.ts';
import { filteredBy, valuesOf, type FilterValues } from './audit-filter.ts';
import { genesisHash, sealLine, type ChainCheck } from './audit-chain.ts';
import { readParams, verifyAuditChain, type AuditRow } from './audit-verification.ts';

/** What a feature tells the log; the log adds number, time and the current operator. */
export interface AuditNote {
  /** A dotted code: `phones.reboot`. */
  readonly action: string;
  /** The id of what was acted on, if it is one thing. */
  readonly subject: string | null;
  readonly params: TextParams;
}

/** The log as features use it. */
export interface AuditPort {
  /**
   * Adds a line. Inside `store.write` or `store.transaction` the line and the change stand or fall together.
   * @throws StoreError when the line cannot be written (a full disk)
   */
  append(note: AuditNote): AuditEntry;
}

/** Above this many lines the check runs in the worker thread. */
const inlineLimit = 5_000;
const verifyTimeoutMs = 60_000;
const sheetTimeoutMs = 60_000;
const checkSchema = z.object({ isIntact: z.boolean(), checkedCount: z.number(), brokenAtSeq: z.number().nullable() });

/** The name under which the worker's entry offers `verifyAuditChain`. */
export const verifyTask = 'audit.verify';

/** Where an export goes; `devices` has it. `null`: the operator gave it up. */
export interface AuditFiles {
  save(
    file: { readonly suggestedName: string; readonly bytes: Uint8Array; readonly path: string | null },
    signal: AbortSignal,
  ): Promise<Outcome<string | null>>;
}

export interface AuditLogOptions {
  readonly store: Store;
  readonly worker: TaskWorker;
  readonly clock: Clock;
  readonly currentOperator: () => Operator | null;
  readonly files: AuditFiles;
}

/** Append-only, hash-chained record of who did what. */
export class AuditLog implements AuditPort {
  readonly handlers: Handlers<'audit.page' | 'audit.verify' | 'audit.export'>;
  readonly #options: AuditLogOptions;
  readonly #last: Statement<[], { seq: number; hash: string }>;
  readonly #insert: Statement<[Record<string, string | number | null>], never>;
  readonly #page: Statement<[FilterValues], AuditRow>;

  constructor(options: AuditLogOptions) {
    this.#options = options;
    const { store } = options;
    this.#last = store.prepare('SELECT seq, hash FROM auditLine ORDER BY seq DESC LIMIT 1');
    this.#insert =
      store.prepare(`INSERT INTO auditLine (seq, at, operatorId, operatorName, action, subject, params, hash)
      VALUES (@seq, @at, @operatorId, @operatorName, @action, @subject, @params, @hash)`);
    this.#page = store.prepare(
      `SELECT * FROM auditLine WHERE seq < @beforeSeq AND ${filteredBy} ORDER BY seq DESC LIMIT @limit`,
    );
    this.handlers = {
      'audit.page': ({ beforeSeq, limit, filter = wholeLog }) =>
        Promise.resolve(succeed(this.#read(filter, { beforeSeq: beforeSeq ?? Number.MAX_SAFE_INTEGER, limit }))),
      'audit.verify': (_input, signal) => this.verify(signal),
      'audit.export': (input, signal) => this.export(input, signal),
    };
  }

  append(note: AuditNote): AuditEntry {
    const { store, clock, currentOperator } = this.#options;
    return store.transaction(() => {
      const last = this.#last.get();
      const operator = currentOperator();
      const line = {
        seq: (last?.seq ?? 0) + 1,
        at: clock.now(),
        operatorId: operator?.operatorId ?? null,
        operatorName: operator?.name ?? null,
        ...note,
      };
      const hash = sealLine(line, last?.hash ?? genesisHash);
      this.#insert.run({ ...line, params: JSON.stringify(line.params), hash });
      return { ...line, params: { ...line.params }, hash };
    });
  }

  /** Checks every line; a long log is checked off the main loop. Fails with `timeout` or `aborted`. */
  async verify(signal: AbortSignal): Promise<Outcome<ChainCheck>> {
    const { store, worker } = this.#options;
    if ((this.#last.get()?.seq ?? 0) <= inlineLimit) return succeed(verifyAuditChain(store));
    const answered = await worker.run(verifyTask, { timeoutMs: verifyTimeoutMs, signal });
    return answered.ok ? succeed(checkSchema.parse(answered.value)) : answered;
  }

  /** See `audit.export`; the sheet is written off the main loop. Fails as the worker, the files and the store do. */
  async export(
    { filter, purpose, path }: ProcedureInput<'audit.export'>,
    signal: AbortSignal,
  ): Promise<Outcome<ProcedureOutput<'audit.export'>>> {
    const { store, worker, files, clock } = this.#options;
    const written = await worker.run(auditSheetTask, { timeoutMs: sheetTimeoutMs, signal, input: { filter } });
    if (!written.ok) return written;
    const { text, lineCount } = auditSheetSchema.parse(written.value);
    const suggestedName = `jiqun-audit-${new Date(clock.now()).toISOString().slice(0, 10)}.csv`;
    const saved = await files.save({ suggestedName, bytes: Buffer.from(text, 'utf8'), path }, signal);
    if (!saved.ok || saved.value === null) return saved.ok ? succeed({ path: null, lineCount }) : saved;
    const params = { purpose, count: lineCount };
    const noted = store.write(() => this.append({ action: 'audit.export', subject: null, params }));
    return noted.ok ? succeed({ path: saved.value, lineCount }) : noted;
  }

  #read(
    filter: AuditFilter,
    { beforeSeq, limit }: { readonly beforeSeq: number; readonly limit: number },
  ): { entries: AuditEntry[]; hasMore: boolean } {
    const rows = this.#page.all({ ...valuesOf(filter), beforeSeq, limit: limit + 1 });
    return { entries: rows.slice(0, limit).map(toEntry), hasMore: rows.length > limit };
  }
}

function toEntry(row: AuditRow): AuditEntry {
  return { ...row, params: readParams(row.params) ?? {} };
}
