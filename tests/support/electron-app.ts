import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const runtimeSchema = z.object({ executable: z.string(), version: z.string(), isFallback: z.boolean() });

/** The Electron that the bootstrap found or fetched, as it wrote it down. */
export function readElectronRuntime(): z.infer<typeof runtimeSchema> {
  const file = join(root, '.runtime', 'electron', 'runtime.json');
  return runtimeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export interface ConsoleLaunch {
  readonly dataFolder: string;
  /** Port of "this machine's" adb server; never 5037 in a test. */
  readonly adbPort: number;
  readonly phones?: number;
  /** Of the virtual desk: the same phones and groups at every run unless another one is named. */
  readonly seed?: number;
  readonly flags?: readonly string[];
}

export interface RunningConsole {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What main has logged so far, one JSON object a line. */
  readonly readLog: () => string;
  close(): Promise<void>;
}

/** Starts the built console in real Electron, on a virtual display where there is no other. */
export async function launchConsole(options: ConsoleLaunch): Promise<RunningConsole> {
  const runtime = readElectronRuntime();
  const display = await openDisplay();
  try {
    const app = await _electron.launch({
      executablePath: runtime.executable,
      args: consoleArguments(options, runtime.isFallback),
      env: { ...environment(), ...display.env },
      timeout: 60_000,
    });
    const page = await app.firstWindow({ timeout: 60_000 });
    return {
      app,
      page,
      readLog: () => readFileSync(join(options.dataFolder, 'logs', 'main.log'), 'utf8'),
      close: async () => {
        await app.close();
        display.close();
      },
    };
  } catch (failure) {
    display.close();
    throw failure;
  }
}

const usualSeed = 11;

/** Electron's command line for the built console. */
export function consoleArguments(
  { dataFolder, adbPort, phones, seed = usualSeed, flags }: ConsoleLaunch,
  isFallback: boolean,
): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    ...(isFallback ? ['--fallback-runtime'] : [root]),
    ...(isRoot ? ['--no-sandbox'] : []),
    `--data=${dataFolder}`,
    `--adb-port=${adbPort}`,
    ...(phones === undefined ? [] : [`--phones=${phones}`, `--seed=${seed}`]),
    ...(flags ?? []),
  ];
}

const forNodeAlone: ReadonlySet<string> = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_COMPILE_CACHE']);

/** This process's environment without what would make Electron another program. */
export function environment(): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(kept.filter(([name]) => !forNodeAlone.has(name)));
}

export interface Display {
  readonly env: Readonly<Record<string, string>>;
  close(): void;
}

/** A virtual display where there is no other; `env` names it. */
export async function openDisplay(): Promise<Display> {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) {
    return { env: {}, close: () => undefined };
  }
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await readDisplayNumber(server);
  return { env: { DISPLAY: `:${number}` }, close: () => void server.kill() };
}

function readDisplayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${String(code)}`)));
    if (server.stdout === null) return reject(new Error('Xvfb has no output'));
    createInterface({ input: server.stdout }).once('line', resolve);
  });
}

const mostTries = 3;

/**
 * Runs what may be run twice in the console's main process. V8's inspector rarely gives up a promise of its own before its answer
 * ("Resulting promise was garbage collected"), whatever became of the work.
 */
export async function inMain<T>(evaluate: () => Promise<T>): Promise<T> {
  for (let tryCount = 1; ; tryCount++) {
    try {
      return await evaluate();
    } catch (failure) {
      const isGivenUp = failure instanceof Error && failure.message.includes('garbage collected');
      if (!isGivenUp || tryCount === mostTries) throw failure;
    }
  }
}
