import type { Fault, Outcome } from '@contract/outcome.ts';
import type { SavedView, ViewContent } from '@contract/views.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConsoleClient } from '../../../bridge/console-client.ts';
import type { Acts } from '../../../stores/acts.ts';
import type { LiveStore } from '../../../stores/live-store.ts';
import type { ListingStore } from '../listing-store.ts';

interface ViewBookState {
  readonly views: readonly SavedView[];
  /** The view that was applied last; what was changed since is not part of it. */
  readonly currentId: string | null;
}

type Views = Outcome<{ readonly views: SavedView[] }>;

/** The named views that main keeps, and the one in use. */
export interface ViewBook {
  readonly store: StoreApi<ViewBookState>;
  /** Reads the views; the default one is applied when this is the first time. */
  load(): Promise<void>;
  apply(view: SavedView): void;
  /** How the list is looked at now. */
  content(): ViewContent;
  save(view: Omit<SavedView, 'viewId'> & { readonly viewId: string | null }): Promise<Fault | null>;
  remove(viewId: string): Promise<Fault | null>;
  reorder(viewIds: readonly string[]): Promise<Fault | null>;
}

interface ViewBookDeps {
  readonly client: ConsoleClient;
  readonly acts: Acts;
  readonly live: LiveStore;
  readonly listing: ListingStore;
}

export function createViewBook({ client, acts, live, listing }: ViewBookDeps): ViewBook {
  const store = createStore<ViewBookState>(() => ({ views: [], currentId: null }));
  let isFirst = true;
  const take = (answer: Views): Fault | null => {
    if (!answer.ok) return answer.error;
    store.setState({ views: answer.value.views });
    return null;
  };
  const apply = ({ viewId, content }: SavedView): void => {
    const { filter, order, hiddenColumns, layout } = content;
    listing.setState({ filter, order, hiddenColumns });
    store.setState({ currentId: viewId });
    if (live.getState().settings.devicesView !== layout) {
      void acts.perform('settings.update', { patch: { devicesView: layout } });
    }
  };
  return {
    store,
    apply,
    async load() {
      if (take(await client.ask('views.list', {})) !== null || !isFirst) return;
      isFirst = false;
      const chosen = store.getState().views.find(({ isDefault }) => isDefault);
      if (chosen !== undefined) apply(chosen);
    },
    content() {
      const { filter, order, hiddenColumns } = listing.getState();
      return { filter, order, hiddenColumns, layout: live.getState().settings.devicesView };
    },
    async save(view) {
      const before = new Set(store.getState().views.map(({ viewId }) => viewId));
      const fault = take(await client.ask('views.save', view));
      const added = store.getState().views.find(({ viewId }) => !before.has(viewId));
      if (added !== undefined) store.setState({ currentId: added.viewId });
      return fault;
    },
    remove: async (viewId) => take(await client.ask('views.remove', { viewId })),
    reorder: async (viewIds) => take(await client.ask('views.order', { viewIds: [...viewIds] })),
  };
}
