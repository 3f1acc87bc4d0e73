import {
  array,
  assert,
  boolean,
  check,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  property,
  record,
  shuffledSubarray,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midnightAfter } from '../../../electron/accounts/standing/calendar-day.ts';
import { caseCount } from '../../support/random-cases.ts';
import { DeskModel, perDay, perWeek, type Killed, type Lacking } from './desk-model.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const startAt = Date.parse('2026-03-02T09:00:00+08:00');

type Step =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'edge'; readonly ms: number }
  | { readonly kind: 'set-pc'; readonly ms: number }
  | { readonly kind: 'sleep'; readonly ms: number; readonly isTold: boolean }
  | { readonly kind: 'work'; readonly phones: readonly number[]; readonly acts: number }
  | { readonly kind: 'act'; readonly killed: Killed }
  | { readonly kind: 'restart' | 'back-up' | 'move' | 'copy-folder' | 'put-back' | 'rewrite' | 'lose-seal' }
  | { readonly kind: 'restore'; readonly index: number };

const phones = shuffledSubarray([0, 1, 2], { minLength: 1 });
const work = record({ kind: constant('work' as const), phones, acts: integer({ min: 1, max: 8 }) });
const step: Arbitrary<Step> = oneof(
  { weight: 8, arbitrary: work },
  { weight: 3, arbitrary: record({ kind: constant('pass' as const), ms: integer({ min: 1, max: 30 * hourMs }) }) },
  // Right around a midnight.
  { weight: 2, arbitrary: record({ kind: constant('edge' as const), ms: integer({ min: -90_000, max: 90_000 }) }) },
  {
    weight: 3,
    arbitrary: record({ kind: constant('set-pc' as const), ms: integer({ min: -2 * dayMs, max: 2 * dayMs }) }),
  },
  { weight: 2, arbitrary: record({ kind: constant('sleep' as const), ms: nat(20 * hourMs), isTold: boolean() }) },
  {
    weight: 2,
    arbitrary: record({
      kind: constant('act' as const),
      killed: constantFrom<Killed>('no', 'after-note', 'after-seal'),
    }),
  },
  { weight: 3, arbitrary: record({ kind: constant('restore' as const), index: integer({ min: -1, max: 3 }) }) },
  {
    weight: 6,
    arbitrary: record({
      kind: constantFrom(
        'restart' as const,
        'back-up' as const,
        'back-up' as const,
        'move' as const,
        'copy-folder' as const,
        'put-back' as const,
        'rewrite' as const,
        'lose-seal' as const,
      ),
    }),
  },
);

/** Plays the steps, and looks after each that no true day or week holds more than its cap. */
function play(model: DeskModel, steps: readonly Step[]): string | null {
  let putBack: ((isInPlace: boolean) => void) | null = null;
  for (const [index, one] of steps.entries()) {
    if (one.kind === 'copy-folder') putBack = model.copyFolder();
    else if (one.kind === 'put-back' || one.kind === 'rewrite') putBack?.(one.kind === 'rewrite');
    else take(model, one);
    const { day, week } = model.fullest();
    if (day > perDay || week > perWeek) return `${day} acts in a day, ${week} in a week, after step ${index}`;
  }
  return null;
}

function take(model: DeskModel, one: Step): void {
  if (one.kind === 'pass') model.pass(one.ms);
  else if (one.kind === 'edge') model.pass(Math.max(0, midnightAfter(model.trueAt) + one.ms - model.trueAt));
  else if (one.kind === 'set-pc') model.setPc(one.ms);
  else if (one.kind === 'sleep') model.sleep(one.ms, one.isTold);
  else if (one.kind === 'restart') model.restart();
  else if (one.kind === 'back-up') model.backUp();
  else if (one.kind === 'restore') model.restore(one.index);
  else if (one.kind === 'move') model.move();
  else if (one.kind === 'lose-seal') model.loseSeal();
  else if (one.kind === 'act') model.act(one.killed);
  else if (one.kind === 'work') {
    model.poll(one.phones);
    for (let act = 0; act < one.acts; act++) {
      model.act();
      model.pass(1_000);
    }
  }
}

function breachOf(steps: readonly Step[], lacking: Lacking): string | null {
  const model = new DeskModel(startAt, lacking);
  try {
    return play(model, steps);
  } finally {
    model.dispose();
  }
}

/** A history that breaks a cap of a gate which lacks something: what was broken; null where none was found. */
function findBreach(lacking: Lacking): string | null {
  let found: string | null = null;
  const cases = property(array(step, { minLength: 20, maxLength: 60 }), (steps) => {
    found = breachOf(steps, lacking);
    return found === null;
  });
  check(cases, { numRuns: 150, seed: 43, endOnFailure: true });
  return found;
}

describe('a PC clock that is set, restarts, kills, restored backups, moved folders', { timeout: 300_000 }, () => {
  it('never let a cap of a true day or week be broken', () => {
    assert(
      property(array(step, { maxLength: 60 }), (steps) => {
        expect(breachOf(steps, 'nothing')).toBeNull();
      }),
      { numRuns: caseCount(60) },
    );
  });

  it('hold the gate until the true day has ended, and a week that may be full for as long, and no longer', () => {
    assert(
      property(array(step, { maxLength: 40 }), (steps) => {
        const model = new DeskModel(startAt);
        try {
          play(model, steps);
          model.poll([0, 1, 2]);
          model.act();
          // Phones that are a little ahead find it out on the next day already.
          const midnight = midnightAfter(model.trueAt + minuteMs);
          model.pass(midnight + hourMs + 2 * minuteMs - model.trueAt);
          model.poll([0, 1, 2]);
          expect(['allowed', 'week']).toContain(model.act());
          model.pass(8 * dayMs);
          model.poll([0, 1, 2]);
          expect(model.act()).toBe('allowed');
        } finally {
          model.dispose();
        }
      }),
      { numRuns: caseCount(40) },
    );
  });

  it('an ordinary day of one desk is not held at all', () => {
    const model = new DeskModel(startAt);
    model.poll([0]);
    const answers = Array.from({ length: perDay + 1 }, () => model.act());
    model.restart();
    model.poll([1, 2]);
    expect([...answers, model.act()]).toEqual([...Array.from({ length: perDay }, () => 'allowed'), 'day', 'day']);
    model.dispose();
  });

  it.each<Lacking>(['true-time', 'custody', 'witness', 'days-edge', 'presumed-use'])(
    'break a gate without %s, so that this test would tell',
    (lacking) => expect(findBreach(lacking)).toMatch(/acts in a day/u),
  );
});
