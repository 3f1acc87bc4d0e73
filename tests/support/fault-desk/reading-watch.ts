import { confidences, type Confidence, type FaultReading } from '../../../electron/contract/faults.ts';
import type { FaultReadingPart } from '../../../electron/devices/fault-reading/fault-reading.ts';

/** A reading as it was when it was first seen, and as it was last. */
export interface SeenReading {
  /** `performance.now()` of its first sight. */
  readonly firstMs: number;
  readonly first: FaultReading;
  last: FaultReading;
  /** The surest that it ever was. */
  surest: Confidence;
}

/** Remembers every reading that ever held. */
export class ReadingWatch {
  readonly #part: Pick<FaultReadingPart, 'readings'>;
  readonly #seen = new Map<string, SeenReading>();
  readonly #waiting = new Set<() => void>();
  readonly #stop: () => void;

  constructor(part: Pick<FaultReadingPart, 'readings'>) {
    this.#part = part;
    this.#stop = part.readings.subscribe(() => this.#look());
    this.#look();
  }

  get seen(): readonly SeenReading[] {
    return [...this.#seen.values()];
  }

  get open(): readonly FaultReading[] {
    return this.#part.readings.current();
  }

  /** Resolves with what `find` finds, looking again whenever the readings change; null when it did not in time. */
  async until<T>(find: (watch: ReadingWatch) => T | null, timeoutMs: number): Promise<T | null> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const found = find(this);
      if (found !== null) return found;
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) return null;
      await this.#nextChange(leftMs);
    }
  }

  stop(): void {
    this.#stop();
  }

  #look(): void {
    for (const reading of this.open) {
      const { readingId, confidence } = reading;
      const known = this.#seen.get(readingId);
      if (known === undefined) {
        const firstMs = performance.now();
        this.#seen.set(readingId, { firstMs, first: reading, last: reading, surest: confidence });
        continue;
      }
      known.last = reading;
      if (isSurer(confidence, known.surest)) known.surest = confidence;
    }
    for (const wake of this.#waiting) wake();
  }

  #nextChange(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      this.#waiting.add(wake);
    });
  }
}

export function isSurer(one: Confidence, other: Confidence): boolean {
  return confidences.indexOf(one) < confidences.indexOf(other);
}
