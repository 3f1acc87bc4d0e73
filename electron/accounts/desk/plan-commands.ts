import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import { brokenPlan } from '../plans/broken-plan.ts';
import { judgeChange, pathsBeyond, planWith, type ChangeVerdict } from '../plans/plan-change.ts';
import { rulesOf } from '../plans/plan-rules.ts';
import type { Plan } from '../plans/plan.ts';
import { readPlan } from '../plans/read-plan.ts';
import { dayMs, dayOf } from '../standing/calendar-day.ts';
import { planAt } from '../store/plan-store.ts';
import type { AccountState } from './account-book.ts';
import { planBaseOf } from './plan-base.ts';
import { findState, record, refuse, sayerOf, supervisorOf, type AccountGround } from './account-ground.ts';
import { timeOf } from './timed-entry.ts';

/** What problems of a text that was typed in call its file. */
export const typedName = 'plan.yaml';

export function getPlan(ground: AccountGround, wanted: ProcedureInput<'plans.get'>): Outcome<{ text: string }> {
  if (wanted.kind === 'template') {
    const template = ground.shelf.find(wanted.templateId, wanted.version);
    return template === null ? notFound(wanted.templateId) : succeed({ text: template.text });
  }
  const found = findState(ground, wanted.accountId);
  if (!found.ok) return found;
  const given = planAt(found.value.record.plans, ground.time.now());
  return succeed({ text: given === null ? ground.shelf.shippedText : ground.plans.textOf(given.planTextId) });
}

/** Keeps a text as a template. Whatever in it is not as tight as the shipped one takes a supervisor and a reason. */
export function savePlan(
  ground: AccountGround,
  { text, reason }: ProcedureInput<'plans.save'>,
): Outcome<ProcedureOutput<'plans.save'>> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const { shelf, store, plans, audit, time } = ground;
  const { plan, problems } = readPlan(typedName, text, shelf.shipped);
  if (plan === null) return brokenPlan(problems);
  const beyond = pathsBeyond(shelf.shipped, plan);
  if (beyond.length > 0) {
    const permitted = supervisorOf(ground);
    if (!permitted.ok) return permitted;
    if ((reason ?? '').trim() === '') return refused({ kind: 'lacking', needs: ['reason'], raised: beyond });
  }
  const { planId: templateId, version } = plan;
  const newest = shelf.find(templateId, null);
  if (newest !== null && version <= newest.version)
    return refuse('text', 'newer-version', { version: newest.version + 1 });
  return store.write(() => {
    const saved = { templateId, version, savedBy: sayer.value.name, savedAt: time.now() };
    plans.addTemplate({ ...saved, planTextId: plans.keepText(text) });
    const params = { version, beyond: beyond.join(', ').slice(0, 400), reason: reason ?? '' };
    audit.append({ action: 'plans.save', subject: templateId, params });
    return { templateId, version };
  });
}

/** Puts accounts under a copy of a plan, or changes the one that they have; all of them or none. */
export function assignPlan(
  ground: AccountGround,
  { accountIds, source, reason, untilAt }: ProcedureInput<'plans.assign'>,
): Outcome<null> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const text = textOf(ground, source);
  if (!text.ok) return text;
  const { shipped } = ground.shelf;
  const { plan: next, problems } = readPlan(typedName, text.value, shipped);
  if (next === null) return brokenPlan(problems);
  const now = ground.time.now();
  // Most accounts have the same plan, and comparing two takes a while.
  const verdicts = new Map<string, ChangeVerdict>();
  const orders: { state: AccountState; verdict: Extract<ChangeVerdict, { kind: 'allowed' }> }[] = [];
  for (const accountId of new Set(accountIds)) {
    const found = findState(ground, accountId);
    if (!found.ok) return found;
    const timed = found.value.isPractice ? sayer : timeOf(ground);
    if (!timed.ok) return timed;
    const { key, ...base } = planBaseOf(ground, found.value);
    const request = { isSupervisor: sayer.value.isSupervisor, reason, untilAt, now };
    const verdict = verdicts.get(key) ?? judgeChange({ ...base, next, template: shipped }, request);
    verdicts.set(key, verdict);
    if (verdict.kind !== 'allowed') return refused(verdict);
    orders.push({ state: found.value, verdict });
  }
  const proven = orders.some(({ verdict }) => verdict.raised.length > 0) ? supervisorOf(ground) : sayer;
  if (!proven.ok) return proven;
  const assigned = ground.store.write(() => {
    for (const order of orders) give(ground, order, { text: text.value, plan: next, reason, by: sayer.value.name });
    return null;
  });
  if (!assigned.ok) return assigned;
  for (const { state } of orders) ground.book.forget(state.record.accountId);
  ground.changes.emit(null);
  return assigned;
}

function give(
  { plans, fields, audit, time }: AccountGround,
  { state, verdict }: { state: AccountState; verdict: { untilAt: number | null; raised: readonly string[] } },
  given: { readonly text: string; readonly plan: Plan; readonly reason: string | null; readonly by: string },
): void {
  const { accountId, fields: own } = state.record;
  const now = time.now();
  const { by, reason, plan } = given;
  plans.addPlan({ accountId, planTextId: plans.keepText(given.text), at: now, by, reason, untilAt: verdict.untilAt });
  if (own.startedOn === null) fields.set(accountId, { ...own, startedOn: dayOf(now) }, { at: now, by });
  const raised = verdict.raised.join(', ').slice(0, 400);
  const params = { planId: plan.planId, version: plan.version, raised, reason: reason ?? '', untilAt: verdict.untilAt };
  audit.append({ action: 'plans.assign', subject: accountId, params });
}

const loosenable = [
  /^stages\.S\d\.caps\.[a-z_]+\.per_(?:hour|day|week|month)$/u,
  /^counting_rules\.per_group\.[a-z_]+\.max(?:_percent_of_group_per_24h)?$/u,
];

/** Raises one number of an account's plan for a few days. What no plan may loosen is not loosened so either. */
export function loosen(
  ground: AccountGround,
  { accountId, path, value, reason, untilAt }: ProcedureInput<'accounts.loosen'>,
): Outcome<null> {
  const sayer = supervisorOf(ground);
  if (!sayer.ok) return sayer;
  const found = findState(ground, accountId);
  if (!found.ok) return found;
  const { plan, isPractice } = found.value;
  if (isPractice) return refuse('accountId', 'under-a-plan');
  const timed = timeOf(ground);
  if (!timed.ok) return timed;
  const planned = rulesOf(plan).get(path);
  if (typeof planned !== 'number' || !loosenable.some((form) => form.test(path))) return refuse('path', 'loosenable');
  if (value <= planned) return refuse('value', 'more-than-planned', { planned });
  const now = ground.time.now();
  const { maxDays } = plan.counting.override;
  if (untilAt <= now || untilAt > now + maxDays * dayMs) return refuse('untilAt', 'within-days', { maxDays });
  const { problems } = planWith(plan, path, value, ground.shelf.shipped);
  if (problems.length > 0) return brokenPlan(problems);
  const loosening = { accountId, path, value, reason, supervisor: sayer.value.name, startsAt: now, untilAt };
  const params = { path, planned, value, reason, untilAt };
  return record(ground, accountId, { action: 'accounts.loosen', params }, () => {
    ground.plans.addLoosening(loosening);
    return null;
  });
}

/** The text of a source; `plan-not-found` for a template that there is not. */
export function textOf({ shelf }: AccountGround, source: ProcedureInput<'plans.assign'>['source']): Outcome<string> {
  if (source.kind === 'text') return succeed(source.text);
  const template = shelf.find(source.templateId, source.version);
  return template === null ? notFound(source.templateId) : succeed(template.text);
}

function notFound(templateId: string): Outcome<never> {
  return fail('plan-not-found', 'no such template', { templateId });
}

function refused(verdict: Exclude<ChangeVerdict, { kind: 'allowed' }>): Outcome<never> {
  if (verdict.kind === 'never') return brokenPlan(verdict.problems);
  const detail = { needs: verdict.needs.join(', '), paths: verdict.raised.join(', ').slice(0, 400) };
  return fail('plan-loosens', `the change loosens rules and lacks ${detail.needs}`, detail);
}
