import { assert, constantFrom, array, property, record, integer } from 'fast-check';
import { expect, test } from 'vitest';
import type { Verdict } from '../../../electron/devices/alerts/finding.ts';
import { decideStep, type ActiveAlert, type Pending } from '../../../electron/devices/alerts/step.ts';
import { caseCount } from '../../support/random-cases.ts';

const verdicts: readonly Verdict[] = [
  { is: 'trouble', severity: 'warn', textCode: 'low', params: {} },
  { is: 'trouble', severity: 'bad', textCode: 'full', params: {} },
  { is: 'within' },
  { is: 'within', words: { textCode: 'soon', params: { count: 2 } } },
  { is: 'fine' },
  { is: 'unknown', sinceAt: 1 },
  { is: 'unwatched', ending: 'set-aside' },
];
const looks = array(record({ verdict: constantFrom(...verdicts), afterMs: integer({ min: 0, max: 90 }) }));
const timing = { raiseAfterMs: 60, endAfterMs: 30 };

interface Run {
  readonly steps: string[];
  readonly severities: string[];
  /** How long trouble, or its absence, had lasted at each raise and end. */
  readonly waits: number[];
}

function run(given: readonly { readonly verdict: Verdict; readonly afterMs: number }[]): Run {
  const found: Run = { steps: [], severities: [], waits: [] };
  let active: ActiveAlert | null = null;
  let pending: Pending | null = null;
  let now = 0;
  for (const { verdict, afterMs } of given) {
    now += afterMs;
    const waitedFor: Pending | null = pending;
    const decision = decideStep({ active, pending, verdict, timing, now });
    pending = decision.pending;
    const { step } = decision;
    if (step.does === 'raise') active = { ...step.trouble, unknownSinceAt: null };
    if (step.does === 'update') active = step.alert;
    if (step.does === 'end') active = null;
    if (step.does === 'raise' || step.does === 'end') found.steps.push(step.does);
    if (step.does === 'raise' || (step.does === 'end' && step.ending === 'over')) {
      found.waits.push((waitedFor === null ? 0 : now - waitedFor.sinceAt) - (step.does === 'raise' ? 60 : 30));
    }
    if (active !== null) found.severities.push(active.severity);
    if (active === null) found.severities.push('none');
  }
  return found;
}

test('raises and ends take turns, beginning with a raise', () => {
  assert(
    property(looks, (given) => {
      const { steps } = run(given);
      expect(steps).toEqual(steps.map((_, index) => (index % 2 === 0 ? 'raise' : 'end')));
    }),
    { numRuns: caseCount(300) },
  );
});

test('nothing is raised or over before it has lasted', () => {
  assert(
    property(looks, (given) => {
      for (const waitedMs of run(given).waits) expect(waitedMs).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: caseCount(300) },
  );
});

test('the severity of an alert never falls', () => {
  assert(
    property(looks, (given) => {
      const path = run(given).severities.join(' ');
      expect(path).not.toContain('bad warn');
    }),
    { numRuns: caseCount(300) },
  );
});

test('between the limits an alert goes on and says what is so', () => {
  const active = { severity: 'bad', textCode: 'overdue', params: { count: 3 }, unknownSinceAt: 7 } as const;
  const verdict: Verdict = { is: 'within', words: { textCode: 'soon', params: { count: 2 } } };
  const look = { active, pending: null, verdict, timing, now: 9 };
  const wanted = { severity: 'bad', textCode: 'soon', params: { count: 2 }, unknownSinceAt: null } as const;
  expect(decideStep(look).step).toEqual({ does: 'update', alert: wanted, isWorse: false });
  expect(decideStep({ ...look, active: wanted }).step).toEqual({ does: 'nothing' });
  expect(decideStep({ ...look, active: null }).step).toEqual({ does: 'nothing' });
});
