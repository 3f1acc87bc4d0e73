import type { PlannedAccount } from '../../contract/plans.ts';
import type { ProcedureOutput } from '../../contract/procedures.ts';
import { planAt } from '../store/plan-store.ts';
import type { AccountState } from './account-book.ts';
import { stateOf, type AccountGround } from './account-ground.ts';

/** Every template with how many accounts follow it, and what each account is under. */
export function listPlans(ground: AccountGround): ProcedureOutput<'plans.list'> {
  const { shelf, accounts } = ground;
  const planned = accounts.list().flatMap(({ accountId, nickname, phoneId }) => {
    const state = stateOf(ground, accountId);
    return state === null ? [] : [{ accountId, nickname, phoneId, ...placeOf(ground, state) }];
  });
  const templates = shelf.templates().map(({ templateId, version, plan, saved }) => ({
    templateId,
    version,
    title: plan.isUnreadable === true ? null : plan.title,
    saved,
    accountCount: planned.filter((own) => own.plan?.templateId === templateId && own.plan.version === version).length,
  }));
  return { templates, givenCount: planned.filter(({ kind }) => kind === 'given').length, accounts: planned };
}

/** What an account is under, and where it stands there. */
export function placeOf(
  { time }: AccountGround,
  { record, plan, isPractice, standing }: AccountState,
): Pick<PlannedAccount, 'kind' | 'plan' | 'untilAt' | 'stageId' | 'day'> {
  const given = planAt(record.plans, time.now());
  const { stageId, day } = standing;
  if (given !== null && plan.isUnreadable === true)
    return { kind: 'unreadable', plan: null, untilAt: given.untilAt, stageId, day };
  if (given === null) return { kind: isPractice ? 'practice' : 'none', plan: null, untilAt: null, stageId, day };
  const name = { templateId: plan.planId, version: plan.version };
  return { kind: 'given', plan: name, untilAt: given.untilAt, stageId, day };
}
