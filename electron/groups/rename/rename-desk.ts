import { evenOut } from '../../automation/selectors/even-text.ts';
import type { Account } from '../../contract/accounts.ts';
import type { PickedViews, RenameRule } from '../../contract/group-rename.ts';
import type { RenamePreviewRow, ViaChoice } from '../../contract/rename-preview.ts';
import type { BookedGroup } from '../book/group-book.ts';
import type { ViewRecord } from '../book/view-records.ts';
import type { GroupDesk } from '../group-desk.ts';
import type { ActingStanding } from './acting-standing.ts';
import { chooseView, rankViews, type StandingView } from './acting-view.ts';
import { foldName, type NameLimits } from './name-checks.ts';
import { isGone, newestListed, toRenamable } from './renamable-group.ts';
import type { OpenRename } from './rename-jobs.ts';
import { planRenames, type PromisedName } from './rename-plan.ts';

/** Readings older than this are read again before a plan. */
export const freshMs = 24 * 3_600_000;

export interface RenameDeskOptions {
  readonly limits: () => NameLimits;
  readonly now: () => number;
  /** For one preview: whether accounts could act on their phones now, and what their plans have against it. */
  readonly standingsNow: () => StandingOf;
  /** The groups of a set in its order; empty for a set that is gone. */
  readonly setOrder: (setId: number) => readonly string[];
  /** Rows of jobs that are to be carried out, or whose result nobody knows. */
  readonly openRenames: () => readonly OpenRename[];
}

export type StandingOf = (view: Pick<ViewRecord, 'phoneId' | 'accountId' | 'role'>, groupId: string) => ActingStanding;

type ActingView = ViewRecord & StandingView & ActingStanding;

interface ChosenGroup {
  readonly group: BookedGroup;
  readonly views: readonly ActingView[];
  readonly via: ReturnType<typeof chooseView<ActingView>>;
}

/** Rename plans over the groups of the desk. */
export class RenameDesk {
  readonly #desk: GroupDesk;
  readonly #options: RenameDeskOptions;

  constructor(desk: GroupDesk, options: RenameDeskOptions) {
    this.#desk = desk;
    this.#options = options;
  }

  /**
   * See `planRenames`; groups that are not known are left out. Each row names the account that it would go through: the one
   * that was picked, else the fittest.
   */
  preview(groupIds: readonly string[], rule: RenameRule, picked: PickedViews = {}): RenamePreviewRow[] {
    const { limits, now, setOrder } = this.#options;
    const chosen = this.#chosen(groupIds, picked);
    const accounts = new Map(this.#desk.accounts().map((account) => [account.accountId, account]));
    const isShared = this.#sharedNames();
    const groups = chosen.map(({ group, via }) =>
      toRenamable(group, via === null ? null : { role: via.view.role, isNameShared: isShared(via.view) }),
    );
    const setId = rule.kind === 'template' ? rule.numbering.setId : undefined;
    const all = this.#desk.book.list();
    const rows = planRenames(groups, rule, {
      allGroups: all.filter((group) => !isGone(group)),
      goneGroups: all.filter(isGone),
      promised: this.#promised(),
      limits: limits(),
      now: now(),
      freshMs,
      setOrder: setId === undefined ? [] : setOrder(setId),
    });
    return rows.map((row, at) => ({ ...row, ...viaOf(chosen[at], accounts) }));
  }

  /**
   * Another group that is called so by now; null where the name is free, as that of a group that is gone is. A group that may be the same one does not count: it
   * would be found under the name that it was just given.
   */
  holderOf(name: string, groupViewId: number): string | null {
    const own = this.#desk.book.ofView(groupViewId);
    const ownIds = new Set([own?.groupId, ...(own?.countedWith ?? [])]);
    const wanted = foldName(name);
    const others = this.#desk.book.list().filter((group) => !ownIds.has(group.groupId) && !isGone(group));
    const holder = others.find((group) => foldName(group.name) === wanted);
    return holder?.name ?? null;
  }

  /** Characters that a name may have, as the settings say. */
  get longestName(): number {
    return this.#options.limits().blockOver;
  }

  #promised(): PromisedName[] {
    const open = this.#options.openRenames();
    if (open.length === 0) return [];
    const groupOf = new Map(
      this.#desk.book.list().flatMap(({ groupId, views }) => views.map((view) => [view.groupViewId, groupId] as const)),
    );
    return open.map(({ groupViewId, ...row }) => ({ ...row, groupId: groupOf.get(groupViewId) ?? null }));
  }

  /** Whether an account lists several groups under the name of that view: looking for it would end at a question. */
  #sharedNames(): (view: ViewRecord) => boolean {
    const counts = new Map<string, number>();
    for (const { views } of this.#desk.book.list()) {
      for (const view of views) if (view.isListed) counts.set(listingOf(view), (counts.get(listingOf(view)) ?? 0) + 1);
    }
    return (view) => (counts.get(listingOf(view)) ?? 0) > 1;
  }

  #chosen(groupIds: readonly string[], picked: PickedViews): ChosenGroup[] {
    const standingOf = this.#options.standingsNow();
    return [...new Set(groupIds)].flatMap((groupId) => {
      const group = this.#desk.book.get(groupId);
      return group === null ? [] : [choose(group, standingOf, picked[groupId] ?? null)];
    });
  }
}

function choose(group: BookedGroup, standingOf: StandingOf, pickedId: number | null): ChosenGroup {
  const memberCount = newestListed(group)?.memberCount ?? null;
  const listed = group.views.filter(({ isListed }) => isListed);
  const views = rankViews(
    listed.map((view) => ({ ...view, ...standingOf(view, group.groupId) })),
    memberCount,
  );
  return { group, views, via: chooseView(views, memberCount, pickedId) };
}

function viaOf(
  chosen: ChosenGroup | undefined,
  accounts: ReadonlyMap<string, Account>,
): Pick<RenamePreviewRow, 'via' | 'choices'> {
  if (chosen === undefined) return { via: null, choices: [] };
  const { via, views } = chosen;
  return {
    via: via === null ? null : { groupViewId: via.view.groupViewId, reason: via.reason },
    choices: views.map((view) => toChoice(view, accounts.get(view.accountId))),
  };
}

function toChoice(view: ActingView, account: Account | undefined): ViaChoice {
  const { groupViewId, phoneId, accountId, role, standing, held } = view;
  const accountName = account?.nickname ?? null;
  return { groupViewId, phoneId, accountId, accountName, role, standing, held };
}

/** Views of one key stand in one list under one name. */
function listingOf({ accountId, phoneId, name }: ViewRecord): string {
  return JSON.stringify([accountId, phoneId, evenOut(name)]);
}
