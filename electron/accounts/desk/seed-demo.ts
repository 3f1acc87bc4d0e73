import { fail, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput } from '../../contract/procedures.ts';
import { findState, record, sayerOf, type AccountGround } from './account-ground.ts';
import { factsAtStage } from './demo-facts.ts';

/** Writes the history of an account that has come to a stage, so that the desk can be shown with accounts in all of them. */
export function seedDemo(
  ground: AccountGround,
  { accountId, stageId }: ProcedureInput<'accounts.seedDemo'>,
): Outcome<null> {
  const sayer = sayerOf(ground);
  if (!sayer.ok) return sayer;
  const found = findState(ground, accountId);
  if (!found.ok) return found;
  const phoneId = ground.accounts.phoneOf(accountId);
  if (phoneId === null || ground.isVirtual(phoneId) !== true || !found.value.isPractice)
    return fail('demo-only', 'only an account on a virtual phone that has no plan yet', { accountId });
  const { shelf, plans, facts, fields, time } = ground;
  const now = time.now();
  const story = factsAtStage(shelf.shipped, stageId, now);
  return record(ground, accountId, { action: 'accounts.seedDemo', params: { stageId } }, () => {
    const planTextId = plans.keepText(shelf.shippedText);
    plans.addPlan({ accountId, planTextId, at: now, by: sayer.value.name, reason: null, untilAt: null });
    const word = { at: now, by: sayer.value.name };
    fields.set(accountId, { ...found.value.record.fields, startedOn: story.startedOn }, word);
    for (const tick of story.tasks) facts.tick(accountId, tick);
    for (const signOff of story.signOffs) facts.signOff(accountId, signOff);
    return null;
  });
}
