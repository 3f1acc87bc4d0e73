import { z } from 'zod';
import type { Statement, Store } from '../../store/store.ts';

/** A roster sync whose lists are read, and whose groups are read after them. */
export interface RosterSync {
  readonly runId: number;
  readonly scheduleId: number;
  readonly title: string;
  /** Who answers for it. */
  readonly orderedBy: string;
  readonly phoneIds: readonly string[];
  readonly listJobId: number;
  /** Nothing of it begins from then on. */
  readonly endAt: number;
}

interface Row extends Omit<RosterSync, 'phoneIds'> {
  readonly phoneIds: string;
}

const phoneIdsSchema = z.array(z.string());

/** The table `rosterSync`. */
export class SyncStore {
  readonly #add: Statement<[Readonly<Record<string, string | number>>], never>;
  readonly #open: Statement<[], Row>;
  readonly #follow: Statement<[number, number], never>;

  constructor(store: Store) {
    this.#add = store.prepare(`INSERT INTO rosterSync (runId, scheduleId, title, orderedBy, phoneIds, listJobId, endAt)
      VALUES (@runId, @scheduleId, @title, @orderedBy, @phoneIds, @listJobId, @endAt)`);
    this.#open = store.prepare(`SELECT runId, scheduleId, title, orderedBy, phoneIds, listJobId, endAt FROM rosterSync
      WHERE followedAt IS NULL ORDER BY runId`);
    this.#follow = store.prepare('UPDATE rosterSync SET followedAt = ? WHERE runId = ?');
  }

  add({ phoneIds, ...sync }: RosterSync): void {
    this.#add.run({ ...sync, phoneIds: JSON.stringify(phoneIds) });
  }

  /** Those whose groups were not read yet, oldest first. */
  open(): RosterSync[] {
    return this.#open.all().map(({ phoneIds, ...row }) => ({
      ...row,
      phoneIds: phoneIdsSchema.parse(JSON.parse(phoneIds)),
    }));
  }

  follow(runId: number, at: number): void {
    this.#follow.run(at, runId);
  }
}
