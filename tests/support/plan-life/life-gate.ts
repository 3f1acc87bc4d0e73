import type { ItemCode } from '../../../electron/contract/job-codes.ts';
import type { Gate, GateAnswer, GateQuestion, ShownAnswer } from '../../../electron/jobs/gate.ts';

/** The gate with a tally of what it answered, and, for control, with one rule that it does not know. */
export class LifeGate implements Gate {
  /** How often which reason held an act, or forbade it. */
  readonly reasons = new Map<ItemCode, number>();
  readonly #gate: Gate;
  readonly #unknown: ItemCode | null;

  constructor(gate: Gate, unknown: ItemCode | null) {
    this.#gate = gate;
    this.#unknown = unknown;
  }

  ask(question: GateQuestion): GateAnswer {
    return this.#pass(this.#gate.ask(question));
  }

  forPlan(): (question: GateQuestion, endAt?: number | null) => GateAnswer {
    const ask = this.#gate.forPlan?.() ?? ((question: GateQuestion) => this.#gate.ask(question));
    return (question, endAt) => this.#pass(ask(question, endAt));
  }

  askShown(question: GateQuestion): ShownAnswer {
    const shown = this.#gate.askShown?.(question) ?? { answer: { kind: 'allowed' }, closesAt: null };
    const { answer } = shown;
    const isUnknown = answer.kind !== 'allowed' && answer.reason === this.#unknown;
    if (isUnknown) return { answer: { kind: 'allowed' }, closesAt: null };
    // It does not know either when what it does not know of begins.
    return this.#unknown === null ? shown : { answer, closesAt: null };
  }

  subscribe(listener: () => void): () => void {
    return this.#gate.subscribe(listener);
  }

  #pass(answer: GateAnswer): GateAnswer {
    if (answer.kind === 'allowed') return answer;
    this.reasons.set(answer.reason, (this.reasons.get(answer.reason) ?? 0) + 1);
    return answer.reason === this.#unknown ? { kind: 'allowed' } : answer;
  }
}
