import type { Act } from '../../../simulator/world/act-log.ts';
import type { GroupedItem } from './kill-place.ts';

/**
 * What a dead console's ledger should hold and does not: every tap that arrived has its mark on the disk, and every mark that was told
 * to be written (`toldCount`) is there.
 */
export function faultsOf(items: readonly GroupedItem[], acts: readonly Act[], toldCount: number): string[] {
  const unmarked = items.filter(({ groupId, attempts }) => tapsOf(acts, groupId).length > marksOf(attempts));
  const marks = items.reduce((sum, { attempts }) => sum + marksOf(attempts), 0);
  const missing = toldCount - marks;
  return [
    ...unmarked.map(({ item }) => `a tap without its mark: ${item.name}`),
    ...(missing > 0 ? [`marks that were told and are gone: ${missing}`] : []),
  ];
}

function tapsOf(acts: readonly Act[], groupId: string): readonly Act[] {
  return acts.filter((act) => act.kind === 'submit-rename-group' && act.groupId === groupId);
}

function marksOf(attempts: GroupedItem['attempts']): number {
  return attempts.filter(({ committedAt }) => committedAt !== null).length;
}

export function isCutShort({ item, attempts }: GroupedItem): boolean {
  return item.isVerifyDue || attempts.some(({ state }) => state === 'running');
}

export function isDone({ item }: GroupedItem): boolean {
  return item.state === 'done';
}

export function actorsOf(items: readonly GroupedItem[], isMeant: (item: GroupedItem) => boolean): ReadonlySet<string> {
  return new Set(items.filter(isMeant).map(({ actorId }) => actorId));
}
