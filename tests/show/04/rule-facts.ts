import { rulePathsOf, valueAt } from '../../unit/accounts-rules/rule-walk.ts';
import { atLeast, exactly, type Figure } from '../show-line.ts';

/** Rules that the facts say in the title of the entry, in words: the template has a field for them. */
const inTitles: ReadonlySet<string> = new Set([
  'health.signals.verification_prompt_3.when',
  'health.signals.failure_rate.when',
  'health.signals.device_unhealthy.when',
]);

/** The template's rules beside those of the facts: the same paths, and the same numbers. */
export function comparedWithFacts(template: unknown, facts: unknown): Figure[] {
  const [ofTemplate, ofFacts] = [rulePathsOf(template), rulePathsOf(facts)];
  const [inTemplate, inFacts] = [new Set(ofTemplate), new Set(ofFacts)];
  const lacking = ofFacts.filter((path) => !inTemplate.has(path));
  const more = ofTemplate.filter((path) => !inFacts.has(path) && !inTitles.has(path));
  const plain = ofFacts.filter((path) => isPlain(valueAt(facts, path)));
  const others = plain.filter((path) => valueAt(template, path) !== valueAt(facts, path));
  const unsaid = [...inTitles].filter((path) => !isSaidInTitle(path, template, facts));
  return [
    atLeast('rules of the facts', ofFacts.length, 390, 'paths'),
    exactly('of these not in the template', lacking.join(', ') || 'none', 'none'),
    exactly('rules of the template that are not in the facts, titles aside', more.join(', ') || 'none', 'none'),
    atLeast('rules of the facts that are numbers, yes or no, or nothing', plain.length, 190, 'paths'),
    exactly('of these with another value in the template', others.join(', ') || 'none', 'none'),
    exactly('rules that the facts say in a title, with other numbers', unsaid.join(', ') || 'none', 'none'),
  ];
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}

/** Every number of the rule stands in the title of its entry. */
function isSaidInTitle(path: string, template: unknown, facts: unknown): boolean {
  const title = String(valueAt(facts, path.replace(/when$/u, 'zh')));
  const numbers = String(valueAt(template, path)).match(/\d+/gu) ?? [];
  return numbers.length > 0 && numbers.every((digits) => new RegExp(`(?<!\\d)${digits}(?!\\d)`, 'u').test(title));
}
