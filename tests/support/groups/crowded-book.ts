import { mkdirSync } from 'node:fs';
import { migrations } from '../../../electron/database.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { valueOf } from '../device-layer.ts';
import { ManualClock } from '../manual-clock.ts';

export interface Crowd {
  readonly phoneCount: number;
  readonly groupCount: number;
  readonly membersPerGroup: number;
  /** When everything was read. */
  readonly readAt: number;
  /** One more group, which every account sees and whose members nobody may read. */
  readonly hasGroupOfAll?: boolean;
}

/** How the group is called that every account sees. */
export const nameOfAll = '全员通知群';

/** A member's name: people are in several groups, so names come again. */
export function memberName(group: number, place: number): string {
  return `群友${(group * 37 + place) % 4_000}`;
}

/** What the third account is called in a group: it alone, and there alone. */
export function aliasIn(group: number): string {
  return `三楼小陈${group}`;
}

/** How a group is called. */
export function crowdedName(group: number): string {
  return `社区团购${group}群`;
}

/** Every cell of a group's members' page, by its place. */
export function cellsOf(group: number, membersPerGroup: number): string[] {
  const others = Array.from({ length: membersPerGroup - 1 }, (_, place) => memberName(group, place));
  return [...others, aliasIn(group)];
}

/**
 * Writes a data folder whose groups are all read: every group seen by three accounts, its members by two of them. No nickname shows
 * one account to another: only the rosters prove that the three views are one group, and nobody has joined them surely yet.
 */
export function writeCrowd(dataFolder: string, crowd: Crowd): void {
  mkdirSync(dataFolder, { recursive: true });
  const file = databaseFileOf(dataFolder);
  const store = valueOf(openStore({ file, migrations, clock: new ManualClock(crowd.readAt), logger: silentLogger }));
  try {
    valueOf(
      store.write(() => {
        addPhones(store, crowd);
        for (let group = 0; group < crowd.groupCount; group++) addGroup(store, group, crowd);
        if (crowd.hasGroupOfAll === true) addGroupOfAll(store, crowd);
      }),
    );
  } finally {
    store.dispose();
  }
}

function addPhones(store: Store, { phoneCount, readAt }: Crowd): void {
  const phone = store.prepare<[string, number]>(`INSERT INTO phone (phoneId, label, tags, note, isVirtual, isExpected,
    isSetAside, isEdited, facts, firstSeenAt) VALUES (?, '', '[]', '', 1, 1, 0, 0, '{}', ?)`);
  const account = store.prepare<[string, string, string, string, number, number]>(`INSERT INTO account (accountId,
    phoneId, messenger, nickname, idHash, identityReadAt, mode, createdAt) VALUES (?, ?, 'wechat', ?, ?, ?, 'auto', ?)`);
  const reading = store.prepare<[string, number, string]>(`INSERT INTO groupReading
    (phoneId, readAt, groupCount, isComplete, accountId) VALUES (?, ?, 0, 1, ?)`);
  const listing = store.prepare<[string, number]>('INSERT INTO groupListing (accountId, wholeAt) VALUES (?, ?)');
  for (let place = 0; place < phoneCount; place++) {
    phone.run(`phone-${place}`, readAt);
    account.run(`account-${place}`, `phone-${place}`, `客服${place}`, `hash-${place}`, readAt, readAt);
    reading.run(`phone-${place}`, readAt, `account-${place}`);
    listing.run(`account-${place}`, readAt);
  }
}

function addGroup(store: Store, group: number, { phoneCount, membersPerGroup, readAt }: Crowd): void {
  const groupId = `group-${group}`;
  const name = crowdedName(group);
  store
    .prepare<[string, string, number]>('INSERT INTO chatGroup (groupId, name, firstSeenAt) VALUES (?, ?, ?)')
    .run(groupId, name, readAt);
  store
    .prepare<[string, string, number]>("INSERT INTO groupName (groupId, name, seenAt, source) VALUES (?, ?, ?, 'read')")
    .run(groupId, name, readAt);
  const cells = cellsOf(group, membersPerGroup);
  const view = { groupId, name, readAt, membersPerGroup };
  for (const [at, role] of (['owner', 'admin'] as const).entries()) {
    const place = (group + at) % phoneCount;
    addRoster(store, addView(store, { ...view, place, role, seen: '[]', ownAlias: null }), cells, readAt);
  }
  addView(store, { ...view, place: (group + 2) % phoneCount, role: 'member', seen: null, ownAlias: aliasIn(group) });
}

function addGroupOfAll(store: Store, { phoneCount, membersPerGroup, readAt }: Crowd): void {
  store
    .prepare<[string, string, number]>('INSERT INTO chatGroup (groupId, name, firstSeenAt) VALUES (?, ?, ?)')
    .run('group-of-all', nameOfAll, readAt);
  store
    .prepare<[string, string, number]>("INSERT INTO groupName (groupId, name, seenAt, source) VALUES (?, ?, ?, 'read')")
    .run('group-of-all', nameOfAll, readAt);
  const view = {
    groupId: 'group-of-all',
    name: nameOfAll,
    role: 'member',
    seen: null,
    ownAlias: null,
    readAt,
  } as const;
  for (let place = 0; place < phoneCount; place++) addView(store, { ...view, place, membersPerGroup });
}

function addRoster(store: Store, viewId: number, cells: readonly string[], readAt: number): void {
  store
    .prepare<[number, number, number]>('INSERT INTO roster VALUES (?, ?, ?, 1, NULL)')
    .run(viewId, readAt, cells.length);
  const cell = store.prepare<[number, number, string]>('INSERT INTO rosterCell VALUES (?, ?, ?)');
  for (const [place, name] of cells.entries()) cell.run(viewId, place, name);
}

interface CrowdedView {
  readonly groupId: string;
  readonly name: string;
  readonly place: number;
  readonly role: 'owner' | 'admin' | 'member';
  /** Own accounts seen among the members, as it is stored; null where the members were not read. */
  readonly seen: string | null;
  readonly ownAlias: string | null;
  readonly readAt: number;
  readonly membersPerGroup: number;
}

function addView(store: Store, view: CrowdedView): number {
  const { groupId, name, place, role, seen, ownAlias, readAt, membersPerGroup } = view;
  const { lastRowId } = store
    .prepare<[string, string, number, number]>(
      'INSERT INTO groupView (phoneId, name, position, firstSeenAt, lastSeenAt) VALUES (?, ?, 0, ?, ?)',
    )
    .run(`phone-${place}`, name, readAt, readAt);
  store
    .prepare<[Readonly<Record<string, string | number | null>>]>(
      `INSERT INTO groupViewFact (groupViewId, accountId, groupId, strength, memberCount, role, infoReadAt, ownAccountsSeen,
        isMembersComplete, ownAlias, presentName)
      VALUES (@groupViewId, @accountId, @groupId, 'likely', @count, @role, @readAt, @seen, @isWhole, @ownAlias, @name)`,
    )
    .run({
      groupViewId: lastRowId,
      accountId: `account-${place}`,
      groupId,
      count: membersPerGroup,
      role,
      readAt,
      seen,
      isWhole: seen === null ? 0 : 1,
      ownAlias,
      name,
    });
  return lastRowId;
}
