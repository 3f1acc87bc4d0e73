import type { RenameRow, RenameRule } from '../../contract/group-rename.ts';
import type { BookedGroup } from '../book/group-book.ts';
import { toRenamable, type GroupDesk } from '../group-desk.ts';
import type { NameLimits } from './name-checks.ts';
import { planRenames } from './rename-plan.ts';
import { namesBefore } from './restore-names.ts';

/** Readings older than this are read again before a plan. */
export const freshMs = 24 * 3_600_000;

/** Rename plans over the groups of the desk. */
export class RenameDesk {
  readonly #desk: GroupDesk;
  readonly #limits: () => NameLimits;
  readonly #now: () => number;

  constructor(desk: GroupDesk, { limits, now }: { readonly limits: () => NameLimits; readonly now: () => number }) {
    this.#desk = desk;
    this.#limits = limits;
    this.#now = now;
  }

  /** See `planRenames`; groups that are not known are left out. */
  preview(groupIds: readonly string[], rule: RenameRule): RenameRow[] {
    const groups = this.#chosen(groupIds);
    return planRenames(groups.map(toRenamable), rule, {
      allGroups: this.#desk.book.list(),
      limits: this.#limits(),
      now: this.#now(),
      freshMs,
    });
  }

  /** Characters that a name may have, as the settings say. */
  get longestName(): number {
    return this.#limits().blockOver;
  }

  /** See `namesBefore`. */
  namesBefore(groupIds: readonly string[], beforeAt: number): Readonly<Record<string, string>> {
    return namesBefore(new Map(this.#chosen(groupIds).map(({ groupId, names }) => [groupId, names])), beforeAt);
  }

  #chosen(groupIds: readonly string[]): BookedGroup[] {
    return [...new Set(groupIds)].flatMap((groupId) => this.#desk.book.get(groupId) ?? []);
  }
}
