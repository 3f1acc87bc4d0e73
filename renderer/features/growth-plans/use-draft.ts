import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PlanMarks } from './use-plan-check.ts';
import type { PlanDraft } from './model/plan-draft.ts';
import { valueAt, type Path } from './model/plan-path.ts';

/** What every field of the editor stands on. */
export interface Editing {
  readonly draft: PlanDraft;
  readonly check: PlanMarks;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('useEditing is called outside EditingContext');
  return editing;
}

/** What stands there; renders again only when that is another. */
export function useValue(path: Path): unknown {
  const { draft } = useEditing();
  return useSyncExternalStore(draft.subscribe, () => valueAt(draft.content, path));
}

export function useWord(path: Path): string {
  const value = useValue(path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
