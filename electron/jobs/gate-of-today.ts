import type { AccountCooldowns, AccountModes, Gate, GateAnswer, GateQuestion } from './gate.ts';

export interface GateOfTodayDeps {
  readonly cooldowns: AccountCooldowns;
  /** Whoever holds an account for want of a mode is told when one is chosen. */
  readonly modes: Pick<AccountModes, 'isElsewhere' | 'subscribe'>;
  /** Null for a phone that is not remembered. */
  readonly isVirtual: (phoneId: string) => boolean | null;
}

/**
 * The gate until accounts have stages and budgets: everything goes on virtual phones; on real ones a person does it, and
 * assist and auto are refused. An account that rests after a warning is held on either, and one that another took the place of
 * never acts there.
 */
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
