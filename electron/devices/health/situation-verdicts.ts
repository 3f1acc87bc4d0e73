import { known, rounded, type HealthLimits, type Judge, type Judgement, type Judges } from './judgement.ts';
import type { LockState } from './lock-state.ts';

const hourMs = 3_600_000;
const justStartedMs = 600_000;

const judgeNetwork: Judge<'network'> = ({ network }): Judgement<'network'> | null => {
  if (network === null) return null;
  if (network.kind === 'none') return known('bad', 'none');
  const { kind, isValidated } = network;
  if (isValidated === null) return known('unknown', `${kind}-unproven`);
  return isValidated ? known('ok', kind) : known('warn', `${kind}-no-internet`);
};

/**
 * In seconds, negative when the phone is behind. A reading over a call so slow that the limit lies within its own
 * uncertainty proves nothing.
 */
const judgeClock: Judge<'clock-skew'> = ({ clockSkew }, { clockSkewSeconds: limit }) => {
  if (clockSkew === null) return null;
  const offMs = Math.abs(clockSkew.skewMs);
  const isSlow = clockSkew.uncertaintyMs > limit * 500;
  if (isSlow && Math.abs(offMs - limit * 1000) <= clockSkew.uncertaintyMs) return null;
  // Whole seconds only: less than one is the coarseness of the answer.
  const value = Math.trunc(clockSkew.skewMs / 1000) + 0;
  const seconds = Math.abs(value);
  if (offMs <= limit * 1000) return known('ok', 'in-step', { seconds, limit }, value);
  return known('warn', clockSkew.skewMs > 0 ? 'ahead' : 'behind', { seconds, limit }, value);
};

const judgeScreen: Judge<'screen'> = ({ screen }) => (screen === null ? null : known('ok', screen));

const judgeLock: Judge<'lock'> = ({ lock }, limits) => (lock === null ? null : judgeLockState(lock, limits));

/** Against the desk's answer to what a lock should be; unanswered, the value is shown and not judged. */
export function judgeLockState(lock: LockState, { lockPolicy }: Pick<HealthLimits, 'lockPolicy'>): Judgement<'lock'> {
  if (lockPolicy === null) return known('unknown', `${lock}-policy-open`);
  if (lock === 'not-set') return lockPolicy === 'required' ? known('warn', 'not-set-required') : known('ok', lock);
  return lockPolicy === 'none' ? known('warn', `${lock}-unwanted`) : known('ok', lock);
}

/** In hours. */
const judgeUptime: Judge<'uptime'> = ({ uptimeMs }): Judgement<'uptime'> | null => {
  if (uptimeMs === null) return null;
  const hours = rounded(uptimeMs / hourMs, 1);
  if (uptimeMs < justStartedMs) return known('ok', 'just-started', { minutes: Math.floor(uptimeMs / 60_000) }, hours);
  return known('ok', 'up', { hours: Math.floor(hours), days: Math.floor(uptimeMs / (24 * hourMs)) }, hours);
};

const judgeMessenger: Judge<'messenger-version'> = ({ messenger }): Judgement<'messenger-version'> | null => {
  if (messenger === null) return null;
  if (messenger.kind === 'missing') return known('warn', 'missing');
  return known('ok', 'installed', { version: messenger.version });
};

export const situationJudges: Judges<'network' | 'clock-skew' | 'screen' | 'lock' | 'uptime' | 'messenger-version'> = {
  network: judgeNetwork,
  'clock-skew': judgeClock,
  screen: judgeScreen,
  lock: judgeLock,
  uptime: judgeUptime,
  'messenger-version': judgeMessenger,
};
