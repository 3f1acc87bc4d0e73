import { stringify } from 'yaml';
import { relationNames, type NodeQuery } from '../selectors/query-schema.ts';

/** A query as a playbook writes it, on one line: it can be pasted into a file, or into the tester. */
export function flowText(query: NodeQuery): string {
  return stringify(plainOf(query), { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

const relations: ReadonlySet<string> = new Set(relationNames);

/** A list of one value is that value, as people write it. */
function plainOf(query: NodeQuery): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    plain[name] = relations.has(name) ? plainOf(query[relationOf(name)] ?? {}) : single(value);
  }
  return plain;
}

function relationOf(name: string): (typeof relationNames)[number] {
  const found = relationNames.find((relation) => relation === name);
  if (found === undefined) throw new TypeError(`${name} is no relation`);
  return found;
}

function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}
