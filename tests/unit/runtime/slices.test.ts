import { expect, test } from 'vitest';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { takeInSlices } from '../../../electron/runtime/slices.ts';

const clock = createSystemClock();

function* workFor(stepCount: number, stepMs: number): Generator<undefined> {
  for (let step = 0; step < stepCount; step++) {
    const startedMs = clock.monotonic();
    while (clock.monotonic() - startedMs < stepMs);
    yield;
  }
}

test('steps are taken to the last one, and everything else has its turn between', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const steps = workFor(30, 2);
  await takeInSlices(clock, steps, new AbortController().signal);
  clearInterval(timer);
  expect(steps.next().done).toBe(true);
  expect(turns).toBeGreaterThan(3);
});

test('nothing more is done once it is given up', async () => {
  const life = new AbortController();
  const steps = workFor(1_000, 2);
  const taken = takeInSlices(clock, steps, life.signal);
  life.abort();
  await taken;
  expect(steps.next().done).toBe(false);
});

test('what a step throws is told', async () => {
  const steps = {
    next: () => {
      throw new Error('broken');
    },
  };
  await expect(takeInSlices(clock, steps, new AbortController().signal)).rejects.toThrow('broken');
});
