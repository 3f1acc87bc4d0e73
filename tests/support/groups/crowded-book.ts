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
}

/** A member's name: people are in several groups, so names come again. */
export function memberName(group: number, place: number): string {
  return `群友${(group * 37 + place) % 4_000}`;
}

/** Writes a data folder whose groups are all read: every group seen by two accounts, its roster by the first. */
export function writeCrowd(dataFolder: string, crowd: Crowd): void {
  mkdirSync(dataFolder, { recursive: true });
  const file = databaseFileOf(dataFolder);
  const store = valueOf(openStore({ file, migrations, clock: new ManualClock(crowd.readAt), logger: silentLogger }));
  try {
    valueOf(
      store.write(() => {
        addPhones(store, crowd);
        for (let group = 0; group < crowd.groupCount; group++) addGroup(store, group, crowd);
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
  const reading = store.prepare<[string, number, number]>(`INSERT INTO groupReading
    (phoneId, readAt, groupCount, isComplete, wholeAt) VALUES (?, ?, 0, 1, ?)`);
  for (let place = 0; place < phoneCount; place++) {
    phone.run(`phone-${place}`, readAt);
    account.run(`account-${place}`, `phone-${place}`, `客服${place}`, `hash-${place}`, readAt, readAt);
    reading.run(`phone-${place}`, readAt, readAt);
  }
}

function addGroup(store: Store, group: number, { phoneCount, membersPerGroup, readAt }: Crowd): void {
  const groupId = `group-${group}`;
  const name = `社区团购${group}群`;
  store
    .prepare<[string, string, number]>('INSERT INTO chatGroup (groupId, name, firstSeenAt) VALUES (?, ?, ?)')
    .run(groupId, name, readAt);
  store
    .prepare<[string, string, number]>("INSERT INTO groupName (groupId, name, seenAt, source) VALUES (?, ?, ?, 'read')")
    .run(groupId, name, readAt);
  const [first, second] = [0, 1].map((view) => (group + view) % phoneCount);
  const viewId = addView(store, { groupId, name, place: first ?? 0, sees: second ?? 0, readAt, membersPerGroup });
  addView(store, { groupId, name, place: second ?? 0, sees: first ?? 0, readAt, membersPerGroup });
  store
    .prepare<[number, number, number]>('INSERT INTO roster VALUES (?, ?, ?, 1, NULL)')
    .run(viewId, readAt, membersPerGroup);
  const cell = store.prepare<[number, number, string]>('INSERT INTO rosterCell VALUES (?, ?, ?)');
  for (let place = 0; place < membersPerGroup; place++) cell.run(viewId, place, memberName(group, place));
}

interface CrowdedView {
  readonly groupId: string;
  readonly name: string;
  readonly place: number;
  readonly sees: number;
  readonly readAt: number;
  readonly membersPerGroup: number;
}

function addView(store: Store, { groupId, name, place, sees, readAt, membersPerGroup }: CrowdedView): number {
  const { lastRowId } = store
    .prepare<[string, string, number, number]>(
      'INSERT INTO groupView (phoneId, name, position, firstSeenAt, lastSeenAt) VALUES (?, ?, 0, ?, ?)',
    )
    .run(`phone-${place}`, name, readAt, readAt);
  store
    .prepare<[number, string, string, number, number, string]>(
      `INSERT INTO groupViewFact (groupViewId, accountId, groupId, strength, memberCount, role, infoReadAt, ownAccountsSeen,
        isMembersComplete) VALUES (?, ?, ?, 'certain', ?, 'owner', ?, ?, 1)`,
    )
    .run(lastRowId, `account-${place}`, groupId, membersPerGroup, readAt, JSON.stringify([`account-${sees}`]));
  return lastRowId;
}
