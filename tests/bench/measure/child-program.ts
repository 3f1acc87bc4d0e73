import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const endTimeoutMs = 10_000;
const keptErrors = 4_000;

/** A Node program of this project as a child process that talks in JSON lines. Ended by `stop`. */
export class ChildProgram {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #listeners = new Set<(line: unknown) => void>();
  readonly #exited: Promise<void>;
  #errors = '';
  #hasExited = false;

  /** @param file absolute path of the TypeScript file */
  constructor(file: string, args: readonly string[]) {
    const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    if (child.pid === undefined) throw new Error(`${file} could not be started`);
    this.pid = child.pid;
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (text) => this.#tell(text));
    child.stderr.on('data', (bytes: Buffer) => {
      this.#errors = (this.#errors + bytes.toString('utf8')).slice(-keptErrors);
    });
    child.stdin.on('error', () => undefined); // It may end before it has read everything; `exited` tells.
    this.#exited = new Promise((resolve) => {
      child.once('close', () => {
        this.#hasExited = true;
        resolve();
      });
    });
  }

  /** Calls the listener with every line from now on; the returned function ends that. */
  onLine(listener: (line: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(line: object): void {
    this.#child.stdin?.write(`${JSON.stringify(line)}\n`);
  }

  /** Resolves with what `pick` makes of the first line that it does not answer with null; rejects after `timeoutMs`. */
  waitFor<T>(pick: (line: unknown) => T | null, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        stopListening();
        clearTimeout(timer);
        settle();
      };
      const refuse = (reason: string): void =>
        finish(() => reject(new Error(`${this.#child.spawnargs.join(' ')}: ${reason}\n${this.#errors}`)));
      const stopListening = this.onLine((line) => {
        const picked = pick(line);
        if (picked !== null) finish(() => resolve(picked));
      });
      const timer = setTimeout(() => refuse(`nothing within ${timeoutMs} ms`), timeoutMs);
      void this.#exited.then(() => refuse('it ended'));
    });
  }

  /** Asks it to end, insists after a while, and resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.#hasExited) return;
    this.#child.stdin?.end();
    this.#child.kill('SIGTERM');
    const insist = setTimeout(() => this.#child.kill('SIGKILL'), endTimeoutMs);
    await this.#exited;
    clearTimeout(insist);
  }

  #tell(text: string): void {
    const line: unknown = JSON.parse(text);
    for (const listener of this.#listeners) listener(line);
  }
}
