import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput } from '../../contract/procedures.ts';
import { longestCountDays } from '../plans/plan.ts';
import { dayMs } from '../standing/calendar-day.ts';
import type { HandAct } from '../store/hand-log.ts';
import { findState, refuse, sayerOf, type AccountGround } from './account-ground.ts';
import { timeOf } from './timed-entry.ts';

/**
 * Notes what a person did without the console: it counts as any other act. A mistake is corrected by another row, which counts
 * in its place; one of amount 0 takes the act back.
 */
export function logAct(
  ground: AccountGround,
  { accountId, action, groupId, at, amount, note, corrects }: ProcedureInput<'accounts.logAct'>,
): Outcome<{ handActId: number }> {
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
  const groupViewId = groupId === null ? null : (ground.groups().idsOf(groupId).viewIds[0] ?? null);
  const row = { accountId, action, groupId, groupViewId, at: doneAt, amount, note, corrects };
  const params = { actedAs: action, groupId: groupId ?? '', at: doneAt, amount, corrects };
  // Where the account stands does not follow from what was done: nothing has to be found out anew before the next act.
  const logged = ground.store.write(() => {
    const whole = { ...row, loggedBy: sayer.value.name, loggedAt: now };
    ground.custody?.countAct(doneAt);
    ground.audit.append({ action: 'accounts.logAct', subject: accountId, params });
    return { ...whole, handActId: ground.handLog.add(whole) };
  });
  if (!logged.ok) return logged;
  // The act is done and noted whatever comes of this; the next act that is let through seals this one as well.
  ground.custody?.seal();
  count(ground, former.value, logged.value);
  return succeed({ handActId: logged.value.handActId });
}

function correctable({ handLog }: AccountGround, accountId: string, handActId: number): Outcome<HandAct> {
  const former = handLog.get(handActId);
  if (former === null || former.accountId !== accountId) return refuse('corrects', 'known-act');
  return handLog.isCorrected(handActId) ? refuse('corrects', 'last-correction') : succeed(former);
}

/** Whatever was held because of it may be open now. */
function count(ground: AccountGround, former: HandAct | null, act: HandAct): void {
  const usage = ground.usage();
  if (former !== null) usage.removeHandAct(former);
  if (act.amount > 0) usage.addHandAct(act);
  ground.changes.emit(act.accountId);
}
