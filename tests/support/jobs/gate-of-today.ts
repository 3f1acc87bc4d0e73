import type { AccountCooldowns, AccountModes, Gate, GateAnswer, GateQuestion } from '../../../electron/jobs/gate.ts';

export interface GateOfTodayDeps {
  readonly cooldowns: AccountCooldowns;
  /** Whoever holds an account for want of a mode is told when one is chosen. */
  readonly modes: Pick<AccountModes, 'isElsewhere' | 'subscribe'>;
  /** Null for a phone that is not remembered. */
  readonly isVirtual: (phoneId: string) => boolean | null;
}

/** A gate for benches without plans of accounts: it knows of modes, rests after a warning, and accounts that moved, and of nothing else. */
export function createGateOfToday(deps: GateOfTodayDeps): Gate {
  return {
    ask: (question) => answer(question, deps),
    subscribe: (listener) => deps.modes.subscribe(() => listener()),
  };
}

function answer(
  { accountId, phoneId, mode, now, findsAccount = false }: GateQuestion,
  { cooldowns, modes, isVirtual }: GateOfTodayDeps,
): GateAnswer {
  const isOnVirtual = isVirtual(phoneId);
  if (isOnVirtual === null) return { kind: 'never', reason: 'phone-unknown' };
  if (!findsAccount && modes.isElsewhere(accountId, phoneId)) return { kind: 'never', reason: 'account-moved' };
  if (!isOnVirtual && (mode === 'assist' || mode === 'auto')) return { kind: 'never', reason: 'caps-not-built' };
  const rest = cooldowns.restOf(accountId, now);
  if (rest !== null)
    return { kind: 'held', reason: 'cooldown', until: rest.untilAt, detail: { untilAt: rest.untilAt } };
  if (mode === null) return { kind: 'held', reason: 'mode-not-chosen', until: null };
  return { kind: 'allowed' };
}
