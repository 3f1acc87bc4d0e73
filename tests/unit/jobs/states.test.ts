import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import {
  attemptStates,
  itemStates,
  jobStates,
  type ItemState,
  type JobState,
} from '../../../electron/contract/jobs.ts';
import { canAttemptBecome } from '../../../electron/jobs/states/attempt-state.ts';
import {
  claimingItemStates,
  isActingItem,
  isOpenItem,
  itemEvents,
  nextItemState,
  openItemStates,
} from '../../../electron/jobs/states/item-state.ts';
import { isLiveJob, jobEvents, nextJobState } from '../../../electron/jobs/states/job-state.ts';

const anyEvents = array(constantFrom(...itemEvents), { maxLength: 30 });

/** Every state that an item went through, events that cannot happen left out. */
function walk(events: readonly (typeof itemEvents)[number][]): ItemState[] {
  const seen: ItemState[] = ['planned'];
  for (const event of events) {
    const next = nextItemState(seen.at(-1) ?? 'planned', event);
    if (next !== null) seen.push(next);
  }
  return seen;
}

test('every item state can be reached from a plan, and every event happens somewhere', () => {
  const reached = new Set<ItemState>(['planned']);
  for (const state of reached) for (const event of itemEvents) addTo(reached, nextItemState(state, event));
  expect([...reached].toSorted()).toEqual([...itemStates].toSorted());
  for (const event of itemEvents) expect(itemStates.some((state) => nextItemState(state, event) !== null)).toBe(true);
});

function addTo(reached: Set<ItemState>, state: ItemState | null): void {
  if (state !== null) reached.add(state);
}

test.each(['done', 'skipped', 'cancelled'] as const)('an item that is %s stays so, whatever happens', (state) => {
  for (const event of itemEvents) expect(nextItemState(state, event)).toBeNull();
});

test('an item of unknown result runs again only after a person said that it was not done', () => {
  expect(itemEvents.filter((event) => nextItemState('needs-review', event) !== null)).toEqual([
    'see-done',
    'see-not-done',
  ]);
  expect(nextItemState('needs-review', 'see-not-done')).toBe('failed');
});

test('a failed item begins anew only by a retry', () => {
  expect(itemEvents.filter((event) => nextItemState('failed', event) !== null)).toEqual(['retry']);
});

test('nothing acts that did not begin', () => {
  assert(
    property(anyEvents, (events) => {
      const seen = walk(events);
      for (const [index, state] of seen.entries()) {
        if (state === 'running') expect(['ready', 'waiting-for-operator']).toContain(seen[index - 1]);
        if (state === 'waiting-for-operator') expect(seen[index - 1]).toBe('running');
      }
    }),
  );
});

test('an end is left by a person’s decision and by nothing else', () => {
  const byPeople = new Set(['retry', 'see-done', 'see-not-done']);
  for (const state of itemStates.filter((candidate) => !isOpenItem(candidate) && candidate !== 'planned')) {
    for (const event of itemEvents) {
      if (nextItemState(state, event) !== null) expect(byPeople.has(event)).toBe(true);
    }
  }
});

test('what is open either acts or waits, and claims its act', () => {
  expect(openItemStates.filter(isActingItem)).toEqual(['running', 'waiting-for-operator']);
  expect(claimingItemStates).toEqual([...openItemStates, 'needs-review']);
});

function from(state: JobState): string[] {
  return jobEvents.filter((event) => nextJobState(state, event) !== null);
}

test('a job ends once and opens again only by a retry; a cancelled one never', () => {
  expect(from('planned')).toEqual(['confirm', 'cancel']);
  expect(from('running')).toEqual(['pause', 'cancel', 'finish']);
  expect(from('paused')).toEqual(['resume', 'cancel', 'finish']);
  expect(from('over')).toEqual(['reopen']);
  expect(from('cancelled')).toEqual([]);
  expect(jobStates.filter(isLiveJob)).toEqual(['running', 'paused']);
});

test('an attempt ends once', () => {
  for (const state of attemptStates) {
    for (const next of attemptStates) {
      expect(canAttemptBecome(state, next)).toBe(state === 'running' && next !== 'running');
    }
  }
});
