import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { requestMaxLength } from '../../../electron/contract/procedures.ts';
import { HeadlessProcess, quietArguments } from '../../support/headless-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

async function start(dataFolder = makeTempFolder()): Promise<HeadlessProcess> {
  const headless = new HeadlessProcess(await quietArguments(dataFolder));
  await headless.waitForLine((line) => line['event'] === 'ready');
  return headless;
}

test('calls are answered, and the process ends with its input', async () => {
  const headless = await start();
  expect(await headless.call(1, 'desk.snapshot')).toMatchObject({ ok: true, value: { phones: [] } });
  headless.send({ id: 2, call: 'settings.get' });
  headless.end();
  expect(await headless.exited).toEqual({ code: 0, signal: null });
  expect(headless.lines.at(-1)).toMatchObject({ id: 2, ok: true });
});

test('deltas arrive after subscribe', async () => {
  const headless = await start();
  headless.send({ subscribe: 'desk.delta' });
  await headless.call(1, 'operators.create', { name: '小王' });
  const delta = await headless.waitForLine(
    (line) => line['event'] === 'desk.delta' && JSON.stringify(line).includes('小王'),
  );
  expect(delta).toMatchObject({ payload: { operator: { name: '小王' } } });
});

test('malformed and oversized lines are answered with an error, and the process goes on', async () => {
  const headless = await start();
  headless.send('{"id":1,"call":');
  headless.send('x'.repeat(requestMaxLength * 3));
  headless.send('{"id":2,"call":"no.such.thing"}');
  expect(await headless.call(3, 'settings.get')).toMatchObject({ ok: true });
  expect(headless.lines.filter((line) => line['ok'] === false)).toMatchObject([
    { id: null, error: { code: 'invalid-input' } },
    { id: null, error: { code: 'payload-too-large' } },
    { id: 2, error: { code: 'unknown-procedure' } },
  ]);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it in order: the folder is free and the log of the database is written back',
  async (signal) => {
    const folder = makeTempFolder();
    const headless = await start(folder);
    await headless.call(1, 'operators.create', { name: '小王' });
    headless.kill(signal);
    expect(await headless.exited).toEqual({ code: 0, signal: null });
    expect(readdirSync(folder).toSorted((left, right) => left.localeCompare(right))).toEqual([
      'custody.seal',
      'history.db',
      'jiqun.db',
      'lock.db',
    ]);
  },
);

test('a second process on the folder says who holds it and ends with 1', async () => {
  const folder = makeTempFolder();
  const first = await start(folder);
  const second = new HeadlessProcess(await quietArguments(folder));
  expect(await second.exited).toMatchObject({ code: 1 });
  expect(second.lines).toMatchObject([
    { event: 'failed', error: { code: 'data-folder-locked', detail: { pid: first.pid, owner: 'headless' } } },
  ]);
  expect(await first.call(1, 'settings.get')).toMatchObject({ ok: true });
});

test('after kill -9 the next process takes the folder over and finds what was written', async () => {
  const folder = makeTempFolder();
  const first = await start(folder);
  await first.call(1, 'operators.create', { name: '小王' });
  first.kill('SIGKILL');
  expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
  expect(existsSync(join(folder, 'lock-owner.json'))).toBe(true);
  const second = await start(folder);
  expect(await second.call(1, 'operators.list')).toMatchObject({ value: { operators: [{ name: '小王' }] } });
  expect(await second.call(2, 'audit.verify')).toMatchObject({ value: { isIntact: true, checkedCount: 1 } });
  expect(second.errors).toContain('data-folder-taken-over');
});

test('virtual phones never outlive a console that was killed', async () => {
  const [, ...rest] = await quietArguments('');
  const args = ['--data', makeTempFolder(), ...rest.slice(1, -1), '2'];
  const headless = new HeadlessProcess(args);
  headless.send({ subscribe: 'desk.delta' });
  const line = await headless.waitForLine((each) => JSON.stringify(each).includes('"kind":"demo"'));
  const port = Number(/"kind":"demo","address":"127.0.0.1","port":(\d+)/.exec(JSON.stringify(line))?.[1]);
  expect(await isListening(port)).toBe(true);
  headless.kill('SIGKILL');
  await vi.waitFor(async () => expect(await isListening(port)).toBe(false), { timeout: 15_000, interval: 100 });
});

test('a damaged database is told on a line of its own, and the cure starts an empty one and keeps the old', async () => {
  const folder = makeTempFolder();
  writeFileSync(join(folder, 'jiqun.db'), 'not a database at all'.repeat(500));
  const refused = new HeadlessProcess(await quietArguments(folder));
  expect(await refused.exited).toMatchObject({ code: 1 });
  expect(refused.lines).toMatchObject([{ event: 'failed', error: { code: 'database-corrupt' } }]);
  const cure = new HeadlessProcess(['--data', folder, '--restore-backup']);
  expect(await cure.exited).toMatchObject({ code: 0 });
  expect(cure.lines).toMatchObject([{ ok: true, value: { restoredFrom: null } }]);
  expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(true);
  expect(await (await start(folder)).call(1, 'settings.get')).toMatchObject({ ok: true });
});

test('the cure leaves a sound database alone and says so', async () => {
  const folder = makeTempFolder();
  const first = await start(folder);
  await first.call(1, 'operators.create', { name: '小王' });
  first.end();
  await first.exited;
  const before = readFileSync(join(folder, 'jiqun.db'));
  const cure = new HeadlessProcess(['--data', folder, '--restore-backup']);
  expect(await cure.exited).toMatchObject({ code: 1 });
  expect(cure.lines).toMatchObject([{ ok: false, error: { code: 'restore-not-needed' } }]);
  expect(readFileSync(join(folder, 'jiqun.db')).equals(before)).toBe(true);
});

test('the cure makes no folder where there is none', async () => {
  const folder = join(makeTempFolder(), 'mistyped');
  const cure = new HeadlessProcess(['--data', folder, '--restore-backup']);
  expect(await cure.exited).toMatchObject({ code: 1 });
  expect(cure.lines).toMatchObject([{ ok: false, error: { code: 'restore-not-needed' } }]);
  expect(existsSync(folder)).toBe(false);
});

test('a wrong flag prints the usage and ends with 2; standard output stays empty', async () => {
  const headless = new HeadlessProcess(['--colour', 'red']);
  expect(await headless.exited).toMatchObject({ code: 2 });
  expect(headless.errors).toContain('--data DIR');
  expect(headless.lines).toEqual([]);
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
