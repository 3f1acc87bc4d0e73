import type { JobBook } from '../job-book.ts';
import type { VersionProof } from './lane-board.ts';

/** A version that nobody has read counts as one of its own. */
export function versionKeyOf(appVersion: string | null): string {
  return appVersion ?? '';
}

/**
 * What each job has shown on each version of the app. What is proven stays so; anything else is read from the attempts
 * again once the job changed.
 */
export class VersionProofs {
  readonly #book: JobBook;
  readonly #proven = new Set<string>();
  readonly #open = new Map<number, ReadonlyMap<string, VersionProof>>();

  constructor(book: JobBook) {
    this.#book = book;
    book.subscribe((jobId) => void this.#open.delete(jobId));
  }

  of(jobId: number, versionKey: string): VersionProof {
    const key = `${jobId} ${versionKey}`;
    if (this.#proven.has(key)) return 'proven';
    let proofs = this.#open.get(jobId);
    if (proofs === undefined) {
      proofs = this.#read(jobId);
      this.#open.set(jobId, proofs);
    }
    const proof = proofs.get(versionKey) ?? 'none';
    if (proof === 'proven') this.#proven.add(key);
    return proof;
  }

  #read(jobId: number): ReadonlyMap<string, VersionProof> {
    const standings = this.#book.attempts.standings(jobId);
    return new Map(
      standings.map(({ appVersion, doneCount, doubtCount }) => [
        versionKeyOf(appVersion),
        doneCount > 0 ? 'proven' : doubtCount > 0 ? 'in-doubt' : 'none',
      ]),
    );
  }
}
