import type { FaultReading } from '../../contract/faults.ts';
import type { Finding } from './finding.ts';
import { byRank, keyOf } from './read-desk.ts';

/** What changed in the book. */
export interface BookChange {
  /** Readings to be stored: new ones, changed ones, and those that ended. */
  readonly changed: readonly FaultReading[];
}

export interface ReadingBookDeps {
  readonly newId: () => string;
  /** What an earlier run left open. */
  readonly leftovers: readonly FaultReading[];
}

/** Turns findings, which know only the present, into readings with a beginning and an end. */
export class ReadingBook {
  readonly #newId: () => string;
  #open: ReadonlyMap<string, FaultReading>;

  constructor({ newId, leftovers }: ReadingBookDeps) {
    this.#newId = newId;
    this.#open = new Map(leftovers.map((reading) => [keyOf(reading), reading]));
  }

  /** Those that hold now, the most general first; some of them unknown since. */
  open(): FaultReading[] {
    return [...this.#open.values()];
  }

  /**
   * Takes everything that is found now: what is new begins, what is not found any more ends at `now`, unless nobody can
   * say whether it still is so.
   */
  take(findings: readonly Finding[], now: number, isUnknown: (reading: FaultReading) => boolean): BookChange {
    const before = this.#open;
    const found = new Map(findings.map((finding) => [keyOf(finding), this.#enter(finding, before, now)]));
    const unknown = [...before].flatMap(([key, reading]): [string, FaultReading][] =>
      found.has(key) || !isUnknown(reading)
        ? []
        : [[key, { ...reading, unknownSinceAt: reading.unknownSinceAt ?? now }]],
    );
    this.#open = new Map([...found, ...unknown].toSorted(([, left], [, right]) => byRank(left, right)));
    const changed = [...this.#open]
      .filter(([key, reading]) => !isSame(before.get(key), reading))
      .map(([, each]) => each);
    const ended = [...before]
      .filter(([key]) => !this.#open.has(key))
      .map(([, reading]) => ({ ...reading, toAt: now, unknownSinceAt: null }));
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
      unknownSinceAt: null,
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
