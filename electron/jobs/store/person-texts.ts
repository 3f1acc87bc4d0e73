import type { Store } from '../../store/store.ts';

/** What stands where a person's name stood. */
export const erasedMark = '•••';

/** Where a person may be seen in pictures: groups that hold them, and accounts that see those groups. */
export interface SeenIn {
  readonly groupIds: readonly string[];
  readonly accountIds: readonly string[];
}

type Values = Readonly<Record<string, string>>;

/** Jobs that are over for good, but for rows that only a person can settle: nothing reads their texts to act by them any more. */
const settledRows = `SELECT itemId FROM jobItem JOIN job USING (jobId)
  WHERE job.state IN ('over', 'cancelled') AND jobItem.state IN ('done', 'skipped', 'failed', 'cancelled', 'planned')`;
const settledAttempts = `SELECT attemptId FROM jobAttempt WHERE itemId IN (${settledRows})`;

const namesIt = (columns: readonly string[]): string =>
  `(${columns.map((column) => `instr(${column}, @${isJson(column) ? 'json' : 'name'}) > 0`).join(' OR ')})`;
const blanked = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = replace(${column}, @${isJson(column) ? 'json' : 'name'}, @mark)`).join(', ');

function isJson(column: string): boolean {
  return column === 'payload' || column === 'subject' || column === 'detail';
}

const jobTexts = ['title', 'payload'];
const itemTexts = ['itemKey', 'name', 'subject', 'before', 'after', 'reads', 'detail'];
const attemptTexts = ['reads', 'detail'];

const blankings = [
  `UPDATE job SET ${blanked(jobTexts)} WHERE ${namesIt(jobTexts)} AND state IN ('over', 'cancelled')`,
  // A failed row could be tried again, with a text that is no group's name any more.
  `UPDATE jobItem SET ${blanked(itemTexts)}, code = iif(state = 'failed', 'person-erased', code)
    WHERE ${namesIt(itemTexts)} AND itemId IN (${settledRows})`,
  `UPDATE jobAttempt SET ${blanked(attemptTexts)} WHERE ${namesIt(attemptTexts)} AND attemptId IN (${settledAttempts})`,
  `UPDATE attemptLine SET ${blanked(['text'])} WHERE ${namesIt(['text'])} AND attemptId IN (${settledAttempts})`,
  // Results are append-only: what they read is blanked and never rewritten.
  `UPDATE jobResult SET reads = NULL, note = ''
    WHERE ${namesIt(['reads', 'note'])} AND itemId IN (${settledRows})`,
] as const;

const pictures = `SELECT DISTINCT e.evidenceId FROM attemptEvidence e JOIN jobAttempt a USING (attemptId)
    JOIN jobItem i USING (itemId)
  WHERE i.groupId IN (SELECT value FROM json_each(@groupIds))
    OR (i.groupId IS NULL AND i.accountId IN (SELECT value FROM json_each(@accountIds)))
    OR instr(i.name, @name) > 0 OR instr(i.before, @name) > 0 OR instr(i.after, @name) > 0 OR instr(i.reads, @name) > 0
    OR instr(a.reads, @name) > 0
    OR EXISTS (SELECT 1 FROM attemptLine l WHERE l.attemptId = a.attemptId AND instr(l.text, @name) > 0)`;

/** What jobs hold of a person, and how it is taken out. Works on the database itself and on a copy of it. */
export class PersonTexts {
  readonly #store: Pick<Store, 'prepare'>;

  constructor(store: Pick<Store, 'prepare'>) {
    this.#store = store;
  }

  /**
   * Ids of the pictures that may show the person: of attempts in groups that hold them, of looks at whole lists through accounts
   * that see those groups, and of attempts whose texts name them. Ask before anything is blanked.
   */
  pictures(name: string, { groupIds, accountIds }: SeenIn): string[] {
    const values = { name, groupIds: JSON.stringify(groupIds), accountIds: JSON.stringify(accountIds) };
    return this.#store
      .prepare<[Values], { evidenceId: string }>(pictures)
      .all(values)
      .map(({ evidenceId }) => evidenceId);
  }

  /** Every picture that belongs to an attempt. */
  linkedPictures(): ReadonlySet<string> {
    const all = this.#store
      .prepare<[], { evidenceId: string }>('SELECT DISTINCT evidenceId FROM attemptEvidence')
      .all();
    return new Set(all.map(({ evidenceId }) => evidenceId));
  }

  /**
   * Takes the name out of every text of jobs that are over. Jobs that are not, and rows that a person has to look at, keep theirs:
   * they are acted by. Call inside a transaction. @returns how many texts were changed
   */
  blank(name: string): number {
    const values = { name, json: JSON.stringify(name).slice(1, -1), mark: erasedMark };
    return blankings.reduce((sum, sql) => sum + this.#store.prepare<[Values]>(sql).run(values).changes, 0);
  }
}
