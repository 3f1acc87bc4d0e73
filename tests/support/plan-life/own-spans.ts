import type { ActionId, SignalId } from '../../../electron/contract/plan-ids.ts';
import type { Sop } from './sop.ts';
import { dayMs, hourMs, midnightOf, shanghaiDay } from './true-days.ts';

/** One prompt, restriction or complaint that was told to the console. */
export interface SeenSignal {
  readonly signalId: SignalId;
  readonly at: number;
  readonly tool: ActionId | null;
  /** When a supervisor saw to it; null: nobody did. */
  readonly closedAt: number | null;
}

/** For how long a signal restricts the account, as the text of the plan has it. */
export interface OwnSpan {
  readonly signalId: SignalId;
  readonly state: 'warning' | 'cooldown' | 'suspended';
  /** `all`, `that tool`, an action, or `group_*`. */
  readonly scope: string;
  readonly tool: ActionId | null;
  readonly fromAt: number;
  /** Infinity: until somebody does something. */
  readonly untilAt: number;
  /** A third one in a row costs a stage. */
  readonly isThird: boolean;
}

type Rule = Sop['health']['signals'][number];

/** Everything that restricts an account by what was told of it; `begunAgainAt` are its beginnings anew. */
export function ownSpans(seen: readonly SeenSignal[], begunAgainAt: readonly number[], sop: Sop): OwnSpan[] {
  const bare = sop.health.signals
    .filter(({ to }) => to !== 'hold')
    .flatMap((rule) =>
      spansBy(
        rule,
        seen.filter(({ signalId }) => signalId === rule.id),
        begunAgainAt,
      ),
    );
  return bare.map(({ normalDays, ...span }) =>
    normalDays === 0 ? span : { ...span, untilAt: afterNormalDays(span, normalDays, bare) },
  );
}

/** Whether it has to do with the action: all of them, the ones it names, or the tool that it is about. */
export function isAbout({ scope, tool }: OwnSpan, action: ActionId): boolean {
  if (scope === 'all') return true;
  if (scope === 'that tool') return tool === null || tool === action;
  return scope.endsWith('*') ? action.startsWith(scope.slice(0, -1)) : scope === action;
}

type BareSpan = OwnSpan & { readonly normalDays: number };

function spansBy(rule: Rule, seen: readonly SeenSignal[], begunAgainAt: readonly number[]): BareSpan[] {
  const crowd = /^(\d+) prompts within (\d+) h$/.exec(rule.when ?? '');
  const told =
    crowd === null
      ? seen
      : seen.filter(({ at }) => countWithin(seen, at, Number(crowd[2]) * hourMs) >= Number(crowd[1]));
  return told.map((signal) => {
    const { repeat } = rule;
    const count = repeat === undefined ? 1 : countWithin(told, signal.at, repeat.within_days * dayMs);
    const again = repeat !== undefined && count >= (repeat.count ?? 2) ? repeat : null;
    const hours = again?.hours ?? rule.hours ?? null;
    const state = stateOf(again?.to ?? rule.to);
    return {
      signalId: signal.signalId,
      state,
      scope: rule.scope,
      tool: signal.tool,
      fromAt: signal.at,
      untilAt: endOf(signal, { seen, begunAgainAt, rule, hours, state }),
      isThird: rule.third !== undefined && count >= 3,
      normalDays: Number(/(\d+) normal days/.exec(rule.recover ?? '')?.[1] ?? 0),
    };
  });
}

function stateOf(word: string): OwnSpan['state'] {
  if (word === 'warning' || word === 'cooldown' || word === 'suspended') return word;
  throw new Error(`a condition that this judge does not know: ${word}`);
}

function countWithin(seen: readonly SeenSignal[], at: number, withinMs: number): number {
  return seen.filter((each) => each.at <= at && each.at >= at - withinMs).length;
}

interface Ending {
  readonly seen: readonly SeenSignal[];
  readonly begunAgainAt: readonly number[];
  readonly rule: Rule;
  readonly hours: number | null;
  readonly state: OwnSpan['state'];
}

/** The time is over, and somebody did what has to be done; what waits for quiet waits on with every prompt. */
function endOf({ at, closedAt }: SeenSignal, { seen, begunAgainAt, rule, hours, state }: Ending): number {
  const recover = rule.recover ?? '';
  let untilAt = at + (hours ?? 0) * hourMs;
  const isByHand =
    state === 'suspended' || /manual|supervisor|noted/.test(recover) || (hours === null && recover === '');
  if (isByHand) untilAt = Math.max(untilAt, closedAt ?? Number.POSITIVE_INFINITY);
  if (recover.includes('re_onboarding')) {
    const again = begunAgainAt.find((each) => closedAt !== null && each >= closedAt);
    untilAt = Math.max(untilAt, again ?? Number.POSITIVE_INFINITY);
  }
  const quiet = Number(/0 prompts for (\d+) h/.exec(recover)?.[1] ?? 0) * hourMs;
  if (quiet === 0) return untilAt;
  untilAt = Math.max(untilAt, at + quiet);
  for (const prompt of seen) if (prompt.at >= at && prompt.at < untilAt) untilAt = Math.max(untilAt, prompt.at + quiet);
  return untilAt;
}

/** So many whole days in a row on which nothing else was wrong, after the day of the signal and before its end. */
function afterNormalDays(span: OwnSpan, count: number, all: readonly BareSpan[]): number {
  const others = all.filter((other) => other.fromAt !== span.fromAt || other.signalId !== span.signalId);
  const isBad = (day: number): boolean =>
    others.some(({ fromAt, untilAt }) => shanghaiDay(fromAt) <= day && day <= lastDayOf(fromAt, untilAt));
  // No day after the beginning of what has no end is a normal one.
  const endless = others.filter(({ untilAt }) => untilAt === Number.POSITIVE_INFINITY);
  const latest = Math.min(...endless.map(({ fromAt }) => shanghaiDay(fromAt)));
  if (span.untilAt === Number.POSITIVE_INFINITY) return span.untilAt;
  for (let last = Math.max(shanghaiDay(span.untilAt) - 1, shanghaiDay(span.fromAt) + count); last < latest; last++) {
    if (!Array.from({ length: count }, (_none, back) => last - back).some(isBad))
      return Math.max(span.untilAt, midnightOf(last + 1));
  }
  return Number.POSITIVE_INFINITY;
}

function lastDayOf(fromAt: number, untilAt: number): number {
  return untilAt === Number.POSITIVE_INFINITY ? untilAt : shanghaiDay(Math.max(fromAt, untilAt - 1));
}
