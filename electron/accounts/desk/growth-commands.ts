import type { ProcedureInput } from '../../contract/procedures.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { Limit } from '../standing/condition.ts';
import { nextUnblock } from '../standing/re-onboarding.ts';
import { dayMs, dayOf, type Day } from '../standing/calendar-day.ts';
import type { StoredSignal } from '../store/fact-store.ts';
import { record, refuse, supervisorOf, type AccountGround } from './account-ground.ts';
import type { AccountState } from './account-book.ts';
import { entered, enteredNow } from './entries.ts';
import { isTimeUnknown, timeOf } from './timed-entry.ts';

/** How late something may be entered that was seen earlier. */
const reportedLateDays = 30;

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
