import { gateCodes } from '../../contract/job-codes.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { ItemChange } from '../states/item-change.ts';
import type { ItemRecord } from './item-store.ts';

/** How something that the gate held ended: it opened; another rule took its place; the row was refused for good, or called off. */
export type HoldEnd = 'opened' | 'other' | 'refused' | 'called-off';

interface OpenHold {
  readonly holdId: number;
  readonly code: string;
  readonly path: string | null;
  readonly untilAt: number | null;
}

const known: ReadonlySet<string> = new Set(gateCodes);

/** Everything that the gate ever held back of rows: which rule, from when, until when it said, and when it let them pass. */
export class HoldStore {
  readonly #openOf: Statement<[number], OpenHold>;
  readonly #add: Statement<[Readonly<Record<string, string | number | null>>], never>;
  readonly #setUntil: Statement<[number | null, number], never>;
  readonly #end: Statement<[number, HoldEnd, number], never>;

  constructor(store: Store) {
    this.#openOf = store.prepare(
      'SELECT holdId, code, path, untilAt FROM gateHold WHERE itemId = ? AND endedAt IS NULL',
    );
    this.#add = store.prepare(`INSERT INTO gateHold (itemId, accountId, code, path, fromAt, untilAt, endedAt, ending)
      VALUES (@itemId, @accountId, @code, @path, @fromAt, @untilAt, @endedAt, @ending)`);
    this.#setUntil = store.prepare('UPDATE gateHold SET untilAt = ? WHERE holdId = ?');
    this.#end = store.prepare('UPDATE gateHold SET endedAt = ?, ending = ? WHERE holdId = ?');
  }

  /** What the change means for the history of the item; in the transaction that stores it. */
  note(item: Pick<ItemRecord, 'itemId' | 'accountId' | 'state'>, change: ItemChange): void {
    const open = item.state === 'held' ? this.#openOf.get(item.itemId) : undefined;
    const { event, at, code = null, detail = {}, heldUntilAt = null } = change;
    const isGates = code !== null && known.has(code);
    const path = typeof detail['path'] === 'string' ? detail['path'] : null;
    const isSame = event === 'hold' && open !== undefined && open.code === code && open.path === path;
    if (isSame && open.untilAt === heldUntilAt) return;
    if (isSame) return void this.#setUntil.run(heldUntilAt, open.holdId);
    if (open !== undefined) this.#end.run(at, endingOf(event), open.holdId);
    if (!isGates || (event !== 'hold' && event !== 'refuse')) return;
    const isRefused = event === 'refuse';
    const ended = isRefused ? { untilAt: null, endedAt: at, ending: 'refused' } : { endedAt: null, ending: null };
    this.#add.run({
      itemId: item.itemId,
      accountId: item.accountId,
      code,
      path,
      fromAt: at,
      untilAt: heldUntilAt,
      ...ended,
    });
  }
}

function endingOf(event: ItemChange['event']): HoldEnd {
  if (event === 'queue') return 'opened';
  if (event === 'hold') return 'other';
  return event === 'refuse' ? 'refused' : 'called-off';
}
