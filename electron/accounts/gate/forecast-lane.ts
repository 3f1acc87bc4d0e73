import type { ActQuestion, AskedGroup } from './act-question.ts';
import type { ForecastAccount, ForecastStand, SupposedAct, WantedAct } from './forecast-ground.ts';
import { mayAct } from './may-act.ts';
import type { UsageView } from './usage-index.ts';
import type { UsageOverlay } from './usage-overlay.ts';

export interface LaneGround {
  readonly account: ForecastAccount;
  readonly wanted: readonly WantedAct[];
  /** The places of what it could do. */
  readonly places: readonly number[];
  /** The places of what nobody has done yet; shared by all lanes. */
  readonly open: Set<number>;
  readonly ledger: UsageOverlay;
  readonly now: number;
}

/** One account in a forecast. What was held is not asked again before it opens: acts of others only make it later. */
export class ForecastLane {
  readonly #ground: LaneGround;
  readonly #accountId: string;
  /** What it could do: acts between which the gate sees no difference but the group, with their places in order. */
  readonly #kinds = new Map<string, { readonly act: WantedAct; readonly places: Set<number> }>();
  readonly #heldUntil = new Map<number | string, number>();
  #turnAt: number;

  constructor(ground: LaneGround) {
    this.#ground = ground;
    this.#accountId = ground.account.account.accountId;
    for (const place of ground.places) {
      const act = ground.wanted[place];
      if (act === undefined) continue;
      const key = `${act.action} ${act.tool ?? ''} ${act.amount}`;
      const kind = this.#kinds.get(key) ?? { act: { ...act, group: null }, places: new Set() };
      this.#kinds.set(key, kind);
      kind.places.add(place);
    }
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
    let first = Number.POSITIVE_INFINITY;
    for (const [key, { act, places }] of this.#kinds) {
      // What keeps the account from such an act keeps it from all of them, whichever the group.
      const byAccount = places.size === 0 ? Number.POSITIVE_INFINITY : this.#ask(key, act);
      if (byAccount > now) {
        next = Math.min(next, byAccount);
        continue;
      }
      for (const place of places) {
        if (place > first) break;
        const opensAt = this.#opensAt(place, places);
        if (opensAt > now) next = Math.min(next, opensAt);
        else first = place;
      }
    }
    if (Number.isFinite(first)) return this.#act(first);
    this.#turnAt = next;
    return null;
  }

  #act(place: number): SupposedAct {
    const { wanted, open, ledger } = this.#ground;
    const act = wanted[place];
    if (act === undefined) throw new RangeError(`nothing is wanted at ${place}`);
    open.delete(place);
    const supposed = { accountId: this.#accountId, at: this.#turnAt };
    ledger.suppose({ ...supposed, action: act.action, groupId: act.group?.groupId ?? null, amount: act.amount });
    return { wanted: place, ...supposed };
  }

  /** Its turn's time where it may be done then by an account that may do such an act, else when to ask again. */
  #opensAt(place: number, places: Set<number>): number {
    const { wanted, open } = this.#ground;
    const act = wanted[place];
    const now = this.#turnAt;
    if (act === undefined || !open.has(place) || (act.window.endAt !== null && now >= act.window.endAt)) {
      places.delete(place);
      return Number.POSITIVE_INFINITY;
    }
    if (act.window.startAt !== null && act.window.startAt > now) return act.window.startAt;
    return act.group === null ? now : this.#ask(place, act);
  }

  #ask(key: number | string, act: WantedAct): number {
    const now = this.#turnAt;
    const known = this.#heldUntil.get(key);
    if (known !== undefined && known > now) return known;
    const { account, ledger } = this.#ground;
    const verdict = mayAct(questionOf(account, act, { ledger, now }));
    if (verdict.kind === 'allowed') return now;
    const opensAt = (verdict.kind === 'held' ? verdict.until : null) ?? Number.POSITIVE_INFINITY;
    const until = Math.min(opensAt, nextStandAt(account, now));
    this.#heldUntil.set(key, until);
    return until;
  }
}

/** The gate's question about a wanted act, by how the account stands then. What people alone do is asked about for people, whatever its mode. */
export function questionOf(
  forecast: ForecastAccount,
  { action, tool, amount, group, ways }: WantedAct,
  at: { readonly ledger: UsageView; readonly now: number },
): ActQuestion {
  const { later: _later, ...today } = forecast;
  const stand: ForecastStand = forecast.later?.findLast(({ fromAt }) => fromAt <= at.now) ?? today;
  const { asCertain = (question) => question, ...doer } = stand;
  const roleOf = (): AskedGroup['ownRole'] =>
    ways.find(({ accountId }) => accountId === doer.account.accountId)?.ownRole ?? null;
  const asked = group === null ? null : { ...group, ownRole: roleOf() };
  const isForPeople = doer.plan.actions[action].execution === 'human_only';
  const account = isForPeople ? { ...doer.account, mode: 'manual' as const } : doer.account;
  return asCertain({ ...doer, account, ...(tool === undefined ? {} : { tool }), action, amount, group: asked, ...at });
}

/** When it stands otherwise by itself, after an instant; infinity: never. */
export function nextStandAt({ later = [] }: ForecastAccount, now: number): number {
  return later.find(({ fromAt }) => fromAt > now)?.fromAt ?? Number.POSITIVE_INFINITY;
}
