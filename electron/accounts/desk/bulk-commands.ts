import type { BulkAct } from '../../contract/account-bulk.ts';
import { fail, succeed, type Outcome } from '../../contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '../../contract/procedures.ts';
import { dayOf } from '../standing/calendar-day.ts';
import type { AccountState } from './account-book.ts';
import { findState, refuse, sayerOf, supervisorOf, type AccountGround, type Sayer } from './account-ground.ts';
import { checklistAt } from './board.ts';
import { judgeSignOff, judgeTick, lateDaysOf, signOff, takesSupervisor, tick } from './checklist-commands.ts';
import { timeOf } from './timed-entry.ts';
import { Turns } from './turns.ts';

type Order = ProcedureInput<'accounts.bulk'>;
type Row = Order['accounts'][number];
type Tick = Extract<BulkAct, { kind: 'tick' }>;

/** For which accounts it would be entered by whoever works now, and what the task asks of each. */
export async function previewBulk(
  ground: AccountGround,
  { act, accounts }: Order,
): Promise<ProcedureOutput<'accounts.previewBulk'>> {
  const turns = new Turns();
  const rows: ProcedureOutput<'accounts.previewBulk'>['rows'] = [];
  for (const row of onceEach(accounts)) {
    await turns.yield();
    const judged = judge(ground, act, row);
    rows.push({
      accountId: row.accountId,
      fault: judged.ok ? null : judged.error,
      proof: askedProof(ground, act, row),
    });
  }
  return { rows };
}

/**
 * Enters it for each account by itself, in the name of whoever began: an account that refuses is told with why, and keeps nothing from the
 * others. Whoever lacks the right to any of it is refused as a whole.
 */
export async function runBulk(
  ground: AccountGround,
  { act, accounts }: Order,
  signal: AbortSignal,
): Promise<Outcome<ProcedureOutput<'accounts.bulk'>>> {
  const sayer = asksSupervisor(ground, act) ? supervisorOf(ground) : sayerOf(ground);
  if (!sayer.ok) return sayer;
  const turns = new Turns();
  const rows: ProcedureOutput<'accounts.bulk'>['rows'] = [];
  for (const row of onceEach(accounts)) {
    await turns.yield();
    const entered = stopped(ground, sayer.value, signal) ?? enter(ground, act, row);
    rows.push({ accountId: row.accountId, fault: entered.ok ? null : entered.error });
  }
  note(ground, act, rows);
  return succeed({ rows });
}

/** The last word on an account is the one that counts. */
function onceEach(accounts: readonly Row[]): Iterable<Row> {
  return new Map(accounts.map((row) => [row.accountId, row])).values();
}

function asksSupervisor({ time }: AccountGround, act: BulkAct): boolean {
  return act.kind === 'sign-off' || takesSupervisor(lateDaysOf(act.day, time.now()));
}

/** The page is gone, or somebody else works by now: nobody answers for what is left. */
function stopped(ground: AccountGround, { name }: Sayer, signal: AbortSignal): Outcome<never> | null {
  if (signal.aborted) return fail('aborted', 'the order was given up');
  const present = sayerOf(ground);
  if (!present.ok) return present;
  return present.value.name === name ? null : fail('operator-required', 'somebody else works by now');
}

function enter(ground: AccountGround, act: BulkAct, row: Row): Outcome<null> {
  const judged = judge(ground, act, row);
  if (!judged.ok) return judged;
  const { accountId, stageId, proof } = row;
  if (act.kind === 'sign-off') return signOff(ground, { accountId, stageId });
  const { taskId, day, note: words } = act;
  return tick(ground, { accountId, taskId, day, proof, note: words });
}

function judge(ground: AccountGround, act: BulkAct, row: Row): Outcome<unknown> {
  const found = findState(ground, row.accountId);
  if (!found.ok) return found;
  const { value: state } = found;
  if (state.isPractice || state.record.fields.startedOn === null) return refuse('accountId', 'under-a-plan');
  const timed = timeOf(ground);
  if (!timed.ok) return timed;
  return act.kind === 'tick' ? judgeOwnTick(ground, state, { act, row }) : judgeOwnSignOff(ground, state, row);
}

function judgeOwnTick(
  ground: AccountGround,
  state: AccountState,
  { act, row }: { readonly act: Tick; readonly row: Row },
): Outcome<unknown> {
  if (isTicked(ground, state, act)) return refuse('taskId', 'already-ticked', { taskId: act.taskId });
  const sayer = sayerOf(ground);
  const isSupervisor = sayer.ok && sayer.value.isSupervisor;
  return judgeTick(state, { ...act, proof: row.proof }, { now: ground.time.now(), isSupervisor });
}

/** It is done as it stands today, or was ticked for that very day. */
function isTicked(ground: AccountGround, state: AccountState, { taskId, day }: Tick): boolean {
  const today = dayOf(ground.time.now());
  const item = checklistAt(ground, state).find(({ task }) => task.id === taskId);
  if (day === null || day === today) return item?.state === 'done';
  const { stageId } = state.standing;
  return state.record.facts.tasks.some((one) => one.taskId === taskId && one.stageId === stageId && one.day === day);
}

function judgeOwnSignOff(ground: AccountGround, state: AccountState, { stageId }: Row): Outcome<unknown> {
  const right = supervisorOf(ground);
  if (!right.ok && !isAskedLater(right.error.code)) return right;
  const judged = judgeSignOff(state, stageId);
  if (!judged.ok) return judged;
  const isOpen = state.standing.missing.some(({ kind }) => kind === 'sign-off');
  return isOpen ? succeed(null) : refuse('stageId', 'sign-off-open', { stageId });
}

/** Who works, and that a supervisor is at the desk, is asked once it comes to it. */
function isAskedLater(code: string): boolean {
  return code === 'operator-required' || code === 'supervisor-pin-required';
}

function askedProof(ground: AccountGround, act: BulkAct, { accountId }: Row): string | null {
  const found = findState(ground, accountId);
  if (act.kind !== 'tick' || !found.ok) return null;
  const { plan, standing } = found.value;
  const stage = plan.stages.find(({ id }) => id === standing.stageId);
  return stage?.tasks.find(({ id }) => id === act.taskId)?.proof ?? null;
}

/** One line for the order as a whole, beside those of the accounts; none where nothing came of it. */
function note(ground: AccountGround, act: BulkAct, rows: ProcedureOutput<'accounts.bulk'>['rows']): void {
  const refusedCount = rows.filter(({ fault }) => fault !== null).length;
  const doneCount = rows.length - refusedCount;
  if (doneCount === 0) return;
  const taskId = act.kind === 'tick' ? act.taskId : '';
  const params = { act: act.kind, taskId, doneCount, refusedCount };
  ground.store.write(() => ground.audit.append({ action: 'accounts.bulk', subject: null, params }));
}
