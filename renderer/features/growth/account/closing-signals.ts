import type { AccountDetail } from '@contract/account-plans.ts';

type Signal = AccountDetail['signals'][number];
type Limit = AccountDetail['limits'][number];

/** What of a signal ends by what a person says when closing it. */
const words: ReadonlySet<string> = new Set(['manual', 'supervisor', 'cause-noted', 'phone-check-passes']);

/** What an open signal lacks besides its time. */
export function needsOf({ signalId, at }: Signal, limits: readonly Limit[]): readonly string[] {
  return limits.find((limit) => limit.signalId === signalId && limit.sinceAt === at)?.needs ?? [];
}

/** Whether it suspends the account: then a supervisor ends it, and writes down why, whatever else its plan asks for. */
export function isSuspending({ signalId, at }: Signal, limits: readonly Limit[]): boolean {
  return limits.some((limit) => limit.signalId === signalId && limit.sinceAt === at && limit.effect === 'suspended');
}

/** Whether somebody may close it, again too: a word that lacked a supervisor or a cause did not end it. */
export function isClosable(signal: Signal, limits: readonly Limit[]): boolean {
  if (!signal.isOpen) return false;
  return signal.closing === null || needsOf(signal, limits).some((need) => words.has(need));
}

/** What is lacking of a word that is about to be given; with either it would be kept, and end nothing. */
export interface WordLacks {
  readonly supervisor: boolean;
  readonly cause: boolean;
}

export function wordLacks(
  needs: readonly string[],
  word: { isSupervisor: boolean; cause: string },
  isSuspended = false,
): WordLacks {
  return {
    supervisor: (isSuspended || needs.includes('supervisor')) && !word.isSupervisor,
    cause: (isSuspended || needs.includes('cause-noted')) && word.cause.trim() === '',
  };
}
