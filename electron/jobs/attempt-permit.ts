import type { OperatorTask } from '../contract/jobs.ts';
import { fail, succeed, type Outcome } from '../contract/outcome.ts';
import type { GateAnswer } from './gate.ts';
import type { Brink, CommitPort, OperatorAnswer, OperatorPort } from './job-kind.ts';

/** What the operator is shown, and until when. */
export interface ShownBrink {
  readonly brink: Brink;
  readonly asks: OperatorTask['asks'];
  readonly until: AbortSignal;
}

export interface PermitDeps {
  /** Fires when the attempt is stopped or its phone lost; from then on nothing is permitted. */
  readonly signal: AbortSignal;
  readonly askGate: () => GateAnswer;
  /** Writes the mark, lasting once this has answered. */
  readonly mark: (by: 'engine' | 'operator') => Outcome<null>;
  readonly show: (shown: ShownBrink) => Promise<Outcome<OperatorAnswer>>;
}

/**
 * An attempt's leave to commit, given once: to the engine right before its tap, or to the operator before the act is
 * shown. Between the last look at the stop signal and the answer nothing is awaited, so that a stop cannot slip in; and
 * nothing is permitted once the attempt has ended, whatever of it still runs.
 */
export class AttemptPermit implements CommitPort, OperatorPort {
  readonly #deps: PermitDeps;
  readonly #closed = new AbortController();
  readonly #ended: AbortSignal;
  #isGiven = false;
  #refusal: Exclude<GateAnswer, { kind: 'allowed' }> | null = null;

  constructor(deps: PermitDeps) {
    this.#deps = deps;
    this.#ended = AbortSignal.any([deps.signal, this.#closed.signal]);
  }

  /** A commit may have happened in this attempt. */
  get isGiven(): boolean {
    return this.#isGiven;
  }

  /** What the gate said instead of yes. */
  get refusal(): Exclude<GateAnswer, { kind: 'allowed' }> | null {
    return this.#refusal;
  }

  /** The attempt has ended: nothing is permitted any more, and nobody is asked. */
  close(): void {
    this.#closed.abort();
  }

  async ask(): Promise<Outcome<'go'>> {
    const permitted = this.#permit('engine', false);
    return permitted.ok ? succeed('go') : permitted;
  }

  async commitByHand(brink: Brink, signal?: AbortSignal): Promise<Outcome<OperatorAnswer>> {
    const isCheck = brink.isCheck === true;
    const isPermitted = isCheck || (brink.isFollowUp === true && this.#isGiven);
    const permitted = isPermitted ? succeed(null) : this.#permit('operator', brink.isHarmless === true);
    return permitted.ok ? this.#show(brink, isCheck ? 'check' : 'act', signal) : permitted;
  }

  async confirm(brink: Brink, signal?: AbortSignal): Promise<Outcome<'yes' | 'no'>> {
    const answer = await this.#show(brink, 'confirm', signal);
    if (!answer.ok) return answer;
    return succeed(answer.value === 'committed' ? 'yes' : 'no');
  }

  async #show(
    brink: Brink,
    asks: OperatorTask['asks'],
    signal: AbortSignal | undefined,
  ): Promise<Outcome<OperatorAnswer>> {
    if (this.#ended.aborted) return fail('aborted', 'the attempt has ended');
    const until = signal === undefined ? this.#ended : AbortSignal.any([this.#ended, signal]);
    const answer = await this.#deps.show({ brink, asks, until });
    return this.#ended.aborted ? fail('aborted', 'the attempt has ended') : answer;
  }

  #permit(by: 'engine' | 'operator', isHarmless: boolean): Outcome<null> {
    const { askGate, mark } = this.#deps;
    if (this.#ended.aborted) return fail('aborted', 'the attempt has ended');
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
