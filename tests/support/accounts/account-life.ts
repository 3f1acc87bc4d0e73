import type { ActionId, Plan, ReOnboardingEvent, SignalId, StageId } from '../../../electron/accounts/plans/plan.ts';
import { addDays, dayOf, startOfDay, type Day } from '../../../electron/accounts/standing/calendar-day.ts';
import type {
  AccountFacts,
  ActResult,
  Closing,
  Restart,
  SignalFact,
  SignOff,
  TaskTick,
} from '../../../electron/accounts/standing/facts.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';

export const firstDay: Day = '2026-03-02';

/** A moment as the clock on a wall in China shows it. */
export function china(text: string): number {
  return Date.parse(`${text}+08:00`);
}

/** So many days after `firstDay`, at a time of the day. */
export function onDay(count: number, time = '10:00'): number {
  return china(`${addDays(firstDay, count)}T${time}`);
}

export function signOff(stageId: StageId, at: number): SignOff {
  return { stageId, at, by: '班组长' };
}

export function tick(stageId: StageId, taskId: string, at: number, changes: Partial<TaskTick> = {}): TaskTick {
  return { stageId, taskId, at, day: dayOf(at), by: '小王', proof: null, ...changes };
}

export function seen(signalId: SignalId, at: number, changes: Partial<SignalFact> = {}): SignalFact {
  return { signalId, at, tool: null, closing: null, ...changes };
}

export function closed(at: number, changes: Partial<Closing> = {}): Closing {
  return { at, by: '小王', isSupervisor: false, cause: null, ...changes };
}

export function restart(event: ReOnboardingEvent, at: number): Restart {
  return { event, at, by: '班组长' };
}

/** As many results as given, a minute apart: `x` failed, anything else did not. */
export function results(action: ActionId, at: number, ends: string): ActResult[] {
  return Array.from(ends, (end, index) => ({ action, at: at + index * 60_000, isFailed: end === 'x' }));
}

/** An account that began on `firstDay` and nothing more. */
export function started(changes: Partial<AccountFacts> = {}): AccountFacts {
  return { startedOn: firstDay, signOffs: [], tasks: [], signals: [], restarts: [], results: [], ...changes };
}

/** One whose S0 was signed off on `firstDay`: account day N is `onDay(N)`. */
export function signedOff(changes: Partial<AccountFacts> = {}): AccountFacts {
  return started({ ...changes, signOffs: [signOff('S0', onDay(0)), ...(changes.signOffs ?? [])] });
}

/** What a diligent team does for so many days: every task ticked at ten, every stage signed off at eleven. */
export function diligent(plan: Plan, days: number, changes: Partial<AccountFacts> = {}): AccountFacts {
  const begun = started(changes);
  const tasks = [...begun.tasks];
  const signOffs = [...begun.signOffs];
  for (let day = firstDay; day < addDays(firstDay, days); day = addDays(day, 1)) {
    const at = startOfDay(day) + 10 * 3_600_000;
    const { stageId } = standingOf({ ...begun, tasks, signOffs }, plan, at);
    const stage = plan.stages.find(({ id }) => id === stageId);
    tasks.push(...(stage?.tasks ?? []).map(({ id }) => tick(stageId, id, at, { proof: '存档' })));
    signOffs.push(signOff(stageId, at + 3_600_000));
  }
  return { ...begun, tasks, signOffs };
}
