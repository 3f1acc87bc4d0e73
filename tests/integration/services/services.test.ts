import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operatorBoundProcedures } from '../../../electron/contract/procedures.ts';
import { migrations } from '../../../electron/database.ts';
import { orderLadder, topOf } from '../../../electron/store/migration.ts';
import { canMountSmallDisk, fillDisk, mountSmallDisk, smallDiskNote } from '../../support/small-disk.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { startTestConsole, tryStartTestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { validInputs } from '../../support/valid-inputs.ts';

test('the ladder of all features has no number twice', () => {
  expect(orderLadder(migrations)).toHaveLength(migrations.length);
});

test('a console without phones answers its snapshot, with this machine as a host', async () => {
  const console = await startTestConsole();
  const snapshot = await console.waitFor(({ hosts }) => hosts[0]?.state === 'down');
  expect(snapshot).toMatchObject({
    phones: [],
    hosts: [{ kind: 'local', fault: { code: 'adb-server-unreachable' } }],
    attendance: { expectedCount: 0 },
    demo: { state: 'off' },
    operator: null,
  });
});

test('every procedure answers to the contract, with an empty desk', async () => {
  const console = await startTestConsole();
  await console.call('operators.create', { name: '小王' });
  const phoneId = 'no-such-phone';
  const answers = {
    'console.info': await console.call('console.info', {}),
    'audit.page': await console.call('audit.page', { beforeSeq: null, limit: 10 }),
    'audit.verify': await console.call('audit.verify', {}),
    'operators.list': await console.call('operators.list', {}),
    'settings.get': await console.call('settings.get', {}),
    'phones.recheck': await console.call('phones.recheck', { phoneIds: [phoneId] }),
    'demo.stop': await console.call('demo.stop', {}),
  };
  for (const [name, answer] of Object.entries(answers)) expect([name, answer.ok]).toEqual([name, true]);
  expect(answers['console.info']).toMatchObject({
    value: { evidence: { pictureCount: 0, byteCount: 0, keptDays: 90 } },
  });
  expect(await console.call('groups.list', { phoneId })).toMatchObject({
    ok: false,
    error: { code: 'phone-not-found' },
  });
  expect(console.logger.of('answer-off-contract')).toEqual([]);
});

test('a 10 000-character label is refused with the limit, and nothing is stored', async () => {
  const console = await startTestConsole();
  await console.call('operators.create', { name: '小王' });
  expect(await console.call('phones.setLabel', { phoneId: 'p', label: '长'.repeat(10_000) })).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', detail: { field: 'label', rule: 'too_big', maximum: 60 } },
  });
});

test('a host that does not resolve is refused by name, and not kept', async () => {
  const console = await startTestConsole();
  await console.call('operators.create', { name: '小王' });
  const added = await console.call('hosts.add', { name: '二楼', address: 'no-such-host.invalid', port: 5038 });
  expect(added).toMatchObject({
    ok: false,
    error: { code: 'host-unresolvable', detail: { address: 'no-such-host.invalid' } },
  });
  expect((await console.snapshot()).hosts).toHaveLength(1);
});

test.each([...operatorBoundProcedures])('%s is refused while nobody answers for it', async (name) => {
  const console = await startTestConsole();
  const offered = await console.services.dispatch(name, validInputs[name]);
  expect(offered).toMatchObject({ ok: false, error: { code: 'operator-required' } });
});

test('settings and operators are there after a restart; the choice of operator is not', async () => {
  const first = await startTestConsole();
  await first.call('settings.update', { patch: { theme: 'dark' } });
  await first.call('operators.create', { name: '小王' });
  await first.services.dispose();
  const second = await startTestConsole({ dataFolder: first.dataFolder });
  expect(await second.snapshot()).toMatchObject({ settings: { theme: 'dark' }, operator: null });
  expect(await second.call('operators.list', {})).toMatchObject({ value: { operators: [{ name: '小王' }] } });
});

test('a second console on the same folder is refused and told who has it', async () => {
  const first = await startTestConsole();
  expect(await tryStartTestConsole({ dataFolder: first.dataFolder })).toMatchObject({
    ok: false,
    error: { code: 'data-folder-locked', detail: { pid: process.pid, owner: 'headless', folder: first.dataFolder } },
  });
  expect((await first.call('settings.get', {})).ok).toBe(true);
});

test('a damaged database is refused with the cure and left as it is; the folder is free again', async () => {
  const dataFolder = makeTempFolder();
  const file = join(dataFolder, 'jiqun.db');
  const bytes = Buffer.concat([Buffer.from('SQLite format 3\0'), randomBytes(20_000)]);
  writeFileSync(file, bytes);
  for (let attempt = 0; attempt < 2; attempt++) {
    expect(await tryStartTestConsole({ dataFolder })).toMatchObject({
      ok: false,
      error: { code: 'database-corrupt', detail: { file, newestBackup: null } },
    });
  }
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a database of a newer release is refused with both versions and left as it is', async () => {
  const first = await startTestConsole();
  await first.services.dispose();
  const file = join(first.dataFolder, 'jiqun.db');
  const future = { version: 9_000, name: 'of a later release', up: () => undefined };
  openTestStore([...migrations, future], { file }).dispose();
  const bytes = readFileSync(file);
  expect(await tryStartTestConsole({ dataFolder: first.dataFolder })).toMatchObject({
    ok: false,
    error: { code: 'database-newer', detail: { databaseVersion: 9_000, knownVersion: topOf(migrations) } },
  });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a data folder that cannot be made is refused', async () => {
  const blocker = join(makeTempFolder(), 'blocker');
  writeFileSync(blocker, '');
  const dataFolder = join(blocker, 'data');
  expect(await tryStartTestConsole({ dataFolder })).toMatchObject({
    ok: false,
    error: { code: 'data-folder-unwritable' },
  });
});

test.runIf(canMountSmallDisk)(`on a full disk changes are refused and reading goes on${smallDiskNote}`, async () => {
  const dataFolder = join(mountSmallDisk(4), 'data');
  mkdirSync(dataFolder);
  const console = await startTestConsole({ dataFolder });
  await console.call('operators.create', { name: '小王' });
  const makeRoom = fillDisk(dataFolder);
  const refused = await createUntilRefused(console);
  expect(refused).toMatchObject({ ok: false, error: { code: 'disk-full' } });
  expect(await console.call('operators.list', {})).toMatchObject({ ok: true });
  expect((await console.snapshot()).operator).not.toBeNull();
  makeRoom();
  expect(await console.call('operators.create', { name: '有空间了' })).toMatchObject({ ok: true });
  expect(await console.call('audit.verify', {})).toMatchObject({ value: { isIntact: true } });
});

/** The log file still has some room of its own when the disk is already full. */
async function createUntilRefused(console: Awaited<ReturnType<typeof startTestConsole>>) {
  for (let count = 0; count < 2_000; count++) {
    const created = await console.call('operators.create', { name: `操作员${count}` });
    if (!created.ok) return created;
  }
  return null;
}

test('a start that is given up leaves the folder free', async () => {
  const dataFolder = makeTempFolder();
  const signal = AbortSignal.abort();
  expect(await tryStartTestConsole({ dataFolder, signal })).toMatchObject({ ok: false, error: { code: 'aborted' } });
  expect((await tryStartTestConsole({ dataFolder })).ok).toBe(true);
});

test('a disposed console answers shutting-down, and disposing again is harmless', async () => {
  const console = await startTestConsole();
  await console.services.dispose();
  await console.services.dispose();
  expect(await console.call('settings.get', {})).toMatchObject({ ok: false, error: { code: 'shutting-down' } });
});
