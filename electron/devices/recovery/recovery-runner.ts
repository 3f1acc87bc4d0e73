import type { Fault, Outcome } from '../../contract/outcome.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import {
  attemptsBeforeHand,
  coolDownMs,
  isExhausted,
  nextAttemptAt,
  noRecovery,
  stepRecovery,
} from './recovery-policy.ts';
import type { RecoveryRecord, RecoveryStanding } from './recovery-policy.ts';

export interface RecoveryRunnerDeps {
  /** Only says at what time of the desk the next try is due. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  /** False: only watches, never acts. */
  readonly isEnabled: boolean;
  /** Reconnects the phone's present transport. */
  readonly reconnect: () => Promise<Outcome<null>>;
  readonly onTried: (attempt: number, fault: Fault | null) => void;
  /** The phone's state may have changed by time alone. */
  readonly onDue: () => void;
}

/** Carries out the recovery policy for one phone. Never touches the adb server itself. */
export class RecoveryRunner implements Disposable {
  readonly #deps: RecoveryRunnerDeps;
  #record: RecoveryRecord = noRecovery;
  #cancelWake: (() => void) | null = null;
  #isTrying = false;

  constructor(deps: RecoveryRunnerDeps) {
    this.#deps = deps;
  }

  get attempts(): number {
    return this.#record.attempts;
  }

  /** True once three tries have come to nothing: the operator is asked. */
  get isExhausted(): boolean {
    return isExhausted(this.#record, this.#deps.machineClock.now());
  }

  /** What the phone's row shows; null while there is nothing to recover. */
  get view(): Phone['recovery'] {
    if (this.#record.unreachableSinceAt === null || !this.#deps.isEnabled) return null;
    return { attempts: this.#record.attempts, nextAttemptAt: this.#asDeskTime(nextAttemptAt(this.#record)) };
  }

  /** Takes the phone's present standing; starts, continues or ends the recovery. */
  review(standing: RecoveryStanding): void {
    if (!this.#deps.isEnabled) return;
    const { machineClock: clock } = this.#deps;
    const step = stepRecovery(this.#record, standing, clock.now());
    this.#record = step.record;
    this.#cancelWake?.();
    this.#cancelWake = null;
    const wakeAt = this.#nextWake(step.wakeAt);
    if (wakeAt !== null) {
      this.#cancelWake = clock.after(Math.max(0, wakeAt - clock.now()), () => {
        this.#cancelWake = null;
        this.#deps.onDue();
      });
    }
    if (step.isAttemptDue) void this.#try();
  }

  /** The operator's own try: the count begins anew. */
  restart(): void {
    this.#record = { ...noRecovery, unreachableSinceAt: this.#record.unreachableSinceAt };
  }

  dispose(): void {
    this.#cancelWake?.();
    this.#cancelWake = null;
  }

  /** The moment of giving up lies before the next try and must be noticed too. */
  #nextWake(wakeAt: number | null): number | null {
    const { attempts, lastAttemptAt } = this.#record;
    if (wakeAt === null || attempts !== attemptsBeforeHand || lastAttemptAt === null || this.isExhausted) return wakeAt;
    return Math.min(wakeAt, lastAttemptAt + coolDownMs);
  }

  #asDeskTime(at: number | null): number | null {
    const { clock, machineClock } = this.#deps;
    return at === null ? null : at + clock.now() - machineClock.now();
  }

  async #try(): Promise<void> {
    if (this.#isTrying) return;
    this.#isTrying = true;
    const { attempts } = this.#record;
    const answer = await this.#deps.reconnect().finally(() => {
      this.#isTrying = false;
    });
    this.#deps.onTried(attempts, answer.ok ? null : answer.error);
  }
}
