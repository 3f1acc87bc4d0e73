/** Where something stands in the document of a plan. */
export type Path = readonly (string | number)[];

type Branch = Readonly<Record<string, unknown>>;

export function isBranch(value: unknown): value is Branch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** What stands there; undefined where nothing does. */
export function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    if (isList(value)) return typeof part === 'number' ? value[part] : undefined;
    return isBranch(value) ? value[part] : undefined;
  }, content);
}

/** The entries of a list; none where there is no list. */
export function listAt(content: unknown, path: Path): readonly unknown[] {
  const value = valueAt(content, path);
  return isList(value) ? value : [];
}

/** The content with another value there; undefined takes it away. Everything beside the way to it stays the same object. */
export function withValue(content: unknown, [part, ...rest]: Path, value: unknown): unknown {
  if (part === undefined) return value;
  if (isList(content)) {
    const at = Number(part);
    const next = withValue(content[at], rest, value);
    return next === undefined
      ? content.filter((_entry, index) => index !== at)
      : content.with(Math.min(at, content.length - 1), next);
  }
  const branch = isBranch(content) ? content : {};
  const next = withValue(branch[part], rest, value);
  if (next !== undefined) return { ...branch, [part]: next };
  return Object.fromEntries(Object.entries(branch).filter(([key]) => key !== String(part)));
}

/** As problems and differences write it: entries of a list by their id where they have one. */
export function shownPath(content: unknown, path: Path): string {
  let value = content;
  const parts = path.map((part) => {
    value = valueAt(value, [part]);
    const id = typeof part === 'number' && isBranch(value) ? value['id'] : undefined;
    return typeof id === 'string' && id !== '' ? id : String(part);
  });
  return parts.join('.');
}

/** The parts of the editor, in its order. */
export const planSections = ['basics', 'stages', 'caps', 'gaps', 'rest', 'health', 'restart', 'tools', 'text'] as const;
export type PlanSection = (typeof planSections)[number];

const sectionsByRoot: Readonly<Record<string, PlanSection>> = {
  stages: 'stages',
  intervals: 'gaps',
  rest_windows: 'rest',
  health: 'health',
  re_onboarding: 'restart',
  tool_gates: 'tools',
};

/** In which part of the editor a rule is changed. A file that is no YAML is mended as text. */
export function sectionOf(shown: string): PlanSection {
  if (shown === '') return 'text';
  if (/^stages\.[^.]+\.caps(?:\.|$)/u.test(shown)) return 'caps';
  return sectionsByRoot[shown.split('.')[0] ?? ''] ?? 'basics';
}
