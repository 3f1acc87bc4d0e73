import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What a machine may have that a newcomer's does not; the bootstrap looks away from each of these. */
const hiddenTools = 'adb,xvfb,display,electron,node,fonts';

/** Inherited by everything that a clone starts. */
const cloneMark = 'JIQUN_CLONE_UNDER_TEST';

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
  readonly seconds: number;
}

/** A clone of the committed state in a folder of its own, with nothing prepared. */
export class FreshClone {
  readonly folder: string;
  readonly #parent: string;

  private constructor(parent: string) {
    this.#parent = parent;
    this.folder = join(parent, 'jiqun');
  }

  static async make(signal: AbortSignal): Promise<FreshClone> {
    const clone = new FreshClone(mkdtempSync(join(tmpdir(), 'jiqun-clone-')));
    const { exitCode, output } = await runCommand('git', ['clone', '--quiet', root, clone.folder], {
      cwd: clone.#parent,
      env: {},
      signal,
    });
    if (exitCode !== 0) throw new Error(`git clone failed: ${output}`);
    const recorded = join(root, '..', 'shared');
    if (existsSync(recorded)) symlinkSync(recorded, join(clone.#parent, 'shared'));
    return clone;
  }

  /** Runs npm as a newcomer would: the system's own Node first, no display, none of the hidden tools. */
  npm(args: readonly string[], signal: AbortSignal): Promise<CommandResult> {
    const path = (process.env['PATH'] ?? '').split(':').filter((part) => !part.includes(join(root, '.runtime')));
    return runCommand('npm', args, {
      cwd: this.folder,
      env: {
        PATH: path.join(':'),
        JIQUN_HIDE: hiddenTools,
        [cloneMark]: this.#parent,
        // The desk that somebody keeps on this machine is neither read nor written.
        XDG_CONFIG_HOME: join(this.#parent, 'config'),
        DISPLAY: '',
        WAYLAND_DISPLAY: '',
        CI: 'true',
      },
      signal,
    });
  }

  /** Command lines of processes that were started from this clone and still run, whatever they call themselves. */
  leftovers(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/u.test(name))
      .filter((name) => readProcess(name, 'environ').includes(`${cloneMark}=${this.#parent}`))
      .map((name) => readProcess(name, 'cmdline').replaceAll('\0', ' ').trim());
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}

function readProcess(processId: string, file: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${processId}/${file}`, 'utf8');
  } catch {
    // The process ended between the listing and the look.
    return '';
  }
}

interface CommandSurroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

function runCommand(
  program: string,
  args: readonly string[],
  { cwd, env, signal }: CommandSurroundings,
): Promise<CommandResult> {
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ exitCode: code ?? 1, output, seconds: (performance.now() - startedMs) / 1000 }),
    );
  });
}
