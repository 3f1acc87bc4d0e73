import type { ItemState } from '../../contract/jobs.ts';

/** What can happen to an item. `hand-over`: it begins anew, by hand; `doubt`: its result is not known; `see-…`: a person looked at it. */
export const itemEvents = [
  'queue',
  'hold',
  'refuse',
  'begin',
  'ask-operator',
  'go-on',
  'hand-over',
  'succeed',
  'skip',
  'fail',
  'doubt',
  'interrupt',
  'cancel',
  'retry',
  'see-done',
  'see-not-done',
] as const;
export type ItemEvent = (typeof itemEvents)[number];

const whileActing = {
  succeed: 'done',
  skip: 'skipped',
  fail: 'failed',
  doubt: 'needs-review',
  interrupt: 'ready',
  hold: 'held',
  refuse: 'skipped',
  cancel: 'cancelled',
} as const;

/** A state that is missing an event never meets it; `done`, `skipped` and `cancelled` are final. */
const transitions: Readonly<Record<ItemState, Readonly<Partial<Record<ItemEvent, ItemState>>>>> = {
  planned: { queue: 'ready', hold: 'held', refuse: 'skipped', cancel: 'cancelled' },
  held: { queue: 'ready', hold: 'held', refuse: 'skipped', cancel: 'cancelled', doubt: 'needs-review' },
  ready: { begin: 'running', hold: 'held', refuse: 'skipped', cancel: 'cancelled', doubt: 'needs-review' },
  running: { ...whileActing, 'ask-operator': 'waiting-for-operator', 'hand-over': 'ready' },
  'waiting-for-operator': { ...whileActing, 'go-on': 'running' },
  done: {},
  skipped: {},
  failed: { retry: 'ready' },
  'needs-review': { 'see-done': 'done', 'see-not-done': 'failed' },
  cancelled: {},
};

/** The state after `event`; null when that cannot happen in `state`, which is a bug of whoever lets it happen. */
export function nextItemState(state: ItemState, event: ItemEvent): ItemState | null {
  return transitions[state][event] ?? null;
}

/** States from which an item goes on by itself, sooner or later. */
export const openItemStates = ['held', 'ready', 'running', 'waiting-for-operator'] as const satisfies ItemState[];

/**
 * States in which no other job may take up the same act: an item that is under way, and one whose result nobody knows.
 */
export const claimingItemStates = [...openItemStates, 'needs-review'] as const satisfies ItemState[];

export function isOpenItem(state: ItemState): boolean {
  return openItemStates.some((open) => open === state);
}

/** Something is being done on the phone, or a person is asked to. */
export function isActingItem(state: ItemState): boolean {
  return state === 'running' || state === 'waiting-for-operator';
}
