import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { Group } from '../../../simulator/world/group.ts';
import { valueOf } from '../../support/device-layer.ts';
import type { RenamingFleet } from '../../support/fleet/renaming-fleet.ts';
import { exactly, told, type Figure } from '../show-line.ts';

const jobTimeoutMs = 5 * 60_000;
/** What was tapped may take effect for so long; later than that a look proves something. */
const landingMs = 60_000;
const newName = '同名不同群🌟';
/** As far as two sizes of one group may differ between two readings. */
const sizeSlack = 3;

/** A group that is to be renamed, and another one of its phone and size that somebody gives the new name first. */
interface Namesakes {
  readonly group: Group;
  readonly other: Group;
  readonly place: number;
  readonly bookId: string;
}

/**
 * The new name of a group is given to another group of the same phone and size once the plan is confirmed, and the committing
 * tap is lost with the messenger: a look that asks for the new name alone would find it done. Judged by the world.
 */
export async function measureNamesake(fleet: RenamingFleet): Promise<Figure[]> {
  const { console, world } = fleet;
  const { group, other, place, bookId } = await findNamesakes(fleet);
  const { groupId, name: before } = group;
  const { name: ownName } = other;
  await console.run('groups.read-info', { groupIds: [bookId], withMembers: false }, jobTimeoutMs);
  const rule = { kind: 'table', names: { [bookId]: newName } };
  const jobId = await console.plan('groups.rename', { groupIds: [bookId], rule });
  const sinceSeq = fleet.lastSeq;
  callOtherwise(fleet, other, newName);
  fleet.startFault(place, { kind: 'interruption', what: 'app-crash', groupId, point: 'before-effect' });
  await console.confirm(jobId);
  await console.untilQuiet(jobId, jobTimeoutMs);
  const [lost] = await console.items(jobId);
  const lostName = world.group(groupId).name;
  const lostRenames = renamesOf(fleet, groupId, sinceSeq);
  callOtherwise(fleet, other, ownName);
  fleet.clock.advance(landingMs);
  await beginAnew(fleet, jobId, lost);
  const [cured] = await console.items(jobId);
  return [
    told('namesakes: members of the two groups', `${group.memberCount} and ${other.memberCount}`),
    exactly('namesakes: the row whose tap was lost', endOf(lost), 'needs-review group-ambiguous unproven'),
    exactly('namesakes: what the world calls its group', lostName, before),
    exactly('namesakes: times that it was renamed', lostRenames, 0),
    exactly('the other one called otherwise, the row begun anew', endOf(cured), 'done ok page'),
    exactly('what the world calls its group then', world.group(groupId).name, newName),
    exactly('times that it was renamed then', renamesOf(fleet, groupId, sinceSeq), 1),
  ];
}

/** Of the groups that no plan of the line was about. */
async function findNamesakes({ console, world, groups }: RenamingFleet): Promise<Namesakes> {
  const planned = new Set(groups.map(({ worldId }) => worldId));
  const bookIds = new Map((await console.groups()).map(({ name, groupId }) => [name.trim(), groupId]));
  for (const [index, { accountId }] of world.accounts.entries()) {
    const own = world.groupsOf(accountId).filter(({ isDissolved }) => !isDissolved);
    for (const group of own.filter(({ groupId }) => !planned.has(groupId))) {
      const other = own.find((each) => each !== group && Math.abs(each.memberCount - group.memberCount) <= sizeSlack);
      const bookId = bookIds.get(group.name.trim());
      if (other !== undefined && bookId !== undefined) return { group, other, place: index + 1, bookId };
    }
  }
  throw new Error('no phone has two groups of one size');
}

function callOtherwise({ world }: RenamingFleet, { groupId }: Group, name: string): void {
  world.perform({ kind: 'rename-group', groupId, name }, { accountId: null, at: Date.now() });
}

/** The operator has seen on the phone that it is not done, and begins it anew. */
async function beginAnew({ console }: RenamingFleet, jobId: number, row: JobItem | undefined): Promise<void> {
  if (row?.state !== 'needs-review') return;
  const { itemId } = row;
  valueOf(await console.console.call('jobs.review', { itemId, isDone: false, note: '在手机上看过' }));
  valueOf(await console.console.call('jobs.retry', { jobId, itemIds: null }));
  await console.untilOver(jobId, jobTimeoutMs);
}

function renamesOf(fleet: RenamingFleet, worldId: string, sinceSeq: number): number {
  return fleet
    .actsSince(sinceSeq)
    .filter(({ kind, accountId, groupId }) => kind === 'rename-group' && accountId !== null && groupId === worldId)
    .length;
}

function endOf(row: JobItem | undefined): string {
  return `${row?.state ?? 'no row'} ${row?.code ?? '-'} ${row?.verifiedBy ?? 'unproven'}`;
}
