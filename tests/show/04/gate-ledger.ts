import type { CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import { actionIds, groupActionIds, type ActionId } from '../../../electron/accounts/plans/plan.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';

/** A ledger in columns: two million rows as plain as they can be kept. */
export interface GateLedger {
  readonly accountCount: number;
  readonly rowsPerAccount: number;
  /** The latest act of all. */
  readonly endsAt: number;
  readonly rows: number;
  row(place: number): CountedAct;
  /** The rows of an account and of a group, found by looking at every single one. */
  scan(accountId: string, groupId: string | null): CountedAct[];
}

const minute = 60_000;
const day = 24 * 60 * minute;
export const groupCount = 400;
const actsOfSession = 26;
/** Minutes after midnight in Shanghai at which a spell of work begins. */
const sessions = [1_220, 1_020, 850, 660, 510] as const;
/** 10:40 in Shanghai, 22 November 2026: in the second spell of that day. */
const endsAt = Date.UTC(2026, 10, 22, 2, 40);

/** A quarter of a year of every account, in spells of half an hour, with a day off in every week: no row is too old to count. */
export function makeLedger(accountCount: number, rowsPerAccount: number, random: SeededRandom): GateLedger {
  const rows = accountCount * rowsPerAccount;
  const [times, actions, groups, amounts] = [
    new Float64Array(rows),
    new Uint8Array(rows),
    new Int16Array(rows),
    new Uint8Array(rows),
  ];
  for (let account = 0; account < accountCount; account++) {
    const starts = spellsBefore(endsAt, Math.ceil(rowsPerAccount / actsOfSession), account % 7);
    for (let place = 0; place < rowsPerAccount; place++) {
      const row = account * rowsPerAccount + place;
      const start = starts[Math.floor(place / actsOfSession)] ?? endsAt;
      const action = random.pick(actionIds);
      times[row] = Math.min(endsAt, start + random.between(0, 25 * minute));
      actions[row] = actionIds.indexOf(action);
      groups[row] = groupActionIds.includes(action) ? groupOf(account, random) : -1;
      amounts[row] = action === 'group_invite_people' ? random.between(1, 4) : 1;
    }
  }
  const row = (place: number): CountedAct => ({
    source: 'job',
    rowId: place + 1,
    accountId: accountAt(Math.floor(place / rowsPerAccount)),
    action: actionIds[actions[place] ?? 0] ?? 'group_rename',
    groupId: groupAt(groups[place] ?? -1),
    at: times[place] ?? 0,
    amount: amounts[place] ?? 0,
  });
  const scan = (accountId: string, groupId: string | null): CountedAct[] => {
    const found: CountedAct[] = [];
    const [ownPlace, groupPlace] = [placeIn(accountId), groupId === null ? -2 : placeIn(groupId)];
    for (let place = 0; place < rows; place++) {
      const isOwn = Math.floor(place / rowsPerAccount) === ownPlace;
      if (isOwn || groups[place] === groupPlace) found.push(row(place));
    }
    return found;
  };
  return { accountCount, rowsPerAccount, endsAt, rows, row, scan };
}

export function accountAt(index: number): string {
  return `account-${index}`;
}

/** A group that the account sees. */
export function someGroup(account: number, random: SeededRandom): string {
  return `group-${groupOf(account, random)}`;
}

export function isOnGroup(action: ActionId): boolean {
  return groupActionIds.includes(action);
}

function groupOf(account: number, random: SeededRandom): number {
  return (account % 10) + 10 * random.between(0, groupCount / 10 - 1);
}

function groupAt(index: number): string | null {
  return index < 0 ? null : `group-${index}`;
}

function placeIn(id: string): number {
  return Number(id.split('-')[1]);
}

/** When spells of work began, latest first, without those of the day off. */
function spellsBefore(end: number, count: number, dayOff: number): number[] {
  const starts: number[] = [];
  const midnight = end - ((end + 8 * 60 * minute) % day);
  for (let back = 0; starts.length < count; back++) {
    if (back % 7 === dayOff) continue;
    for (const start of sessions) {
      const at = midnight - back * day + start * minute;
      if (at < end) starts.push(at);
    }
  }
  return starts;
}
