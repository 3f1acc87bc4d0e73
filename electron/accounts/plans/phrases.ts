/**
 * Rules that a plan says in words. Every rule has one form, such as `no warning for {n} days`; what fits no form is a
 * problem of the file, never a guess. The same forms write a plan back.
 */
export interface Phrase<Rule> {
  readonly form: string;
  /** Whether these numbers make sense; left out: each is at least 1. */
  readonly accepts?: (numbers: readonly number[]) => boolean;
  read(numbers: readonly number[]): Rule;
  /** The numbers of a rule of this form; null for a rule of another one. */
  write(rule: Rule): readonly number[] | null;
}

/** What a text was read as, or the part of it that nobody understands. */
export type Said<Rule> = { readonly rule: Rule } | { readonly unknown: string };

/** A phrase of one form without numbers. */
export function fixedPhrase<Rule extends { readonly kind: string }>(form: string, rule: Rule): Phrase<Rule> {
  return { form, read: () => rule, write: (other) => (other.kind === rule.kind ? [] : null) };
}

export function readPhrase<Rule>(text: string, phrases: readonly Phrase<Rule>[]): Said<Rule> {
  for (const phrase of phrases) {
    const match = patternOf(phrase.form).exec(text.trim());
    if (match === null) continue;
    const numbers = match.slice(1).map(Number);
    const isSound = phrase.accepts?.(numbers) ?? numbers.every((number) => number >= 1);
    if (isSound) return { rule: phrase.read(numbers) };
  }
  return { unknown: text.trim() };
}

/** Reads phrases that are joined by `+`. */
export function readPhrases<Rule>(text: string, phrases: readonly Phrase<Rule>[], joint = '+'): Said<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const part of text.split(joint)) {
    const said = readPhrase(part, phrases);
    if ('unknown' in said) return said;
    rules.push(said.rule);
  }
  return { rule: rules };
}

/** @throws Error for a rule that no phrase can say, which is a bug: every rule was read from one */
export function writePhrase<Rule>(rule: Rule, phrases: readonly Phrase<Rule>[]): string {
  for (const phrase of phrases) {
    const numbers = phrase.write(rule);
    if (numbers === null) continue;
    let index = 0;
    return phrase.form.replaceAll('{n}', () => String(numbers[index++]));
  }
  throw new Error(`no words for the rule ${JSON.stringify(rule)}`);
}

/** All forms, for a person who wrote another one. */
export function formsOf(phrases: readonly Pick<Phrase<unknown>, 'form'>[]): string {
  return phrases.map(({ form }) => form.replaceAll('{n}', 'N')).join(' | ');
}

function patternOf(form: string): RegExp {
  const parts = form.split('{n}').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(String.raw`(\d{1,6})`).replaceAll(' ', String.raw`\s+`)}$`);
}
