import type { ActionId } from '../plans/plan.ts';
import { GrowingSeries, type ActSeries } from './act-series.ts';
import { noActs, weightOnGroup, type CountedAct, type UsageView } from './usage-index.ts';

/** What was done and what is only supposed to be: the ledger below stays as it is. */
export class UsageOverlay implements UsageView {
  readonly #base: UsageView;
  readonly #accounts = new Map<string, GrowingSeries>();
  readonly #groups = new Map<string, GrowingSeries>();

  constructor(base: UsageView) {
    this.#base = base;
  }

  suppose({ accountId, action, groupId, at, amount }: Omit<CountedAct, 'source' | 'rowId'>): void {
    const own = copyOnce(this.#accounts, keyOf(accountId, action), () => this.#base.ofAccount(accountId, action));
    own.add(at, amount);
    if (groupId === null) return;
    const shared = copyOnce(this.#groups, keyOf(groupId, action), () => this.#base.ofGroup(groupId, action));
    shared.add(at, weightOnGroup(amount));
  }

  ofAccount(accountId: string, action: ActionId): ActSeries {
    return this.#accounts.get(keyOf(accountId, action)) ?? this.#base.ofAccount(accountId, action);
  }

  ofGroup(groupId: string, action: ActionId): ActSeries {
    return this.#groups.get(keyOf(groupId, action)) ?? this.#base.ofGroup(groupId, action);
  }

  beganOf(accountId: string, action: ActionId): ActSeries {
    return this.#base.beganOf?.(accountId, action) ?? noActs;
  }
}

function keyOf(id: string, action: ActionId): string {
  return `${action} ${id}`;
}

function copyOnce(copies: Map<string, GrowingSeries>, key: string, original: () => ActSeries): GrowingSeries {
  const known = copies.get(key);
  if (known !== undefined) return known;
  const copy = GrowingSeries.copyOf(original());
  copies.set(key, copy);
  return copy;
}
