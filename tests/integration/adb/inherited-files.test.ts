import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutInheritedFiles } from '../../../electron/adb/inherited-files.ts';

const limitMs = 30_000;
const listing = ['-l', '/proc/self/fd'];
const program = new URL('../../../electron/adb/adb-program.ts', import.meta.url);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiqun-inherited-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a process that was started with an open file of the name `kept` beside its streams prints when it runs this. */
async function printWithOpenFile(code: string): Promise<string> {
  const start = 'exec 90>"$1"; shift; exec "$@"';
  const args = [join(folder, 'kept'), process.execPath, '--input-type=module', '--eval', code];
  const { stdout } = await promisify(execFile)('/bin/bash', ['-c', start, 'bash', ...args], { timeout: limitMs });
  return stdout;
}

describe.runIf(process.platform === 'linux')(
  'a program that is started while files without close-on-exec are open',
  () => {
    it('would take them along', async () => {
      const code = `import { execFileSync } from 'node:child_process';
      process.stdout.write(execFileSync('/bin/ls', ${JSON.stringify(listing)}));`;
      expect(await printWithOpenFile(code)).toContain('kept');
    });

    it('takes none along when it is run as an adb program', async () => {
      const code = `const { runProgram } = await import(${JSON.stringify(program.href)});
      const run = await runProgram('/bin/ls', ${JSON.stringify(listing)}, { timeoutMs: ${limitMs}, env: {} });
      process.stdout.write(run.value.stdout);`;
      const printed = await printWithOpenFile(code);
      expect(printed).toMatch(/ 2 -> /);
      expect(printed).not.toContain('kept');
    });

    it('has its arguments as they were given', async () => {
      const args = ['%s|', 'a b', '$HOME', '"', "'; exit 3", '', '群主'];
      const { path, args: own } = withoutInheritedFiles({ path: '/usr/bin/printf', args });
      const { stdout } = await promisify(execFile)(path, [...own], { timeout: limitMs });
      expect(stdout).toBe(`${args.slice(1).join('|')}|`);
    });

    it('may be called as an option of a shell would be', async () => {
      const { path, args } = withoutInheritedFiles({ path: '-c', args: [] });
      await expect(promisify(execFile)(path, [...args], { timeout: limitMs })).rejects.toMatchObject({ code: 127 });
    });

    it('is the process that was started, so that ending it ends the program', async () => {
      const { path, args } = withoutInheritedFiles({ path: '/bin/sleep', args: ['60'] });
      const child = spawn(path, args, { stdio: 'ignore' });
      try {
        const isProgram = async (): Promise<boolean> =>
          !(await readlink(`/proc/${child.pid ?? 0}/exe`)).includes('bash');
        await expect.poll(isProgram, { timeout: limitMs }).toBe(true);
      } finally {
        child.kill('SIGKILL');
      }
    });
  },
);

it('elsewhere a program is started as it is', () => {
  const command = { path: 'C:\\adb\\adb.exe', args: ['version'] };
  expect(withoutInheritedFiles(command, 'win32')).toBe(command);
  expect(withoutInheritedFiles(command, 'darwin')).toBe(command);
});
