import { pause, type Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { listPlaybookTexts, loadPlaybooks, type Playbooks } from './playbooks.ts';
import { parseYaml } from './yaml-file.ts';

export interface PlaybookShelfOptions {
  readonly folder: string;
  /** Real time. */
  readonly clock: Clock;
  /** Called once, when all are read. */
  readonly onRead: (playbooks: Playbooks) => void;
}

/** A console that starts shows its phones first. */
const startGraceMs = 2_000;
const betweenFilesMs = 100;

/**
 * The playbooks of a folder. To read them takes a fifth of a second, a tenth of the time in which a console has to start: they
 * are read right after it, a file at a time, and at once by whoever needs them before.
 */
export class PlaybookShelf implements Disposable {
  readonly #options: PlaybookShelfOptions;
  /** By the text of the file: what is read ahead is of use only as long as the file says the same. */
  readonly #parsed = new Map<string, ReturnType<typeof parseYaml>>();
  readonly #stopping = new AbortController();
  #playbooks: Playbooks | null = null;

  constructor(options: PlaybookShelfOptions) {
    this.#options = options;
  }

  get(): Playbooks {
    if (this.#playbooks !== null) return this.#playbooks;
    this.#stopping.abort();
    this.#playbooks = loadPlaybooks(this.#options.folder, (file, text) => this.#parse(file, text));
    this.#parsed.clear();
    this.#options.onRead(this.#playbooks);
    return this.#playbooks;
  }

  /** Resolves when all are read, or are read no more. */
  async readAhead(): Promise<void> {
    const { clock, folder } = this.#options;
    const { signal } = this.#stopping;
    await pause(clock, startGraceMs, signal);
    for (const { file, text } of signal.aborted ? [] : listPlaybookTexts(folder)) {
      if (signal.aborted) return;
      this.#parse(file, text);
      await pause(clock, betweenFilesMs, signal);
    }
    if (!signal.aborted) this.get();
  }

  dispose(): void {
    this.#stopping.abort();
  }

  #parse(file: string, text: string): ReturnType<typeof parseYaml> {
    const key = `${file}\n${text}`;
    const known = this.#parsed.get(key);
    if (known !== undefined) return known;
    const parsed = parseYaml(file, text);
    this.#parsed.set(key, parsed);
    return parsed;
  }
}
