import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { placeAdb } from '../adb-program.ts';

const answerSchema = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() });
const keptOutput = 4_000;

/** Appium's driver in a child process; every command is answered, or refused with what the driver said. */
export class AppiumProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'jiqun-appium-'));
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;
  #output = '';

  constructor() {
    // The driver looks for adb where Android's own tools lie.
    placeAdb(this.#folder);
    this.#child = fork(fileURLToPath(new URL('appium-child.ts', import.meta.url)), {
      silent: true,
      env: { ...process.env, ANDROID_HOME: this.#folder, TMPDIR: this.#folder },
    });
    this.#child.on('message', (message) => this.#take(message));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#output = (this.#output + chunk.toString()).slice(-keptOutput)));
    }
    this.#child.once('exit', () => this.#failAll(new Error(`the driver's process ended\n${this.#output}`)));
  }

  /** Runs one of the driver's commands: `findElement`, `click`. */
  run(command: string, ...args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    this.#child.send({ id, command, args });
    return answer.promise;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    if (this.#child.exitCode === null) {
      this.#child.disconnect();
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #take(message: unknown): void {
    const { id, value, error } = answerSchema.parse(message);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  }

  #failAll(reason: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(reason);
    this.#waiting.clear();
  }
}
