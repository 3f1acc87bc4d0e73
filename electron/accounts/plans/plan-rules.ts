import type { Plan } from './plan.ts';
import type { RuleValue } from './rule-value.ts';
import { planDocument, type Written } from './write-plan.ts';

export type { RuleValue } from './rule-value.ts';

/** What restricts and decides nothing: names, notes, where a number comes from. */
const tellingOnly: ReadonlySet<string> = new Set([
  'schema',
  'id',
  'version',
  'title',
  'zh',
  'en',
  'unit',
  'note',
  'summary',
  'who',
  'evidence',
  'sources',
  'risk_score_reference',
]);

/** Every rule of a plan by its JSON path, as its file says it. */
export function rulesOf(plan: Plan): ReadonlyMap<string, RuleValue> {
  const rules = new Map<string, RuleValue>();
  collect(planDocument(plan), '', rules);
  return rules;
}

function collect(value: Written, path: string, rules: Map<string, RuleValue>): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null) {
    rules.set(path, value);
    return;
  }
  if (isList(value)) {
    const words = value.filter((entry) => typeof entry === 'string');
    const isWordList = words.length === value.length && !path.endsWith('.exit_gate');
    if (isWordList && value.length > 0) rules.set(path, words);
    else for (const [index, entry] of value.entries()) collect(entry, `${path}.${nameOf(entry, index)}`, rules);
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    if (!tellingOnly.has(key)) collect(entry, path === '' ? key : `${path}.${key}`, rules);
  }
}

/** An entry of a list goes by its id, by its place where it has none. */
export function nameOf(entry: Written, index: number): string {
  if (typeof entry !== 'object' || entry === null || isList(entry)) return String(index);
  const id = entry['id'];
  return typeof id === 'string' ? id : String(index);
}

export function isList(value: Written): value is readonly Written[] {
  return Array.isArray(value);
}
