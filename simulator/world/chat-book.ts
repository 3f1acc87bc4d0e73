import names from './group-names.json' with { type: 'json' };
import type { Deed } from './deed.ts';
import type { Group } from './group.ts';
import { makeNickname } from './population.ts';
import { SeededRandom } from './seeded-random.ts';

/** The grey lines that the messenger writes into a chat. */
export type LineKind =
  | 'renamed'
  | 'dissolved'
  | 'left'
  | 'removed'
  | 'joined'
  | 'owner-changed'
  | 'restricted'
  | 'opened';

/** One of them, without its wording: that depends on who reads it, and on the version. */
export interface GroupLine {
  readonly at: number;
  readonly kind: LineKind;
  /** Who did it; null for somebody outside the desk. */
  readonly actorId: string | null;
  /** Whom it was done to. */
  readonly personId: string | null;
  /** The new name of the group. */
  readonly name: string | null;
}

export interface ChatPreview {
  readonly group: Group;
  readonly sender: string;
  readonly text: string;
  readonly unread: number;
  /** `09:44`, `昨天`, as the chat list prints it. */
  readonly timeText: string;
  /** The newest grey line, when it is newer than the message. */
  readonly line: GroupLine | null;
}

interface Entry extends Omit<ChatPreview, 'group' | 'line'> {
  readonly groupId: string;
}

const recentCount = 8;

/** What is said in the groups: grey lines as deeds bring them, and the chat list of each account. */
export class ChatBook {
  readonly #lines = new Map<string, GroupLine[]>();
  readonly #entries = new Map<string, readonly Entry[]>();
  readonly #firstGroups: (accountId: string) => readonly Group[];

  /** @param firstGroups the groups of an account when the world began */
  constructor(firstGroups: (accountId: string) => readonly Group[]) {
    this.#firstGroups = firstGroups;
  }

  linesOf(groupId: string): readonly GroupLine[] {
    return this.#lines.get(groupId) ?? [];
  }

  /** Writes down what a deed leaves in the chat, if it leaves anything. */
  record(deed: Deed, accountId: string | null, at: number): void {
    const line = lineOf(deed);
    if (line === null) return;
    const lines = this.#lines.get(deed.groupId) ?? [];
    lines.push({ at, actorId: accountId, personId: null, name: null, ...line });
    this.#lines.set(deed.groupId, lines);
  }

  /** The chat list of an account: chats in which something happened first, newest on top, then as they always were. */
  chatsOf(accountId: string, group: (groupId: string) => Group): readonly ChatPreview[] {
    const chats = this.#entriesOf(accountId).map(({ groupId, ...entry }): ChatPreview => {
      const line = this.#lines.get(groupId)?.at(-1) ?? null;
      return { ...entry, group: group(groupId), line };
    });
    const stirred = chats.filter(({ line }) => line !== null);
    if (stirred.length === 0) return chats;
    const newest = stirred.toSorted((left, right) => (right.line?.at ?? 0) - (left.line?.at ?? 0));
    return [...newest, ...chats.filter(({ line }) => line === null)];
  }

  /** Takes a chat out of an account's list, or puts it there. */
  setListed(accountId: string, groupId: string, isListed: boolean): void {
    const others = this.#entriesOf(accountId).filter((entry) => entry.groupId !== groupId);
    const entry: Entry = { groupId, sender: '', text: '', unread: 0, timeText: '' };
    this.#entries.set(accountId, isListed ? [entry, ...others] : others);
  }

  #entriesOf(accountId: string): readonly Entry[] {
    const known = this.#entries.get(accountId);
    if (known !== undefined) return known;
    const groups = this.#firstGroups(accountId);
    const random = new SeededRandom(`chats/${accountId}`);
    const entries = random.sample(groups, groups.length).map(({ groupId }, index) => ({
      groupId,
      sender: makeNickname(random),
      text: random.pick(names.previews),
      unread: random.chance(0.4) ? random.between(1, 120) : 0,
      timeText: index < recentCount ? clockText(random) : '昨天',
    }));
    this.#entries.set(accountId, entries);
    return entries;
  }
}

function lineOf(deed: Deed): (Pick<GroupLine, 'kind'> & Partial<GroupLine>) | null {
  switch (deed.kind) {
    case 'rename-group':
      return { kind: 'renamed', name: deed.name };
    case 'dissolve-group':
      return { kind: 'dissolved' };
    case 'leave-group':
      return { kind: 'left' };
    case 'remove-member':
      return { kind: 'removed', personId: deed.personId };
    case 'join-group':
      return { kind: 'joined', personId: deed.personId };
    case 'transfer-owner':
      return { kind: 'owner-changed', personId: deed.personId };
    case 'restrict-rename':
      return { kind: deed.isRestricted ? 'restricted' : 'opened' };
    case 'set-admin':
    case 'set-saved':
    case 'set-remark':
    case 'set-alias':
    case 'clear-history':
      return null;
  }
}

function clockText(random: SeededRandom): string {
  return `${String(random.between(7, 22)).padStart(2, '0')}:${String(random.between(0, 59)).padStart(2, '0')}`;
}
