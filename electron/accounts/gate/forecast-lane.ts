import type { ActQuestion } from './act-question.ts';
import type { ForecastAccount, SupposedAct, WantedAct } from './forecast-ground.ts';
import { mayAct } from './may-act.ts';
import type { UsageView } from './usage-index.ts';
import type { UsageOverlay } from './usage-overlay.ts';

export interface LaneGround {
  readonly account: ForecastAccount;
  readonly wanted: readonly WantedAct[];
  /** The places of what nobody has done yet; shared by all lanes. */
  readonly open: Set<number>;
  readonly ledger: UsageOverlay;
  readonly now: number;
}

/** One account in a forecast. What was held is not asked again before it opens: acts of others only make it later. */
export class ForecastLane {
  readonly #ground: LaneGround;
  readonly #accountId: string;
  /** The places of what it could do. */
  readonly #places: Set<number>;
  readonly #heldUntil = new Map<number | string, number>();
  #turnAt: number;

  constructor(ground: LaneGround) {
    this.#ground = ground;
    this.#accountId = ground.account.account.accountId;
    const isMine = ({ ways }: WantedAct): boolean => ways.some(({ accountId }) => accountId === this.#accountId);
    this.#places = new Set(ground.wanted.flatMap((act, place) => (isMine(act) ? [place] : [])));
    this.#turnAt = ground.now;
  }

  /** When it may be able to act next; infinity where it never will. */
  get turnAt(): number {
    return this.#turnAt;
  }

  /** Does the first thing that it may do at that time; null where there is none, and then its turn is later. */
  takeTurn(): SupposedAct | null {
    const now = this.#turnAt;
    let next = Number.POSITIVE_INFINITY;
    for (const place of this.#places) {
      const opensAt = this.#opensAt(place);
      if (opensAt <= now) return this.#act(place);
      next = Math.min(next, opensAt);
    }
    this.#turnAt = next;
    return null;
  }

  #act(place: number): SupposedAct {
    const { wanted, open, ledger } = this.#ground;
    const act = wanted[place];
    if (act === undefined) throw new RangeError(`nothing is wanted at ${place}`);
    open.delete(place);
    this.#places.delete(place);
    const supposed = { accountId: this.#accountId, at: this.#turnAt };
    ledger.suppose({ ...supposed, action: act.action, groupId: act.group?.groupId ?? null, amount: act.amount });
    return { wanted: place, ...supposed };
  }

  /** Its turn's time where it may be done then, else when to ask again. */
  #opensAt(place: number): number {
    const { wanted, open } = this.#ground;
    const act = wanted[place];
    const now = this.#turnAt;
    if (act === undefined || !open.has(place) || (act.window.endAt !== null && now >= act.window.endAt)) {
      this.#places.delete(place);
      return Number.POSITIVE_INFINITY;
    }
    if (act.window.startAt !== null && act.window.startAt > now) return act.window.startAt;
    const known = this.#heldUntil.get(place);
    if (known !== undefined && known > now) return known;
    // What keeps the account from such an act keeps it from all of them, whichever the group.
    const byAccount = this.#ask(`${act.action} ${act.tool ?? ''} ${act.amount}`, { ...act, group: null });
    return byAccount > now || act.group === null ? byAccount : this.#ask(place, act);
  }

  #ask(key: number | string, act: WantedAct): number {
    const now = this.#turnAt;
    const known = this.#heldUntil.get(key);
    if (known !== undefined && known > now) return known;
    const verdict = mayAct(questionOf(this.#ground.account, act, { ledger: this.#ground.ledger, now }));
    if (verdict.kind === 'allowed') return now;
    const until = (verdict.kind === 'held' ? verdict.until : null) ?? Number.POSITIVE_INFINITY;
    this.#heldUntil.set(key, until);
    return until;
  }
}

/** The gate's question about a wanted act. */
export function questionOf(
  doer: ForecastAccount,
  { action, tool, amount, group, ways }: WantedAct,
  at: { readonly ledger: UsageView; readonly now: number },
): ActQuestion {
  const way = ways.find(({ accountId }) => accountId === doer.account.accountId);
  const asked = group === null ? null : { ...group, ownRole: way?.ownRole ?? null };
  return { ...doer, ...(tool === undefined ? {} : { tool }), action, amount, group: asked, ...at, batch: null };
}
