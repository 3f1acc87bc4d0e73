import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { loggedActSchema, type LoggedAct } from './act-book.ts';

const dueSchema = z.array(z.tuple([z.number().int(), loggedActSchema]));
type Due = z.output<typeof dueSchema>;

/** What people at the phones are about to do, and when, where a kill of the console cannot take it: they are no part of it. */
export class DueActs {
  readonly #file: string;
  readonly #acts = new Map<number, LoggedAct>();

  constructor(file: string) {
    this.#file = file;
  }

  note(attemptId: number, act: LoggedAct | null): void {
    if (act === null) this.#acts.delete(attemptId);
    else this.#acts.set(attemptId, act);
    writeFileSync(`${this.#file}.new`, JSON.stringify([...this.#acts]));
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** By attempt; whoever takes it is the only one who does it. */
  static take(file: string): Due {
    if (!existsSync(file)) return [];
    const due = dueSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    rmSync(file);
    return due;
  }
}
