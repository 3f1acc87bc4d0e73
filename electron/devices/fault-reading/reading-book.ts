import type { FaultReading } from '../../contract/faults.ts';
import type { Finding } from './finding.ts';
import { keyOf } from './read-desk.ts';

/** What changed in the book. */
export interface BookChange {
  /** Readings to be stored: new ones, changed ones, and those that ended. */
  readonly changed: readonly FaultReading[];
}

/** Turns findings, which know only the present, into readings with a beginning and an end. */
export class ReadingBook {
  readonly #newId: () => string;
  #open = new Map<string, FaultReading>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Those that hold now, in the order of the findings. */
  open(): FaultReading[] {
    return [...this.#open.values()];
  }

  /** Takes everything that is found now: what is new begins, what is not found any more ends at `now`. */
  take(findings: readonly Finding[], now: number): BookChange {
    const before = this.#open;
    this.#open = new Map(findings.map((finding) => [keyOf(finding), this.#enter(finding, before, now)]));
    const changed = [...this.#open]
      .filter(([key, reading]) => !isSame(before.get(key), reading))
      .map(([, each]) => each);
    const ended = [...before].filter(([key]) => !this.#open.has(key)).map(([, reading]) => ({ ...reading, toAt: now }));
    return { changed: [...ended, ...changed] };
  }

  #enter(finding: Finding, before: ReadonlyMap<string, FaultReading>, now: number): FaultReading {
    const known = before.get(keyOf(finding));
    const { cause, confidence, subject, facts, phoneIds } = finding;
    const firstAt = Math.min(now, ...facts.map(({ at }) => at));
    return {
      readingId: known?.readingId ?? this.#newId(),
      cause,
      confidence,
      subject,
      facts: sameFacts(known?.facts ?? [], facts),
      phoneIds: [...phoneIds],
      fromAt: known?.fromAt ?? firstAt,
      toAt: null,
    };
  }
}

/** Facts dated "now" keep their first date while they say the same, so that a reading at rest does not change. */
function sameFacts(known: FaultReading['facts'], facts: Finding['facts']): FaultReading['facts'] {
  return facts.map(
    (each) =>
      known.find(
        ({ code, phoneId, params }) =>
          code === each.code && phoneId === each.phoneId && JSON.stringify(params) === JSON.stringify(each.params),
      ) ?? each,
  );
}

function isSame(one: FaultReading | undefined, other: FaultReading): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
