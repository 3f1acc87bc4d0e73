import type { ActionId } from '../plans/plan.ts';
import { groupActionIds } from '../plans/plan-ids.ts';
import { namedGroupId } from '../people/name-key.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput } from '../../contract/procedures.ts';
import { weightOnGroup } from '../gate/usage-index.ts';
import { longestCountDays } from '../plans/plan.ts';
import { dayMs } from '../standing/calendar-day.ts';
import type { HandAct } from '../store/hand-log.ts';
import { findState, refuse, sayerOf, supervisorOf, type AccountGround } from './account-ground.ts';
import { timeOf } from './timed-entry.ts';

/** So long whoever logged an act puts it right alone: it might as well not have been logged yet. */
const slipMs = 10 * 60_000;

/** An act that is put further back than that says why. */
const explainedDays = 2;

/**
 * Notes what a person did without the console: it counts as any other act. A mistake is corrected by another row, which counts
 * in its place; one of amount 0 takes the act back. A correction that gives room back is a supervisor's.
 */
export function logAct(
  ground: AccountGround,
  input: ProcedureInput<'accounts.logAct'>,
): Outcome<{ handActId: number }> {
  const { accountId, action, at, amount, corrects } = input;
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const found = findState(ground, accountId);
  if (!found.ok) return found;
  const now = ground.time.now();
  const doneAt = at ?? now;
  // Whoever knows better than the desk says when it was.
  const timed = at !== null || found.value.isPractice ? succeed(null) : timeOf(ground);
  if (!timed.ok) return timed;
  // What is older counts nowhere any more.
  if (doneAt > now || doneAt < now - longestCountDays * dayMs) return refuse('at', 'done-lately');
  if (amount === 0 && corrects === null) return refuse('amount', 'something-done');
  const former = corrects === null ? succeed(null) : correctable(ground, accountId, corrects);
  if (!former.ok) return former;
  const { groupId, note } = placeOf(input);
  const permitted = correctionProblem(ground, former.value, { ...input, groupId, at: doneAt });
  if (permitted !== null) return permitted;
  if (groupId === null && amount > 0 && isInGroup(action)) return refuse('groupId', 'group-needed');
  const groupViewId = groupId === null ? null : (ground.groups().idsOf(groupId).viewIds[0] ?? null);
  const row = { accountId, action, groupId, groupViewId, at: doneAt, amount, note, corrects };
  const before = former.value?.amount ?? null;
  const params = { actedAs: action, groupId: groupId ?? '', at: doneAt, amount, corrects, before };
  // Where the account stands does not follow from what was done: nothing has to be found out anew before the next act.
  const logged = ground.store.write(() => {
    const whole = { ...row, loggedBy: sayer.value.name, loggedAt: now };
    ground.custody?.countAct(doneAt, weightOnGroup(amount));
    ground.audit.append({ action: 'accounts.logAct', subject: accountId, params });
    return { ...whole, handActId: ground.handLog.add(whole) };
  });
  if (!logged.ok) return logged;
  // The act is done and noted whatever comes of this; the next act that is let through seals this one as well.
  ground.custody?.seal();
  count(ground, former.value, logged.value);
  return succeed({ handActId: logged.value.handActId });
}

/** Acts of a group that is there already count for it, over all accounts. */
function isInGroup(action: ActionId): boolean {
  return groupActionIds.includes(action) && action !== 'group_create';
}

/**
 * A group that the console does not know is one by its name, and the note has that as it was written. Once a group of that name was read, the
 * act counts for it.
 */
function placeOf({
  groupId,
  groupName = null,
  note,
}: ProcedureInput<'accounts.logAct'>): Pick<HandAct, 'groupId' | 'note'> {
  const name = (groupName ?? '').trim();
  if (groupId !== null || name === '') return { groupId, note };
  return { groupId: namedGroupId(name), note: note === '' ? name : `${name} · ${note}` };
}

function correctable({ handLog }: AccountGround, accountId: string, handActId: number): Outcome<HandAct> {
  const former = handLog.get(handActId);
  if (former === null || former.accountId !== accountId) return refuse('corrects', 'known-act');
  return handLog.isCorrected(handActId) ? refuse('corrects', 'last-correction') : succeed(former);
}

type Correction = Pick<HandAct, 'action' | 'groupId' | 'at' | 'amount' | 'note'>;

/** What gives room back is a loosening, and a supervisor's; but for a slip of whoever logged it a moment ago. Null: it may be made. */
function correctionProblem(ground: AccountGround, former: HandAct | null, act: Correction): Outcome<never> | null {
  if (former === null) return null;
  const now = ground.time.now();
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const isSlip = former.loggedBy === sayer.value.name && now < former.loggedAt + slipMs;
  const permitted = isSlip || !freesRoom(former, act) ? sayer : supervisorOf(ground);
  if (!permitted.ok) return permitted;
  const isOld = act.amount > 0 && act.at < former.at && act.at < now - explainedDays * dayMs;
  return isOld && act.note.trim() === '' ? refuse('note', 'reason-needed') : null;
}

function freesRoom(former: HandAct, { action, groupId, at, amount }: Correction): boolean {
  return amount < former.amount || at < former.at || action !== former.action || groupId !== former.groupId;
}

/** Whatever was held because of it may be open now. */
function count(ground: AccountGround, former: HandAct | null, act: HandAct): void {
  const usage = ground.usage();
  if (former !== null) usage.removeHandAct(former);
  if (act.amount > 0) usage.addHandAct(act);
  ground.changes.emit(act.accountId);
}
