import type { SimulatorClock } from '../clock.ts';
import type { ActReport } from '../world/act-log.ts';
import type { ChatPreview, GroupLine } from '../world/chat-book.ts';
import type { Deed, Refusal } from '../world/deed.ts';
import { roleIn, standingIn, type Group, type Member, type Role, type Standing } from '../world/group.ts';
import type { Account, Person } from '../world/population.ts';
import type { World } from '../world/world.ts';
import { instantPace, undisturbed, type Interrupter, type Pace, type PagePoint } from './passage.ts';
import type { MessengerVariant } from './variant.ts';

export interface MessengerOptions {
  readonly world: World;
  readonly account: Account;
  readonly variant: MessengerVariant;
  readonly clock: SimulatorClock;
}

/** What can be wrong with the search while it is so. */
export type SearchTrouble = 'index-building' | 'too-many-results';

/** How a deed that was asked for ended, as far as the page learns of it. */
export type DeedEnd = 'done' | 'too-frequent' | 'no-network' | Refusal;

const namesInTitle = 4;

/** The messenger of one phone: one account's view of the shared world, and the log of what is done there. */
export class Messenger {
  readonly account: Account;
  readonly variant: MessengerVariant;
  readonly searchTroubles = new Set<SearchTrouble>();
  /** Rows that were switched on for this account alone, and mean nothing to the world. */
  readonly switches = new Set<string>();
  pace: Pace = instantPace;
  isOnline = true;
  readonly #world: World;
  readonly #clock: SimulatorClock;
  #interrupter: Interrupter = undisturbed;

  constructor({ world, account, variant, clock }: MessengerOptions) {
    this.account = account;
    this.variant = variant;
    this.#world = world;
    this.#clock = clock;
  }

  /** Groups saved to the contacts, in the order of the group list page. */
  get groups(): readonly Group[] {
    return this.#world.savedGroupsOf(this.account.accountId);
  }

  /** Every group that the account is in. */
  get allGroups(): readonly Group[] {
    return this.#world.groupsOf(this.account.accountId);
  }

  get chats(): readonly ChatPreview[] {
    return this.#world.chatsOf(this.account.accountId);
  }

  get nickname(): string {
    return this.person(this.account.personId).nickname;
  }

  /** From now on this comes between. */
  watch(interrupter: Interrupter): void {
    this.#interrupter = interrupter;
  }

  group(groupId: string): Group {
    return this.#world.group(groupId);
  }

  standing(group: Group): Standing {
    return standingIn(group, this.account.accountId);
  }

  role(group: Group): Role {
    return roleIn(group, this.account.accountId);
  }

  isSaved(groupId: string): boolean {
    return this.#world.isSaved(this.account.accountId, groupId);
  }

  members(groupId: string): readonly Member[] {
    return this.#world.membersOf(groupId);
  }

  lines(groupId: string): readonly GroupLine[] {
    return this.#world.linesOf(groupId);
  }

  person(personId: string): Person {
    return this.#world.people.person(personId);
  }

  isFriend(personId: string): boolean {
    return this.#world.people.isFriend(this.account.accountId, personId);
  }

  /** What lists and cells call a member. */
  nameFor(member: Member): string {
    return this.#world.nameFor(this.account.accountId, member);
  }

  /** The same of somebody by id, in the group or not. */
  nameOf(personId: string): string {
    return this.nameFor({ personId, alias: null, joinedAt: 0 });
  }

  remarkOf(groupId: string): string {
    return this.#world.groupRemarkOf(this.account.accountId, groupId);
  }

  /** What this account's lists call a group: its own remark, the group's name, or the first members of a nameless one. */
  titleOf(group: Group): string {
    const remark = this.remarkOf(group.groupId);
    if (remark !== '' || group.name !== '') return remark === '' ? group.name : remark;
    return this.members(group.groupId)
      .slice(0, namesInTitle)
      .map((member) => this.nameFor(member))
      .join('、');
  }

  /** Writes an act of this account into the world's log. */
  note(kind: ActReport['kind'], about: Partial<ActReport> = {}): void {
    this.#world.acts.append({ ...about, at: this.#clock.now(), accountId: this.account.accountId, kind });
  }

  /** Notes that a page has opened, and lets come between what wants to. */
  enter(point: PagePoint, kind: ActReport['kind'], about: Pick<Partial<ActReport>, 'groupId' | 'subject'> = {}): void {
    this.note(kind, about);
    this.#interrupter.onPage(point, about.groupId ?? null);
  }

  /** Runs a task later, or at once for no time at all. */
  after(delayMs: number, task: () => void): void {
    if (delayMs <= 0) task();
    else this.#clock.after(delayMs, task);
  }

  /**
   * Sends a deed to the platform. `onEnd` learns how it ended: at once in an undisturbed messenger without a pace; never
   * when the app is gone by then.
   */
  submit(deed: Deed, onEnd: (end: DeedEnd) => void): void {
    const { groupId } = deed;
    this.note(`submit-${deed.kind}`, { groupId, before: this.group(groupId).name, after: wantedText(deed) });
    this.#interrupter.onDeed('before-effect', groupId, (verdict) => {
      if (verdict === 'lost') return;
      const barred = verdict === 'go' && !this.isOnline ? 'no-network' : verdict;
      if (barred === 'go') return this.after(this.pace.replyMs, () => this.#take(deed, onEnd));
      this.note(`refuse-${deed.kind}`, { groupId, subject: barred });
      onEnd(barred);
    });
  }

  #take(deed: Deed, onEnd: (end: DeedEnd) => void): void {
    const refusal = this.#world.perform(deed, { accountId: this.account.accountId, at: this.#clock.now() });
    if (refusal !== null) return onEnd(refusal);
    this.#interrupter.onDeed('after-effect', deed.groupId, (verdict) => {
      if (verdict === 'lost') return;
      onEnd('done');
      this.#interrupter.onDeed('after-result', deed.groupId, () => undefined);
    });
  }
}

function wantedText(deed: Deed): string | null {
  if (deed.kind === 'rename-group') return deed.name;
  return deed.kind === 'set-remark' || deed.kind === 'set-alias' ? deed.text : null;
}
