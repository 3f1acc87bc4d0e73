import { mkdirSync } from 'node:fs';
import { stageIds, type StageId } from '../../../electron/contract/plan-ids.ts';
import { migrations } from '../../../electron/database.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { hashText, type SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { healthWith } from '../accounts/fit-health.ts';
import { PaperPhones } from '../jobs/paper-phones.ts';
import { ManualClock } from '../manual-clock.ts';
import type { ActBook } from './act-book.ts';
import type { LifeConsole, LifeGroup } from './life-console.ts';

export const minuteMs = 60_000;

/** Monday at six in the morning in Shanghai: the day of a desk begins at seven. */
export const firstMorning = Date.parse('2026-03-02T06:00:00+08:00');

/** Phones of paper that pass every check, one account on each. */
export function lifePhones(count: number): PaperPhones {
  const phones = new PaperPhones();
  for (let place = 0; place < count; place++) phones.add(`phone-${place}`, { health: healthWith() });
  return phones;
}

/** In most groups the desk is the owner. */
const roles = ['owner', 'owner', 'owner', 'owner', 'admin', 'owner', 'owner', 'owner', 'member'] as const;

/** Groups of many sizes. */
export function lifeGroups(count: number, random: SeededRandom): ReadonlyMap<string, LifeGroup> {
  const groups = Array.from({ length: count }, (_none, place) => {
    const memberCount = random.pick([40, 60, 90, 120, 200, 300, 400, 500]);
    const group: LifeGroup = { memberCount, ownRole: roles[place % roles.length] ?? 'owner' };
    return [`group-${place}`, group] as const;
  });
  return new Map(groups);
}

/** Whoever stands at a phone takes some seconds for what is shown; now and then somebody goes to lunch before doing it. */
export function handMs(token: string): number {
  const isAway = hashText(`away ${token}`) % 40 === 0;
  return 5_000 + (hashText(`hand ${token}`) % (isAway ? 40 * minuteMs : 55_000));
}

/** Now and then the messenger answers an act with its warning. */
export function warnsRarely(token: string): boolean {
  return hashText(`warns ${token}`) % 400 === 0;
}

/** Small desks see every group of theirs; of many, an account sees every tenth, as five others do. */
export function isSeenBy(account: number, group: number, groups: number): boolean {
  return groups < 30 || account % 10 === group % 10;
}

/** The account on a phone of paper. */
export function accountOn(phoneId: string): string {
  return phoneId.replace('phone', 'account');
}

/** A data folder with an account on every phone, and every group read by those that see it. */
export function writeAccounts(folder: string, phones: PaperPhones, groups: ReadonlyMap<string, LifeGroup>): void {
  mkdirSync(folder, { recursive: true });
  const clock = new ManualClock(firstMorning - 24 * 60 * minuteMs);
  const opened = openStore({ file: databaseFileOf(folder), migrations, clock, logger: silentLogger });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  try {
    const places = phones.list().map(({ phoneId }, place) => ({ phoneId, place }));
    const written = store.write(() => {
      for (const { phoneId } of places) addAccount(store, phoneId, clock.now());
      for (const [at, [groupId, group]] of [...groups].entries()) {
        addGroup(store, groupId, clock.now());
        for (const { phoneId, place } of places)
          if (isSeenBy(place, at, groups.size)) addView(store, { phoneId, groupId, ...group }, clock.now());
      }
    });
    if (!written.ok) throw new Error(written.error.message);
  } finally {
    store.dispose();
  }
}

function addAccount(store: Store, phoneId: string, at: number): void {
  store
    .prepare<[string, number]>(
      `INSERT INTO phone (phoneId, label, tags, note, isVirtual, isExpected, isSetAside, isEdited, facts, firstSeenAt)
       VALUES (?, '', '[]', '', 1, 1, 0, 0, '{}', ?)`,
    )
    .run(phoneId, at);
  store
    .prepare<[string, string, string, string, number, number]>(
      `INSERT INTO account (accountId, phoneId, messenger, nickname, idHash, identityReadAt, mode, createdAt)
       VALUES (?, ?, 'wechat', ?, ?, ?, 'auto', ?)`,
    )
    .run(accountOn(phoneId), phoneId, `客服 ${phoneId}`, `hash of ${phoneId}`, at, at);
  store
    .prepare<[string, number, string]>(
      'INSERT INTO groupReading (phoneId, readAt, groupCount, isComplete, accountId) VALUES (?, ?, 0, 1, ?)',
    )
    .run(phoneId, at, accountOn(phoneId));
  store
    .prepare<[string, number]>('INSERT INTO groupListing (accountId, wholeAt) VALUES (?, ?)')
    .run(accountOn(phoneId), at);
}

function addGroup(store: Store, groupId: string, at: number): void {
  store
    .prepare<[string, string, number]>('INSERT INTO chatGroup (groupId, name, firstSeenAt) VALUES (?, ?, ?)')
    .run(groupId, groupId, at);
  store
    .prepare<[string, string, number]>("INSERT INTO groupName (groupId, name, seenAt, source) VALUES (?, ?, ?, 'read')")
    .run(groupId, groupId, at);
}

function addView(
  store: Store,
  { phoneId, groupId, memberCount, ownRole }: LifeGroup & { readonly phoneId: string; readonly groupId: string },
  at: number,
): void {
  const { lastRowId } = store
    .prepare<[string, string, number, number]>(
      'INSERT INTO groupView (phoneId, name, position, firstSeenAt, lastSeenAt) VALUES (?, ?, 0, ?, ?)',
    )
    .run(phoneId, groupId, at, at);
  store
    .prepare<[number, string, string, number, string, number, string]>(
      `INSERT INTO groupViewFact (groupViewId, accountId, groupId, strength, memberCount, role, infoReadAt,
         isMembersComplete, presentName) VALUES (?, ?, ?, 'likely', ?, ?, ?, 0, ?)`,
    )
    .run(lastRowId, accountOn(phoneId), groupId, memberCount, ownRole, at, groupId);
}

/** Every phone with an account under a plan, in all stages; the later ones are more. */
const stages: readonly StageId[] = [...stageIds, 'S4', 'S5', 'S6', 'S6'];

/** The accounts of a desk come to all stages of the shipped plan. */
export async function seedStages(
  console: Pick<LifeConsole, 'call'>,
  { phones, book, clock }: { readonly phones: PaperPhones; readonly book: ActBook; readonly clock: SteppedClock },
): Promise<void> {
  for (const [place, { phoneId }] of phones.list().entries()) {
    const accountId = accountOn(phoneId);
    const stageId = stages[place % stages.length] ?? 'S6';
    book.intend(`seed ${accountId}`, { kind: 'seeded', at: clock.now(), accountId, stageId });
    const seeded = await console.call('accounts.seedDemo', { accountId, stageId });
    if (!seeded.ok) throw new Error(seeded.error.message);
    book.settle(`seed ${accountId}`, true);
  }
  await clock.moveTo(clock.now() + minuteMs);
}
