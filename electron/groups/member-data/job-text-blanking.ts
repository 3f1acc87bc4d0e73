import type { TextPlace } from '../../jobs/store/person-search.ts';
import { PersonTexts } from '../../jobs/store/person-texts.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { TaskRunner } from '../../store/task-runner.ts';
import { listJobTextsTask, textPlacesSchema } from './look-task.ts';

export interface JobTextBlankingDeps {
  readonly store: Store;
  readonly worker: TaskRunner;
  readonly logger: Logger;
}

/** Rows by their key, so many that the main loop is held up for some milliseconds. */
export const sliceLength = 100;
const timeoutMs = 300_000;

/** Takes a person's name out of jobs' texts: the worker goes through the logs, the main loop writes slice by slice. */
export class JobTextBlanking implements Disposable {
  readonly #deps: JobTextBlankingDeps;
  readonly #texts: PersonTexts;
  #isOver = false;

  constructor(deps: JobTextBlankingDeps) {
    this.#deps = deps;
    this.#texts = new PersonTexts(deps.store);
  }

  dispose(): void {
    this.#isOver = true;
  }

  /**
   * Everything else has its turn between two slices; a slice that is refused, a worker that fails and the console's end leave the rest
   * as it is. @returns how many rows were changed
   */
  async blank(name: string): Promise<number> {
    const { worker, logger } = this.#deps;
    const listed = await worker.run(listJobTextsTask, { timeoutMs, input: { name } });
    if (!listed.ok) {
      logger.warn('job-texts-not-blanked', { code: listed.error.code });
      return 0;
    }
    const places = textPlacesSchema.parse(listed.value);
    let count = 0;
    for (let first = 0; first < places.length && !this.#isOver; first += sliceLength) {
      const changed = this.#blankSlice(name, places.slice(first, first + sliceLength));
      if (changed === null) return count;
      count += changed;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return count;
  }

  /** Null where the store refuses it, which it logs. */
  #blankSlice(name: string, places: readonly TextPlace[]): number | null {
    const written = this.#deps.store.write(() => this.#texts.blankAt(name, places));
    return written.ok ? written.value : null;
  }
}
