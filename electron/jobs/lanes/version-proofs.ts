import type { JobBook } from '../job-book.ts';
import type { VersionProof } from './lane-board.ts';

/** A version that nobody has read counts as one of its own. */
export function versionKeyOf(appVersion: string | null): string {
  return appVersion ?? '';
}

/** What each job has shown on each version of the app; read from its attempts, and again once the job changed. */
export class VersionProofs {
  readonly #book: JobBook;
  readonly #byJob = new Map<number, ReadonlyMap<string, VersionProof>>();

  constructor(book: JobBook) {
    this.#book = book;
    book.subscribe((jobId) => void this.#byJob.delete(jobId));
  }

  of(jobId: number, versionKey: string): VersionProof {
    let proofs = this.#byJob.get(jobId);
    if (proofs === undefined) {
      proofs = this.#read(jobId);
      this.#byJob.set(jobId, proofs);
    }
    return proofs.get(versionKey) ?? 'none';
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
