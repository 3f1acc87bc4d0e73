import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { GateReason, Hindrance } from '../../../electron/accounts/gate/act-question.ts';
import { hindrancesOf } from '../../../electron/accounts/gate/may-act.ts';
import { readShippedPlan } from '../../../electron/accounts/plans/plan-files.ts';
import { rulesOf } from '../../../electron/accounts/plans/plan-rules.ts';
import { actionIds, stageIds, type Plan } from '../../../electron/accounts/plans/plan.ts';
import { asking, groupOf, ledgerOf, limitOf } from '../../support/gate/gate-questions.ts';
import { at, dayMs } from '../../support/gate/times.ts';

const { plan } = readShippedPlan(fileURLToPath(new URL('../../../resources/', import.meta.url)));

/** Answers that are about no rule of a plan: nobody has chosen who does it. */
const aboutNoRule: ReadonlySet<GateReason> = new Set(['mode-not-chosen']);

/** Everything that stands in somebody's way with the shipped plan: every action in every stage, well and ill, by day and by night. */
function everyHindrance(shipped: Plan): readonly Hindrance[] {
  const past = actionIds.flatMap((action) =>
    [1, 2, 3, 4, 5, 6, 0].flatMap((before) =>
      Array.from({ length: 9 }, (_none, place) => ({
        action,
        groupId: 'g1',
        at: at(22, 9, 30 + 3 * place) - before * dayMs,
      })),
    ),
  );
  const ledger = ledgerOf(past);
  const effects = ['half', 'closed', 'suspended', null] as const;
  const times = [at(22, 10), at(22, 12, 30), at(23, 2)];
  return actionIds.flatMap((action) =>
    stageIds.flatMap((stageId) =>
      effects.flatMap((effect) =>
        times.flatMap((now) => {
          const limits = effect === null ? [] : [limitOf({ effect })];
          const ownRole = effect === 'half' ? null : 'member';
          const question = asking({
            plan: shipped,
            ledger,
            action,
            now,
            amount: 21,
            recipientCount: 60,
            standing: { stageId, lowered: [], limits },
            group: groupOf({ memberCount: effect === null ? null : 200, ownRole }),
            account: { accountId: 'a1', mode: effect === 'closed' ? null : 'auto' },
            phone: { isHealthy: effect === null, faults: [] },
          });
          return hindrancesOf(question);
        }),
      ),
    ),
  );
}

test('every answer names a rule of the shipped plan, or the entry that its rules stand in', () => {
  if (plan === null) throw new Error('the shipped plan cannot be read');
  const paths = [...rulesOf(plan).keys()];
  const isKnown = (path: string): boolean => paths.some((rule) => rule === path || rule.startsWith(`${path}.`));
  const hindrances = everyHindrance(plan);
  const strange = hindrances.filter(({ reason, path }) => !aboutNoRule.has(reason) && !isKnown(path));
  expect(new Set(strange.map(({ path }) => path))).toEqual(new Set());
  expect(new Set(hindrances.map(({ reason }) => reason)).size).toBeGreaterThan(20);
});
