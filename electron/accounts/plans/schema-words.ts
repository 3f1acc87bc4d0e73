import { z } from 'zod';
import type { PlanProblemCode } from '../../contract/plan-problems.ts';
import { formsOf, readPhrase, readPhrases, type Phrase, type Said } from './phrases.ts';

/** Schemas of the single words and numbers of a plan's file, each with the problem that a wrong one is. */

/** A problem that a schema itself cannot name; `plan-issues` hands code and params on. */
export interface SchemaProblem {
  readonly code: PlanProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export const words = z.string().min(1).max(500);
export const whole = z.int().min(0).max(1_000_000);
export const positive = z.int().min(1).max(1_000_000);
export const ids = z.array(z.string().min(1).max(40)).min(1);
export const slug = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/);
export const inBothLanguages = { zh: words, en: words };

/** One of these words; another one is the problem of that code. */
export function oneOf<const Word extends string>(known: readonly Word[], code: PlanProblemCode): z.ZodType<Word> {
  return said(
    (text) => {
      const word = known.find((each) => each === text);
      return word === undefined ? { unknown: text } : { rule: word };
    },
    { code, known: known.join(' | ') },
  );
}

/** A rule whose numbers must not be larger than that; one that is, is the problem of a number. */
export function atMost<Rule>(
  schema: z.ZodType<Rule>,
  most: number,
  numbersOf: (rule: Rule) => readonly number[],
): z.ZodType<Rule> {
  return schema.superRefine((rule, context) => {
    const value = Math.max(...numbersOf(rule));
    if (value <= most) return;
    const problem: SchemaProblem = { code: 'number-wrong', params: { value, expected: `≤ ${most}` } };
    context.addIssue({ code: 'custom', params: { ...problem }, input: rule });
  });
}

/** A rule in words, as `read` understands it. */
export function said<Rule>(
  read: (text: string) => Said<Rule>,
  { known, code = 'word-unknown' }: { readonly known: string; readonly code?: PlanProblemCode },
): z.ZodType<Rule> {
  return z.string().transform((text, context) => {
    const answer = read(text);
    if ('rule' in answer) return answer.rule;
    const params: SchemaProblem = { code, params: { word: answer.unknown, known } };
    context.addIssue({ code: 'custom', params: { ...params }, input: text });
    return z.NEVER;
  });
}

export function phrase<Rule>(phrases: readonly Phrase<Rule>[]): z.ZodType<Rule> {
  return said((text) => readPhrase(text, phrases), { known: formsOf(phrases) });
}

export function phraseList<Rule>(phrases: readonly Phrase<Rule>[], joint = '+'): z.ZodType<readonly Rule[]> {
  return said((text) => readPhrases(text, phrases, joint), { known: formsOf(phrases) });
}

/** A rule that can be said in one way only. */
export function exactly<Rule>(form: string, rule: Rule): z.ZodType<Rule> {
  return said((text) => (text.trim() === form ? { rule } : { unknown: text }), { known: form });
}

const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** A time of day as minutes after midnight. */
export const timeOfDay: z.ZodType<number> = z.string().transform((text, context) => {
  const [, hours, minutes] = timePattern.exec(text) ?? [];
  if (hours !== undefined && minutes !== undefined) return Number(hours) * 60 + Number(minutes);
  const problem: SchemaProblem = { code: 'time-wrong', params: { value: text } };
  context.addIssue({ code: 'custom', params: { ...problem }, input: text });
  return z.NEVER;
});

export function writeTime(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
