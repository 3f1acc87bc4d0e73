import type { TimelineEntry } from '../../contract/account-timeline.ts';
import type { Statement, Store } from '../../store/store.ts';
import { timelineSources } from './timeline-sql.ts';

type Kind = TimelineEntry['kind'];

/** Where a page of the timeline begins: behind that entry, or behind that moment. */
export interface TimelineStart {
  readonly at: number;
  /** Null: at the first entry of that moment. */
  readonly key: string | null;
}

interface Row {
  readonly id: number;
  readonly at: number;
  readonly what: string;
  readonly by: string;
  readonly text: string;
  readonly path?: string | null;
  readonly untilAt?: number | null;
  readonly endedAt?: number | null;
  readonly ending?: NonNullable<TimelineEntry['hold']>['ending'];
  readonly before?: string | null;
  readonly after?: string | null;
  readonly how?: TimelineEntry['how'];
  readonly amount?: number;
  readonly amountBefore?: number | null;
  readonly undoneAt?: number | null;
  readonly undoneBy?: string | null;
  readonly undoneReason?: string | null;
  readonly undoneTo?: number | null;
  readonly fact?: TimelineEntry['fact'];
}

type Bounds = Readonly<Record<'accountId' | 'at' | 'id' | 'limit', string | number>>;

interface Source {
  readonly kind: Kind;
  readonly before: Statement<[Bounds], Row>;
}

/** Everything that happened to accounts, wherever it stands, in one order. */
export class TimelineStore {
  readonly #sources: readonly Source[];

  constructor(store: Store) {
    this.#sources = timelineSources.map(({ kind, sql }) => ({
      kind,
      before: store.prepare(`SELECT * FROM (${sql}) WHERE accountId = @accountId
        AND (at < @at OR (at = @at AND id < @id)) ORDER BY at DESC, id DESC LIMIT @limit`),
    }));
  }

  /** Newest first, at most `limit` of them. @param kind null: of every kind */
  entries(accountId: string, kind: Kind | null, start: TimelineStart, limit: number): TimelineEntry[] {
    const from = rankedStart(start, this.#sources);
    const found = this.#sources.flatMap((source, rank) => {
      if (kind !== null && source.kind !== kind) return [];
      const bounds = { accountId, at: start.at, id: from.idAt(rank), limit };
      return source.before.all(bounds).map((row) => ({ rank, row, entry: entryOf(source.kind, row) }));
    });
    const inOrder = found.toSorted(
      (one, other) => other.row.at - one.row.at || one.rank - other.rank || other.row.id - one.row.id,
    );
    return inOrder.slice(0, limit).map(({ entry }) => entry);
  }
}

/** Of the moment at which a page begins, the sources before that of its last entry are told already, and those after it are not. */
function rankedStart({ key }: TimelineStart, sources: readonly Source[]): { readonly idAt: (rank: number) => number } {
  const [kind, id] = (key ?? '').split(':');
  const last = sources.findIndex((source) => source.kind === kind);
  return {
    idAt: (rank) => {
      if (key === null || rank > last) return Number.MAX_SAFE_INTEGER;
      return rank < last ? 0 : Number(id);
    },
  };
}

function entryOf(kind: Kind, { id, at, what, by, text, ...own }: Row): TimelineEntry {
  const entry = { key: `${kind}:${id}`, at, kind, what, by, text };
  const { path = null, untilAt = null, endedAt = null, ending = null, before, after = null, how, fact } = own;
  if (kind === 'held') return { ...entry, hold: { path, untilAt, endedAt, ending } };
  return {
    ...entry,
    ...(untilAt !== null && { untilAt }),
    ...(before !== undefined && { change: { before, after } }),
    ...(how !== undefined && { how }),
    ...(fact !== undefined && { fact }),
    ...undoingOf(own),
  };
}

/** How much was logged, and whether that holds no more. */
function undoingOf(row: Partial<Row>): Pick<TimelineEntry, 'act' | 'undone'> {
  const { amount, amountBefore = null, undoneAt = null, undoneBy, undoneReason, undoneTo = null } = row;
  return {
    ...(amount !== undefined && { act: { amount, before: amountBefore } }),
    ...(undoneAt !== null && {
      undone: { at: undoneAt, by: undoneBy ?? '', reason: undoneReason ?? '', amount: undoneTo },
    }),
  };
}
