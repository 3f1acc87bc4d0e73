import type { JoinDecisionView, JoinQuestion, JoinSide } from '../../contract/group-book.ts';
import type { BookedGroup } from '../book/group-book.ts';
import type { ViewRecord } from '../book/view-records.ts';
import type { GroupDesk } from '../group-desk.ts';
import { toRosterSummary } from '../roster/roster-store.ts';
import type { OpenQuestion } from './joined-group.ts';

/** Looks up what is known of both sides of a question. Made anew for each answer. */
export class QuestionViews {
  readonly #desk: GroupDesk;
  readonly #places: ReadonlyMap<number, { readonly group: BookedGroup; readonly view: ViewRecord }>;
  readonly #nicknames: ReadonlyMap<string, string | null>;

  constructor(desk: GroupDesk) {
    this.#desk = desk;
    this.#places = new Map(
      desk.book.list().flatMap((group) => group.views.map((view) => [view.groupViewId, { group, view }] as const)),
    );
    this.#nicknames = new Map(desk.accounts().map(({ accountId, nickname }) => [accountId, nickname]));
  }

  /** The open questions; `of` leaves those about one group. */
  questions(of: BookedGroup | null = null): JoinQuestion[] {
    const isAsked = ({ leftViewId, rightViewId }: OpenQuestion): boolean =>
      of === null || of.views.some(({ groupViewId }) => groupViewId === leftViewId || groupViewId === rightViewId);
    return this.#desk.book.questions().flatMap((question) => {
      const { leftViewId, rightViewId, evidence } = question;
      const sides = isAsked(question) ? this.#sides(leftViewId, rightViewId) : null;
      if (sides === null) return [];
      return [{ ...sides, reason: evidence.reason, sharedMembers: this.#shared(leftViewId, rightViewId) }];
    });
  }

  /** What operators said, newest first; without what was said of views that are gone. */
  decisions(): JoinDecisionView[] {
    return this.#desk.decisions.list().flatMap(({ leftViewId, rightViewId, isSame, by, at }) => {
      const sides = this.#sides(leftViewId, rightViewId);
      return sides === null ? [] : [{ ...sides, isSame, by, at }];
    });
  }

  #sides(leftViewId: number, rightViewId: number): { readonly left: JoinSide; readonly right: JoinSide } | null {
    const [left, right] = [this.#side(leftViewId), this.#side(rightViewId)];
    return left === null || right === null ? null : { left, right };
  }

  #side(groupViewId: number): JoinSide | null {
    const place = this.#places.get(groupViewId);
    if (place === undefined) return null;
    const { phoneId, accountId, name, memberCount, role, isListed, lastSeenAt, infoReadAt, ownAccountsSeen } =
      place.view;
    const roster = this.#desk.rosters.get(groupViewId);
    return {
      groupViewId,
      phoneId,
      accountId,
      name,
      memberCount,
      role,
      isListed,
      lastSeenAt,
      infoReadAt,
      groupId: place.group.groupId,
      accountName: this.#nicknames.get(accountId) ?? null,
      ownAccountsSeen: ownAccountsSeen?.flatMap((seen) => this.#nicknames.get(seen) ?? []) ?? null,
      roster: roster === null ? null : toRosterSummary(roster),
    };
  }

  #shared(leftViewId: number, rightViewId: number): JoinQuestion['sharedMembers'] {
    const [left, right] = [this.#desk.rosters.names(leftViewId), this.#desk.rosters.names(rightViewId)];
    if (left.size === 0 || right.size === 0) return null;
    const sharedCount = [...left].filter((name) => right.has(name)).length;
    return { sharedCount, ofCount: Math.min(left.size, right.size) };
  }
}
