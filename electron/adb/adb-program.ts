import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import { fail, succeed } from '../contract/outcome.ts';
import type { Outcome } from '../contract/outcome.ts';
import { withoutInheritedFiles } from './inherited-files.ts';

/** An adb program of this machine. */
export interface AdbProgram {
  readonly path: string;
  /** `29.0.6-debian`, or the protocol version where the program prints no other. */
  readonly version: string;
  /** The protocol version that its server would answer (41 = 1.0.41). */
  readonly serverVersion: number;
}

export interface AdbSearch {
  /** The operator's setting: used alone when set, and its fault reported, so that a typing error is not papered over. */
  readonly configuredPath: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Folder of platform-tools that the bootstrap fetched, looked at last. */
  readonly bundledFolder?: string;
}

const versionTimeoutMs = 10_000;

/**
 * Finds the adb program: the setting, `JIQUN_ADB`, PATH, `ANDROID_HOME`, `ANDROID_SDK_ROOT`, the usual places of the
 * platform, the bundled folder; the first that runs and prints its version. `adb-not-installed` names what was tried.
 */
export async function findAdb(search: AdbSearch): Promise<Outcome<AdbProgram>> {
  const forced = search.configuredPath ?? search.env['JIQUN_ADB'] ?? null;
  if (forced !== null && forced !== '') return readProgram(forced, search.env);
  for (const path of candidatePaths(search)) {
    if (!(await isExecutable(path))) continue;
    const program = await readProgram(path, search.env);
    if (program.ok) return program;
  }
  return fail('adb-not-installed', 'no adb program found', { platform: search.platform });
}

/** Every path that is looked at, in order, each once. Paths are the platform's own, whatever runs this code. */
export function candidatePaths(search: AdbSearch): string[] {
  const { env, platform } = search;
  const paths = platform === 'win32' ? win32 : posix;
  const name = platform === 'win32' ? 'adb.exe' : 'adb';
  const pathVariable = env['PATH'] ?? env['Path'] ?? '';
  const folders = pathVariable.split(paths.delimiter).filter((folder) => folder !== '');
  for (const root of [env['ANDROID_HOME'], env['ANDROID_SDK_ROOT']]) {
    if (root !== undefined && root !== '') folders.push(paths.join(root, 'platform-tools'));
  }
  folders.push(...usualFolders(platform, env));
  if (search.bundledFolder !== undefined) folders.push(search.bundledFolder);
  return [...new Set(folders.map((folder) => paths.join(folder, name)))];
}

function usualFolders(platform: NodeJS.Platform, env: AdbSearch['env']): string[] {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? (home === '' ? '' : win32.join(home, 'AppData', 'Local'));
    const sdk = local === '' ? [] : [win32.join(local, 'Android', 'Sdk', 'platform-tools')];
    return [...sdk, 'C:\\platform-tools', 'C:\\adb', 'C:\\Android\\platform-tools'];
  }
  if (platform === 'darwin') {
    const sdk = home === '' ? [] : [posix.join(home, 'Library/Android/sdk/platform-tools')];
    return [...sdk, '/opt/homebrew/bin', '/usr/local/bin'];
  }
  const sdk = home === '' ? [] : [posix.join(home, 'Android/Sdk/platform-tools')];
  return [
    ...sdk,
    '/usr/bin',
    '/usr/local/bin',
    '/usr/lib/android-sdk/platform-tools',
    '/opt/android-sdk/platform-tools',
  ];
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function readProgram(path: string, env: AdbSearch['env']): Promise<Outcome<AdbProgram>> {
  const answer = await runProgram(path, ['version'], { timeoutMs: versionTimeoutMs, env });
  if (!answer.ok)
    return fail('adb-not-installed', 'the adb program does not run', { path, cause: answer.error.message });
  const version = parseAdbVersion(answer.value.stdout);
  if (version === null) return fail('adb-not-installed', 'the program at this path is not adb', { path });
  return succeed({ path, ...version });
}

/** Reads `adb version`: `Android Debug Bridge version 1.0.41`, then (since 2017) `Version 29.0.6-…`. */
export function parseAdbVersion(text: string): { version: string; serverVersion: number } | null {
  const protocol = /Android Debug Bridge version (\d+\.\d+\.(\d+))/.exec(text);
  if (protocol?.[1] === undefined || protocol[2] === undefined) return null;
  const release = /^Version (\S+)/m.exec(text);
  return { version: release?.[1] ?? protocol[1], serverVersion: Number(protocol[2]) };
}

export interface ProgramRun {
  readonly timeoutMs: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs an adb program with an argument array, which no shell reads; it takes none of our open files along. A non-zero exit is
 * `command-failed` with what it printed.
 */
export function runProgram(
  path: string,
  args: readonly string[],
  { timeoutMs, env, signal }: ProgramRun,
): Promise<Outcome<ProgramOutput>> {
  return new Promise((resolve) => {
    const settings = { timeout: timeoutMs, env: { ...env }, windowsHide: true, maxBuffer: 1024 * 1024 };
    const own = withoutInheritedFiles({ path, args });
    const options = signal === undefined ? settings : { ...settings, signal };
    execFile(own.path, [...own.args], options, (error, stdout, stderr) => {
      if (error === null) return resolve(succeed({ stdout, stderr }));
      if (signal?.aborted === true) return resolve(fail('aborted', 'adb program: aborted'));
      if (error.killed === true) return resolve(fail('timeout', `adb program: not done within ${timeoutMs} ms`));
      const detail = { stdout: stdout.slice(0, 2000), stderr: stderr.slice(0, 2000), exit: String(error.code ?? '') };
      resolve(fail('command-failed', 'the adb program failed', detail));
    });
  });
}
