import type { PlanDiff } from '../../contract/plans.ts';
import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import {
  judgeChange,
  pathsBeyond,
  type ChangeNeed,
  type ChangeRequest,
  type PlanChange,
} from '../plans/plan-change.ts';
import { differencesOf } from '../plans/plan-diff.ts';
import type { RuleValue } from '../plans/plan-rules.ts';
import type { Plan } from '../plans/plan.ts';
import { readPlan } from '../plans/read-plan.ts';
import { dayOf } from '../standing/calendar-day.ts';
import { standingOf } from '../standing/standing.ts';
import { factsOf, type AccountState } from './account-book.ts';
import { findState, sayerOf, stateOf, type AccountGround } from './account-ground.ts';
import { planBaseOf } from './plan-base.ts';
import { textOf, typedName } from './plan-commands.ts';
import { placeOf } from './plan-list.ts';

/** What is wrong with a text, what it changes, and what the change takes. */
export function previewPlan(
  ground: AccountGround,
  { text, accountId, before = null }: ProcedureInput<'plans.preview'>,
): Outcome<ProcedureOutput<'plans.preview'>> {
  const { shelf } = ground;
  const { plan: next, problems, notes } = readPlan(typedName, text, shelf.shipped);
  const shared = { problems: [...problems], notes: [...notes] };
  if (next === null) return succeed({ ...shared, diff: [], beforeDiff: null, beyond: [], needs: [] });
  const base = planBaseOf(ground, accountId === null ? null : stateOf(ground, accountId));
  const former = before === null ? null : shelf.find(before.templateId, before.version);
  return succeed({
    ...shared,
    diff: diffOf(base.current, next),
    beforeDiff: former === null ? null : diffOf(former.plan, next),
    beyond: pathsBeyond(shelf.shipped, next),
    needs: takenBy(ground, { ...base, next }, { reason: null, untilAt: null }).needs,
  });
}

type Given = Pick<ChangeRequest, 'reason' | 'untilAt'>;
type Preview = ProcedureOutput<'plans.previewAssign'>;

/** What giving a plan to accounts changes: accounts of one plan together, for comparing two takes a while. */
export function previewAssign(
  ground: AccountGround,
  { accountIds, source, reason, untilAt }: ProcedureInput<'plans.previewAssign'>,
): Outcome<Preview> {
  const text = textOf(ground, source);
  if (!text.ok) return text;
  const { plan: next, problems } = readPlan(typedName, text.value, ground.shelf.shipped);
  const now = ground.time.now();
  if (next === null) return succeed({ now, problems: [...problems], groups: [], stages: [] });
  const groups = new Map<string, Preview['groups'][number]>();
  const stages: Preview['stages'] = [];
  for (const accountId of new Set(accountIds)) {
    const found = findState(ground, accountId);
    if (!found.ok) return found;
    stages.push(stageChange(ground, found.value, next));
    const key = `${planBaseOf(ground, found.value).key} ${placeOf(ground, found.value).kind}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, groupOf(ground, found.value, next, { reason, untilAt }));
    else known.accountIds.push(accountId);
  }
  return succeed({ now, problems: [], groups: [...groups.values()], stages });
}

function groupOf(ground: AccountGround, state: AccountState, next: Plan, given: Given): Preview['groups'][number] {
  const base = planBaseOf(ground, state);
  const { kind, plan: from } = placeOf(ground, state);
  return {
    accountIds: [state.record.accountId],
    kind,
    from,
    diff: diffOf(base.current, next),
    beyond: pathsBeyond(ground.shelf.shipped, next),
    runsUntilAt: base.running?.untilAt ?? null,
    ...takenBy(ground, { ...base, next }, given),
  };
}

/** A plan that is given begins today, unless the account was under one before. */
function stageChange(
  { time }: AccountGround,
  { record, standing }: AccountState,
  next: Plan,
): Preview['stages'][number] {
  const now = time.now();
  const facts = factsOf(record);
  const begun = { ...facts, startedOn: facts.startedOn ?? dayOf(now) };
  return { accountId: record.accountId, before: standing.stageId, after: standingOf(begun, next, now).stageId };
}

/** What the change still takes, and when it would end by itself; null: it would not. */
function takenBy(
  ground: AccountGround,
  change: Omit<PlanChange, 'template'>,
  given: Given,
): { needs: ChangeNeed[]; endsAt: number | null } {
  const { shelf, time } = ground;
  const sayer = sayerOf(ground);
  // That a PIN is to be entered again is told when it comes to it.
  const request = { ...given, isSupervisor: sayer.ok && sayer.value.isSupervisor, now: time.now() };
  const verdict = judgeChange({ ...change, template: shelf.shipped }, request);
  return {
    needs: verdict.kind === 'lacking' ? [...verdict.needs] : [],
    endsAt: verdict.kind === 'allowed' ? verdict.untilAt : null,
  };
}

function diffOf(base: Plan, next: Plan): PlanDiff {
  return differencesOf(base, next).map(({ path, from, to, direction }) => {
    return { path, from: wordOf(from), to: wordOf(to), direction };
  });
}

function wordOf(value: RuleValue | null): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? value.join(', ') : String(value);
}
