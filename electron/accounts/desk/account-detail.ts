import type { AccountDetail, TimelineEntry } from '../../contract/account-plans.ts';
import type { Account } from '../../contract/accounts.ts';
import { gateCodes } from '../../contract/job-codes.ts';
import { actionIds } from '../../contract/plan-ids.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { Plan } from '../plans/plan.ts';
import type { ChecklistItem } from '../standing/checklist.ts';
import type { Limit } from '../standing/condition.ts';
import { planAt } from '../store/plan-store.ts';
import type { StoredSignal, StoredTick } from '../store/fact-store.ts';
import type { HandAct } from '../store/hand-log.ts';
import type { AccountState } from './account-book.ts';
import type { AccountGround } from './account-ground.ts';
import { cardOf, checklistAt, movesLately } from './board.ts';
import { budgetViews, gateView, nextAct } from './gate-views.ts';

const shownActs = 200;
const shownEntries = 400;

/** What jobs did through an account, and what the gate held of it. */
export class JobTimeline {
  readonly #acts: Statement<[string, number], { at: number; name: string; state: string }>;
  readonly #held: Statement<[string, number], { at: number; name: string; code: string }>;

  constructor(store: Store) {
    this.#acts = store.prepare(`SELECT m.at, i.name, a.state FROM commitMark m JOIN jobAttempt a USING (attemptId)
      JOIN jobItem i USING (itemId) WHERE i.accountId = ? ORDER BY m.at DESC LIMIT ?`);
    const codes = gateCodes.map((code) => `'${code}'`).join(', ');
    this.#held = store.prepare(`SELECT changedAt AS at, name, code FROM jobItem
      WHERE accountId = ? AND code IN (${codes}) ORDER BY changedAt DESC LIMIT ?`);
  }

  of(accountId: string): TimelineEntry[] {
    const acts = this.#acts.all(accountId, shownActs).map(({ at, name, state }) => {
      return { at, kind: 'job-act', what: state, by: '', text: name } as const;
    });
    const held = this.#held.all(accountId, shownActs).map(({ at, name, code }) => {
      return { at, kind: 'held', what: code, by: '', text: name } as const;
    });
    return [...acts, ...held];
  }
}

export function detailOf(
  ground: AccountGround,
  account: Account,
  state: AccountState,
  jobs: JobTimeline,
): AccountDetail {
  const { record, plan, standing, loosenings } = state;
  const { accountId } = account;
  const handLog = ground.handLog.ofAccount(accountId, shownActs);
  const isGiven = planAt(record.plans, ground.time.now()) !== null;
  return {
    now: ground.time.now(),
    account,
    card: cardOf(ground, account, state, movesLately(ground, accountId)),
    byHand: byHandOf(ground, account, state),
    notes: record.fields.notes,
    plan: { planId: plan.planId, version: plan.version, title: plan.title, isGiven },
    limits: standing.limits.map(limitView),
    loweredUntilAt: standing.loweredUntilAt,
    nextChangeAt: standing.nextChangeAt,
    checklist: checklistAt(ground, state).map((item) => itemView(item, record.facts.tasks)),
    taskNames: taskNamesOf(plan),
    signals: record.facts.signals.map((signal) => signalView(signal, standing.limits)),
    loosenings: loosenings.map(({ path, value, reason, supervisor, startsAt, untilAt }) => {
      return { path, value, reason, supervisor, startsAt, untilAt };
    }),
    handLog: handLog.map(({ accountId: _own, groupViewId: _view, ...act }) => act),
    timeline: timelineOf(ground, state, [...jobs.of(accountId), ...handLog.map(handEntry)]),
  };
}

function byHandOf(ground: AccountGround, account: Account, state: AccountState): AccountDetail['byHand'] {
  const own = actionIds.filter((action) => state.plan.actions[action].execution === 'human_only');
  const questions = own.map((action) => nextAct(ground, account, state, action));
  return { budgets: state.isPractice ? [] : questions.flatMap(budgetViews), gate: questions.map(gateView) };
}

function taskNamesOf({ stages }: Plan): AccountDetail['taskNames'] {
  return Object.fromEntries(stages.flatMap(({ tasks }) => tasks.map(({ id, zh, en }) => [id, { zh, en }] as const)));
}

export function limitView({
  signalId,
  scope,
  effect,
  path,
  sinceAt,
  untilAt,
  recover,
}: Limit): AccountDetail['limits'][number] {
  const actions = scope === 'all' ? null : [...scope];
  return { signalId, actions, effect, path, sinceAt, untilAt, needs: recover.map(({ kind }) => kind) };
}

function itemView(
  { task, stageId, state, dueOn, tick }: ChecklistItem,
  ticks: readonly StoredTick[],
): AccountDetail['checklist'][number] {
  const { id: taskId, zh, en, frequency, isRequired, proof } = task;
  const own =
    tick === null
      ? undefined
      : ticks.find(({ at, day, taskId: id }) => id === taskId && at === tick.at && day === tick.day);
  return {
    taskId,
    stageId,
    text: { zh, en },
    frequency,
    isRequired,
    proof: proof ?? null,
    state,
    dueOn,
    tick: own === undefined ? null : { tickId: own.tickId, day: own.day, at: own.at, by: own.by, proof: own.proof },
  };
}

function signalView(signal: StoredSignal, limits: readonly Limit[]): AccountDetail['signals'][number] {
  const isOpen = limits.some(({ signalId, sinceAt }) => signalId === signal.signalId && sinceAt === signal.at);
  return { ...signal, isOpen };
}

function handEntry({ at, action: what, loggedBy: by, note: text }: HandAct): TimelineEntry {
  return { at, kind: 'hand-act', what, by, text };
}

/** Newest first. */
function timelineOf(
  { fields }: AccountGround,
  { record: { accountId, facts, plans }, loosenings }: AccountState,
  acts: readonly TimelineEntry[],
): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...acts,
    ...plans.map(({ at, by, reason }) => ({ at, kind: 'plan' as const, what: '', by, text: reason ?? '' })),
    ...facts.signOffs.map(({ at, by, stageId: what }) => ({ at, kind: 'sign-off' as const, what, by, text: '' })),
    ...facts.tasks.map(({ at, by, taskId: what, proof }) => ({
      at,
      kind: 'tick' as const,
      what,
      by,
      text: proof ?? '',
    })),
    ...facts.signals.flatMap(signalEntries),
    ...facts.restarts.map(({ at, by, event: what }) => ({ at, kind: 'restart' as const, what, by, text: '' })),
    ...loosenings.map(({ startsAt: at, supervisor: by, path: what, reason: text }) => {
      return { at, kind: 'loosening' as const, what, by, text };
    }),
    ...fields.movesOf(accountId).map(({ at, toPhoneId }) => {
      return { at, kind: 'move' as const, what: toPhoneId ?? '', by: '', text: '' };
    }),
  ];
  return entries.toSorted((one, other) => other.at - one.at).slice(0, shownEntries);
}

function signalEntries({ at, signalId: what, reportedBy: by, note: text, closing }: StoredSignal): TimelineEntry[] {
  const seen: TimelineEntry = { at, kind: 'signal', what, by, text };
  if (closing === null) return [seen];
  return [seen, { at: closing.at, kind: 'signal-closed', what, by: closing.by, text: closing.cause ?? '' }];
}
