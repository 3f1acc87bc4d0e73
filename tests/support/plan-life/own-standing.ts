import type { ActionId, ReOnboardingEvent } from '../../../electron/contract/plan-ids.ts';
import type { AccountFacts, Restart, SignalFact } from '../../../electron/accounts/standing/facts.ts';
import type { Sop } from './sop.ts';
import { dayMs, hourMs, shanghaiDay } from './true-days.ts';

/**
 * How high an account can stand at the most, and what certainly restricts it: counted from what was entered, by rules of our own, for
 * whoever does not want to take the product's word for it.
 */
export interface OwnStanding {
  /** No higher stage, by its place. */
  readonly ceiling: number;
  readonly isClosed: boolean;
  readonly isHalved: boolean;
}

const ruleOf: Readonly<Record<ReOnboardingEvent, number>> = {
  'new-phone': 0,
  'remote-login': 0,
  'risk-prompt': 0,
  'identity-change': 0,
  'first-unblock': 1,
  'second-unblock': 2,
  'third-unblock': 3,
  'no-login': 4,
  'custodian-change': 5,
};

const outbound: ReadonlySet<ActionId> = new Set([
  'friend_add_outbound',
  'proactive_private_chat_contacts',
  'moments_post',
  'group_join',
  'group_create',
]);

interface Ground {
  readonly facts: AccountFacts;
  readonly sop: Sop;
  readonly at: number;
  readonly action: ActionId;
}

export function ownStanding(ground: Ground): OwnStanding {
  const spans = ground.facts.signals
    .filter((signal) => signal.at < ground.at)
    .map((signal) => spanOf(signal, ground))
    .filter((span) => span !== null);
  const isNow = ({ untilAt }: Span): boolean => ground.at < untilAt;
  const cooldowns = spans.filter(({ effect }) => effect === 'closed');
  const isLowered = cooldowns.some(({ untilAt }) => ground.at < untilAt + 3 * dayMs);
  return {
    ceiling: Math.max(0, stageCeiling(ground) - (isLowered ? 1 : 0)),
    isClosed: spans.some((span) => span.effect !== 'half' && isNow(span)) || isSilent(ground),
    isHalved: spans.some((span) => span.effect === 'half' && isNow(span)),
  };
}

/** The highest stage that days, sign-offs and beginnings anew let the account be in. */
function stageCeiling({ facts, sop, at }: Ground): number {
  const today = shanghaiDay(at);
  const restarts = facts.restarts.filter((restart) => restart.at < at);
  const lastAt = Math.max(0, ...restarts.map((restart) => restart.at));
  const toZero = restarts.filter(({ event }) => sop.re_onboarding[ruleOf[event]]?.restart_at === 'S0');
  const zeroAt = Math.max(0, ...toZero.map((restart) => restart.at));
  const leftZero = facts.signOffs
    .filter(({ stageId, at: on }) => stageId === 'S0' && on >= zeroAt)
    .map(({ at: on }) => on);
  if (leftZero.length === 0) return 0;
  const bounds = [stageByDay(sop, today - shanghaiDay(Math.min(...leftZero)))];
  for (const restart of restarts) bounds.push(stageAfter(restart, sop, today));
  for (const [place, stageId] of [
    [3, 'S3'],
    [4, 'S4'],
    [5, 'S5'],
  ] as const) {
    const isSignedOff = facts.signOffs.some(
      (signOff) => signOff.stageId === stageId && signOff.at >= lastAt && shanghaiDay(signOff.at) < today,
    );
    if (!isSignedOff) bounds.push(place);
  }
  return Math.min(...bounds);
}

function stageAfter({ event, at }: Restart, sop: Sop, today: number): number {
  const rule = sop.re_onboarding[ruleOf[event]];
  const place = sop.stages.findIndex(({ id }) => id === rule?.restart_at);
  const stage = sop.stages[place];
  if (rule === undefined || stage === undefined) return sop.stages.length - 1;
  const since = today - shanghaiDay(at);
  if (since <= rule.min_days + (rule.silent_days ?? 0)) return place;
  return place === 0 ? sop.stages.length - 1 : stageByDay(sop, stage.day_from - 1 + since);
}

function stageByDay(sop: Sop, day: number): number {
  return sop.stages.findLastIndex(({ day_from: from }) => from <= day);
}

function isSilent({ facts, sop, at }: Ground): boolean {
  return facts.restarts.some((restart) => {
    const silent = sop.re_onboarding[ruleOf[restart.event]]?.silent_days ?? 0;
    return silent > 0 && restart.at < at && shanghaiDay(at) - shanghaiDay(restart.at) <= silent;
  });
}

interface Span {
  /** `shut`: by a warning, which lowers nothing afterwards. */
  readonly effect: 'half' | 'shut' | 'closed' | 'suspended';
  /** No sooner than this does it end. */
  readonly untilAt: number;
}

/** What a signal does to the action for at least so long; null where it has nothing to do with it. */
function spanOf(signal: SignalFact, ground: Ground): Span | null {
  const { action, sop, at } = ground;
  const isAssisted = sop.actions[action]?.execution === 'assisted';
  const isCooled = isAssisted || outbound.has(action);
  const hours = (count: number): number => signal.at + count * hourMs;
  const closed = (count: number, isMeant: boolean): Span | null =>
    isMeant ? { effect: 'closed', untilAt: hours(count) } : null;
  switch (signal.signalId) {
    case 'too_frequent_prompt':
      return closed(earlier(signal, ground, 7).length > 0 ? 72 : 24, isCooled);
    case 'friend_add_restricted':
      return closed(168, action === 'friend_add_outbound');
    case 'moments_restricted':
      return closed(168, action === 'moments_post');
    case 'group_function_restricted':
      return closed(168, action.startsWith('group_'));
    case 'feature_ban':
    case 'login_restricted': {
      const { closing } = signal;
      const untilAt = closing === null || closing.at >= at ? Number.POSITIVE_INFINITY : closing.at;
      return { effect: 'suspended', untilAt };
    }
    case 'member_complaint':
      if (earlier(signal, ground, 30).length > 0) return closed(168, isCooled);
      return { effect: action === 'group_message_campaign' ? 'shut' : 'half', untilAt: hours(72) };
    case 'verification_prompt_3':
    case 'failure_rate':
    case 'device_unhealthy':
      return null;
  }
}

/** The same happened to it in the days before. */
function earlier(signal: SignalFact, { facts }: Ground, days: number): SignalFact[] {
  const { at, signalId } = signal;
  return facts.signals.filter(
    (other) => other !== signal && other.signalId === signalId && other.at <= at && other.at > at - days * dayMs,
  );
}
