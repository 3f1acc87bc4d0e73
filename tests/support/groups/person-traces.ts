import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../../electron/store/store.ts';

/** Files below a folder that hold a text in their bytes, in any of the spellings that a program may write. */
export function filesHolding(folder: string, text: string): readonly string[] {
  const utf16 = Buffer.from(text, 'utf16le');
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  const escaped = units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  const spellings = [Buffer.from(text, 'utf8'), utf16, Buffer.from(utf16).swap16(), Buffer.from(escaped)];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return spellings.some((spelling) => bytes.includes(spelling));
    })
    .map((path) => path.slice(folder.length + 1));
}

export interface WrittenItem {
  readonly groupId: string | null;
  readonly accountId: string;
  readonly name: string;
  readonly state?: 'done' | 'failed' | 'needs-review';
  /** A line of its attempt's log, and what was read back. */
  readonly line?: string;
  readonly evidenceId: string;
}

/** A job with an attempt and a picture for each row, as the ledger keeps it. */
export function writeJob(store: Store, items: readonly WrittenItem[], state: 'over' | 'running' = 'over'): number {
  const endedAt = state === 'over' ? 9 : null;
  const job = store
    .prepare<[string, string, number | null]>(
      `INSERT INTO job (kind, title, payload, state, plannedAt, plannedBy, freshUntilAt, endedAt)
      VALUES ('groups.rename', '改群名', ?, ?, 1, '小王', 2, ?)`,
    )
    .run(JSON.stringify({ names: items.map(({ name }) => name) }), state, endedAt);
  for (const [position, item] of items.entries()) writeItem(store, job.lastRowId, { ...item, position });
  return job.lastRowId;
}

function writeItem(store: Store, jobId: number, item: WrittenItem & { readonly position: number }): void {
  const { groupId, accountId, name, state = 'done', line = '', evidenceId, position } = item;
  const values = { jobId, position, itemKey: `rename ${position} ${name}`, accountId, groupId, name, state };
  const { lastRowId: itemId } = store
    .prepare<[typeof values]>(
      `INSERT INTO jobItem (jobId, position, itemKey, accountId, phoneId, groupId, name, subject, before, after, reads,
        verdict, state, detail, changedAt)
      VALUES (@jobId, @position, @itemKey, @accountId, 'phone-1', @groupId, @name, json_object('listedAs', @name), @name,
        '新名', @name, 'ready', @state, '{}', 3)`,
    )
    .run(values);
  const { lastRowId: attemptId } = store
    .prepare<[number, string]>(
      `INSERT INTO jobAttempt (itemId, purpose, mode, startedAt, endedAt, state, detail, reads)
      VALUES (?, 'run', 'auto', 3, 4, 'done', '{}', ?)`,
    )
    .run(itemId, line);
  store.prepare<[number, string]>('INSERT INTO attemptLine VALUES (?, 0, 3, ?)').run(attemptId, line);
  store
    .prepare<[number, number, string]>(
      "INSERT INTO jobResult (itemId, attemptId, at, state, reads, note) VALUES (?, ?, 4, 'done', ?, '')",
    )
    .run(itemId, attemptId, line);
  store.prepare<[number, string]>('INSERT INTO attemptEvidence VALUES (?, 0, ?)').run(attemptId, evidenceId);
}
