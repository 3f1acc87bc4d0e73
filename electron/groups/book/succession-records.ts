import type { Bindable, Statement, Store } from '../../store/store.ts';
import { groupNameOf, type ViewRecord } from './view-records.ts';

type Row = Readonly<Record<string, Bindable>>;

/** Where a list was read, and when. */
export interface ReadOn {
  readonly phoneId: string;
  readonly accountId: string;
  readonly at: number;
}

const listSteps = [
  `UPDATE groupViewFact SET goneAt = NULL WHERE goneAt IS NOT NULL AND groupViewId IN
    (SELECT groupViewId FROM groupView WHERE phoneId = @phoneId AND lastSeenAt = @at)`,
  'UPDATE groupViewFact SET goneAt = @at WHERE groupViewId IN (SELECT value FROM json_each(@gone))',
  'UPDATE groupViewFact SET cameAt = @at WHERE groupViewId IN (SELECT value FROM json_each(@came))',
] as const;

/** What the later view was read as, is what the former one is read as; what only the former one knows stays. */
const continueSteps = [
  `UPDATE groupViewFact SET presentName = @presentName, namedAt = @namedAt,
      goneAt = (SELECT goneAt FROM groupViewFact WHERE groupViewId = @next) WHERE groupViewId = @former`,
  `UPDATE groupViewFact AS old SET memberCount = new.memberCount, role = new.role, infoReadAt = new.infoReadAt,
      ownAccountsSeen = coalesce(new.ownAccountsSeen, old.ownAccountsSeen),
      isMembersComplete = CASE WHEN new.ownAccountsSeen IS NULL THEN old.isMembersComplete ELSE new.isMembersComplete END,
      ownAlias = coalesce(new.ownAlias, old.ownAlias)
    FROM groupViewFact AS new WHERE old.groupViewId = @former AND new.groupViewId = @next AND new.infoReadAt IS NOT NULL`,
  `DELETE FROM roster WHERE groupViewId = @former AND EXISTS (SELECT 1 FROM roster WHERE groupViewId = @next)`,
  `INSERT INTO roster (groupViewId, readAt, statedCount, isComplete, why)
    SELECT @former, readAt, statedCount, isComplete, why FROM roster WHERE groupViewId = @next`,
  `INSERT INTO rosterCell (groupViewId, position, name)
    SELECT @former, position, name FROM rosterCell WHERE groupViewId = @next`,
  'UPDATE groupRole SET groupViewId = @former WHERE groupViewId = @next',
  `INSERT OR REPLACE INTO groupJoinDecision (leftViewId, rightViewId, isSame, byName, at)
    SELECT min(other, @former), max(other, @former), isSame, byName, at FROM (SELECT isSame, byName, at,
      CASE WHEN leftViewId = @next THEN rightViewId ELSE leftViewId END AS other FROM groupJoinDecision
      WHERE @next IN (leftViewId, rightViewId)) WHERE other <> @former`,
  'UPDATE groupViewFact SET formerViewId = @former WHERE formerViewId = @next',
  `UPDATE groupView SET (name, position, lastSeenAt) =
      (SELECT name, position, lastSeenAt FROM groupView WHERE groupViewId = @next) WHERE groupViewId = @former`,
  'DELETE FROM groupView WHERE groupViewId = @next',
  'INSERT OR REPLACE INTO absorbedView VALUES (@next, @former)',
] as const;

/** Which views may be others under a new name, in the database. Throws `StoreError` as the store does. */
export class SuccessionRecords {
  readonly #listSteps: readonly Statement<[Row], never>[];
  readonly #continueSteps: readonly Statement<[Row], never>[];
  readonly #ask: Statement<[number | null, number], never>;
  readonly #open: Statement<[], { readonly n: number }>;

  constructor(store: Store) {
    this.#listSteps = listSteps.map((sql) => store.prepare<[Row], never>(sql));
    this.#continueSteps = continueSteps.map((sql) => store.prepare<[Row], never>(sql));
    this.#ask = store.prepare('UPDATE groupViewFact SET formerViewId = ? WHERE groupViewId = ?');
    this.#open = store.prepare(`SELECT count(*) AS n FROM groupViewFact came WHERE formerViewId IS NOT NULL
      OR cameAt IS NOT NULL AND EXISTS (SELECT 1 FROM groupViewFact gone
        WHERE gone.goneAt = came.cameAt AND gone.accountId = came.accountId)`);
  }

  /** Some view may be another one under a new name. */
  hasOpen(): boolean {
    return (this.#open.get()?.n ?? 0) > 0;
  }

  /** What a list shows is not gone; what it was without went, and what it had instead came, by that reading. */
  noteList({ phoneId, at }: ReadOn, gone: readonly ViewRecord[], came: readonly ViewRecord[]): void {
    const ids = { gone: idsOf(gone), came: idsOf(gone.length === 0 ? [] : came) };
    for (const step of this.#listSteps) step.run({ phoneId, at, ...ids });
  }

  /** Which view a person is asked about; null for none. */
  ask(groupViewId: number, formerViewId: number | null): void {
    this.#ask.run(formerViewId, groupViewId);
  }

  /** The later view was the former one all along: it goes on under the later's name, and the later one is no more. */
  continueView(former: ViewRecord, next: ViewRecord): void {
    const [before, after] = [former, next].map(groupNameOf);
    const presentName = next.presentName ?? (former.presentName === null ? null : next.name);
    const namedAt = before === after ? former.namedAt : next.namedAt;
    const row = { former: former.groupViewId, next: next.groupViewId, presentName, namedAt };
    for (const step of this.#continueSteps) step.run(row);
  }
}

function idsOf(views: readonly ViewRecord[]): string {
  return JSON.stringify(views.map(({ groupViewId }) => groupViewId));
}
