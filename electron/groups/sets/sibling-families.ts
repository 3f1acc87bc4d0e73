import type { SiblingFamily } from '../../contract/group-book.ts';

/** A group as far as its name tells siblings. */
export interface NamedGroup {
  readonly groupId: string;
  readonly name: string;
}

interface NumberedName {
  readonly pattern: string;
  readonly number: number;
}

const chineseDigits = '零一二三四五六七八九';
/** Digits; Chinese numerals only where a counter follows or 第 stands before: 一 in 一起跑 counts nothing. */
const numeral = /(\d+)|(?<=第)([零一二三四五六七八九十百]+)|([零一二三四五六七八九十百]+)(?=[群组班期号店区队部])/gu;
/** Stands for the number where a pattern is shown. */
const gap = '…';

/**
 * The name without its number, and the number; null for a name without one. The last number counts: of 2026秋季3群 the year is a
 * part of the name. Full-width and circled digits count as plain ones.
 */
export function readNumber(name: string): NumberedName | null {
  const plain = name.normalize('NFKC').replaceAll('〇', '零').replaceAll('两', '二').trim();
  const last = [...plain.matchAll(numeral)].at(-1);
  if (last === undefined) return null;
  const [word] = last;
  const pattern = plain.slice(0, last.index) + gap + plain.slice(last.index + word.length);
  return { pattern, number: /^\d/.test(word) ? Number(word) : readChinese(word) };
}

/** A numeral below a thousand as Chinese writes it. */
function readChinese(word: string): number {
  const [hundreds, rest] = splitAt(word, '百');
  const [tens, ones] = splitAt(rest, '十');
  const hasTens = rest.includes('十');
  return digit(hundreds, 0) * 100 + (hasTens ? digit(tens, 1) * 10 : 0) + digit(ones, 0);
}

/** What stands before a sign, and what behind it; all of it behind where the sign is not there. */
function splitAt(word: string, sign: string): readonly [before: string, behind: string] {
  const place = word.indexOf(sign);
  return place < 0 ? ['', word] : [word.slice(0, place), word.slice(place + 1)];
}

function digit(word: string, whenEmpty: number): number {
  const sign = word.replaceAll('零', '').at(-1);
  return sign === undefined ? whenEmpty : Math.max(0, chineseDigits.indexOf(sign));
}

/**
 * Groups whose names differ in their number only, by that number; the largest family first. With `seeds` only their families,
 * without the seeds themselves; without, every family of two numbers or more.
 */
export function findSiblings(groups: readonly NamedGroup[], seeds: ReadonlySet<string>): SiblingFamily[] {
  const numbered = groups.flatMap((group) => {
    const read = readNumber(group.name);
    return read === null ? [] : [{ ...group, ...read }];
  });
  const families = [...Map.groupBy(numbered, ({ pattern }) => pattern)].flatMap(([pattern, members]) => {
    const numbers = new Set(members.map(({ number }) => number));
    const isWanted = seeds.size === 0 ? numbers.size > 1 : members.some(({ groupId }) => seeds.has(groupId));
    const others = members.filter(({ groupId }) => !seeds.has(groupId));
    const ordered = others.toSorted((left, right) => left.number - right.number || (left.name < right.name ? -1 : 1));
    return isWanted && others.length > 0 ? [{ pattern, groupIds: ordered.map(({ groupId }) => groupId) }] : [];
  });
  return families.toSorted((left, right) => right.groupIds.length - left.groupIds.length);
}
