import type { MemberReach } from '../../contract/member-data.ts';
import { provableBytes } from '../../store/text-search.ts';

/**
 * How far an erasure goes beyond rosters. A name of few bytes (`short`: one character, a letter or two) stands in any text by chance:
 * taking it out would take other things out, so that nothing but roster cells go. One that no roster holds (`unlisted`) may be
 * anything, a group's name too: texts are touched only where the operator says so of exactly what is shown.
 */
export function reachOf(name: string, cellCount: number): MemberReach {
  if (Buffer.byteLength(name, 'utf8') < provableBytes) return 'short';
  return cellCount > 0 ? 'everywhere' : 'unlisted';
}

/** True where texts and pictures outside rosters are gone through. */
export function reachesTexts(reach: MemberReach, isUnlistedMeant: boolean): boolean {
  return reach === 'everywhere' || (reach === 'unlisted' && isUnlistedMeant);
}
