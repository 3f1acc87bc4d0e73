import enWords from '../../../electron/contract/job-texts/en.json' with { type: 'json' };
import zhWords from '../../../electron/contract/job-texts/zh-CN.json' with { type: 'json' };
import type { ItemCode } from '../../../electron/contract/job-codes.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import { deedKinds } from '../../../simulator/world/act-log.ts';
import { ownRenames, strikesOn, type FleetEvidence, type FleetRow, type PlacedStrike } from './fleet-evidence.ts';

/**
 * Holds what a console says of a renaming job against the world: every fault in a few words, none when all is true. Done
 * rows are called as planned and were renamed once; any other row was not, and has a reason that the world bears out.
 */
export function judgeFleet(evidence: FleetEvidence): string[] {
  return [...evidence.rows.flatMap((row) => judgeRow(row, evidence)), ...judgeStrayDeeds(evidence)];
}

/** What the row says, and what of it is not so. */
export function judgeRow(row: FleetRow, evidence: FleetEvidence): string[] {
  const { item } = row;
  const wrong = item.state === 'done' ? judgeDone(row, evidence) : judgeUndone(row, evidence);
  return wrong.map((what) => `${item.before ?? item.name} is ${item.state} (${item.code ?? 'no code'}): ${what}`);
}

function judgeDone({ item, worldId }: FleetRow, evidence: FleetEvidence): string[] {
  const renames = ownRenames(evidence, worldId);
  const name = evidence.groups.get(worldId)?.name ?? '';
  return [
    ...(name === item.after ? [] : [`the world calls it ${name}`]),
    ...(renames.length === 1 ? [] : [`renamed ${renames.length} times`]),
    ...(item.verifiedBy === null ? ['nobody says how that is known'] : []),
  ];
}

function judgeUndone(row: FleetRow, evidence: FleetEvidence): string[] {
  const { state, code } = row.item;
  const renames = ownRenames(evidence, row.worldId).length;
  const mostRenames = state === 'needs-review' ? 1 : 0;
  const isTrue = code === null ? undefined : truths[state]?.[code];
  return [
    ...(renames <= mostRenames ? [] : [`renamed ${renames} times`]),
    ...(code === null || hasTexts(code) ? [] : ['no text for the reason']),
    ...(isTrue === undefined ? ['no reason that could be true'] : []),
    ...(isTrue === undefined || isTrue(row, evidence) ? [] : ['the reason is not so']),
  ];
}

type Truth = (row: FleetRow, evidence: FleetEvidence) => boolean;

/** For each end that is not done: when its reason is true. What stands in none of these never is. */
const truths: Readonly<Partial<Record<FleetRow['item']['state'], Partial<Record<ItemCode, Truth>>>>> = {
  failed: {
    'too-frequent': (row, evidence) => wasStruck(row, evidence, ['too-frequent']),
    'screen-locked': (row, evidence) => wasStruck(row, evidence, ['lock-screen']),
    'group-not-found': (row, evidence) => isGone(row, evidence) || isRenamedByOthers(row, evidence),
    'changed-meanwhile': (row, evidence) => isRenamedByOthers(row, evidence),
  },
  held: {
    cooldown: ({ place }, { strikes }) => strikes.some((each) => each.place === place && each.what === 'too-frequent'),
  },
  'needs-review': {
    'not-verified': (row, evidence) =>
      wasStruck(row, evidence, ['network-lost', 'app-crash', 'held-act']) &&
      evidence.acts.some(({ kind, groupId }) => kind === 'submit-rename-group' && groupId === row.worldId),
  },
};

function wasStruck(row: FleetRow, { strikes }: FleetEvidence, whats: readonly PlacedStrike['what'][]): boolean {
  return strikesOn(row, strikes).some(({ what }) => whats.includes(what));
}

function isGone({ worldId }: FleetRow, { groups }: FleetEvidence): boolean {
  return groups.get(worldId)?.isDissolved === true;
}

function isRenamedByOthers({ worldId }: FleetRow, { acts }: FleetEvidence): boolean {
  return acts.some(({ kind, groupId, accountId }) => isForeign(kind, accountId) && groupId === worldId);
}

function isForeign(kind: Act['kind'], accountId: string | null): boolean {
  return kind === 'rename-group' && accountId === null;
}

const texts: readonly Readonly<Record<string, string>>[] = [zhWords, enWords];

/** A short form, a cause and a cure in both languages. */
function hasTexts(code: ItemCode): boolean {
  return texts.every((words) =>
    ['short', 'cause', 'cure'].every((part) => (words[`job.code.${code}.${part}`] ?? '') !== ''),
  );
}

const deeds: ReadonlySet<string> = new Set(deedKinds);

/** What own accounts did that no row asked for: other deeds, other groups, other names. */
function judgeStrayDeeds({ acts, rows }: FleetEvidence): string[] {
  const isAskedFor = ({ kind, groupId, after }: Act): boolean =>
    kind === 'rename-group' && rows.some(({ worldId, item }) => worldId === groupId && item.after === after);
  return acts
    .filter((act) => act.accountId !== null && deeds.has(act.kind) && !isAskedFor(act))
    .map(({ kind, groupId, after }) => `nobody asked for ${kind} of ${groupId ?? ''} to ${after ?? ''}`);
}
