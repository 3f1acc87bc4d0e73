import { randomUUID } from 'node:crypto';
import { fail, type Outcome } from '../../contract/outcome.ts';
import type { Handlers, ProcedureInput, ProcedureName } from '../../contract/procedures.ts';
import type { SavedView } from '../../contract/views.ts';
import type { Store } from '../../store/store.ts';
import { ViewStore } from './view-store.ts';

type ViewProcedure = Extract<ProcedureName, `views.${string}`>;
type Views = Outcome<{ views: SavedView[] }>;

const mostViews = 100;

export interface SavedViews {
  readonly handlers: Handlers<ViewProcedure>;
  /** What they are called. */
  names(): string[];
}

/** Named ways to look at the list of phones. They change nothing on any phone, so nobody has to answer for them. */
export function createSavedViews({ store }: { readonly store: Store }): SavedViews {
  const views = new ViewStore(store);
  const write = (work: () => void): Views =>
    store.write(() => {
      work();
      return { views: views.list() };
    });
  return {
    handlers: {
      'views.list': async () => ({ ok: true, value: { views: views.list() } }),
      'views.save': async (input) => saveView(views, input, write),
      'views.remove': async ({ viewId }) => write(() => views.remove(viewId)),
      'views.order': async ({ viewIds }) => write(() => views.place(inOrder(views.list(), viewIds))),
    },
    names: () => views.list().map(({ name }) => name),
  };
}

function saveView(
  views: ViewStore,
  { viewId, name, isDefault, content }: ProcedureInput<'views.save'>,
  write: (work: () => void) => Views,
): Views {
  const known = views.list();
  const others = known.filter((view) => view.viewId !== viewId);
  if (viewId !== null && others.length === known.length) {
    return fail('invalid-input', 'there is no such view', { field: 'viewId', rule: 'known-view' });
  }
  if (others.some((view) => nameKeyOf(view.name) === nameKeyOf(name))) {
    return fail('invalid-input', 'another view has this name', { field: 'name', rule: 'taken', name });
  }
  if (viewId === null && others.length >= mostViews) {
    return fail('invalid-input', 'there are too many views', { field: 'viewId', rule: 'too_big', maximum: mostViews });
  }
  const view = { viewId: viewId ?? `view-${randomUUID()}`, name, isDefault, content };
  return write(() => views.save(view, nameKeyOf(name)));
}

function inOrder(views: readonly SavedView[], named: readonly string[]): string[] {
  const known = new Set(views.map(({ viewId }) => viewId));
  const first = [...new Set(named)].filter((viewId) => known.has(viewId));
  return [...first, ...[...known].filter((viewId) => !first.includes(viewId))];
}

function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
