import { expect, test } from 'vitest';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { breath, takeInSlices } from '../../../electron/runtime/slices.ts';

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

test('a step may ask that everything else has its turn before the next one', async () => {
  let turns = 0;
  const seen: number[] = [];
  const timer = setImmediate(function count() {
    turns += 1;
    if (seen.length < 3) setImmediate(count);
  });
  function* askForTurns(): Generator<typeof breath> {
    for (let step = 0; step < 3; step++) {
      seen.push(turns);
      yield breath;
    }
  }
  await takeInSlices(clock, askForTurns(), new AbortController().signal);
  clearImmediate(timer);
  expect(new Set(seen).size).toBe(3);
});
