/** A rule in words, as one of the forms with its numbers. */
export interface SaidRule {
  readonly form: string;
  readonly numbers: readonly string[];
}

/** Null for words that no form says. */
export function readRule(text: string, forms: readonly string[]): SaidRule | null {
  for (const form of forms) {
    const match = patternOf(form).exec(text.trim());
    if (match !== null) return { form, numbers: match.slice(1) };
  }
  return null;
}

export function writeRule({ form, numbers }: SaidRule): string {
  let index = 0;
  return form.replaceAll('{n}', () => numbers[index++] ?? '');
}

/** A rule of that form, with the numbers of another one as far as they go. */
export function asForm(form: string, numbers: readonly string[] = []): SaidRule {
  const wanted = form.split('{n}').length - 1;
  return { form, numbers: Array.from({ length: wanted }, (_none, at) => numbers[at] ?? '1') };
}

/** The rules of a text that joins several. */
export function splitRules(text: string, joint: string): string[] {
  return text
    .split(joint)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A number may be typed wrong, or be gone for a moment with its space: the rule is still that rule, and is told as wrong. */
function patternOf(form: string): RegExp {
  const parts = form.split('{n}').map((part) => {
    const words = part.trim().replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
    return words.replaceAll(' ', String.raw`\s+`);
  });
  return new RegExp(`^${parts.join(String.raw`\s*([\w.-]*)\s*`)}$`, 'u');
}

/** What a condition does to the caps of the stage. */
export interface SaidEffect {
  /** As written, `0.5`; null: caps stay as they are. */
  readonly factor: string | null;
  readonly closed: readonly string[];
}

const plain = 'caps of the stage';

/** Null for words that nobody understands. */
export function readEffect(text: string): SaidEffect | null {
  if (text.trim() === plain) return { factor: null, closed: [] };
  let factor: string | null = null;
  const closed: string[] = [];
  for (const part of splitRules(text, ';')) {
    const [, number] = /^caps x ([\d.]*), rounded down$/u.exec(part) ?? [];
    const [, list] = /^closed: (.+)$/u.exec(part) ?? [];
    if (number === undefined && list === undefined) return null;
    if (number !== undefined) factor = number;
    closed.push(...splitRules(list ?? '', ','));
  }
  return { factor, closed };
}

export function writeEffect({ factor, closed }: SaidEffect): string {
  const parts = [
    ...(factor === null ? [] : [`caps x ${factor}, rounded down`]),
    ...(closed.length === 0 ? [] : [`closed: ${closed.join(', ')}`]),
  ];
  return parts.length === 0 ? plain : parts.join('; ');
}
