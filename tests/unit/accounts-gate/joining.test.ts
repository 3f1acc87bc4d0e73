import { describe, expect, test } from 'vitest';
import { hindrancesOf, mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { gatePlan } from '../../support/gate/gate-plan.ts';
import { asking, ledgerOf, limitOf, sundayAtTen } from '../../support/gate/gate-questions.ts';
import { hourMs, minuteMs } from '../../support/gate/times.ts';

const gapPlan = gatePlan({ intervals: { minSeconds: { group_rename: 60 } } });
const justActed = ledgerOf([{ at: sundayAtTen }]);

describe('of several rules in the way', () => {
  test('none at all allows the act', () => {
    expect(mayAct(asking())).toEqual({ kind: 'allowed' });
  });

  test('the one that opens last is answered', () => {
    const limits = [limitOf({ effect: 'closed', untilAt: sundayAtTen + hourMs })];
    const question = asking({ plan: gapPlan, ledger: justActed, standing: { stageId: 'S6', lowered: [], limits } });
    expect(mayAct(question)).toMatchObject({ reason: 'cooldown', until: sundayAtTen + hourMs });
  });

  test('one of which nobody knows when it opens is later than any other', () => {
    const question = asking({ plan: gapPlan, ledger: justActed, phone: { isHealthy: false, faults: ['offline'] } });
    expect(mayAct(question)).toMatchObject({ reason: 'device-hold', until: null });
  });

  test('one that never opens comes before all that do', () => {
    const plan = gatePlan({ tools: { 批量改群名: { maxBatch: 1 } } });
    const question = asking({ plan, amount: 2, phone: { isHealthy: false, faults: [] } });
    expect(mayAct(question)).toMatchObject({ kind: 'never', reason: 'over-batch' });
  });

  test('a suspension comes before everything, also before what never opens', () => {
    const plan = gatePlan({ execution: { group_rename: 'human_only' } });
    const standing = { stageId: 'S6', lowered: [], limits: [limitOf({ effect: 'suspended' })] } as const;
    expect(mayAct(asking({ plan, standing }))).toMatchObject({ kind: 'held', reason: 'suspended', until: null });
  });

  test('all of them can be asked for', () => {
    const question = asking({ plan: gapPlan, ledger: justActed, phone: { isHealthy: false, faults: [] } });
    expect(hindrancesOf(question).map(({ reason }) => reason)).toEqual(['device-hold', 'gap']);
  });
});

test('the same question has the same answer, and changes nothing', () => {
  const question = asking({ plan: gapPlan, ledger: justActed });
  expect([mayAct(question), mayAct(question)]).toEqual([mayAct(question), mayAct(question)]);
  expect(mayAct(question)).toMatchObject({ until: sundayAtTen + minuteMs });
});
