import type { Operator } from '../contract/operators.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';

/** Who answers for acts now. Nobody at each start: a person says so before the first act that needs one. */
export class CurrentOperator {
  readonly #changes: EventSource<Operator | null>;
  #operator: Operator | null = null;
  #sinceAt: number | null = null;

  constructor(logger: Logger) {
    this.#changes = new EventSource(logger);
  }

  current(): Operator | null {
    return this.#operator;
  }

  /** When that operator came to the desk; null with nobody there. */
  sinceAt(): number | null {
    return this.#sinceAt;
  }

  /** @param at when it was; somebody who was there already has been since then */
  set(operator: Operator | null, at: number | null = null): void {
    const isSame = operator !== null && operator.operatorId === this.#operator?.operatorId;
    if (!isSame) this.#sinceAt = operator === null ? null : at;
    this.#operator = operator;
    this.#changes.emit(operator);
  }

  subscribe(listener: (operator: Operator | null) => void): () => void {
    return this.#changes.subscribe(listener);
  }
}
