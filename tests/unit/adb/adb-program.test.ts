import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candidatePaths, findAdb, parseAdbVersion, runProgram } from '../../../electron/adb/adb-program.ts';

let folder = '';
const env = { PATH: '/usr/bin:/bin' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiqun-adb-program-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function writeProgram(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const printsVersion = "printf 'Android Debug Bridge version 1.0.41\\nVersion 35.0.2-1\\n'";

describe('parseAdbVersion', () => {
  it('reads the release and the protocol version', () => {
    const text = 'Android Debug Bridge version 1.0.41\nVersion 29.0.6-debian\nInstalled as /usr/bin/adb\n';
    expect(parseAdbVersion(text)).toEqual({ version: '29.0.6-debian', serverVersion: 41 });
  });

  it('takes the protocol version of an old adb that prints no release', () => {
    expect(parseAdbVersion('Android Debug Bridge version 1.0.32\n')).toEqual({ version: '1.0.32', serverVersion: 32 });
  });

  it('refuses what is no adb', () => {
    expect(parseAdbVersion('git version 2.39.5\n')).toBeNull();
  });
});

describe('candidatePaths', () => {
  it('goes through PATH, the SDK variables, the usual places and the bundled folder, each once', () => {
    const paths = candidatePaths({
      configuredPath: null,
      platform: 'linux',
      bundledFolder: '/console/platform-tools',
      env: { PATH: '/opt/a:/usr/bin', HOME: '/home/op', ANDROID_HOME: '/sdk1', ANDROID_SDK_ROOT: '/sdk2' },
    });
    expect(paths.slice(0, 5)).toEqual([
      '/opt/a/adb',
      '/usr/bin/adb',
      '/sdk1/platform-tools/adb',
      '/sdk2/platform-tools/adb',
      '/home/op/Android/Sdk/platform-tools/adb',
    ]);
    expect(paths.at(-1)).toBe('/console/platform-tools/adb');
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('speaks the paths of Windows', () => {
    const search = {
      configuredPath: null,
      platform: 'win32',
      env: { Path: 'C:\\a;D:\\b', LOCALAPPDATA: 'C:\\L' },
    } as const;
    expect(candidatePaths(search).slice(0, 3)).toEqual([
      'C:\\a\\adb.exe',
      'D:\\b\\adb.exe',
      'C:\\L\\Android\\Sdk\\platform-tools\\adb.exe',
    ]);
  });

  it('looks where macOS keeps the SDK and Homebrew', () => {
    const search = { configuredPath: null, platform: 'darwin', env: { HOME: '/Users/op' } } as const;
    expect(candidatePaths(search)).toEqual([
      '/Users/op/Library/Android/sdk/platform-tools/adb',
      '/opt/homebrew/bin/adb',
      '/usr/local/bin/adb',
    ]);
  });
});

describe('findAdb', () => {
  it('takes the setting before everything else', async () => {
    const path = await writeProgram('set/adb', printsVersion);
    const found = await findAdb({ configuredPath: path, env: { ...env, JIQUN_ADB: '/nowhere' }, platform: 'linux' });
    expect(found).toEqual({ ok: true, value: { path, version: '35.0.2-1', serverVersion: 41 } });
  });

  it('takes JIQUN_ADB when nothing is set', async () => {
    const path = await writeProgram('variable/adb', printsVersion);
    const found = await findAdb({ configuredPath: null, env: { ...env, JIQUN_ADB: path }, platform: 'linux' });
    expect(found).toMatchObject({ ok: true, value: { path } });
  });

  it('reports a set path that does not run instead of taking another', async () => {
    const found = await findAdb({ configuredPath: join(folder, 'missing'), env, platform: 'linux' });
    expect(found).toMatchObject({ error: { code: 'adb-not-installed', detail: { path: join(folder, 'missing') } } });
  });

  it('refuses a program that is not adb', async () => {
    const path = await writeProgram('other/adb', 'echo something else');
    const found = await findAdb({ configuredPath: path, env, platform: 'linux' });
    expect(found).toMatchObject({ error: { code: 'adb-not-installed', detail: { path } } });
  });

  it('passes over a broken adb on PATH and takes the next', async () => {
    const broken = dirname(await writeProgram('broken/adb', 'exit 1'));
    const good = await writeProgram('good/adb', printsVersion);
    const search = {
      configuredPath: null,
      platform: 'linux',
      env: { PATH: `${broken}:${dirname(good)}:/bin` },
    } as const;
    expect(await findAdb(search)).toMatchObject({ ok: true, value: { path: good } });
  });

  it('says adb-not-installed when there is none anywhere', async () => {
    const search = { configuredPath: null, platform: 'win32', env: { PATH: folder } } as const;
    expect(await findAdb(search)).toMatchObject({ error: { code: 'adb-not-installed' } });
  });
});

describe('runProgram', () => {
  it('passes arguments as they are, to no shell', async () => {
    const path = await writeProgram('echo/adb', 'printf "%s|" "$@"');
    const ran = await runProgram(path, ['a b', '$HOME', ';x'], { timeoutMs: 5_000, env });
    expect(ran).toMatchObject({ ok: true, value: { stdout: 'a b|$HOME|;x|' } });
  });

  it('ends a program that hangs, with a timeout', async () => {
    const path = await writeProgram('hang/adb', 'exec sleep 30');
    expect(await runProgram(path, [], { timeoutMs: 100, env })).toMatchObject({ error: { code: 'timeout' } });
  });

  it('ends a program when its signal fires', async () => {
    const path = await writeProgram('hang/adb', 'exec sleep 30');
    const stop = new AbortController();
    const ran = runProgram(path, [], { timeoutMs: 30_000, env, signal: stop.signal });
    stop.abort();
    expect(await ran).toMatchObject({ error: { code: 'aborted' } });
  });

  it('gives what a failing program printed', async () => {
    const path = await writeProgram('fail/adb', 'echo no luck >&2; exit 3');
    expect(await runProgram(path, [], { timeoutMs: 5_000, env })).toMatchObject({
      error: { code: 'command-failed', detail: { stderr: 'no luck\n', exit: '3' } },
    });
  });
});
