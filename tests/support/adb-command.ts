import { spawn, type ChildProcess } from 'node:child_process';
import { findAdbProgram } from './adb-program.ts';

export interface AdbResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface AdbRun {
  /** Port of the adb server to ask. */
  readonly port: number;
  /** Folder to run in. */
  readonly folder?: string;
  readonly input?: Buffer;
  readonly timeoutMs?: number;
}

/** Starts the `adb` command against a private server; never the one of this machine. */
export function spawnAdb(args: readonly string[], { port, folder }: Pick<AdbRun, 'port' | 'folder'>): ChildProcess {
  return spawn(findAdbProgram(), ['-P', String(port), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(folder === undefined ? {} : { cwd: folder }),
  });
}

/** Runs the `adb` command to its end; rejects when it takes longer than `timeoutMs` (20 s). */
export function runAdb(args: readonly string[], run: AdbRun): Promise<AdbResult> {
  const child = spawnAdb(args, run);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin?.on('error', () => undefined); // A command that does not read its input may end first.
  child.stdin?.end(run.input ?? Buffer.alloc(0));
  return new Promise((resolve, reject) => {
    const limitMs = run.timeoutMs ?? 20_000;
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`adb ${args.join(' ')} took longer than ${limitMs} ms`));
    }, limitMs);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode: exitCode ?? -1, stdout: Buffer.concat(out), stderr: Buffer.concat(err) });
    });
  });
}
