import { readEffect } from './plan-lists.ts';
import type { RuleValue } from './rule-value.ts';

/** Which way a changed rule went. `changed`: neither way can be told, so it is treated as if it were looser. */
export type Direction = 'tightened' | 'loosened' | 'changed';
export type Compare = (from: RuleValue, to: RuleValue) => Direction;
/** Which way of a number is tighter; `neither`: nobody can tell. */
type Way = 'less' | 'more' | 'neither';

/** By whether the new one is as tight as the old one, and the old one as the new one. */
export function told(isTighter: boolean, isLooser: boolean): Direction {
  if (isTighter === isLooser) return 'changed';
  return isTighter ? 'tightened' : 'loosened';
}

/** Numbers of which less, or more, is tighter. */
export function byNumber(way: 'less' | 'more'): Compare {
  return (from, to) => {
    if (typeof from !== 'number' || typeof to !== 'number') return 'changed';
    return told(way === 'less' ? to < from : to > from, way === 'less' ? to > from : to < from);
  };
}

const numbers = /\d+/g;

/** Words that differ in their numbers only; for each number, which way is tighter. */
export function byNumbersIn(...ways: readonly Way[]): Compare {
  return (from, to) => {
    const [before, after] = [String(from), String(to)];
    if (before.replaceAll(numbers, '#') !== after.replaceAll(numbers, '#')) return 'changed';
    const steps = [...after.matchAll(numbers)].map(([number], index) => {
      const old = Number([...before.matchAll(numbers)][index]?.[0]);
      const step = Math.sign(Number(number) - old);
      return (ways[index] ?? ways.at(-1)) === 'less' ? -step : step;
    });
    const isUnsure = steps.some((step, index) => step !== 0 && (ways[index] ?? ways.at(-1)) === 'neither');
    return told(!isUnsure && steps.every((step) => step >= 0), !isUnsure && steps.every((step) => step <= 0));
  };
}

/** Words of which each further one is tighter. */
export function byRank(ranked: readonly string[]): Compare {
  return (from, to) => {
    const [before, after] = [ranked.indexOf(String(from)), ranked.indexOf(String(to))];
    return before < 0 || after < 0 ? 'changed' : told(after > before, after < before);
  };
}

/** Lists of which the longer one, or the shorter one, is tighter. */
export function byList(way: 'less' | 'more'): Compare {
  return (from, to) => {
    const [before, after] = [listOf(from), listOf(to)];
    const [hasAll, isPart] = [covers(after, before), covers(before, after)];
    return told(way === 'more' ? hasAll : isPart, way === 'more' ? isPart : hasAll);
  };
}

function listOf(value: RuleValue): readonly string[] {
  return typeof value === 'object' && value !== null ? value : [String(value)];
}

const widest: ReadonlySet<string> = new Set(['all', 'all write actions']);

function covers(wide: readonly string[], narrow: readonly string[]): boolean {
  if (wide.some((word) => widest.has(word))) return true;
  return narrow.every(
    (word) => wide.includes(word) || (wide.includes('group_*') && word.startsWith('group_') && word !== 'group_*'),
  );
}

/** Rules joined by a sign: more of them are tighter, and each by its own numbers. */
export function byClauses(joint: string, way: Way): Compare {
  return (from, to) => {
    const [before, after] = [clausesOf(from, joint), clausesOf(to, joint)];
    return told(areAsTight(after, before, way), areAsTight(before, after, way));
  };
}

/** Whether each clause of the old rule stands in the new one, or a tighter one of its form. */
export function areAsTight(after: readonly string[], before: readonly string[], way: Way): boolean {
  const inClause = byNumbersIn(way);
  return before.every((clause) => after.some((other) => other === clause || inClause(clause, other) === 'tightened'));
}

function clausesOf(value: RuleValue, joint: string): readonly string[] {
  return String(value)
    .split(joint)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== 'none');
}

/** What a condition does: lower caps and more that is closed are tighter. */
export const byEffect: Compare = (from, to) => {
  const [before, after] = [readEffect(String(from)), readEffect(String(to))];
  if ('unknown' in before || 'unknown' in after) return 'changed';
  const isAsTight = (one: typeof before.rule, other: typeof before.rule): boolean =>
    other.capFactor <= one.capFactor && covers(other.closes, one.closes);
  return told(isAsTight(before.rule, after.rule), isAsTight(after.rule, before.rule));
};

/** Either way may be worse. */
export const byHand: Compare = () => 'changed';
