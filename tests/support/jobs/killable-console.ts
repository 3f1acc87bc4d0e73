import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type {
  ProcedureInput,
  ProcedureName,
  ProcedureOutput,
  Procedures,
} from '../../../electron/contract/procedures.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { killPointSchema, type KillPoint } from './kill-points.ts';

const main = join(import.meta.dirname, 'killable-main.ts');
const answerSchema = z.object({
  id: z.number(),
  ok: z.boolean(),
  value: z.unknown().optional(),
  error: z.unknown().optional(),
});
const readySchema = z.object({ event: z.literal('ready') });

export interface KillableOptions {
  readonly dataFolder: string;
  readonly localAdbPort: number;
  /** A virtual desk that outlives the console; left out, its phones are those of `localAdbPort`. */
  readonly desk?: { readonly adbPort: number; readonly phoneCount: number };
  readonly worldFolder: string | null;
  /** Asked wherever the console stands still: true kills it there. */
  readonly isKilledAt: (point: KillPoint) => boolean;
}

const readyLimitMs = 60_000;

/** A console in a process of its own, killed where a test wants it; what it did stays. */
export class KillableConsole {
  /** Resolves when the process is gone, in whatever way. */
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  readonly #options: KillableOptions;
  readonly #answers = new Map<number, (answer: z.output<typeof answerSchema>) => void>();
  readonly #ready = Promise.withResolvers<void>();
  #lastId = 0;
  #errors = '';
  #isGone = false;

  private constructor(options: KillableOptions) {
    const { dataFolder, localAdbPort, desk = null, worldFolder } = options;
    const orders = JSON.stringify({ dataFolder, localAdbPort, desk, worldFolder });
    const child = spawn(process.execPath, [main, orders], { stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'] });
    this.#child = child;
    this.#options = options;
    this.gone = new Promise((resolve) => {
      child.once('close', () => {
        this.#isGone = true;
        this.#ready.reject(new Error(`the console ended: ${this.#errors}`));
        resolve();
      });
    });
    this.#ready.promise.catch(() => undefined);
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (bytes: Buffer) => (this.#errors += bytes.toString('utf8')));
    createInterface({ input: child.stdout }).on('line', (line) => this.#receive(line));
    this.#followPoints(child.stdio[3], child.stdio[4]);
  }

  /** Resolves when the console takes calls; rejects with what it wrote to standard error when it ends before. */
  static async start(options: KillableOptions): Promise<KillableConsole> {
    const console = new KillableConsole(options);
    const timer = setTimeout(() => console.#ready.reject(new Error(`not ready: ${console.#errors}`)), readyLimitMs);
    try {
      await console.#ready.promise;
      return console;
    } finally {
      clearTimeout(timer);
    }
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** The signal was sent; it is as good as gone. */
  get isKilled(): boolean {
    return this.#child.killed;
  }

  /** What it wrote to standard error so far. */
  get errors(): string {
    return this.#errors;
  }

  /** The answer's value; rejects when the call fails, or the console is killed before it answers. */
  async call<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<ProcedureOutput<N>> {
    const id = ++this.#lastId;
    const answered = new Promise<z.output<typeof answerSchema>>((resolve) => this.#answers.set(id, resolve));
    this.#child.stdin?.write(`${JSON.stringify({ id, call: name, input })}\n`);
    const answer = await Promise.race([answered, this.gone.then(() => null)]);
    this.#answers.delete(id);
    if (answer === null) throw new Error(`the console was gone before it answered ${name}`);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return outputOf(name, answer.value);
  }

  /** Kills it wherever it is; the signal is sent before this returns. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.gone;
  }

  /** Ends it in good order. */
  async end(): Promise<void> {
    this.#child.stdin?.end();
    await this.gone;
  }

  #receive(line: string): void {
    const message: unknown = JSON.parse(line);
    if (readySchema.safeParse(message).success) return this.#ready.resolve();
    const answer = answerSchema.safeParse(message);
    if (answer.success) this.#answers.get(answer.data.id)?.(answer.data);
  }

  #followPoints(points: Readable | Writable | null | undefined, reply: Readable | Writable | null | undefined): void {
    if (points === null || points === undefined || !('read' in points)) throw new Error('no way to hear of points');
    if (reply === null || reply === undefined || !('write' in reply)) throw new Error('no way to let go on');
    reply.on('error', () => undefined);
    createInterface({ input: points }).on('line', (line) => {
      const point = killPointSchema.parse(JSON.parse(line));
      if (this.#options.isKilledAt(point)) this.#child.kill('SIGKILL');
      else reply.write('g');
    });
  }
}

/** The answer as the contract has it. */
function outputOf<N extends ProcedureName>(name: N, value: unknown): ProcedureOutput<N> {
  const { output }: Pick<Procedures[N], 'output'> = procedures[name];
  const parsed = output.safeParse(value);
  if (!isOutput<N>(parsed)) throw new Error(`the answer of ${name} does not fit the contract`);
  return parsed.data;
}

/** The contract ties name and schema; the compiler does not follow that through a variable name. */
function isOutput<N extends ProcedureName>(parsed: {
  readonly success: boolean;
  readonly data?: unknown;
}): parsed is { readonly success: true; readonly data: ProcedureOutput<N> } {
  return parsed.success;
}
