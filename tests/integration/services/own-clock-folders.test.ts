import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CustodyStore } from '../../../electron/accounts/custody/custody-store.ts';
import { openCustody } from '../../../electron/accounts/custody/custody.ts';
import { sealFileOf } from '../../../electron/accounts/custody/seal-file.ts';
import { TimeMarkStore } from '../../../electron/accounts/true-time/time-mark-store.ts';
import { migrations } from '../../../electron/database.ts';
import { createProvisional } from '../../../electron/devices/registry/phone-record.ts';
import { PhoneStore } from '../../../electron/devices/registry/phone-store.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { valueOf } from '../../support/device-layer.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { tryStartTestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const machine = { machineHash: 'this computer', hostHash: 'this computer' };
const yesterday = Date.now() - 86_400_000;

/** Looks into the database of a folder that no console has open. */
function look<T>(folder: string, work: (store: Store) => T): T {
  const file = databaseFileOf(folder);
  const store = valueOf(openStore({ file, migrations, clock: createSystemClock(), logger: silentLogger }));
  try {
    return work(store);
  } finally {
    store.dispose();
  }
}

function remember(folder: string, { isVirtual }: { readonly isVirtual: boolean }): void {
  const phone = createProvisional('phone-1', 'Pixel', yesterday);
  const known = { ...phone, identityKey: 'A1|Pixel', isVirtual, facts: { ...phone.facts, sdk: 33 } };
  look(folder, (store) => valueOf(store.write(() => new PhoneStore(store).save([known]))));
}

function startOnOwnClock(folder: string) {
  const clockFile = join(makeTempFolder(), 'clock.json');
  writeFileSync(clockFile, JSON.stringify({ startedAt: null, virtualAt: yesterday - 60 * 86_400_000, factor: 1 }));
  const clock = new ManualClock(yesterday - 60 * 86_400_000);
  return tryStartTestConsole({ dataFolder: folder, clock, clockFile, morePorts: { machine } });
}

test('a folder that remembers a real phone is not opened on a clock of its own, though nothing is attached', async () => {
  const folder = makeTempFolder();
  remember(folder, { isVirtual: false });
  const started = await startOnOwnClock(folder);
  expect(started).toMatchObject({ ok: false, error: { code: 'clock-real-phone', detail: { phoneId: 'phone-1' } } });
});

test('nor is one that real phones have told the time, though all of them were removed since', async () => {
  const folder = makeTempFolder();
  look(folder, (store) => valueOf(store.write(() => new TimeMarkStore(store).raise(yesterday))));
  expect(await startOnOwnClock(folder)).toMatchObject({ ok: false, error: { code: 'clock-real-phone' } });
});

test('a folder of virtual phones may have a clock of its own', async () => {
  const folder = makeTempFolder();
  remember(folder, { isVirtual: true });
  expect(await startOnOwnClock(folder)).toMatchObject({ ok: true });
});

test('that acts are lacking since a backup was put back is neither noted nor ended by a clock of its own', async () => {
  const folder = makeTempFolder();
  remember(folder, { isVirtual: false });
  const backup = join(makeTempFolder(), 'backup.db');
  look(folder, (store) => {
    const custody = valueOf(openCustody({ store, folder, machine, lastKnownAt: yesterday, logger: silentLogger }));
    custody.dispose();
  });
  copyFileSync(databaseFileOf(folder), backup);
  look(folder, (store) => {
    const custody = valueOf(openCustody({ store, folder, machine, lastKnownAt: yesterday, logger: silentLogger }));
    valueOf(store.write(() => custody.countAct(yesterday, 1)));
    valueOf(custody.seal());
    custody.dispose();
  });
  for (const ending of ['-wal', '-shm']) rmSync(`${databaseFileOf(folder)}${ending}`, { force: true });
  copyFileSync(backup, databaseFileOf(folder));
  const sealed = readFileSync(sealFileOf(folder));
  await startOnOwnClock(folder);
  expect(readFileSync(sealFileOf(folder)).equals(sealed)).toBe(true);
  expect(look(folder, (store) => new CustodyStore(store).spans())).toEqual([]);
  look(folder, (store) => {
    const custody = valueOf(openCustody({ store, folder, machine, lastKnownAt: yesterday, logger: silentLogger }));
    expect(custody.spans()).toMatchObject([{ kind: 'older', missing: 1, untilAt: null }]);
    custody.dispose();
  });
});
