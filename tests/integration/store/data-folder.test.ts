import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { lockDataFolder } from '../../../electron/store/data-folder.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

function lock(folder: string, logger = new RecordingLogger()) {
  return lockDataFolder({ folder, owner: 'app', clock: new ManualClock(), logger });
}

/** Starts another process on the folder and answers what it said. */
async function startHolder(folder: string): Promise<{ child: ChildProcess; said: unknown }> {
  const holder = join(import.meta.dirname, 'lock-holder.ts');
  const child = spawn(process.execPath, [holder, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const line = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  return { child, said: JSON.parse(line) };
}

test('a second process is refused and told who holds the folder', async () => {
  const folder = makeTempFolder();
  const locked = lock(folder);
  const { said } = await startHolder(folder);
  expect(said).toMatchObject({
    code: 'data-folder-locked',
    detail: { folder, pid: process.pid, owner: 'app', startedAt: 1_700_000_000_000 },
  });
  if (locked.ok) void locked.value.dispose();
});

test('this process is refused while another one holds the folder', async () => {
  const folder = makeTempFolder();
  const { child, said } = await startHolder(folder);
  expect(said).toEqual({ held: true });
  expect(lock(folder)).toMatchObject({ ok: false, error: { code: 'data-folder-locked', detail: { pid: child.pid } } });
});

test('the folder of a process that was killed is taken over, and the log says from whom', async () => {
  const folder = makeTempFolder();
  const { child } = await startHolder(folder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const logger = new RecordingLogger();
  const locked = lock(folder, logger);
  expect(locked.ok).toBe(true);
  expect(logger.of('data-folder-taken-over')).toEqual([{ pid: child.pid, owner: 'headless' }]);
  if (locked.ok) void locked.value.dispose();
});

test('one process cannot take the same folder twice', () => {
  const folder = makeTempFolder();
  const first = lock(folder);
  expect(lock(folder)).toMatchObject({ ok: false, error: { code: 'data-folder-locked' } });
  if (first.ok) void first.value.dispose();
});

test('a released folder can be taken again and names no owner', () => {
  const folder = makeTempFolder();
  const first = lock(folder);
  if (first.ok) void first.value.dispose();
  expect(existsSync(join(folder, 'lock-owner.json'))).toBe(false);
  const second = lock(folder);
  expect(second.ok).toBe(true);
  if (second.ok) void second.value.dispose();
});

test('releasing twice is harmless', () => {
  const locked = lock(makeTempFolder());
  if (!locked.ok) throw new Error(locked.error.message);
  void locked.value.dispose();
  expect(() => void locked.value.dispose()).not.toThrow();
});

test('a missing folder is created', () => {
  const folder = join(makeTempFolder(), 'deep', 'data');
  const locked = lock(folder);
  expect(existsSync(folder)).toBe(true);
  if (locked.ok) void locked.value.dispose();
});

test.runIf(process.platform === 'linux')(
  'a folder where the system lets nobody make one is unwritable, at once',
  () => {
    const folder = '/proc/jiqun-data';
    expect(lockDataFolder({ folder, owner: 'app', clock: new ManualClock(), logger: silentLogger })).toMatchObject({
      ok: false,
      error: { code: 'data-folder-unwritable' },
    });
  },
);

test('a folder that cannot be created is unwritable', () => {
  const blocker = join(makeTempFolder(), 'blocker');
  writeFileSync(blocker, '');
  const locked = lockDataFolder({
    folder: join(blocker, 'data'),
    owner: 'app',
    clock: new ManualClock(),
    logger: silentLogger,
  });
  expect(locked).toMatchObject({ ok: false, error: { code: 'data-folder-unwritable' } });
});
