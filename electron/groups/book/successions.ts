import type { GroupBook } from './group-book.ts';
import { type GroupRecords } from './group-records.ts';
import { groupNameOf, type ViewRecord } from './view-records.ts';
import { readTurn, type ListTurn } from './list-turn.ts';
import type { ReadOn, SuccessionRecords } from './succession-records.ts';
import { findAsked, findContinued, findProven, type Succession, type SuccessionGround } from './view-succession.ts';

export interface SuccessionSources {
  readonly successions: SuccessionRecords;
  readonly records: GroupRecords;
  readonly book: Pick<GroupBook, 'list' | 'ofView'>;
  readonly decisions: { list(): readonly { leftViewId: number; rightViewId: number; isSame: boolean }[] };
}

/** A turn that no list before this one can tell of. */
const noTurn: ListTurn = { gone: [], notContinued: new Set(), keptNames: new Set() };

/** Groups that go on under other names: what lists, pages and operators tell of them. Call all of it inside of a change. */
export class Successions {
  readonly #sources: SuccessionSources;

  constructor(sources: SuccessionSources) {
    this.#sources = sources;
  }

  /**
   * What a whole list says of the one before.
   * @param wholeAt when the account's list was last read to its end; null: never
   */
  readTurn({ phoneId, accountId }: ReadOn, names: readonly string[], wholeAt: number | null): ListTurn {
    const { records } = this.#sources;
    if (wholeAt === null) return noTurn;
    return readTurn(names, { known: records.viewsOn(phoneId, accountId), wholeAt, views: records.views() });
  }

  /** Takes down what went and what came, once the list is stored. A list in part may have shown before what came. */
  noteTurn(on: ReadOn, { gone, keptNames }: ListTurn, wholeAt: number | null): void {
    const { successions, records } = this.#sources;
    const came = records
      .viewsOn(on.phoneId, on.accountId)
      .filter(
        ({ lastSeenAt, firstSeenAt, name }) =>
          lastSeenAt === on.at && wholeAt !== null && firstSeenAt > wholeAt && !keptNames.has(name),
      );
    successions.noteList(on, gone, came);
  }

  /** Lets views go on as what they are proven to be, and says what a person is to be asked. True where the book is to be joined anew. */
  settle(): boolean {
    const { successions, records } = this.#sources;
    if (!successions.hasOpen()) return false;
    const ground = this.#ground();
    let views = records.views();
    let isChanged = false;
    for (let proven = findProven(views, ground); proven.length > 0; proven = findProven(views, ground)) {
      for (const pair of proven) this.#goOn(pair);
      views = records.views();
      isChanged = true;
    }
    const asked = findAsked(views, ground);
    for (const { groupViewId, formerViewId } of views) {
      const former = asked.get(groupViewId) ?? null;
      if (former === formerViewId) continue;
      successions.ask(groupViewId, former);
      isChanged = true;
    }
    return isChanged;
  }

  /** The same of views that are in one group by now. */
  settleJoined(): boolean {
    const pairs = this.#sources.book.list().flatMap(({ views }) => (views.length > 1 ? findContinued(views) : []));
    for (const pair of pairs) this.#goOn(pair);
    return pairs.length > 0;
  }

  /** An operator's yes to a view that may be another one under a new name; nothing for any other two. */
  confirm(leftViewId: number, rightViewId: number): void {
    const views = [this.#view(leftViewId), this.#view(rightViewId)].filter((view) => view !== null);
    const next = views.find(({ formerViewId }) => views.some(({ groupViewId }) => groupViewId === formerViewId));
    const former = views.find(({ groupViewId }) => groupViewId === next?.formerViewId);
    if (next !== undefined && former !== undefined) this.#goOn({ former, next });
  }

  #goOn({ former, next }: Succession): void {
    const { successions, records } = this.#sources;
    if (former.groupId !== null && next.groupId !== null) records.absorb(next.groupId, former.groupId);
    successions.continueView(former, next);
  }

  #ground(): SuccessionGround {
    const decided = this.#sources.decisions.list().filter(({ isSame }) => !isSame);
    const two = new Set(decided.map(({ leftViewId, rightViewId }) => `${leftViewId} ${rightViewId}`));
    return {
      areTwo: ({ groupViewId: left }, { groupViewId: right }) =>
        two.has(`${Math.min(left, right)} ${Math.max(left, right)}`),
      isContradicted: (succession) => this.#isContradicted(succession),
    };
  }

  /**
   * What came is called as the group was before it got the name that went, and another account's view still shows that later name: two
   * groups, or renamed back, and only a person can say.
   */
  #isContradicted({ former, next }: Succession): boolean {
    const group = this.#sources.book.ofView(former.groupViewId);
    const hadName = group?.names.some(({ name }) => name === groupNameOf(next)) ?? false;
    const isShown = (view: ViewRecord): boolean =>
      view.accountId !== former.accountId && groupNameOf(view) === groupNameOf(former);
    return hadName && groupNameOf(next) !== groupNameOf(former) && (group?.views.some(isShown) ?? false);
  }

  #view(groupViewId: number): ViewRecord | null {
    return this.#sources.book.ofView(groupViewId)?.views.find((view) => view.groupViewId === groupViewId) ?? null;
  }
}
