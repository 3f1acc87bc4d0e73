import { areSideBySide, type GroupView } from './group-view.ts';
import type { JoinedGroup, OpenQuestion } from './joined-group.ts';

export type Pair = Pick<OpenQuestion, 'leftViewId' | 'rightViewId'>;

/** Names two views in any order. */
export function keyOf(left: number, right: number): string {
  return left < right ? `${left} ${right}` : `${right} ${left}`;
}

/** Which groups-to-be have to do with which, by their roots; kept right when two become one. */
class Neighbours {
  readonly #of = new Map<number, Set<number>>();

  add(left: number, right: number): void {
    if (left === right) return;
    this.#setOf(left).add(right);
    this.#setOf(right).add(left);
  }

  of(root: number): ReadonlySet<number> {
    return this.#setOf(root);
  }

  /** `gone` is `root` from now on. */
  merge(gone: number, root: number): void {
    const around = this.#of.get(gone) ?? new Set();
    this.#of.delete(gone);
    for (const other of around) {
      this.#of.get(other)?.delete(gone);
      this.add(root, other);
    }
  }

  #setOf(root: number): Set<number> {
    const known = this.#of.get(root);
    if (known !== undefined) return known;
    const created = new Set<number>();
    this.#of.set(root, created);
    return created;
  }
}

/** Views on their way into groups. */
export class Clusters {
  readonly #members = new Map<number, readonly number[]>();
  readonly #rootOf = new Map<number, number>();
  readonly #strengths = new Map<number, 'certain' | 'likely'>();
  readonly #apart = new Neighbours();
  readonly #doubted = new Neighbours();
  readonly #linked = new Neighbours();

  /** @param different pairs of views, by `keyOf`, that are proven to be of two groups */
  constructor(views: readonly GroupView[], different: ReadonlySet<string>) {
    for (const { viewId } of views) {
      this.#members.set(viewId, [viewId]);
      this.#rootOf.set(viewId, viewId);
    }
    for (const [at, left] of views.entries()) {
      for (const right of views.slice(at + 1)) {
        const isApart = areSideBySide(left, right) || different.has(keyOf(left.viewId, right.viewId));
        if (isApart) this.#apart.add(left.viewId, right.viewId);
      }
    }
  }

  areOne({ leftViewId, rightViewId }: Pair): boolean {
    return this.#rootOf.get(leftViewId) === this.#rootOf.get(rightViewId);
  }

  /** Some view of the one group is proven different from some view of the other. */
  areApart({ leftViewId, rightViewId }: Pair): boolean {
    return this.#apart.of(this.#root(leftViewId)).has(this.#root(rightViewId));
  }

  /** Something speaks against the two being one group. */
  doubt({ leftViewId, rightViewId }: Pair): void {
    this.#doubted.add(this.#root(leftViewId), this.#root(rightViewId));
  }

  /** Something speaks for the two being one group, as surely as for those that are looked at next. */
  link({ leftViewId, rightViewId }: Pair): void {
    this.#linked.add(this.#root(leftViewId), this.#root(rightViewId));
  }

  /** Whether the two, or those linked to them, are proven to be of two groups. @param withDoubts or may be, for all that is known */
  leadsApart({ leftViewId, rightViewId }: Pair, withDoubts: boolean): boolean {
    const [left, right] = [this.#root(leftViewId), this.#root(rightViewId)];
    const rightWays = new Set([right, ...this.#linked.of(right)]);
    for (const way of [left, ...this.#linked.of(left)]) {
      for (const other of this.#apart.of(way)) if (rightWays.has(other)) return true;
      if (!withDoubts) continue;
      for (const other of this.#doubted.of(way)) if (rightWays.has(other)) return true;
    }
    return false;
  }

  /** False, and nothing done, where that would put together what is proven different. */
  join({ leftViewId, rightViewId, evidence: { strength } }: OpenQuestion): boolean {
    const [left, right] = [this.#root(leftViewId), this.#root(rightViewId)];
    if (this.#apart.of(left).has(right)) return false;
    const weakest = [strength, this.#strengthOf(left), this.#strengthOf(right)];
    const [root, gone] = left < right ? [left, right] : [right, left];
    const members = [...this.#membersOf(left), ...this.#membersOf(right)];
    this.#members.set(
      root,
      members.toSorted((one, other) => one - other),
    );
    for (const viewId of members) this.#rootOf.set(viewId, root);
    for (const neighbours of [this.#apart, this.#doubted, this.#linked]) neighbours.merge(gone, root);
    this.#strengths.set(root, weakest.includes('likely') ? 'likely' : 'certain');
    return true;
  }

  list(): JoinedGroup[] {
    const roots = [...new Set(this.#rootOf.values())].toSorted((left, right) => left - right);
    return roots.map((root) => ({ viewIds: this.#membersOf(root), strength: this.#strengthOf(root) }));
  }

  #root(viewId: number): number {
    return this.#rootOf.get(viewId) ?? viewId;
  }

  #membersOf(root: number): readonly number[] {
    return this.#members.get(root) ?? [];
  }

  #strengthOf(root: number): 'certain' | 'likely' {
    return this.#strengths.get(root) ?? 'certain';
  }
}
