/** The parts of a plan that restrict or decide. */
const families: ReadonlySet<string> = new Set([
  'actions',
  'counting_rules',
  'stages',
  'intervals',
  'rest_windows',
  'health',
  're_onboarding',
  'tool_gates',
]);

/** Names, notes, where a number comes from and what others published: nothing is decided by them. */
const telling: ReadonlySet<string> = new Set([
  'id',
  'zh',
  'en',
  'title',
  'unit',
  'note',
  'summary',
  'evidence',
  'sources',
  'published',
  'risk_score_reference',
]);

/** The JSON path of every rule in a plan's file, whatever wrote it; entries of a list go by their id, else by their place. */
export function rulePathsOf(content: unknown): string[] {
  return Object.entries(recordOf(content))
    .filter(([name]) => families.has(name))
    .flatMap(([name, value]) => pathsBelow(value, name));
}

function pathsBelow(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return pathsOfList(value, path);
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value)
    .filter(([name]) => !telling.has(name))
    .flatMap(([name, entry]) => pathsBelow(entry, `${path}.${name}`));
}

/** A list of words is one rule, and so is an empty one; exit gates are rules that stand below each other. */
function pathsOfList(list: readonly unknown[], path: string): string[] {
  const isRule = list.every((entry) => typeof entry === 'string') && !path.endsWith('.exit_gate');
  if (isRule || list.length === 0) return [path];
  return list.flatMap((entry, index) => pathsBelow(entry, `${path}.${nameOf(entry, index)}`));
}

function nameOf(entry: unknown, index: number): string {
  const { id } = recordOf(entry);
  return typeof id === 'string' ? id : String(index);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(content: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, name) => {
    if (!Array.isArray(node)) return recordOf(node)[name];
    return node.find((entry: unknown, index) => nameOf(entry, index) === name);
  }, content);
}
