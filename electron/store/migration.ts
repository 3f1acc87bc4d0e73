/**
 * One rung of the global ladder. Numbers grow over all features in the order in which rungs are released: a new
 * rung takes a number above the highest released one, whichever feature it belongs to.
 */
export interface Migration {
  readonly version: number;
  /** What it brings, in a few words; stored next to the number. */
  readonly name: string;
  /**
   * For what no transaction holds, as taking tables into another file: runs before the ladder's transaction when this rung is
   * pending. May be run again after a crash, and on a database that does not have the tables yet; a throw keeps all as it was.
   */
  readonly beforehand?: (database: LeavingDatabase) => void;
  /** Runs inside the ladder's one transaction. */
  up(exec: (sql: string) => void): void;
}

/** An open database before its rungs are climbed. */
export interface LeavingDatabase {
  /** Absolute path. */
  readonly file: string;
  readonly exec: (sql: string) => void;
  readonly transaction: (work: () => void) => void;
  readonly hasTable: (name: string) => boolean;
}

/**
 * The ladder in order of climbing.
 * @throws Error when two rungs share a number or a number is no positive integer: a bug of whoever added it
 */
export function orderLadder(migrations: readonly Migration[]): readonly Migration[] {
  const ordered = migrations.toSorted((left, right) => left.version - right.version);
  for (const [index, migration] of ordered.entries()) {
    if (!Number.isInteger(migration.version) || migration.version < 1) {
      throw new Error(`migration "${migration.name}" has no usable number: ${migration.version}`);
    }
    const previous = ordered[index - 1];
    if (previous?.version === migration.version) {
      throw new Error(`migrations "${previous.name}" and "${migration.name}" share number ${migration.version}`);
    }
  }
  return ordered;
}

/** The highest number of the ladder; 0 for an empty one. */
export function topOf(migrations: readonly Migration[]): number {
  return migrations.reduce((top, migration) => Math.max(top, migration.version), 0);
}
