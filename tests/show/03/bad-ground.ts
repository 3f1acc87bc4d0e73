import type { GroupRow } from '../../../electron/contract/group-book.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { languages, type ConsoleWords } from '../../support/console-words.ts';
import type { RenamingFleet } from '../../support/fleet/renaming-fleet.ts';
import { exactly, type Figure } from '../show-line.ts';

/** Characters that a name may have. */
export const limit = 32;

/** A console over virtual phones whose groups were read, for names that it must not take. */
export interface Ground {
  readonly fleet: RenamingFleet;
  /** In the order of `languages`. */
  readonly words: readonly ConsoleWords[];
  readonly groups: readonly GroupRow[];
  /** The last act before anything bad was given. */
  readonly sinceSeq: number;
}

/** Words as they are wanted, in the order of `languages`. */
export type Wanted = readonly [zh: string, en: string];

export function inBoth(name: string, seen: readonly string[], wanted: Wanted): Figure[] {
  return languages.map((language, place) => exactly(`${name} (${language})`, seen[place] ?? '-', wanted[place] ?? ''));
}

export function groupAt({ groups }: Ground, place: number): GroupRow {
  const group = groups[place];
  if (group === undefined) throw new Error('the fleet has fewer groups');
  return group;
}

/** What both languages say of a refusal. */
export function refusalOf(words: readonly ConsoleWords[], answer: Outcome<unknown>): readonly string[] {
  return answer.ok ? words.map(() => 'taken') : words.map((each) => each.ofFault(answer.error));
}

/** No act on any phone, by the world's own log, and no attempt. */
export async function nothingDone({ fleet, sinceSeq }: Ground, name: string): Promise<Figure[]> {
  const { jobs } = await fleet.console.console.snapshot();
  const renames = jobs.filter(({ kind }) => kind === 'groups.rename');
  const begun = renames.filter(({ state }) => state !== 'planned').length;
  return [exactly(`${name}: acts on the phones, jobs begun`, `${fleet.actsSince(sinceSeq).length}, ${begun}`, '0, 0')];
}
