import type { ActionId } from '../plans/plan.ts';
import { failureSignals, isNoted } from '../standing/failure-rate.ts';
import type { JobActs } from '../usage/job-acts.ts';
import { stateOf, type AccountGround } from './account-ground.ts';

/** Enters that too many acts of an account failed when it becomes so, so that later results do not take it back. */
export class FailureWatch {
  readonly #ground: AccountGround;
  readonly #acts: Pick<JobActs, 'endsOf'>;

  constructor(ground: AccountGround, acts: Pick<JobActs, 'endsOf'>) {
    this.#ground = ground;
    this.#acts = acts;
  }

  /** An act failed. A practice account has no rate: whoever practises is to see failures. */
  review({ accountId, kind }: { readonly accountId: string; readonly kind: string }, action: ActionId): void {
    const state = stateOf(this.#ground, accountId);
    const trigger = state?.plan.health.signals.find(({ id }) => id === 'failure_rate')?.trigger;
    if (state === null || state.isPractice || trigger?.kind !== 'failure-rate') return;
    const entered = state.record.facts.signals.filter(({ signalId, tool }) => {
      return signalId === 'failure_rate' && tool === action;
    });
    const closings = entered.map(({ closing }) => closing).filter((closing) => closing !== null);
    const explained = closings.filter(({ cause }) => isNoted(cause));
    if (explained.length < entered.length) return;
    const after = Math.max(0, ...explained.map(({ at }) => at));
    const ends = this.#acts.endsOf(accountId, kind, after, trigger.lastAttempts);
    const [found] = failureSignals(
      trigger,
      [],
      ends.map(({ at, isFailed }) => ({ action, at, isFailed })),
    );
    if (found !== undefined) this.#enter(accountId, found.at, action);
  }

  #enter(accountId: string, at: number, tool: ActionId): void {
    const { store, facts, audit, book, changes } = this.#ground;
    const written = store.write(() => {
      const what = { signalId: 'failure_rate', source: 'results', reportedBy: '', note: '' } as const;
      facts.addSignal(accountId, { ...what, tool, at });
      audit.append({ action: 'accounts.tooManyFailures', subject: accountId, params: { tool } });
    });
    if (!written.ok) return;
    book.forget(accountId);
    changes.emit(accountId);
  }
}
