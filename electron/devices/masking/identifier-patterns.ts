import type { FoundIdentifier } from './identifier.ts';
import { deviceRules } from './patterns/device-rules.ts';
import { networkRules } from './patterns/network-rules.ts';
import { personRules } from './patterns/person-rules.ts';
import { placeRules } from './patterns/place-rules.ts';
import { emptyWords, type Rule } from './patterns/rule.ts';
import { phoneNumberRules, subscriberRules } from './patterns/subscriber-rules.ts';

/**
 * How identifiers look in what Android's tools, vendors' properties and logs print. A rule rather takes something
 * harmless for an identifier than the other way round, except where a health value could be hit: versions are no
 * addresses, counters no phone numbers.
 */
const rules: readonly Rule[] = [
  ...deviceRules,
  ...personRules,
  ...networkRules,
  ...placeRules,
  ...subscriberRules,
  ...phoneNumberRules,
];

const contextLength = 120;

/** What stands before a place on its line, the end of it. */
export function lineBefore(text: string, from: number): string {
  const near = text.slice(Math.max(0, from - contextLength), from);
  return near.slice(near.lastIndexOf('\n') + 1);
}

/** Everything in `text` that looks like an identifier, in the order of the rules; places may overlap. */
export function findIdentifiers(
  text: string,
  { isNumbersOnly = false }: { readonly isNumbersOnly?: boolean } = {},
): FoundIdentifier[] {
  const fitting = isNumbersOnly ? rules.filter(({ isForNumbers = false }) => isForNumbers) : rules;
  return fitting.flatMap((rule) => findByRule(text, rule));
}

function findByRule(text: string, rule: Rule): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  for (const match of text.matchAll(rule.pattern)) {
    const places: readonly (readonly [number, number] | undefined)[] = Object.values(match.indices?.groups ?? {});
    for (const place of places) {
      const identifier = place === undefined ? null : readAt(text, place, rule);
      if (identifier !== null) found.push(identifier);
    }
  }
  return found;
}

function readAt(
  text: string,
  [from, end]: readonly [number, number],
  { kind, isMeant = () => true, isOnlyHere = false }: Rule,
): FoundIdentifier | null {
  const value = text.slice(from, end).replace(/[\s,;]+$/, '');
  const before = lineBefore(text, from);
  if (value === '' || emptyWords.test(value) || !isMeant(value, before)) return null;
  return { kind, value, from, to: from + value.length, isOnlyHere };
}
