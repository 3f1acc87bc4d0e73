import { isName, keyOf, type FoundIdentifier, type KnownIdentifier } from './identifier.ts';
import { findIdentifiers } from './identifier-patterns.ts';
import { lookFor } from './known-names.ts';
import { digitsOf, shapeMask } from './mask-shapes.ts';
import { replaceAll, type MaskedText, type Replacement } from './replacement.ts';
import { encodedSpellings, plainSpellings } from './spellings.ts';
import { lowerAscii, TextFinder } from './text-finder.ts';
import { isWantedAt, type Wanted } from './wanted.ts';

/** A text as the phone printed it. */
export interface PlainText {
  readonly text: string;
  /** A table of counters (`/proc/stat`, `df`): no run of digits in it is an identifier of anything. */
  readonly isNumbersOnly?: boolean;
  /** Sentences of programs: a name is one wherever it stands as a word, in a path too. */
  readonly isLog?: boolean;
}

/** Digits of fewer are left alone in a table of counters. */
const leastDigitsAmongNumbers = 11;
/** What is longer (a web address with all its parameters) is masked where it was recognised, and not looked for elsewhere. */
const longestLearned = 256;
/** After so many tries two identifiers share a mask: they are so short that there are no more of that shape. */
const mostAttempts = 50;

/**
 * Masks identifiers in texts that leave the console together. First every text is learned, then each is masked: what is
 * recognised in one is masked in all, in every spelling. The same identifier gets the same mask, with the same salt also
 * another time.
 */
export class Masker {
  readonly #salt: string;
  readonly #kept: ReadonlySet<string>;
  readonly #known = new Map<string, KnownIdentifier>();
  /** Which try gave an identifier its mask. */
  readonly #attempts = new Map<string, number>();
  readonly #owners = new Map<string, string>();
  #finder: TextFinder | null = null;
  #wanted = new Map<string, Wanted>();

  /**
   * `salt` must stay on this computer: with it an identifier can be tried against its mask. `kept` says what the phones
   * are (model, brand): a network that is called so is masked only where a network's name stands.
   */
  constructor(salt: string, known: Iterable<KnownIdentifier> = [], kept: Iterable<string> = []) {
    this.#salt = salt;
    this.#kept = new Set([...kept].flatMap((text) => [text, ...text.split(/\s+/)]).map(lowerAscii));
    for (const identifier of known) this.#remember(identifier);
  }

  learn({ text, isNumbersOnly = false }: PlainText): void {
    this.#learnFrom(findIdentifiers(text, { isNumbersOnly }));
  }

  /** Everything that was learned before is masked too. */
  mask(plain: PlainText): MaskedText {
    const { text, isNumbersOnly = false } = plain;
    const found = findIdentifiers(text, { isNumbersOnly });
    this.#learnFrom(found);
    const known = this.#placesOfKnown(plain);
    const mayBeCounter = ({ from, to }: Replacement): boolean =>
      to - from < leastDigitsAmongNumbers && /^\d+$/.test(text.slice(from, to));
    const kept = isNumbersOnly ? known.filter((place) => !mayBeCounter(place)) : known;
    return replaceAll(text, [...this.#placesOfFound(found), ...kept]);
  }

  #learnFrom(found: readonly FoundIdentifier[]): void {
    for (const identifier of found) {
      if (!identifier.isOnlyHere && identifier.value.length <= longestLearned) this.#remember(identifier);
    }
  }

  #remember(identifier: KnownIdentifier): void {
    const { kind, value, isPlainOnly = false } = identifier;
    const key = keyOf(identifier);
    if (value.trim() === '' || this.#known.has(key) || this.#owners.has(lowerAscii(value))) return;
    this.#known.set(key, { kind, value, isPlainOnly });
    this.#finder = null;
  }

  /** What reads like a mask of ours is one. */
  #placesOfFound(found: readonly FoundIdentifier[]): Replacement[] {
    return found
      .filter(({ value }) => !this.#owners.has(lowerAscii(value)))
      .map((identifier) => ({ ...identifier, masked: this.#maskOf(identifier) }));
  }

  #placesOfKnown({ text, isLog = false }: PlainText): Replacement[] {
    this.#finder ??= this.#createFinder();
    return this.#finder.find(text).flatMap(({ from, to, wanted: found }) => {
      const wanted = this.#wanted.get(found);
      if (wanted === undefined) return [];
      const { kind, written, masked } = wanted;
      const isIt = isWantedAt(wanted, { text, from, to, isLog });
      return isIt ? [{ from, to, kind, masked: inCaseOf(text.slice(from, to), written, masked) }] : [];
    });
  }

  #createFinder(): TextFinder {
    this.#wanted = new Map();
    for (const identifier of this.#known.values()) for (const wanted of this.#wantedOf(identifier)) this.#want(wanted);
    return new TextFinder(this.#wanted.keys());
  }

  /** What is written plainly outweighs what another one reads like in some encoding. */
  #want(wanted: Wanted): void {
    const key = lowerAscii(wanted.written);
    if (wanted.look !== null || !this.#wanted.has(key)) this.#wanted.set(key, wanted);
  }

  #wantedOf(identifier: KnownIdentifier): Wanted[] {
    const { kind, value } = identifier;
    const mask = this.#maskOf(identifier);
    const look = isName(identifier) ? lookFor(value, (word) => this.#kept.has(lowerAscii(word))) : null;
    const plain = look === 'nowhere' ? [] : plainSpellings(identifier, mask);
    return [
      ...plain.map((spelling) => ({ ...spelling, kind, look })),
      ...encodedSpellings(identifier, mask).map((spelling) => ({ ...spelling, kind, look: null })),
    ];
  }

  /** The mask in the spelling of `identifier`. */
  #maskOf(identifier: KnownIdentifier): string {
    const key = keyOf(identifier);
    for (let attempt = this.#attempts.get(key) ?? 0; ; attempt++) {
      const masked = shapeMask(identifier, digitsOf(this.#salt, identifier, attempt));
      if (isNought(masked)) return masked;
      const taken = lowerAscii(masked);
      if ((this.#owners.get(taken) ?? key) !== key && attempt < mostAttempts) continue;
      this.#owners.set(taken, key);
      this.#attempts.set(key, attempt);
      return masked;
    }
  }
}

/** The mask of a place's number; it is nobody's own, or a real nought would be taken for a mask. */
function isNought(masked: string): boolean {
  return masked === '0' || masked === '0.0';
}

/** `written` in capitals gets its mask in capitals; hexadecimal and addresses are written either way. */
function inCaseOf(found: string, written: string, masked: string): string {
  if (found === written || !/[a-z]/i.test(found)) return masked;
  return found === found.toUpperCase() ? masked.toUpperCase() : masked;
}
