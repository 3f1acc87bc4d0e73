import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput } from '../../contract/procedures.ts';
import type { PlanTask } from '../plans/plan.ts';
import { dayOf, daysBetween, type Day } from '../standing/calendar-day.ts';
import { isOfStay } from '../standing/checklist.ts';
import type { AccountState } from './account-book.ts';
import { record, refuse, supervisorOf, type AccountGround } from './account-ground.ts';
import { entered, enteredNow } from './entries.ts';

/** How many days after its day a task may be ticked by anybody. */
const tickedLateDays = 2;

/** How many days after its day a supervisor may tick it. */
const supervisorLateDays = 30;

/** A tick as it would be noted. */
export interface JudgedTick {
  readonly task: PlanTask;
  readonly stageId: AccountState['standing']['stageId'];
  readonly day: Day;
  readonly lateDays: number;
}

type TickInput = Pick<ProcedureInput<'accounts.tick'>, 'taskId' | 'day' | 'proof'>;

/**
 * A task of the stage that the account is in was done, today or on one of the last days. A checklist is not filled in afterwards: an
 * older day takes a supervisor.
 */
export function tick(ground: AccountGround, input: ProcedureInput<'accounts.tick'>): Outcome<null> {
  const { accountId, taskId, proof } = input;
  const who = enteredNow(ground, accountId);
  if (!who.ok) return who;
  const { state, sayer } = who.value;
  const now = ground.time.now();
  const judged = judgeTick(state, input, { now, isSupervisor: sayer.isSupervisor });
  if (!judged.ok) return judged;
  const { stageId, day, lateDays } = judged.value;
  const permitted = takesSupervisor(lateDays) ? supervisorOf(ground) : who;
  if (!permitted.ok) return permitted;
  const note = written(input.note);
  const params = { stageId, taskId, day, hasProof: proof !== null, hasNote: note !== null, lateDays };
  return record(ground, accountId, { action: 'accounts.tick', params }, () => {
    ground.facts.tick(accountId, { stageId, taskId, day, at: now, by: sayer.name, proof, note });
    return null;
  });
}

/** Whether such a tick could be noted of the account, whoever gives it; that a supervisor is asked for the PIN again is told when it comes to it. */
export function judgeTick(
  state: AccountState,
  { taskId, day, proof }: TickInput,
  { now, isSupervisor }: { readonly now: number; readonly isSupervisor: boolean },
): Outcome<JudgedTick> {
  const { stageId } = state.standing;
  const task = state.plan.stages.find(({ id }) => id === stageId)?.tasks.find(({ id }) => id === taskId);
  if (state.isPractice || task === undefined) return refuse('taskId', 'task-of-stage', { stageId });
  const today = dayOf(now);
  const lateDays = lateDaysOf(day, now);
  if (lateDays < 0) return refuse('day', 'not-ahead', { today });
  if (task.proof !== undefined && written(proof) === null)
    return refuse('proof', 'proof-needed', { proof: task.proof });
  const limits = { days: tickedLateDays, supervisorDays: supervisorLateDays };
  if (lateDays > (isSupervisor ? supervisorLateDays : tickedLateDays)) return refuse('day', 'ticked-lately', limits);
  return succeed({ task, stageId, day: day ?? today, lateDays });
}

/** How many days after its day it is ticked; `day` null: today. */
export function lateDaysOf(day: Day | null, now: number): number {
  const today = dayOf(now);
  return daysBetween(day ?? today, today);
}

/** Who ticks it that late was not there: only a supervisor may. */
export function takesSupervisor(lateDays: number): boolean {
  return lateDays > tickedLateDays;
}

/** Null for what says nothing. */
function written(words: string | null | undefined): string | null {
  return (words ?? '').trim() === '' ? null : (words ?? '').trim();
}

/**
 * A tick was a mistake. Of a stage that was left it takes a supervisor and a reason: the account is in that stage again at once, and the task
 * can be done only anew.
 */
export function untick(
  ground: AccountGround,
  { accountId, tickId, reason = null }: ProcedureInput<'accounts.untick'>,
): Outcome<null> {
  const who = entered(ground, accountId);
  if (!who.ok) return who;
  const { state, sayer } = who.value;
  const known = state.record.facts.tasks.find((one) => one.tickId === tickId);
  if (known === undefined) return refuse('tickId', 'known-tick');
  const isOld = !isOfStay(known, state.standing);
  const permitted = isOld ? supervisorOf(ground) : who;
  if (!permitted.ok) return permitted;
  if (isOld && written(reason) === null) return refuse('reason', 'reason-needed');
  const params = { taskId: known.taskId, day: known.day, by: known.by, reason: reason ?? '' };
  return record(ground, accountId, { action: 'accounts.untick', params }, () => {
    ground.facts.withdrawTick(tickId, ground.time.now(), sayer.name);
    return null;
  });
}

/** A supervisor's yes to leaving the stage that the account is in. */
export function signOff(
  ground: AccountGround,
  { accountId, stageId }: ProcedureInput<'accounts.signOff'>,
): Outcome<null> {
  const sayer = supervisorOf(ground);
  if (!sayer.ok) return sayer;
  const found = enteredNow(ground, accountId);
  if (!found.ok) return found;
  const { state } = found.value;
  const judged = judgeSignOff(state, stageId);
  if (!judged.ok) return judged;
  const others = state.standing.missing.filter(({ kind }) => kind !== 'sign-off').map(({ path }) => path);
  const params = { stageId, missing: others.join(', ').slice(0, 400) };
  return record(ground, accountId, { action: 'accounts.signOff', params }, () => {
    ground.facts.signOff(accountId, { stageId, at: ground.time.now(), by: sayer.value.name });
    return null;
  });
}

/** Whether the account is in that stage, under a plan. */
export function judgeSignOff(
  { standing, isPractice, record: own }: AccountState,
  stageId: AccountState['standing']['stageId'],
): Outcome<null> {
  if (isPractice || own.fields.startedOn === null) return refuse('accountId', 'under-a-plan');
  return standing.stageId === stageId
    ? succeed(null)
    : refuse('stageId', 'present-stage', { stageId: standing.stageId });
}
