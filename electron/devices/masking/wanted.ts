import { isVersionBehind } from './patterns/network-rules.ts';
import { lineBefore } from './identifier-patterns.ts';
import type { IdentifierKind } from './identifier.ts';
import { isOfProgram, standsAs, type NameLook } from './known-names.ts';

/** One way in which something known may be written. */
export interface Wanted {
  readonly kind: IdentifierKind;
  readonly written: string;
  readonly masked: string;
  /** Null: no name, or one in an encoding that no word reads like. */
  readonly look: NameLook | null;
}

/** Where a text reads like that, whatever the case of its letters. */
export interface Spot {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly isLog: boolean;
}

/** Shorter ones are masked only as whole words. */
const unmistakableLength = 8;

/** Whether what stands there is what is wanted, and not a part of something else. */
export function isWantedAt(wanted: Wanted, spot: Spot): boolean {
  const { look, kind, written } = wanted;
  if (look === null) return standsAlone(spot) && !(kind === 'ip' && isVersionBehind(lineBefore(spot.text, spot.from)));
  if (look === 'field' && spot.text.slice(spot.from, spot.to) !== written) return false;
  return standsAs(look, spot.text, spot, spot.isLog) && !isOfProgram(spot.text, spot);
}

/** Digits are never cut out of a longer number, and short identifiers not out of a longer word. */
function standsAlone({ text, from, to }: Spot): boolean {
  const before = text.charAt(from - 1);
  const after = text.charAt(to);
  const found = text.slice(from, to);
  if (/^\d+$/.test(found)) return !/\d/.test(before) && !/\d/.test(after);
  if (/^[\d.]+$/.test(found)) return !/[\d.]/.test(before) && !/^(?:\d|\.\d)/.test(text.slice(to, to + 2));
  return to - from >= unmistakableLength || (!/\w/.test(before) && !/\w/.test(after));
}
