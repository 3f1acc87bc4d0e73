import type { Act } from '../../../simulator/world/act-log.ts';

/** One renaming that was ordered. */
export interface OrderedName {
  readonly groupId: string;
  readonly name: string;
}

/** Looks that change nothing by themselves; a switch that was thrown is told as a page with a value before and after. */
const looks: ReadonlySet<Act['kind']> = new Set<Act['kind']>([
  'open-messenger',
  'open-tab',
  'open-group-list',
  'open-search',
  'open-chat',
  'open-group-info',
  'open-member-list',
  'open-profile',
  'open-editor',
  'open-page',
  'answer-dialog',
]);

/**
 * What stands in the world's log and nobody ordered, as words: any deed, or any tap that asks for one, but an ordered
 * renaming of the right group to the right name, once; and any switch that was thrown.
 */
export function unorderedActs(acts: readonly Act[], orders: readonly OrderedName[]): string[] {
  const left = orders.map(({ groupId, name }) => `${groupId} ${name}`);
  return acts.flatMap((act) => {
    const isSwitch = act.kind === 'open-page' && act.after !== null;
    if (looks.has(act.kind) && !isSwitch) return [];
    const isAsked = act.kind === 'submit-rename-group' && left.includes(`${act.groupId} ${act.after}`);
    if (isAsked) return [];
    const place = act.kind === 'rename-group' ? left.indexOf(`${act.groupId} ${act.after}`) : -1;
    if (place < 0) return [describe(act)];
    left.splice(place, 1);
    return [];
  });
}

/** Taps that asked for anything in that group, and what came of them, as words; none where nothing was submitted. */
export function submittedIn(acts: readonly Act[], groupId: string): string[] {
  return acts.filter((act) => act.groupId === groupId && !looks.has(act.kind)).map(describe);
}

/** Groups that were really renamed, by the log. */
export function renamedGroups(acts: readonly Act[]): ReadonlySet<string> {
  return new Set(acts.flatMap(({ kind, groupId }) => (kind === 'rename-group' && groupId !== null ? [groupId] : [])));
}

function describe({ kind, groupId, subject, before, after }: Act): string {
  return [kind, groupId, subject, `${before ?? ''} -> ${after ?? ''}`].filter((part) => part !== null).join(' ');
}
