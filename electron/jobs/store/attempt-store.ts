import { z } from 'zod';
import {
  executionModeSchema,
  verificationSchema,
  type ExecutionMode,
  type Verification,
} from '../../contract/automation.ts';
import { itemCodes, type ItemCode } from '../../contract/job-codes.ts';
import {
  attemptNoteSchema,
  attemptPurposes,
  attemptStates,
  type AttemptNote,
  type AttemptPurpose,
  type AttemptState,
  type JobAttempt,
} from '../../contract/jobs.ts';
import { textParamsSchema, type TextParams } from '../../contract/phones.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { CommittedAct } from '../gate.ts';
import { canAttemptBecome } from '../states/attempt-state.ts';

const attemptRowSchema = z.object({
  attemptId: z.number(),
  itemId: z.number(),
  purpose: z.enum(attemptPurposes),
  mode: executionModeSchema,
  appVersion: z.string().nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  state: z.enum(attemptStates),
  code: z.enum(itemCodes).nullable().catch(null),
  detail: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(textParamsSchema),
  reads: z.string().nullable(),
  verifiedBy: verificationSchema.nullable().catch(null),
  committedAt: z.number().nullable(),
});

export interface NewAttempt {
  readonly itemId: number;
  readonly purpose: AttemptPurpose;
  readonly mode: ExecutionMode;
  readonly appVersion: string | null;
  readonly startedAt: number;
}

export interface AttemptClosing {
  readonly attemptId: number;
  readonly state: Exclude<AttemptState, 'running'>;
  readonly endedAt: number;
  readonly code: ItemCode | null;
  readonly detail: TextParams;
  readonly reads: string | null;
  readonly verifiedBy: Verification | null;
}

/** What attempts of one job on one version of the app have shown so far. */
export interface VersionStanding {
  readonly appVersion: string | null;
  readonly doneCount: number;
  /** Items that were committed and nobody could read. */
  readonly doubtCount: number;
}

type Values = Readonly<Record<string, string | number | null>>;

/** Attempts, their logs and pictures, and the marks before their commits. */
export class AttemptStore {
  readonly #insert: Statement<[Values], never>;
  readonly #close: Statement<[Values], never>;
  readonly #state: Statement<[number], { state: AttemptState }>;
  readonly #mark: Statement<[number, number, string], never>;
  readonly #ofItem: Statement<[number], unknown>;
  readonly #lastMark: Statement<[number], { at: number | null }>;
  readonly #running: Statement<[], { attemptId: number; itemId: number }>;
  readonly #shown: Statement<[], { found: number }>;
  readonly #openActs: Statement<[], Omit<CommittedAct, 'subject'> & { readonly subject: string }>;
  readonly #standings: Statement<[number], VersionStanding>;
  readonly #addLine: Statement<[number, number, number, string], never>;
  readonly #lines: Statement<[number], { at: number; text: string }>;
  readonly #addEvidence: Statement<[number, number, string], never>;
  readonly #evidence: Statement<[number], { evidenceId: string }>;
  readonly #addNote: Statement<[number, string, number, string], never>;
  readonly #notes: Statement<[number], { at: number; code: string; fault: string }>;

  constructor(store: Store) {
    this.#insert = store.prepare(`INSERT INTO jobAttempt (itemId, purpose, mode, appVersion, startedAt, state, detail)
      VALUES (@itemId, @purpose, @mode, @appVersion, @startedAt, 'running', '{}')`);
    this.#close =
      store.prepare(`UPDATE jobAttempt SET state = @state, endedAt = @endedAt, code = @code, detail = @detail,
      reads = @reads, verifiedBy = @verifiedBy WHERE attemptId = @attemptId`);
    this.#state = store.prepare('SELECT state FROM jobAttempt WHERE attemptId = ?');
    this.#mark = store.prepare('INSERT INTO commitMark (attemptId, at, by) VALUES (?, ?, ?)');
    this.#ofItem =
      store.prepare(`SELECT a.*, m.at AS committedAt FROM jobAttempt a LEFT JOIN commitMark m USING (attemptId)
      WHERE a.itemId = ? ORDER BY a.attemptId`);
    // A person commits at some time after the mark, at the latest when the attempt ends.
    this.#lastMark =
      store.prepare(`SELECT max(CASE m.by WHEN 'operator' THEN max(m.at, ifnull(a.endedAt, m.at)) ELSE m.at END)
      AS at FROM commitMark m JOIN jobAttempt a USING (attemptId) WHERE a.itemId = ?`);
    this.#running = store.prepare(`SELECT attemptId, itemId FROM jobAttempt WHERE state = 'running'`);
    this.#shown = store.prepare(`SELECT 1 AS found FROM jobAttempt JOIN commitMark USING (attemptId)
      WHERE state = 'running' AND by = 'operator' LIMIT 1`);
    this.#openActs = store.prepare(`SELECT m.attemptId, j.kind, i.accountId, i.groupId, i.subject, m.at, i.amount, m.by
      FROM commitMark m JOIN jobAttempt a USING (attemptId) JOIN jobItem i USING (itemId) JOIN job j USING (jobId)
      WHERE a.state = 'running'`);
    this.#standings = store.prepare(`SELECT a.appVersion,
        count(DISTINCT CASE WHEN i.state = 'done' THEN i.itemId END) AS doneCount,
        count(DISTINCT CASE WHEN i.state = 'needs-review' AND i.isMarked = 1 THEN i.itemId END) AS doubtCount
      FROM jobAttempt a JOIN jobItem i USING (itemId) WHERE i.jobId = ? GROUP BY a.appVersion`);
    this.#addLine = store.prepare('INSERT INTO attemptLine (attemptId, seq, at, text) VALUES (?, ?, ?, ?)');
    this.#lines = store.prepare('SELECT at, text FROM attemptLine WHERE attemptId = ? ORDER BY seq');
    this.#addEvidence = store.prepare('INSERT INTO attemptEvidence (attemptId, position, evidenceId) VALUES (?, ?, ?)');
    this.#evidence = store.prepare('SELECT evidenceId FROM attemptEvidence WHERE attemptId = ? ORDER BY position');
    this.#addNote = store.prepare('INSERT OR IGNORE INTO attemptNote (attemptId, code, at, fault) VALUES (?, ?, ?, ?)');
    this.#notes = store.prepare('SELECT at, code, fault FROM attemptNote WHERE attemptId = ? ORDER BY at, code');
  }

  /** @returns the new attempt's id */
  add(attempt: NewAttempt): number {
    return this.#insert.run({ ...attempt }).lastRowId;
  }

  /** @throws Error when the attempt had ended already: its end stands */
  close({ detail, ...closing }: AttemptClosing): void {
    const { attemptId, state: next } = closing;
    const state = this.#state.get(attemptId)?.state;
    if (state === undefined || !canAttemptBecome(state, next)) {
      throw new Error(`attempt ${attemptId} is ${state ?? 'unknown'} and cannot become ${next}`);
    }
    this.#close.run({ ...closing, detail: JSON.stringify(detail) });
  }

  mark(attemptId: number, at: number, by: 'engine' | 'operator'): void {
    this.#mark.run(attemptId, at, by);
  }

  /** When something of the item may last have been committed; null when no attempt came so far. */
  lastMarkAt(itemId: number): number | null {
    return this.#lastMark.get(itemId)?.at ?? null;
  }

  /** Attempts that no end is known of: those of this process, and right after a start those that a crash cut short. */
  running(): { readonly attemptId: number; readonly itemId: number }[] {
    return this.#running.all();
  }

  /** What of these had its leave to commit. */
  openActs(): CommittedAct[] {
    return this.#openActs.all().map(({ subject: text, ...act }) => {
      const subject: unknown = JSON.parse(text);
      return { ...act, subject };
    });
  }

  standings(jobId: number): VersionStanding[] {
    return this.#standings.all(jobId);
  }

  addLine(attemptId: number, seq: number, line: { readonly at: number; readonly text: string }): void {
    this.#addLine.run(attemptId, seq, line.at, line.text);
  }

  addEvidence(attemptId: number, position: number, evidenceId: string): void {
    this.#addEvidence.run(attemptId, position, evidenceId);
  }

  /** The first one of its code stays. */
  addNote(attemptId: number, { code, at, fault }: AttemptNote): void {
    this.#addNote.run(attemptId, code, at, JSON.stringify(fault));
  }

  /** Whether an attempt that has not ended had let a person do its act. */
  hasShownAct(): boolean {
    return this.#shown.get() !== undefined;
  }

  /** Oldest first. */
  ofItem(itemId: number): JobAttempt[] {
    return this.#ofItem.all(itemId).map((row) => {
      const attempt = attemptRowSchema.parse(row);
      return {
        ...attempt,
        evidenceIds: this.#evidence.all(attempt.attemptId).map(({ evidenceId }) => evidenceId),
        notes: this.#notes.all(attempt.attemptId).flatMap(readNote),
        log: this.#lines.all(attempt.attemptId),
      };
    });
  }
}

/** A note whose code, or whose fault's code, is not known any more is not shown. */
function readNote({ fault: text, ...row }: { readonly at: number; readonly code: string; readonly fault: string }) {
  const fault: unknown = JSON.parse(text);
  const note = attemptNoteSchema.safeParse({ ...row, fault });
  return note.success ? [note.data] : [];
}
