import { canonicalForm, identifierKinds, type IdentifierKind, type KnownIdentifier } from './identifier.ts';
import { findIdentifiers } from './identifier-patterns.ts';
import { digitsOf, shapeMask } from './mask-shapes.ts';
import { spellingsOf, type Spelling } from './spellings.ts';
import { lowerAscii, TextFinder } from './text-finder.ts';

export interface MaskedText {
  readonly text: string;
  /** How many places were masked, by kind; kinds without any are left out. */
  readonly counts: { readonly kind: IdentifierKind; readonly count: number }[];
  /** Where the masks stand in `text`. */
  readonly places: { readonly from: number; readonly to: number; readonly kind: IdentifierKind }[];
}

/** A text as the phone printed it. */
export interface PlainText {
  readonly text: string;
  /** A table of counters (`/proc/stat`, `df`): no run of digits in it is an identifier of anything. */
  readonly isNumbersOnly?: boolean;
}

interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly kind: IdentifierKind;
  readonly masked: string;
}

/**
 * A name that may also be an everyday word of a dump (`charging`, `wifi`, `5`): masked only where it stands as a name or
 * in quotes.
 */
const everydayWord = /^(?:[A-Z]?[a-z]{1,9}|[A-Z]{1,10}|\d{1,6}|.{1,2})$/;
const everydayKinds: ReadonlySet<IdentifierKind> = new Set<IdentifierKind>(['network-name', 'account', 'free-text']);
/** Digits of fewer are left alone in a table of counters. */
const leastDigitsAmongNumbers = 11;
/** Shorter ones are masked elsewhere only as whole words. */
const unmistakableLength = 8;

/**
 * Masks identifiers in texts that leave the console together. First every text is learned, then each is masked: what is
 * recognised in one is masked in all, in every spelling. The same identifier gets the same mask, with the same salt also
 * another time.
 */
export class Masker {
  readonly #salt: string;
  readonly #known = new Map<string, KnownIdentifier>();
  /** Which try gave an identifier its mask. */
  readonly #attempts = new Map<string, number>();
  readonly #owners = new Map<string, string>();
  #finder: TextFinder | null = null;
  #spellings = new Map<string, { readonly masked: string; readonly kind: IdentifierKind }>();

  /** `salt` must stay on this computer: with it an identifier can be tried against its mask. */
  constructor(salt: string, known: Iterable<KnownIdentifier> = []) {
    this.#salt = salt;
    for (const identifier of known) this.#remember(identifier);
  }

  learn({ text, isNumbersOnly = false }: PlainText): void {
    if (isNumbersOnly) return;
    for (const found of findIdentifiers(text)) this.#remember(found);
  }

  /** Everything that was learned before is masked too. */
  mask(plain: PlainText): MaskedText {
    this.learn(plain);
    const { text, isNumbersOnly = false } = plain;
    const known = this.#placesOfKnown(text);
    if (!isNumbersOnly) return replaceAll(text, [...this.#placesByPattern(text), ...known]);
    return replaceAll(
      text,
      known.filter(({ from, to }) => to - from >= leastDigitsAmongNumbers || !/^\d+$/.test(text.slice(from, to))),
    );
  }

  #remember(identifier: KnownIdentifier): void {
    const { kind, value } = identifier;
    const key = keyOf(identifier);
    if (value.trim() === '' || this.#known.has(key) || this.#owners.has(lowerAscii(value))) return;
    this.#known.set(key, { kind, value });
    this.#finder = null;
  }

  #placesByPattern(text: string): Replacement[] {
    return findIdentifiers(text)
      .filter(({ value }) => !this.#owners.has(lowerAscii(value)))
      .map((found) => ({ from: found.from, to: found.to, kind: found.kind, masked: this.#maskOf(found) }));
  }

  #placesOfKnown(text: string): Replacement[] {
    this.#finder ??= this.#createFinder();
    return this.#finder.find(text).flatMap(({ from, to, wanted }) => {
      const spelling = this.#spellings.get(wanted);
      if (spelling === undefined || !standsAlone(text, { from, to })) return [];
      return [{ from, to, kind: spelling.kind, masked: inCaseOf(text.slice(from, to), wanted, spelling.masked) }];
    });
  }

  #createFinder(): TextFinder {
    this.#spellings = new Map();
    for (const identifier of this.#known.values()) {
      for (const { written, masked } of writtenElsewhere(identifier, this.#maskOf(identifier))) {
        this.#spellings.set(lowerAscii(written), { masked, kind: identifier.kind });
      }
    }
    return new TextFinder(this.#spellings.keys());
  }

  /** The mask in the spelling of `identifier`. */
  #maskOf(identifier: KnownIdentifier): string {
    const key = keyOf(identifier);
    for (let attempt = this.#attempts.get(key) ?? 0; ; attempt++) {
      const masked = shapeMask(identifier, digitsOf(this.#salt, identifier, attempt));
      const taken = lowerAscii(masked);
      if ((this.#owners.get(taken) ?? key) !== key) continue;
      this.#owners.set(taken, key);
      this.#attempts.set(key, attempt);
      return masked;
    }
  }
}

function writtenElsewhere(identifier: KnownIdentifier, mask: string): Spelling[] {
  const { kind, value } = identifier;
  const isEveryday = everydayKinds.has(kind) && everydayWord.test(value);
  return isEveryday ? [{ written: `"${value}"`, masked: `"${mask}"` }] : spellingsOf(identifier, mask);
}

function keyOf(identifier: KnownIdentifier): string {
  return `${identifier.kind} ${canonicalForm(identifier)}`;
}

/** Digits are never cut out of a longer number, and short names not out of a longer word. */
function standsAlone(text: string, { from, to }: { readonly from: number; readonly to: number }): boolean {
  const before = text.charAt(from - 1);
  const after = text.charAt(to);
  const found = text.slice(from, to);
  if (/^\d+$/.test(found)) return !/\d/.test(before) && !/\d/.test(after);
  if (/^[\d.]+$/.test(found)) return !/[\w.]/.test(before) && !/^(?:\w|\.\w)/.test(text.slice(to, to + 2));
  return to - from >= unmistakableLength || (!/\w/.test(before) && !/\w/.test(after));
}

/** `written` in capitals gets its mask in capitals; hexadecimal and addresses are written either way. */
function inCaseOf(written: string, wanted: string, masked: string): string {
  if (written === wanted || !/[a-z]/i.test(written)) return masked;
  return written === written.toUpperCase() ? masked.toUpperCase() : masked;
}

/** Where places overlap each masks what the one before has left. */
function replaceAll(text: string, places: readonly Replacement[]): MaskedText {
  const ordered = places.toSorted((left, right) => left.from - right.from || right.to - left.to);
  const counts = new Map<IdentifierKind, number>();
  const parts: string[] = [];
  const masks: MaskedText['places'] = [];
  let end = 0;
  let length = 0;
  for (const { from, to, kind, masked } of ordered) {
    if (to <= end) continue;
    const kept = text.slice(end, Math.max(end, from));
    parts.push(kept, masked);
    masks.push({ from: length + kept.length, to: length + kept.length + masked.length, kind });
    length += kept.length + masked.length;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    end = to;
  }
  parts.push(text.slice(end));
  const counted = identifierKinds.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
  return { text: parts.join(''), counts: counted, places: masks };
}
