import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { findAdbProgram } from './adb-program.ts';
import { freePort } from './free-port.ts';

const main = join(import.meta.dirname, '../../electron/headless/main.ts');
const lineSchema = z.record(z.string(), z.unknown());

/** `node electron/headless/main.ts` as a real process, killed after the running test. */
export class HeadlessProcess {
  /** Every line of standard output so far, parsed. */
  readonly lines: Record<string, unknown>[] = [];
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  readonly #child: ChildProcess;
  #errors = '';

  constructor(args: readonly string[]) {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    onTestFinished(() => void child.kill('SIGKILL'));
    createInterface({ input: child.stdout }).on('line', (line) => this.lines.push(lineSchema.parse(JSON.parse(line))));
    child.stderr.on('data', (bytes: Buffer) => (this.#errors += bytes.toString('utf8')));
    child.stdin.on('error', () => undefined);
    this.exited = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What it wrote to standard error so far. */
  get errors(): string {
    return this.#errors;
  }

  send(line: string | object): void {
    this.#child.stdin?.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  }

  end(): void {
    this.#child.stdin?.end();
  }

  kill(signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): void {
    this.#child.kill(signal);
  }

  /** Resolves with the first line that `isWanted`. */
  waitForLine(
    isWanted: (line: Record<string, unknown>) => boolean,
    timeoutMs = 20_000,
  ): Promise<Record<string, unknown>> {
    return vi.waitFor(
      () => {
        const found = this.lines.find(isWanted);
        if (found === undefined) throw new Error(`no such line; standard error: ${this.#errors}`);
        return found;
      },
      { timeout: timeoutMs, interval: 20 },
    );
  }

  /** Sends a call and resolves with its answer. */
  call(id: number, name: string, input: object = {}): Promise<Record<string, unknown>> {
    this.send({ id, call: name, input });
    return this.waitForLine((line) => line['id'] === id);
  }
}

/** Arguments of a console on a private adb port that starts nothing by itself. */
export async function quietArguments(dataFolder: string): Promise<string[]> {
  const adbPort = String(await freePort());
  return ['--data', dataFolder, '--adb-port', adbPort, '--adb', findAdbProgram(), '--no-adb-start', '--phones', '0'];
}
