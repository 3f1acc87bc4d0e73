import { itemStates, jobSchema, liveJobsLimit, planVerdicts, type Job } from '../contract/jobs.ts';
import type { Disposable } from '../runtime/disposal.ts';
import { EventSource } from '../runtime/event-source.ts';
import type { Logger } from '../runtime/logger.ts';
import type { JobBook } from './job-book.ts';
import type { JobRecord } from './store/job-store.ts';

interface JobsChange {
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** The jobs of the desk's snapshot, in figures. */
export class JobFeed implements Disposable {
  readonly #book: JobBook;
  readonly #changes: EventSource<JobsChange>;
  readonly #stop: () => void;
  #shown: ReadonlySet<string>;

  constructor(book: JobBook, logger: Logger) {
    this.#book = book;
    this.#changes = new EventSource(logger);
    this.#shown = this.#ids();
    this.#stop = book.subscribe((jobId) => this.#review(String(jobId)));
  }

  /** Those under way first, then plans, then the latest that are over. */
  list(): Job[] {
    return this.#records().map((record) => viewOfJob(this.#book, record));
  }

  get(id: string): Job | null {
    if (!this.#shown.has(id)) return null;
    const record = this.#book.jobs.get(Number(id));
    return record === null ? null : viewOfJob(this.#book, record);
  }

  subscribe(listener: (change: JobsChange) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  dispose(): void {
    this.#stop();
  }

  #review(id: string): void {
    const before = this.#shown;
    this.#shown = this.#ids();
    const removed = new Set([...before].filter((shownId) => !this.#shown.has(shownId)));
    const changed = new Set(this.#shown.has(id) ? [id] : []);
    if (changed.size > 0 || removed.size > 0) this.#changes.emit({ changed, removed });
  }

  #ids(): ReadonlySet<string> {
    return new Set(this.#records().map(({ jobId }) => String(jobId)));
  }

  #records(): JobRecord[] {
    const open = this.#book.jobs.open().toReversed();
    const underWay = open.filter(({ state }) => state !== 'planned');
    const plans = open.filter(({ state }) => state === 'planned');
    return [...underWay, ...plans, ...this.#book.jobs.latestOver(liveJobsLimit)].slice(0, liveJobsLimit);
  }
}

/** A job with the figures of its items. */
export function viewOfJob(book: JobBook, { payload: _payload, ...record }: JobRecord): Job {
  const { states, verdicts } = book.jobs.counts(record.jobId);
  return {
    ...record,
    itemCount: [...verdicts.values()].reduce((sum, count) => sum + count, 0),
    counts: jobSchema.shape.counts.parse(
      Object.fromEntries(itemStates.map((state) => [state, states.get(state) ?? 0])),
    ),
    verdicts: jobSchema.shape.verdicts.parse(
      Object.fromEntries(planVerdicts.map((verdict) => [verdict, verdicts.get(verdict) ?? 0])),
    ),
  };
}
