import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import { rulesOf } from '../../../electron/accounts/plans/plan-rules.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import { dayMs } from '../../../electron/accounts/standing/calendar-day.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { ActionId } from '../../../electron/contract/plan-ids.ts';
import type { CapWord } from './life-orders.ts';
import type { LifeConsole } from './life-console.ts';

interface WantedCap {
  readonly action: ActionId;
  readonly word: CapWord;
}

/** Hands on what is about to be done, with what does it. */
type Noted<What> = (what: What, work: () => Promise<Outcome<unknown>>) => Promise<Outcome<unknown>>;

/** Half of a cap of its present stage, for good. */
export async function tightenPlan(
  console: LifeConsole,
  accountId: string,
  { note, ...cap }: WantedCap & { readonly note: Noted<string> },
): Promise<Outcome<unknown>> {
  const found = await findCap(console, accountId, cap);
  if (!found.ok) return found;
  const { plan, path, value } = found.value;
  const { plan: next } = planWith(plan, path, Math.floor(value / 2), null);
  if (next === null || value < 2) return succeed(null);
  const text = writePlan(next);
  const source = { kind: 'text', text } as const;
  return note(text, () =>
    console.call('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null }),
  );
}

interface Loosening {
  readonly more: number;
  readonly days: number;
  readonly now: number;
  readonly note: Noted<{ readonly path: string; readonly value: number; readonly untilAt: number }>;
}

/** A supervisor raises a cap of its present stage for some days. */
export async function loosenPlan(
  console: LifeConsole,
  accountId: string,
  { more, days, now, note, ...cap }: WantedCap & Loosening,
): Promise<Outcome<unknown>> {
  const found = await findCap(console, accountId, cap);
  if (!found.ok) return found;
  const { path, value } = found.value;
  const raised = { path, value: value + more, untilAt: now + days * dayMs };
  return note(raised, () => console.call('accounts.loosen', { accountId, ...raised, reason: '活动' }));
}

/** A cap that the plan does not have is 0. */
async function findCap(
  console: LifeConsole,
  accountId: string,
  { action, word }: WantedCap,
): Promise<Outcome<{ readonly plan: Plan; readonly path: string; readonly value: number }>> {
  const detail = await console.call('accounts.detail', { accountId });
  if (!detail.ok) return detail;
  const text = await console.call('plans.get', { kind: 'account', accountId });
  if (!text.ok) return text;
  const { plan } = readPlan('plan.yaml', text.value.text, null);
  if (plan === null) return fail('plan-broken', 'the plan of an account cannot be read', { accountId });
  const path = `stages.${detail.value.card.stageId}.caps.${action}.${word}`;
  const value = rulesOf(plan).get(path);
  return succeed({ plan, path, value: typeof value === 'number' ? value : 0 });
}
