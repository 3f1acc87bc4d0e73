import { array, assert, constantFrom, nat, property, shuffledSubarray, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionIds, conditions, stageIds, type ActionId } from '../../../electron/accounts/plans/plan.ts';
import { midnightAfter } from '../../../electron/accounts/standing/calendar-day.ts';
import { factsUntil, type AccountFacts } from '../../../electron/accounts/standing/facts.ts';
import { conditionFor, stageFor } from '../../../electron/accounts/standing/for-action.ts';
import { standingOf, type Standing } from '../../../electron/accounts/standing/standing.ts';
import { caseCount } from '../../support/random-cases.ts';
import { accountFacts, badSignals, gatedPlan, moments } from '../../support/accounts/random-facts.ts';

const runs = { numRuns: caseCount(300) };
const standing = (facts: AccountFacts, now: number) => standingOf(facts, gatedPlan, now);

function present({ nextChangeAt: _next, ...others }: Standing): Omit<Standing, 'nextChangeAt'> {
  return others;
}

/** The same facts, each list in another order. */
const reordered: Arbitrary<readonly [AccountFacts, AccountFacts]> = accountFacts.chain((facts) =>
  shuffledSubarray([...facts.signals], { minLength: facts.signals.length }).chain((signals) =>
    shuffledSubarray([...facts.results], { minLength: facts.results.length }).map(
      (results) =>
        [
          facts,
          {
            ...facts,
            signals,
            results,
            tasks: facts.tasks.toReversed(),
            signOffs: facts.signOffs.toReversed(),
            restarts: facts.restarts.toReversed(),
          },
        ] as const,
    ),
  ),
);

/** Whether an action is closed altogether, so that its stage says nothing. */
function isClosed({ limits }: Standing, action: ActionId): boolean {
  const isOpenInCooldown = action === 'friend_accept_inbound' || action === 'profile_field_edit';
  return limits.some(({ scope, effect }) => {
    if (effect === 'half') return false;
    return scope === 'all' ? effect === 'suspended' || !isOpenInCooldown : scope.includes(action);
  });
}

/** Whether nothing is better in the first than in the second, for an action: the condition counts first. */
function isNoBetter(first: Standing, second: Standing, action: ActionId): boolean {
  const [worse = 0, better = 0] = [first, second].map((one) => conditions.indexOf(conditionFor(one, action)));
  const [lower = 0, higher = 0] = [first, second].map((one) => stageIds.indexOf(stageFor(one, action)));
  return worse > better || (worse === better && (isClosed(first, action) || lower <= higher));
}

function betterActions(first: Standing, second: Standing): ActionId[] {
  return actionIds.filter((action) => !isNoBetter(first, second, action));
}

describe('a standing', { timeout: 60_000 }, () => {
  it('does not hang on the order of the facts', () => {
    assert(
      property(reordered, moments, ([facts, shuffled], now) => {
        expect(standing(shuffled, now)).toEqual(standing(facts, now));
      }),
      runs,
    );
  });

  it('does not hang on what comes later', () => {
    assert(
      property(accountFacts, accountFacts, moments, (facts, others, now) => {
        const later = <T extends { at: number }>(list: readonly T[]) => list.filter(({ at }) => at > now);
        const more: AccountFacts = {
          startedOn: facts.startedOn,
          signOffs: [...facts.signOffs, ...later(others.signOffs)],
          tasks: [...facts.tasks, ...later(others.tasks)],
          signals: [...facts.signals, ...later(others.signals)],
          restarts: [...facts.restarts, ...later(others.restarts)],
          results: [...facts.results, ...later(others.results)],
        };
        expect(standing(more, now)).toEqual(standing(facts, now));
      }),
      runs,
    );
  });

  it('is no better for one more bad signal', () => {
    assert(
      property(accountFacts, badSignals, moments, (facts, bad, now) => {
        const closing = bad.signalId === 'failure_rate' ? null : bad.closing;
        const worse = standing({ ...facts, signals: [...facts.signals, { ...bad, closing }] }, now);
        const before = standing(facts, now);
        expect(betterActions(worse, before)).toEqual([]);
        expect(stageIds.indexOf(worse.stageId)).toBeLessThanOrEqual(stageIds.indexOf(before.stageId));
        expect(conditions.indexOf(worse.condition)).toBeGreaterThanOrEqual(conditions.indexOf(before.condition));
      }),
      { numRuns: caseCount(600) },
    );
  });

  it('is no better for one more failure', () => {
    assert(
      property(accountFacts, moments, moments, (facts, at, now) => {
        const failure = { action: 'group_rename', at, isFailed: true } as const;
        const worse = standing({ ...facts, results: [...facts.results, failure] }, now);
        expect(betterActions(worse, standing(facts, now))).toEqual([]);
      }),
      runs,
    );
  });

  it('is no higher for one more re-onboarding that nothing waited for', () => {
    assert(
      property(
        accountFacts,
        moments,
        constantFrom('new-phone', 'custodian-change', 'third-unblock'),
        moments,
        (...all) => {
          const [drawn, at, event, now] = all;
          const signals = drawn.signals.filter(({ signalId }) => signalId !== 'login_restricted');
          const facts = { ...drawn, signals };
          const worse = standing({ ...facts, restarts: [...facts.restarts, { event, at, by: '班组长' }] }, now);
          expect(stageIds.indexOf(worse.stageId)).toBeLessThanOrEqual(stageIds.indexOf(standing(facts, now).stageId));
        },
      ),
      runs,
    );
  });
});

describe('the next stage', { timeout: 60_000 }, () => {
  it('begins at midnight where nothing was missing, and nowhere else', () => {
    assert(
      property(accountFacts, moments, (facts, now) => {
        const midnight = midnightAfter(now);
        const known = factsUntil(facts, midnight - 1);
        const [before, after] = [midnight - 1, midnight].map((at) => standing(known, at));
        const index = stageIds.indexOf(before?.stageId ?? 'S0');
        const isOpen = before?.missing.length === 0 && before.stageId !== 'S6';
        expect(after?.stageId).toBe(stageIds[isOpen ? index + 1 : index]);
      }),
      runs,
    );
  });
});

describe('the next change', { timeout: 60_000 }, () => {
  it('is the first moment at which the standing is another one, all else as it is', () => {
    assert(
      property(accountFacts, moments, array(nat(), { minLength: 3, maxLength: 3 }), (facts, now, picks) => {
        const known = factsUntil(facts, now);
        const first = standing(known, now);
        const next = first.nextChangeAt ?? now + 400 * 86_400_000;
        expect(next).toBeGreaterThan(now);
        const between = picks.map((pick) => now + (pick % (next - now)));
        for (const at of [...between, next - 1]) expect(present(standing(known, at))).toEqual(present(first));
        if (first.nextChangeAt !== null) expect(present(standing(known, next))).not.toEqual(present(first));
      }),
      runs,
    );
  });

  it('comes as was said, from one to the next', () => {
    assert(
      property(accountFacts, moments, (facts, now) => {
        const known = factsUntil(facts, now);
        let at = now;
        for (let step = 0; step < 15; step += 1) {
          const here = standing(known, at);
          if (here.nextChangeAt === null) return;
          const middle = Math.floor((at + here.nextChangeAt) / 2);
          expect(standing(known, middle)).toEqual(here);
          at = here.nextChangeAt;
        }
      }),
      { numRuns: caseCount(100) },
    );
  });
});

describe('the random accounts of these tests', { timeout: 60_000 }, () => {
  it('come to every stage and every condition', () => {
    const seenStages = new Set<string>();
    const seenConditions = new Set<string>();
    const note = (facts: AccountFacts, now: number) => {
      const here = standing(facts, now);
      seenStages.add(here.stageId);
      seenConditions.add(here.condition);
    };
    assert(property(accountFacts, moments, note), { numRuns: 1000, seed: 4 });
    expect([seenStages.size, seenConditions.size]).toEqual([stageIds.length, conditions.length]);
  });
});
