import type { HealthTextCode } from '../../contract/health-texts.ts';
import type { Fault } from '../../contract/outcome.ts';
import { healthCheckIds, type Health, type HealthCheck, type HealthCheckId } from '../../contract/phones.ts';
import { batteryJudges } from './battery-verdicts.ts';
import { deductionOf, scoreOf } from './deductions.ts';
import type { HealthLimits, Judgement, Judges } from './judgement.ts';
import type { LockState } from './lock-state.ts';
import type { HealthReadings } from './readings.ts';
import { resourceJudges } from './resource-verdicts.ts';
import { judgeLockState, situationJudges } from './situation-verdicts.ts';

const judges: Judges<HealthCheckId> = { ...batteryJudges, ...resourceJudges, ...situationJudges };

/** How long the answer of a full poll may stand while only cheap polls run. */
const keepMs = 3 * 3_600_000;
/** Uptime is printed to the hundredth, but the call takes a while: what was read this long before a start is ambiguous. */
const bootMarginMs = 5_000;

export interface JudgeInput {
  /** Null when the poll failed. */
  readonly readings: HealthReadings | null;
  readonly previous: Health | null;
  readonly settings: HealthLimits;
  readonly now: number;
  /** Why there are no readings. */
  readonly fault: Fault | null;
}

/** The health of a phone that was never asked. */
export function unaskedHealth(now: number): Health {
  return summarise(
    healthCheckIds.map((id) => unknownCheck(id, 'never-read', now, now)),
    { polledAt: null, nextPollAt: null, fault: null },
  );
}

/**
 * Judges one poll: every check with its verdict, its text by code and the points it costs. A check that the poll asked
 * for and that nothing proved is unknown, since when it was last known. One that was not asked keeps its answer for at
 * most three hours, and not beyond a restart of the phone. A failed poll makes all unknown. Thresholds apply as they
 * are, without hysteresis. `polledAt` is the last poll that was answered; `nextPollAt` is the caller's to set.
 */
export function judgeHealth(input: JudgeInput): Health {
  const { readings, previous, now } = input;
  const checks = healthCheckIds.map((id) => {
    const before = previous?.checks.find((check) => check.id === id) ?? null;
    if (readings === null) return lostCheck(before, id, 'poll-failed', now);
    if (!readings.asked.has(id)) return keptCheck(before, id, input);
    const judgement = judges[id](readings, input.settings);
    return judgement === null
      ? lostCheck(before, id, 'unreadable', readings.readAt)
      : toCheck(id, judgement, before, readings.readAt);
  });
  return summarise(checks, {
    polledAt: readings?.readAt ?? previous?.polledAt ?? null,
    nextPollAt: previous?.nextPollAt ?? null,
    fault: readings === null ? input.fault : null,
  });
}

function summarise(checks: HealthCheck[], rest: Pick<Health, 'polledAt' | 'nextPollAt' | 'fault'>): Health {
  const unknownCount = checks.filter(({ verdict }) => verdict === 'unknown').length;
  return { score: scoreOf(checks), unknownCount, checks, ...rest };
}

function toCheck(
  id: HealthCheckId,
  judgement: Judgement<HealthCheckId>,
  before: HealthCheck | null,
  readAt: number,
): HealthCheck {
  const { value, verdict, textCode, params, isKnown } = judgement;
  const unknownSinceAt = isKnown ? null : unknownSince(before, readAt);
  return { id, value, verdict, textCode, params, readAt, unknownSinceAt, deduction: deductionOf(id, verdict) };
}

function unknownCheck(
  id: HealthCheckId,
  textCode: HealthTextCode,
  readAt: number,
  unknownSinceAt: number,
): HealthCheck {
  return { id, value: null, verdict: 'unknown', textCode, params: {}, readAt, unknownSinceAt, deduction: 0 };
}

/** When the value was last known; with nothing before, the moment of asking. */
function unknownSince(before: HealthCheck | null, askedAt: number): number {
  return before === null ? askedAt : (before.unknownSinceAt ?? before.readAt);
}

function lostCheck(
  before: HealthCheck | null,
  id: HealthCheckId,
  textCode: 'poll-failed' | 'unreadable' | 'outdated',
  askedAt: number,
): HealthCheck {
  return unknownCheck(id, textCode, askedAt, unknownSince(before, askedAt));
}

function keptCheck(
  before: HealthCheck | null,
  id: HealthCheckId,
  { readings, settings, now }: JudgeInput,
): HealthCheck {
  if (before === null) return unknownCheck(id, 'never-read', now, now);
  if (before.unknownSinceAt !== null) return before;
  const startedAt = readings?.uptimeMs === null || readings === null ? null : readings.readAt - readings.uptimeMs;
  const isBeforeStart = startedAt !== null && before.readAt < startedAt + bootMarginMs;
  if (isBeforeStart || now - before.readAt > keepMs) return lostCheck(before, id, 'outdated', before.readAt);
  const lock = id === 'lock' ? lockStateOf(before.textCode) : null;
  // The policy may have been answered since: the value is kept, the verdict is not.
  return lock === null ? before : toCheck(id, judgeLockState(lock, settings), before, before.readAt);
}

function lockStateOf(textCode: string): LockState | null {
  const states: readonly LockState[] = ['probably-set', 'not-set', 'set'];
  return states.find((state) => textCode === state || textCode.startsWith(`${state}-`)) ?? null;
}
