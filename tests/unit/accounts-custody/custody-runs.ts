import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { openCustody, type Custody } from '../../../electron/accounts/custody/custody.ts';
import { custodyMigrations } from '../../../electron/accounts/custody/custody-store.ts';
import type { MachineId } from '../../../electron/accounts/custody/machine-id.ts';
import { WitnessFolder } from '../../../electron/accounts/custody/witness-file.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { ManualClock } from '../../support/manual-clock.ts';

export const one: MachineId = { machineHash: 'one', hostHash: 'h1' };
export const two: MachineId = { machineHash: 'two', hostHash: 'h2' };
export const lastKnownAt = 1_767_225_600_000;

interface Running {
  readonly store: Store;
  readonly custody: Custody;
  readonly act: (at?: number) => void;
  readonly tell: () => void;
  readonly end: () => void;
}

/** The database alone. */
export function openAlone(folder: string): { readonly store: Store; readonly end: () => void } {
  const file = join(folder, 'jiqun.db');
  const opened = openStore({ file, migrations: custodyMigrations, clock: new ManualClock(), logger: silentLogger });
  if (!opened.ok) throw new Error(opened.error.message);
  return { store: opened.value, end: () => opened.value.dispose() };
}

interface StartOptions {
  readonly machine?: MachineId;
  readonly knownAt?: number | null;
  /** The user's own folder; left out, there is none. */
  readonly user?: string;
}

export function start(folder: string, options: StartOptions = {}): Running {
  const { machine = one, knownAt = lastKnownAt, user } = options;
  const { store, end: close } = openAlone(folder);
  const witness = user === undefined ? null : new WitnessFolder(user, silentLogger);
  const custody = openCustody({ store, folder, machine, lastKnownAt: knownAt, witness, logger: silentLogger });
  if (!custody.ok) throw new Error(custody.error.message);
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    custody.value.dispose();
    close();
  };
  onTestFinished(end);
  const act = (at = lastKnownAt): void => {
    store.transaction(() => custody.value.countAct(at, 1));
    expect(custody.value.seal().ok).toBe(true);
  };
  const tell = (): void => {
    store.prepare('UPDATE custody SET facts = facts + 1').run();
    custody.value.sealFacts();
  };
  return { store, custody: custody.value, act, tell, end };
}

export function factSpansOf(store: Store): unknown[] {
  return store.prepare('SELECT kind, missing, fromAt, isSpread FROM factSpan ORDER BY spanId').all();
}

/** One run of the console, with so many acts. */
export function run(folder: string, acts: number, machine: MachineId = one, user?: string): Custody {
  const running = start(folder, { machine, ...(user !== undefined && { user }) });
  for (let act = 0; act < acts; act++) running.act();
  running.end();
  return running.custody;
}

export function backUp(folder: string): () => void {
  const { store, end } = start(folder);
  store.checkpoint();
  end();
  const backup = join(folder, 'older.backup');
  copyFileSync(join(folder, 'jiqun.db'), backup);
  return () => {
    for (const suffix of ['-wal', '-shm']) rmSync(join(folder, `jiqun.db${suffix}`), { force: true });
    copyFileSync(backup, join(folder, 'jiqun.db'));
  };
}
