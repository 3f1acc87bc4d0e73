import type { OperatorTask } from '../contract/jobs.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { GateAnswer } from './gate.ts';
import type { Brink, CommitPort, OperatorAnswer, OperatorPort } from './job-kind.ts';

type TaskAsks = OperatorTask['asks'];

export interface PermitDeps {
  /** Fires when the attempt is stopped or its phone lost; from then on nothing is permitted. */
  readonly signal: AbortSignal;
  readonly askGate: () => GateAnswer;
  /** Writes the mark, lasting once this has answered. */
  readonly mark: (by: 'engine' | 'operator') => Outcome<null>;
  /** Shows the brink to the operator until it is answered or the signal fires. */
  readonly show: (brink: Brink, asks: TaskAsks, signal: AbortSignal) => Promise<Outcome<OperatorAnswer>>;
}

/**
 * An attempt's leave to commit, given once: to the engine right before its tap, or to the operator before the act is
 * shown. Between the last look at the stop signal and the answer nothing is awaited, so that a stop cannot slip in.
 */
export class AttemptPermit implements CommitPort, OperatorPort {
  readonly #deps: PermitDeps;
  #isGiven = false;
  #refusal: Exclude<GateAnswer, { kind: 'allowed' }> | null = null;

  constructor(deps: PermitDeps) {
    this.#deps = deps;
  }

  /** A commit may have happened in this attempt. */
  get isGiven(): boolean {
    return this.#isGiven;
  }

  /** What the gate said instead of yes. */
  get refusal(): Exclude<GateAnswer, { kind: 'allowed' }> | null {
    return this.#refusal;
  }

  async ask(): Promise<Outcome<'go'>> {
    const permitted = this.#permit('engine', false);
    return permitted.ok ? succeed('go') : permitted;
  }

  async commitByHand(brink: Brink, signal?: AbortSignal): Promise<Outcome<OperatorAnswer>> {
    const isCheck = brink.isCheck === true;
    const permitted = isCheck ? succeed(null) : this.#permit('operator', brink.isHarmless === true);
    return permitted.ok ? this.#ask(brink, isCheck ? 'check' : 'act', signal) : permitted;
  }

  async confirm(brink: Brink, signal?: AbortSignal): Promise<Outcome<'yes' | 'no'>> {
    const answer = await this.#ask(brink, 'confirm', signal);
    if (!answer.ok) return answer;
    return succeed(answer.value === 'committed' ? 'yes' : 'no');
  }

  async #ask(brink: Brink, asks: TaskAsks, signal: AbortSignal | undefined): Promise<Outcome<OperatorAnswer>> {
    const { signal: stopped, show } = this.#deps;
    if (stopped.aborted) return fail('aborted', 'the attempt was stopped');
    const answer = await show(brink, asks, signal === undefined ? stopped : AbortSignal.any([stopped, signal]));
    return stopped.aborted ? fail('aborted', 'the attempt was stopped') : answer;
  }

  #permit(by: 'engine' | 'operator', isHarmless: boolean): Outcome<null> {
    const { signal, askGate, mark } = this.#deps;
    if (signal.aborted) return fail('aborted', 'the attempt was stopped');
    if (this.#isGiven) return fail('commit-refused', 'an attempt commits once', { reason: 'commit-refused' });
    const answer = askGate();
    if (answer.kind !== 'allowed') {
      this.#refusal = answer;
      return fail('commit-refused', 'the gate is not open', { reason: answer.reason });
    }
    if (isHarmless) return succeed(null);
    const marked = mark(by);
    if (marked.ok) this.#isGiven = true;
    return marked;
  }
}
