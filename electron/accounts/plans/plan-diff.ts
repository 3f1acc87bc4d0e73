import type { Plan } from './plan.ts';
import { rulesOf, type RuleValue } from './plan-rules.ts';
import { directionOf } from './rule-directions.ts';
import type { Direction } from './rule-order.ts';

/** One rule of two plans. Null: that plan does not have it. */
export interface RuleComparison {
  readonly path: string;
  readonly from: RuleValue | null;
  readonly to: RuleValue | null;
  readonly direction: Direction | 'same';
}

/** Every rule of either plan, with what became of it from `base` to `next`. */
export function compareRules(base: Plan, next: Plan): RuleComparison[] {
  const [before, after] = [rulesOf(base), alignExits(rulesOf(base), rulesOf(next))];
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].map((path) => {
    const [from, to] = [before.get(path), after.get(path)];
    const direction = isEqual(from, to) ? 'same' : directionOf(path, from, to, { base, next });
    return { path, from: from ?? null, to: to ?? null, direction };
  });
}

/** What differs. */
export function differencesOf(base: Plan, next: Plan): RuleComparison[] {
  return compareRules(base, next).filter(({ direction }) => direction !== 'same');
}

function isEqual(from: RuleValue | undefined, to: RuleValue | undefined): boolean {
  return from === undefined || to === undefined ? from === to : plain(from) === plain(to);
}

/** A list of words means the same in any order. */
function plain(value: RuleValue): string {
  return JSON.stringify(typeof value === 'object' && value !== null ? value.toSorted() : value);
}

const exitPath = /^(stages\..+\.exit_gate)\.\d+$/;

/** Rules for leaving a stage have no ids: each is compared with the one of its kind, wherever that stands. */
function alignExits(
  before: ReadonlyMap<string, RuleValue>,
  after: ReadonlyMap<string, RuleValue>,
): ReadonlyMap<string, RuleValue> {
  const aligned = new Map([...after].filter(([path]) => !exitPath.test(path)));
  const held = new Map([...before].filter(([path]) => exitPath.test(path)));
  for (const [path, value] of after) {
    const gate = exitPath.exec(path)?.[1];
    if (gate === undefined) continue;
    const own = [...held].find(([place, old]) => place.startsWith(`${gate}.`) && kindOf(old) === kindOf(value));
    if (own !== undefined) held.delete(own[0]);
    aligned.set(own?.[0] ?? freePath(gate, before, aligned), value);
  }
  return aligned;
}

function kindOf(exit: RuleValue): string {
  return String(exit).replaceAll(/\d+/g, '#');
}

function freePath(gate: string, ...taken: readonly ReadonlyMap<string, RuleValue>[]): string {
  let index = 0;
  while (taken.some((rules) => rules.has(`${gate}.${index}`))) index++;
  return `${gate}.${index}`;
}
