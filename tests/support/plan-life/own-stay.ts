import type { StageId } from '../../../electron/contract/plan-ids.ts';
import type { Deed } from './chronicle.ts';
import type { OwnSpan, SeenSignal } from './own-spans.ts';
import type { Sop } from './sop.ts';
import { midnightOf, shanghaiDay } from './true-days.ts';

/** Where an account has come to by its days, its checklists, its health and its sign-offs. */
export interface OwnStay {
  /** The stage, by its place in the plan. */
  readonly place: number;
  readonly stayFrom: number;
  /** Since it began, or began anew. */
  readonly walkFrom: number;
  /** The calendar day before account day 1; null until S0 was left. */
  readonly dayZero: number | null;
  /** Through this day it stays where it is. */
  readonly heldThrough: number;
}

/** It came to that stage yesterday. */
export function seededStay(sop: Sop, stageId: StageId, at: number): OwnStay {
  const place = placeOf(sop, stageId);
  const yesterday = shanghaiDay(at) - 1;
  const from = midnightOf(yesterday);
  const dayZero = place === 0 ? null : yesterday - (sop.stages[place]?.day_from ?? 0);
  return { place, stayFrom: from, walkFrom: from, dayZero, heldThrough: 0 };
}

export function placeOf(sop: Sop, stageId: string): number {
  return sop.stages.findIndex(({ id }) => id === stageId);
}

export function droppedStay(stay: OwnStay, at: number): OwnStay {
  const place = Math.max(0, stay.place - 1);
  return { ...stay, place, stayFrom: at, dayZero: place === 0 ? null : stay.dayZero };
}

/** It begins anew by the rule of that place; nobody comes to stand higher by that. */
export function begunAgain(stay: OwnStay, rule: Sop['re_onboarding'][number], sop: Sop, at: number): OwnStay {
  const place = Math.min(stay.place, placeOf(sop, rule.restart_at));
  const through = shanghaiDay(at) + (rule.silent_days ?? 0) + rule.min_days;
  const dayZero = place === 0 ? null : shanghaiDay(at) + 1 - (sop.stages[place]?.day_from ?? 0);
  return { place, stayFrom: at, walkFrom: at, dayZero, heldThrough: Math.max(stay.heldThrough, through) };
}

/** What an account is judged by at the end of a day: everything that was told until then. */
export interface LeaveGround {
  readonly sop: Sop;
  readonly ticks: readonly Extract<Deed, { kind: 'ticked' }>[];
  readonly signOffs: readonly Extract<Deed, { kind: 'signed-off' }>[];
  readonly spans: readonly OwnSpan[];
  readonly signals: readonly SeenSignal[];
}

/** The stay after the midnight that ends `day`: one stage higher where the plan lets it go there. */
export function afterDay(stay: OwnStay, day: number, ground: LeaveGround): OwnStay {
  const { stages } = ground.sop;
  const [stage, next] = [stages[stay.place], stages[stay.place + 1]];
  if (stage === undefined || next === undefined || day < stay.heldThrough) return stay;
  if (stay.dayZero !== null && day - stay.dayZero < next.day_from - 1) return stay;
  if (!stage.exit_gate.every((rule) => isMet(rule, stay, day, ground))) return stay;
  const dayZero = stay.place === 0 ? day : stay.dayZero;
  return { ...stay, place: stay.place + 1, stayFrom: midnightOf(day + 1), dayZero, heldThrough: 0 };
}

function isMet(rule: string, stay: OwnStay, day: number, ground: LeaveGround): boolean {
  const { sop, spans } = ground;
  const stage = sop.stages[stay.place];
  const atLeast = /^day >= (\d+)$/.exec(rule)?.[1];
  if (atLeast !== undefined) return stay.dayZero !== null && day - stay.dayZero >= Number(atLeast);
  if (rule === 'supervisor sign-off') return isSignedOff(stay, ground);
  if (rule === 'required tasks done') return (stage?.tasks ?? []).every((task) => isDone(task, stay, ground));
  const clean = /^(?:health normal|no (warning|cooldown)) for (\d+) days$/.exec(rule);
  if (clean === null) throw new Error(`a rule that this judge does not know: ${rule}`);
  const bad = spans.filter(({ state }) => clean[1] !== 'cooldown' || state !== 'warning');
  return bad.every(({ fromAt, untilAt }) => {
    const lastDay = untilAt === Number.POSITIVE_INFINITY ? untilAt : shanghaiDay(Math.max(fromAt, untilAt - 1));
    return shanghaiDay(fromAt) > day || lastDay <= day - Number(clean[2]);
  });
}

/**
 * A yes of this stay to what was there: nothing was told of the account after it, and of the tasks that are done once for the exit none
 * was done on a later day.
 */
function isSignedOff(stay: OwnStay, ground: LeaveGround): boolean {
  const { sop, signOffs, signals } = ground;
  const stage = sop.stages[stay.place];
  const asksForTasks = stage?.exit_gate.some((rule) => /^(?:all )?required tasks done$/.test(rule)) ?? false;
  const singles = (stage?.tasks ?? []).filter(({ required, frequency }) => required && !coming.has(frequency));
  const doneOn = singles.map((task) => shanghaiDay(ticksOf(task, stay, ground)[0]?.at ?? Number.POSITIVE_INFINITY));
  const [lastDone, lastTold] = [
    Math.max(0, ...(asksForTasks ? doneOn : [])),
    Math.max(0, ...signals.map(({ at }) => at)),
  ];
  return signOffs.some(
    ({ stageId, at }) => stageId === stage?.id && at >= stay.stayFrom && at >= lastTold && shanghaiDay(at) >= lastDone,
  );
}

/** Tasks that come again and again. */
const coming: ReadonlySet<string> = new Set(['daily', 'weekly', 'quarterly']);

type Task = Sop['stages'][number]['tasks'][number];

/** As often as it fits into the days of the stage; what is done once counts since the account began. */
function isDone(task: Task, stay: OwnStay, ground: LeaveGround): boolean {
  if (!task.required) return true;
  const stage = ground.sop.stages[stay.place];
  const days = (stage?.day_to ?? 0) - (stage?.day_from ?? 0) + 1;
  const own = ticksOf(task, stay, ground);
  if (task.frequency === 'daily') return new Set(own.map(({ at }) => shanghaiDay(at))).size >= days;
  if (task.frequency === 'weekly') return new Set(own.map(({ at }) => weekOf(at))).size >= Math.floor(days / 7);
  return own.length > 0;
}

function ticksOf(task: Task, stay: OwnStay, { sop, ticks }: LeaveGround): LeaveGround['ticks'] {
  const stage = sop.stages[stay.place];
  const since = task.frequency === 'once' ? stay.walkFrom : stay.stayFrom;
  return ticks.filter(({ stageId, taskId, at }) => stageId === stage?.id && taskId === task.id && at >= since);
}

/** The first of 1970 was a Thursday. */
function weekOf(at: number): number {
  return Math.floor((shanghaiDay(at) + 3) / 7);
}
