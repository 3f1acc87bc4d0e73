import type { Plan, RecoverRule, Signal } from '../plans/plan.ts';
import { dayMs, hourMs } from './calendar-day.ts';
import { failureSignals, isNoted } from './failure-rate.ts';
import type { AccountFacts, Restart, SignalFact } from './facts.ts';
import { endAfterNormalDays } from './normal-days.ts';
import { isUnblock } from './re-onboarding.ts';
import type { BadCondition, BareSpan, SignalSpan } from './signal-span.ts';

/** All spans of an account, in the order in which they begin. */
export function spansOf(facts: AccountFacts, plan: Plan): SignalSpan[] {
  const bare = plan.health.signals.flatMap((signal) => bareSpansOf(signal, facts, plan));
  const spans = bare.map((span) => (span.normalDays === 0 ? span : { ...span, ...endAfterNormalDays(span, bare) }));
  return spans.toSorted((a, b) => a.fromAt - b.fromAt);
}

/** A phone's fault (`hold`) is none of the account's. */
function bareSpansOf(signal: Signal, facts: AccountFacts, plan: Plan): BareSpan[] {
  const state = signal.to;
  if (state === 'hold') return [];
  const prompts = facts.signals.filter(({ signalId }) => signalId === signal.id);
  const counted = countedFacts(signal, prompts, facts);
  return counted.map((fact, index) => {
    const before = counted
      .slice(0, index + 1)
      .filter(({ tool }) => signal.scope.kind !== 'same-tool' || tool === fact.tool);
    const count = signal.repeat === undefined ? 1 : countWithin(before, fact.at, signal.repeat.withinDays * dayMs);
    const repeat = signal.repeat !== undefined && count >= signal.repeat.count ? signal.repeat : null;
    return {
      signal,
      fact,
      state: repeat?.to ?? state,
      isRepeat: repeat !== null,
      dropsStages: count >= 3 ? (signal.third?.stages ?? 0) : 0,
      fromAt: fact.at,
      ...endOf({ signal, fact, state: repeat?.to ?? state, hours: repeat?.hours ?? signal.hours }, prompts, {
        facts,
        plan,
      }),
    };
  });
}

/** The facts at which a signal is there: each one, or each that makes a crowd of prompts, or each rate that is too high. */
function countedFacts(signal: Signal, prompts: readonly SignalFact[], facts: AccountFacts): readonly SignalFact[] {
  const { trigger } = signal;
  if (trigger.kind === 'failure-rate') return failureSignals(trigger, prompts, facts.results);
  if (trigger.kind !== 'prompts') return prompts;
  const within = trigger.withinHours * hourMs;
  return prompts.filter(({ at }, index) => countWithin(prompts.slice(0, index + 1), at, within) >= trigger.count);
}

function countWithin(facts: readonly SignalFact[], at: number, withinMs: number): number {
  return facts.filter((fact) => fact.at >= at - withinMs).length;
}

interface Ending {
  readonly signal: Signal;
  readonly fact: SignalFact;
  readonly state: BadCondition;
  readonly hours: number | undefined;
}

type BareEnd = Pick<BareSpan, 'untilAt' | 'openRules' | 'normalDays'>;

/** When the time is over and every rule met that does not hang on other signals. */
function endOf(ending: Ending, prompts: readonly SignalFact[], ground: { facts: AccountFacts; plan: Plan }): BareEnd {
  const { fact, hours } = ending;
  const needs = ending.state === 'cooldown' ? ground.plan.health.recovery.cooldownNeeds : ['timer', 'rules'];
  const timerEnd = needs.includes('timer') ? fact.at + (hours ?? 0) * hourMs : fact.at;
  const rules = needs.includes('rules') ? rulesOf(ending) : [];
  const open: RecoverRule[] = [];
  let untilAt = timerEnd;
  for (const rule of rules) {
    const met = metAt(rule, fact, ground.facts);
    if (met === null) open.push(rule);
    else untilAt = Math.max(untilAt, met);
  }
  for (const rule of rules) if (rule.kind === 'no-prompts') untilAt = quietFrom(prompts, fact.at, { rule, untilAt });
  const normalDays = Math.max(0, ...rules.map((rule) => (rule.kind === 'normal-days' ? rule.days : 0)));
  return { untilAt: open.length > 0 ? null : untilAt, openRules: open, normalDays };
}

/** What suspends never ends by itself; nor does what has neither a time nor a rule. */
function rulesOf({ signal: { recover }, state, hours }: Ending): readonly RecoverRule[] {
  const isEndless = state === 'suspended' || (hours === undefined && recover.length === 0);
  const isByHand = recover.some(({ kind }) => kind === 'manual');
  return isEndless && !isByHand ? [...recover, { kind: 'manual' }] : recover;
}

/** When a rule was met by somebody's word; null: not yet. Rules that time meets are met at once here. */
function metAt(rule: RecoverRule, { at, closing }: SignalFact, { restarts }: AccountFacts): number | null {
  const closedAt = closing === null ? null : Math.max(at, closing.at);
  switch (rule.kind) {
    case 'no-prompts':
    case 'normal-days':
      return at;
    case 'manual':
    case 'phone-check-passes':
      return closedAt;
    case 'supervisor':
      return closing?.isSupervisor === true ? closedAt : null;
    case 'cause-noted':
      return closing !== null && isNoted(closing.cause) ? closedAt : null;
    case 're-onboarding':
      return closedAt === null ? null : unblockedAt(restarts, closedAt);
  }
}

/** What the platform closed only the platform opens: that other hands or another phone begin anew with it says nothing of that. */
function unblockedAt(restarts: readonly Restart[], fromAt: number): number | null {
  return restarts.find(({ event, at }) => isUnblock(event) && at >= fromAt)?.at ?? null;
}

/** The first moment from `untilAt` on at which there was no prompt for so long; each prompt on the way puts it off. */
function quietFrom(
  prompts: readonly SignalFact[],
  fromAt: number,
  { rule, untilAt }: { rule: { readonly hours: number }; untilAt: number },
): number {
  let end = Math.max(untilAt, fromAt + rule.hours * hourMs);
  for (const { at } of prompts) if (at >= fromAt && at < end) end = Math.max(end, at + rule.hours * hourMs);
  return end;
}
