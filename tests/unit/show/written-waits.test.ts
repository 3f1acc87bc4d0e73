import { expect, it } from 'vitest';
import { budgets } from '../../../electron/automation/engine/budgets.ts';
import type { WatchedPause } from '../../support/automation/outside-watch.ts';
import { weighPauses } from '../../support/automation/written-waits.ts';

const steadyMs = 180;
const steps = [
  { startMs: 0, endMs: 1_000, steadyMs: 0 },
  { startMs: 1_000, endMs: 2_000, steadyMs },
  { startMs: 2_000, endMs: 3_000, steadyMs },
];

function writtenOf(...pauses: readonly (readonly [startMs: number, askedMs: number, cause?: WatchedPause['cause']])[]) {
  const watched = pauses.map(([startMs, askedMs, cause = 'engine']) => ({
    startMs,
    endMs: startMs + askedMs,
    askedMs,
    cause,
  }));
  return weighPauses(watched, steps).map(({ writtenMs }) => writtenMs);
}

it('counts a wait as written only while a step that writes one down is under way', () => {
  expect(writtenOf([100, steadyMs], [1_100, steadyMs], [3_100, steadyMs])).toEqual([0, steadyMs, 0]);
});

it('counts no more for a step than what it writes down and one poll, and each time that one is done anew', () => {
  const most = steadyMs + budgets.pollMs;
  expect(writtenOf([1_000, steadyMs], [1_200, steadyMs], [1_400, steadyMs])).toEqual([steadyMs, budgets.pollMs, 0]);
  expect(writtenOf([1_000, 900], [2_000, 900])).toEqual([most, most]);
});

it('leaves what is written down for the waits in which nothing changed', () => {
  expect(writtenOf([1_000, steadyMs, 'phone'], [1_200, steadyMs])).toEqual([0, steadyMs]);
});
