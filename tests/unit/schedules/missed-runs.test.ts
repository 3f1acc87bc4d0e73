import { expect, test } from 'vitest';
import type { MissedPolicy } from '../../../electron/contract/schedules.ts';
import { decideDue, type DueTime } from '../../../electron/schedules/missed-runs.ts';
import { minuteMs } from './schedule-desk.ts';

const skip: MissedPolicy = { policy: 'skip' };
const ask: MissedPolicy = { policy: 'ask' };
const halfHour: MissedPolicy = { policy: 'run-once', withinMinutes: 30 };

function due(change: Partial<DueTime> & { readonly lateMinutes?: number }): DueTime {
  const { lateMinutes = 0, ...rest } = change;
  return {
    plannedAt: 0,
    now: lateMinutes * minuteMs,
    isOvertaken: false,
    lateBecause: null,
    obstacle: null,
    windowEndAt: null,
    policy: skip,
    ...rest,
  };
}

const off = { lateBecause: 'console-off' } as const;

test.each([skip, ask, halfHour])('in time and with nothing in its way it runs, whatever the policy (%o)', (policy) => {
  expect(decideDue(due({ policy }))).toEqual({ kind: 'run', lateBecause: null });
});

test('one that was missed is skipped where the policy says so, with why', () => {
  expect(decideDue(due({ ...off, lateMinutes: 3 }))).toEqual({ kind: 'miss', because: 'console-off' });
});

test('one that was missed is asked about where the policy says so', () => {
  expect(decideDue(due({ ...off, lateMinutes: 900, policy: ask }))).toEqual({ kind: 'ask', because: 'console-off' });
});

test.each([
  [0.1, 'run'],
  [30, 'run'],
  [30.01, 'miss'],
])('made up for within 30 minutes: %d minutes late is %s', (lateMinutes, kind) => {
  expect(decideDue(due({ ...off, lateMinutes, policy: halfHour })).kind).toBe(kind);
});

test('a run that is made up for says why it is late', () => {
  const late = due({ lateBecause: 'time-jumped', lateMinutes: 10, policy: halfHour });
  expect(decideDue(late)).toEqual({ kind: 'run', lateBecause: 'time-jumped' });
});

test.each([skip, ask, halfHour])('of several missed times only the last can be made up for (%o)', (policy) => {
  const overtaken = due({ ...off, lateMinutes: 5, isOvertaken: true, policy });
  expect(decideDue(overtaken)).toEqual({ kind: 'miss', because: 'console-off' });
});

test.each([skip, ask, halfHour])('once the window is over nothing is made up for (%o)', (policy) => {
  const late = { ...off, lateMinutes: 5, policy };
  expect(decideDue(due({ ...late, windowEndAt: 5 * minuteMs })).kind).toBe('miss');
  expect(decideDue(due({ ...late, windowEndAt: 5 * minuteMs + 1 })).kind).toBe(
    policy === skip ? 'miss' : decideDue(due(late)).kind,
  );
});

test('in time, but with the window over: missed, and said so', () => {
  expect(decideDue(due({ lateMinutes: 1, windowEndAt: minuteMs }))).toEqual({ kind: 'miss', because: 'window-over' });
});

test.each(['still-running', 'not-ready'] as const)('in time, but %s: by the policy', (obstacle) => {
  expect(decideDue(due({ obstacle }))).toEqual({ kind: 'miss', because: obstacle });
  expect(decideDue(due({ obstacle, policy: ask }))).toEqual({ kind: 'ask', because: obstacle });
  expect(decideDue(due({ obstacle, policy: halfHour }))).toEqual({ kind: 'wait', obstacle });
});

test('what waits is missed once its time to be made up for is over', () => {
  const waiting = { obstacle: 'not-ready', policy: halfHour } as const;
  expect(decideDue(due({ ...waiting, lateMinutes: 30 })).kind).toBe('wait');
  const late = due({ ...waiting, lateMinutes: 31, lateBecause: 'not-ready' });
  expect(decideDue(late)).toEqual({ kind: 'miss', because: 'not-ready' });
});

test('late for one reason and kept by another: the first is the one told', () => {
  const late = due({ ...off, obstacle: 'not-ready', lateMinutes: 40, policy: halfHour });
  expect(decideDue(late)).toEqual({ kind: 'miss', because: 'console-off' });
});
