import { assert, property, sample } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gateReasons, type Hindrance } from '../../../electron/accounts/gate/act-question.ts';
import { hindrancesOf, mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { whenAllowed } from '../../../electron/accounts/gate/when-allowed.ts';
import { gateCase } from '../../support/gate/gate-cases.ts';
import { naiveAnswer, naiveHolds } from '../../support/gate/naive-gate.ts';
import { caseCount } from '../../support/random-cases.ts';

/** The caps that hold over all accounts share a path; each has its window. */
function ruleOf({ reason, path, detail }: Hindrance): string {
  return `${reason} ${String(detail['window'])} ${reason.endsWith('-cap') ? '' : path}`;
}

const many = { numRuns: caseCount(2_000) };

test('the random questions reach every rule and every kind of answer', () => {
  const cases = sample(gateCase, { numRuns: 3_000, seed: 4 });
  const kinds = cases.map(({ question }) => mayAct(question).kind);
  const reasons = new Set(cases.flatMap(({ question }) => hindrancesOf(question).map(({ reason }) => reason)));
  expect(gateReasons.filter((reason) => !reasons.has(reason))).toEqual([]);
  for (const kind of ['allowed', 'held', 'never'] as const)
    expect(kinds.filter((each) => each === kind).length).toBeGreaterThan(200);
});

describe('over random plans, ledgers and instants', () => {
  test('the gate never allows what the plainest gate forbids, and never holds what that allows', () => {
    assert(
      property(gateCase, ({ question, acts }) => {
        expect(mayAct(question).kind === 'allowed').toBe(!naiveHolds(question, acts));
      }),
      many,
    );
  });

  test('its answer and its instant are those of the plainest gate', () => {
    assert(
      property(gateCase, ({ question, acts }) => {
        const verdict = mayAct(question);
        const wanted = naiveAnswer(question, acts);
        const until = verdict.kind === 'held' ? verdict.until : null;
        expect({ kind: verdict.kind, until }).toEqual({ kind: wanted.kind, until: wanted.until });
      }),
      many,
    );
  });

  test('a held act is held until the millisecond before, and by that rule no longer from then on', () => {
    assert(
      property(gateCase, ({ question }) => {
        const verdict = mayAct(question);
        if (verdict.kind !== 'held' || verdict.until === null) return;
        expect(verdict.until).toBeGreaterThan(question.now);
        const before = hindrancesOf({ ...question, now: verdict.until - 1 });
        const then = hindrancesOf({ ...question, now: verdict.until });
        expect(before.map(({ reason }) => reason)).toContain(verdict.reason);
        expect(then.map(ruleOf)).not.toContain(ruleOf(verdict));
      }),
      many,
    );
  });

  test('every rule in the way is open at its own instant', () => {
    assert(
      property(gateCase, ({ question }) => {
        for (const hindrance of hindrancesOf(question)) {
          if (hindrance.kind !== 'held' || hindrance.until === null) continue;
          const then = hindrancesOf({ ...question, now: hindrance.until });
          expect(then.map(ruleOf)).not.toContain(ruleOf(hindrance));
        }
      }),
      many,
    );
  });

  test('an act is allowed when all rules are said to be open, and at no opening before', () => {
    assert(
      property(gateCase, ({ question }) => {
        const { at, held } = whenAllowed(question);
        if (at === null) return;
        expect(mayAct({ ...question, now: at }).kind).toBe('allowed');
        const openings = held.flatMap((each) => (each.kind === 'held' && each.until !== null ? [each.until] : []));
        expect(
          openings.filter((opening) => opening < at).map((now) => mayAct({ ...question, now }).kind),
        ).not.toContain('allowed');
      }),
      many,
    );
  });
});
