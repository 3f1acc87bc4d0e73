import type { ConsoleBridge } from '@contract/procedures.ts';
import { createConsoleClient, type ConsoleClient } from '../bridge/console-client.ts';
import { createListingStore, type ListingStore } from '../features/devices/listing-store.ts';
import { createViewBook, type ViewBook } from '../features/devices/saved-views/view-book.ts';
import { PreparationStore } from '../features/preparation/preparation-store.ts';
import { createActs, type Acts } from './acts.ts';
import { createAnnouncements, type Announcements } from './announcement-store.ts';
import { createBatches, type Batches } from './batch-store.ts';
import { createDeskClock, type DeskClock } from './desk-clock.ts';
import { DeskFeed } from './desk-feed.ts';
import { scheduleFrame } from './frame-scheduler.ts';
import { createLiveStore, type LiveStore } from './live-store.ts';
import { tellPresence } from './operator-presence.ts';
import { createQuestionGate, type QuestionGate } from './question-gate.ts';
import { createSelectionStore, keepExisting, type SelectionStore } from './selection-store.ts';
import { startTicker, type Ticker } from './ticker.ts';
import { createUiStore, type UiStore } from './ui-store.ts';

/** Everything a component may reach for, made once per window. */
export interface ConsoleStores {
  readonly client: ConsoleClient;
  readonly live: LiveStore;
  readonly feed: DeskFeed;
  readonly selection: SelectionStore;
  readonly listing: ListingStore;
  readonly viewBook: ViewBook;
  readonly ui: UiStore;
  readonly gate: QuestionGate;
  /** Asks a supervisor for the PIN again. */
  readonly proof: QuestionGate;
  /** The platform's rules, in front of everything. */
  readonly rules: QuestionGate;
  readonly announcements: Announcements;
  readonly acts: Acts;
  readonly batches: Batches;
  readonly preparation: PreparationStore;
  /** What time it is; nothing on the page asks the computer. */
  readonly clock: DeskClock;
  readonly ticker: Ticker;
  dispose(): void;
}

/** Connects the stores to the bridge and starts following the desk. */
export function startConsole(bridge: ConsoleBridge): ConsoleStores {
  const client = createConsoleClient(bridge);
  const [live, selection] = [createLiveStore(), createSelectionStore()];
  const [gate, proof, rules] = [createQuestionGate(), createQuestionGate(), createQuestionGate()];
  const announcements = createAnnouncements();
  const acts = createActs({ client, gate, proof, rules, announcements });
  const listing = createListingStore();
  const clock = createDeskClock({ monotonic: () => performance.now(), pcNow: () => Date.now() });
  const ticker = startTicker(clock);
  const feed = new DeskFeed({ client, live, onTime: clock.tell, scheduleFrame, after: afterTimeout });
  const preparation = new PreparationStore({ client, acts, after: afterTimeout });
  const stopPruning = pruneSelection(live, selection);
  const stopTelling = tellPresence({ client, live, target: window, monotonic: () => performance.now() });
  feed.start();
  return {
    client,
    live,
    feed,
    selection,
    listing,
    viewBook: createViewBook({ client, acts, live, listing }),
    ui: createUiStore(),
    gate,
    proof,
    rules,
    announcements,
    acts,
    batches: createBatches(acts),
    preparation,
    clock,
    ticker,
    dispose() {
      stopPruning();
      stopTelling();
      preparation.dispose();
      feed.dispose();
      ticker.dispose();
    },
  };
}

function pruneSelection(live: LiveStore, selection: SelectionStore): () => void {
  return live.subscribe((state, before) => {
    if (state.phones === before.phones) return;
    selection.setState((current) => keepExisting(current, (phoneId) => state.phones.has(phoneId)), true);
  });
}

function afterTimeout(delayMs: number, task: () => void): () => void {
  const timer = window.setTimeout(task, delayMs);
  return () => window.clearTimeout(timer);
}
