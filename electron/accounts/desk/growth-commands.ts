import type { ProcedureInput } from '../../contract/procedures.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import { isOfStay } from '../standing/checklist.ts';
import type { Limit } from '../standing/condition.ts';
import { nextUnblock } from '../standing/re-onboarding.ts';
import { dayMs, dayOf, daysBetween, type Day } from '../standing/calendar-day.ts';
import type { PlanTask } from '../plans/plan.ts';
import type { StoredSignal } from '../store/fact-store.ts';
import { findState, record, refuse, sayerOf, supervisorOf, type AccountGround, type Sayer } from './account-ground.ts';
import type { AccountState } from './account-book.ts';
import { isTimeUnknown, timeOf } from './timed-entry.ts';

/** How late something may be entered that was seen earlier. */
const reportedLateDays = 30;

/** How many days after its day a task may be ticked by anybody: who ticks it later was not there. */
const tickedLateDays = 2;

/**
 * A task of the stage that the account is in was done, today or on one of the last days. A checklist is not filled in afterwards: an
 * older day takes a supervisor.
 */
export function tick(
  ground: AccountGround,
  { accountId, taskId, day, proof }: ProcedureInput<'accounts.tick'>,
): Outcome<null> {
  const who = enteredNow(ground, accountId);
  if (!who.ok) return who;
  const { state, sayer } = who.value;
  const now = ground.time.now();
  const { stageId } = state.standing;
  const task = state.plan.stages.find(({ id }) => id === stageId)?.tasks.find(({ id }) => id === taskId);
  if (state.isPractice || task === undefined) return refuse('taskId', 'task-of-stage', { stageId });
  const problem = tickProblem(task, day ?? dayOf(now), { proof, today: dayOf(now) });
  if (problem !== null) return problem;
  const lateDays = daysBetween(day ?? dayOf(now), dayOf(now));
  const permitted = lateDays > tickedLateDays ? oldTick(ground, sayer, lateDays) : who;
  if (!permitted.ok) return permitted;
  const what = { stageId, taskId, day: day ?? dayOf(now), at: now, by: sayer.name, proof };
  const params = { stageId, taskId, day: what.day, hasProof: proof !== null, lateDays };
  return record(ground, accountId, { action: 'accounts.tick', params }, () => {
    ground.facts.tick(accountId, what);
    return null;
  });
}

function oldTick(ground: AccountGround, { isSupervisor }: Sayer, lateDays: number): Outcome<Sayer> {
  const limits = { days: tickedLateDays, supervisorDays: reportedLateDays };
  if (!isSupervisor || lateDays > reportedLateDays) return refuse('day', 'ticked-lately', limits);
  return supervisorOf(ground);
}

function tickProblem(
  task: PlanTask,
  day: Day,
  { proof, today }: { readonly proof: string | null; readonly today: Day },
): Outcome<never> | null {
  if (daysBetween(day, today) < 0) return refuse('day', 'not-ahead', { today });
  if (task.proof !== undefined && (proof ?? '').trim() === '')
    return refuse('proof', 'proof-needed', { proof: task.proof });
  return null;
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
  if (isOld && (reason ?? '').trim() === '') return refuse('reason', 'reason-needed');
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
  const { standing, isPractice, record: own } = found.value.state;
  if (isPractice || own.fields.startedOn === null) return refuse('accountId', 'under-a-plan');
  if (standing.stageId !== stageId) return refuse('stageId', 'present-stage', { stageId: standing.stageId });
  const others = standing.missing.filter(({ kind }) => kind !== 'sign-off').map(({ path }) => path);
  const params = { stageId, missing: others.join(', ').slice(0, 400) };
  return record(ground, accountId, { action: 'accounts.signOff', params }, () => {
    ground.facts.signOff(accountId, { stageId, at: ground.time.now(), by: sayer.value.name });
    return null;
  });
}

/** An operator saw a prompt, a restriction or a complaint. What the console finds out itself is not entered by hand. */
export function reportSignal(
  ground: AccountGround,
  { accountId, signalId, tool, at, note }: ProcedureInput<'accounts.reportSignal'>,
): Outcome<{ signalRowId: number }> {
  const who = entered(ground, accountId);
  if (!who.ok) return who;
  const { state, sayer } = who.value;
  const now = ground.time.now();
  const isUntimed = isTimeUnknown(ground.time) && (at === null || at > now);
  const seenAt = isUntimed ? now : (at ?? now);
  const signal = state.plan.health.signals.find(({ id }) => id === signalId);
  if (signal === undefined || signal.to === 'hold') return refuse('signalId', 'reportable');
  if (seenAt > now || seenAt < now - reportedLateDays * dayMs) return refuse('at', 'seen-lately');
  if (signal.scope.kind === 'same-tool' && tool === null) return refuse('tool', 'tool-needed');
  const params = { signalId, tool: tool ?? '', at: seenAt, note };
  const row = { signalId, tool, at: seenAt, source: 'operator', reportedBy: sayer.name, note } as const;
  return record(ground, accountId, { action: 'accounts.reportSignal', params }, () => {
    if (isUntimed) ground.untimed.note(ground, accountId, { what: 'signal', wroteAt: seenAt });
    return { signalRowId: ground.facts.addSignal(accountId, row) };
  });
}

/**
 * A person's word that what the signal asks for has been seen to. What suspends is ended by a supervisor alone, who writes down why: it is
 * the gravest of all, and weaker than the raising of a cap it must not be.
 */
export function closeSignal(
  ground: AccountGround,
  { accountId, signalRowId, cause }: ProcedureInput<'accounts.closeSignal'>,
): Outcome<null> {
  const who = enteredNow(ground, accountId);
  if (!who.ok) return who;
  const { state, sayer } = who.value;
  const signal = state.record.facts.signals.find((one) => one.signalRowId === signalRowId);
  if (signal === undefined) return refuse('signalRowId', 'known-signal');
  const limits = limitsBy(signal, state);
  if (limits.length === 0) return refuse('signalRowId', 'open-signal');
  const isSuspended = limits.some(({ effect }) => effect === 'suspended');
  // A supervisor's word counts as one, and so it must be his.
  const proven = isSuspended || sayer.isSupervisor ? supervisorOf(ground) : who;
  if (!proven.ok) return proven;
  if (isSuspended && (cause ?? '').trim() === '') return refuse('cause', 'cause-needed');
  const closing = { at: ground.time.now(), by: sayer.name, isSupervisor: sayer.isSupervisor, cause };
  const params = { signalId: signal.signalId, isSupervisor: sayer.isSupervisor, cause: cause ?? '' };
  return record(ground, accountId, { action: 'accounts.closeSignal', params }, () => {
    ground.facts.closeSignal(signalRowId, closing);
    return null;
  });
}

/** How it still restricts the account; once it does not, a later word cannot make it have lasted longer than it did. */
function limitsBy({ signalId, at }: StoredSignal, { standing }: AccountState): readonly Limit[] {
  return standing.limits.filter((limit) => limit.signalId === signalId && limit.sinceAt === at);
}

/** The account begins anew, as the plan says for what happened. */
export function restart(
  ground: AccountGround,
  { accountId, event }: ProcedureInput<'accounts.restart'>,
): Outcome<null> {
  const who = enteredNow(ground, accountId);
  if (!who.ok) return who;
  const { state, sayer } = who.value;
  if (state.isPractice) return refuse('accountId', 'under-a-plan');
  const known = event === 'unblock' ? nextUnblock(state.record.facts.restarts) : event;
  return record(ground, accountId, { action: 'accounts.restart', params: { event: known } }, () => {
    ground.facts.restart(accountId, { event: known, at: ground.time.now(), by: sayer.name });
    return null;
  });
}

/**
 * What people write down about it. Other hands are an event of the plan: the account begins anew as the plan says; that the
 * same person was misspelt is a supervisor's to say. The day of its
 * start is corrected by a supervisor only, who says why.
 */
export function setFields(ground: AccountGround, input: ProcedureInput<'accounts.setFields'>): Outcome<null> {
  const { accountId, custodian, team, notes, startedOn, reason = null, isSpelling = false } = input;
  const who = entered(ground, accountId);
  if (!who.ok) return who;
  const { state, sayer } = who.value;
  const { fields } = state.record;
  const now = ground.time.now();
  const started = startProblem(ground, fields.startedOn, input);
  if (started !== null) return started;
  const isRenamed = fields.custodian !== '' && custodian !== fields.custodian && !state.isPractice;
  const spelt = isRenamed && isSpelling ? supervisorOf(ground) : who;
  if (!spelt.ok) return spelt;
  const isHandedOver = isRenamed && !isSpelling;
  const isTimed = isHandedOver || startedOn !== fields.startedOn;
  const timed = isTimed ? timeOf(ground) : succeed(null);
  if (!timed.ok) return timed;
  const words = { custodian, team, startedOn: startedOn ?? '', before: fields.custodian, reason: reason ?? '' };
  const params = { ...words, isHandedOver, isSpelling };
  return record(ground, accountId, { action: 'accounts.setFields', params }, () => {
    ground.fields.set(accountId, { custodian, team, notes, startedOn }, { at: now, by: sayer.name });
    if (isHandedOver && fields.startedOn !== null)
      ground.facts.restart(accountId, { event: 'custodian-change', at: now, by: sayer.name });
    return null;
  });
}

/** Why the day of the start cannot be that; null where it stays, or may be corrected. */
function startProblem(
  ground: AccountGround,
  before: Day | null,
  { startedOn, reason }: ProcedureInput<'accounts.setFields'>,
): Outcome<never> | null {
  if (startedOn === before) return null;
  if (before === null || startedOn === null) return refuse('startedOn', 'set-by-plan');
  const permitted = supervisorOf(ground);
  if (!permitted.ok) return permitted;
  if (startedOn > dayOf(ground.time.now())) return refuse('startedOn', 'not-ahead');
  return (reason ?? '').trim() === '' ? refuse('reason', 'reason-needed') : null;
}

function entered(
  ground: AccountGround,
  accountId: string,
): Outcome<{ readonly state: AccountState; readonly sayer: Sayer }> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const state = findState(ground, accountId);
  return state.ok ? succeed({ state: state.value, sayer: sayer.value }) : state;
}

/** As `entered`, for what is noted as of this moment; practice goes by no day. */
function enteredNow(ground: AccountGround, accountId: string): ReturnType<typeof entered> {
  const who = entered(ground, accountId);
  if (!who.ok || who.value.state.isPractice) return who;
  const timed = timeOf(ground);
  return timed.ok ? who : timed;
}
