import type { CalendarEvent, CalendarRow } from '../../contract/account-calendar.ts';
import type { Rest } from '../../contract/rests.ts';
import type { Account } from '../../contract/accounts.ts';
import type { ProcedureOutput } from '../../contract/procedures.ts';
import { outlookOf, type DayOutlook, type ForeseenState } from '../calendar/day-outlook.ts';
import { eventsOf, type EndingRule } from '../calendar/outlook-events.ts';
import { closedSpansOf, stageSpansOf } from '../calendar/outlook-spans.ts';
import type { ActQuestion } from '../gate/act-question.ts';
import { looseningEnd } from '../gate/numbers-in-force.ts';
import { actionIds, type ActionId } from '../plans/plan.ts';
import { addDays, dayOf, startOfDay } from '../standing/calendar-day.ts';
import { checklistOf } from '../standing/checklist.ts';
import type { ForeseenAccount, Foresight } from './account-book.ts';
import type { AccountGround } from './account-ground.ts';
import { laterActs, nextAct } from './gate-views.ts';
import type { JobPlans } from './job-plans.ts';
import { restsOf } from './rests.ts';
import { toldAct, type AskedAct } from './told-act.ts';
import { Turns } from './turns.ts';

type Calendar = ProcedureOutput<'accounts.calendar'>;

/** What the next days bring to all accounts: by their standing and the gate, as they would be on each of these days. */
export async function calendarOf(ground: AccountGround, jobs: JobPlans, days: number): Promise<Calendar> {
  const now = ground.time.now();
  const today = dayOf(now);
  const planned = jobs.byAccount(now);
  const turns = new Turns();
  const shared = new SharedParts();
  const rows: CalendarRow[] = [];
  for (const accountId of ground.accounts.ids()) {
    await turns.yield();
    const account = ground.accounts.get(accountId);
    if (account === null) continue;
    const foresight = foresightOf(ground, account, { fromAt: now, endAt: startOfDay(addDays(today, days)) });
    if (foresight === null) continue;
    const foreseen = (at: number): ForeseenState => foreseenState(ground, account, foresight, { at, now });
    const outlook = await turns.through(outlookOf(foreseen, actionIds, { now, days }));
    const state = foresight.stateAt(now);
    rows.push(rowOf(account, state, { outlook, jobs: planned.get(account.accountId) ?? [], shared, now }));
  }
  return {
    now,
    timeZone: ground.shelf.shipped.counting.timeZone,
    days: Array.from({ length: days }, (_none, ahead) => addDays(today, ahead)),
    restPlans: shared.restPlans,
    tasks: shared.tasks,
    rows,
  };
}

function foresightOf(
  { book, isVirtual }: AccountGround,
  { accountId, phoneId }: Account,
  span: { readonly fromAt: number; readonly endAt: number },
): Foresight | null {
  return book.foresight(accountId, phoneId !== null && isVirtual(phoneId) === true, span);
}

/** The account as the calendar looks at it at an instant. */
function foreseenState(
  ground: AccountGround,
  account: Account,
  { stateAt, ahead }: Foresight,
  { at, now }: { readonly at: number; readonly now: number },
): ForeseenState {
  const state = stateAt(at);
  const { standing, facts, plan, isPractice } = state;
  const asked = (action: ActionId): AskedAct => {
    const question = nextAct(ground, account, state, { action, now: at });
    return { state: { ...state, ahead }, question, later: laterActs(ground, account, { ahead, action }) };
  };
  // An account on no phone stays there until somebody does something.
  const isAsNow = at === now || account.phoneId === null;
  return {
    standing,
    checklist: isPractice ? [] : checklistOf(facts, plan, at),
    toldOf: (action) => toldAct(ground, isAsNow ? asked(action) : onFitPhone(asked(action))),
  };
}

/** Of a phone's faults nobody knows whether they stay. */
function onFitPhone({ question, later, ...asked }: AskedAct): AskedAct {
  const phone = { isHealthy: true, faults: [] };
  const laterOnIt = (after: number): ActQuestion | null => {
    const then = later(after);
    return then === null ? null : { ...then, phone };
  };
  return { ...asked, question: { ...question, phone }, later: laterOnIt };
}

/** What many accounts have in common is told once. */
class SharedParts {
  readonly restPlans: Rest[][] = [];
  readonly tasks: Calendar['tasks'] = {};
  readonly #places = new Map<string, number>();

  /** The place of the plan's rests. */
  add({ plan, isPractice }: ForeseenAccount): number {
    for (const { id, zh, en } of isPractice ? [] : plan.stages.flatMap(({ tasks }) => tasks))
      this.tasks[id] = { zh, en };
    const rests = restsOf(plan);
    const key = JSON.stringify(rests);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.restPlans.push(rests) - 1);
    return this.restPlans.length - 1;
  }
}

interface RowGround {
  readonly outlook: readonly DayOutlook[];
  readonly jobs: readonly CalendarEvent[];
  readonly shared: SharedParts;
  readonly now: number;
}

function rowOf(account: Account, state: ForeseenAccount, { outlook, jobs, shared, now }: RowGround): CalendarRow {
  const { plan, isPractice } = state;
  const last = outlook.at(-1)?.day ?? '';
  const events = eventsOf(outlook, plan, isPractice ? [] : endingsOf(state, now));
  return {
    ...whoseOf(account, state),
    stages: stageSpansOf(outlook),
    closed: closedSpansOf(outlook, actionIds),
    events: [...events, ...jobs.filter(({ on }) => on <= last)].toSorted(byTime),
    restPlan: shared.add(state),
  };
}

/** What of an account tells it from others. */
export function whoseOf(
  { accountId, phoneId, nickname }: Account,
  { record, isPractice }: Pick<ForeseenAccount, 'record' | 'isPractice'>,
) {
  const { custodian, team, startedOn } = record.fields;
  return { accountId, phoneId, nickname, custodian, team, isPractice, startedOn };
}

function endingsOf({ record, loosenings, plan }: ForeseenAccount, now: number): EndingRule[] {
  const raised = loosenings.map((loosening) => {
    return { kind: 'loosening-ends', what: loosening.path, at: looseningEnd(loosening, plan) } as const;
  });
  const given = record.plans.flatMap(({ untilAt }) => {
    return untilAt === null ? [] : [{ kind: 'plan-ends', what: '', at: untilAt } as const];
  });
  return [...raised, ...given].filter(({ at }) => at > now);
}

function byTime(one: CalendarEvent, other: CalendarEvent): number {
  if (one.on !== other.on) return one.on < other.on ? -1 : 1;
  return (one.at ?? 0) - (other.at ?? 0);
}
