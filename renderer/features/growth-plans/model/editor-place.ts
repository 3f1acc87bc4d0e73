import { listAt, sectionOf, valueAt, type PlanSection } from './plan-path.ts';

/** What the editor shows. */
export interface EditorPlace {
  readonly section: PlanSection;
  /** Of the stages, by its place. */
  readonly stage: number;
  /** A line of the text that is brought into sight; null: none. */
  readonly line: number | null;
}

/** Where a rule is changed; what no section offers is changed in the text. */
export function placeOf(content: unknown, path: string, line: number): EditorPlace {
  const section = content === null ? 'text' : sectionOf(path);
  const [root, id] = path.split('.');
  const stages = listAt(content, ['stages']);
  const stage = root === 'stages' ? stages.findIndex((entry) => valueAt(entry, ['id']) === id) : -1;
  return { section, stage: Math.max(0, stage), line: section === 'text' ? line : null };
}
