import type { JobAttempt } from '../../../electron/contract/jobs.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import type { DeadItem } from './dead-ledger.ts';
import type { KillMoment, Strike } from './kill-schedule.ts';

/** Where a console really was when it was killed. */
export const killPlaces = [
  'planning or confirming',
  'before the commit',
  'while the ledger was written',
  'noted, not tapped yet',
  'between the tap and its read-back',
  'after the tap, its end not written',
  'looking what an earlier attempt did',
  'between two rows',
] as const;
export type KillPlace = (typeof killPlaces)[number];

/** A row of the dead console's ledger with the group of the world that it is about. */
export interface GroupedItem extends DeadItem {
  readonly groupId: string;
  /** The world's account that acts for it. */
  readonly actorId: string;
}

/**
 * Where the kill came, by what the ledger holds and by what the world has seen. `wasMarkWritten`: the console had said
 * that the mark it was killed over was written.
 */
export function placeOf(
  strike: Strike,
  items: readonly GroupedItem[],
  { acts, wasMarkWritten }: { readonly acts: readonly Act[]; readonly wasMarkWritten: boolean },
): KillPlace {
  if (strike.moment === 'planning' || strike.moment === 'confirming') return 'planning or confirming';
  if (isMarkMoment(strike.moment)) return wasMarkWritten ? 'noted, not tapped yet' : 'while the ledger was written';
  const under = items.flatMap((item) => {
    const attempt = item.attempts.find(({ state }) => state === 'running');
    return attempt === undefined ? [] : [{ ...item, attempt }];
  });
  const met =
    under.find(({ groupId }) => groupId === strike.groupId) ??
    under.find(({ actorId }) => actorId === strike.accountId);
  if (met === undefined) return 'between two rows';
  const tap = acts.findLast(({ kind, groupId }) => kind === 'submit-rename-group' && groupId === met.groupId);
  return stageOf(met.attempt, { tap, isUnread: strike.isUnread && strike.groupId === met.groupId });
}

function stageOf(
  { purpose, startedAt, committedAt }: JobAttempt,
  { tap, isUnread }: { readonly tap: Act | undefined; readonly isUnread: boolean },
): KillPlace {
  if (purpose === 'verify') return 'looking what an earlier attempt did';
  if (committedAt === null) return 'before the commit';
  if (tap === undefined || tap.at < startedAt) return 'noted, not tapped yet';
  const isBetween = isUnread && tap.at >= committedAt;
  return isBetween ? 'between the tap and its read-back' : 'after the tap, its end not written';
}

function isMarkMoment(moment: KillMoment): boolean {
  return moment === 'mark-begun' || moment === 'mark-writing' || moment === 'mark-written';
}
