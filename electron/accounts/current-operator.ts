import type { Operator } from '../contract/operators.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';

/** Who answers for acts now. Nobody at each start: a person says so before the first act that needs one. */
export class CurrentOperator {
  readonly #changes: EventSource<Operator | null>;
  #operator: Operator | null = null;

  constructor(logger: Logger) {
    this.#changes = new EventSource(logger);
  }

  current(): Operator | null {
    return this.#operator;
  }

  set(operator: Operator | null): void {
    this.#operator = operator;
    this.#changes.emit(operator);
  }

  subscribe(listener: (operator: Operator | null) => void): () => void {
    return this.#changes.subscribe(listener);
  }
}
