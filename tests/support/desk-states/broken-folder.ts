import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../../electron/database.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { lockDataFolder } from '../../../electron/store/data-folder.ts';
import type { Migration } from '../../../electron/store/migration.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import { fillDisk, mountDisk } from '../small-disk.ts';

export const brokenFolderKinds = ['locked', 'corrupt', 'corrupt-without-backup', 'newer', 'full'] as const;
export type BrokenFolderKind = (typeof brokenFolderKinds)[number];

export interface BrokenFolder {
  readonly dataFolder: string;
  close(): void;
}

const clock = createSystemClock();

/** A data folder that no console can start on, for one of the reasons that there are. */
export function openBrokenFolder(kind: BrokenFolderKind): BrokenFolder {
  const parent = mkdtempSync(join(tmpdir(), 'jiqun-broken-'));
  const dataFolder = join(parent, 'desk', 'data');
  mkdirSync(join(parent, 'desk'));
  const undo = breakers[kind](dataFolder, join(parent, 'desk'));
  return {
    dataFolder,
    close: () => {
      undo();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

const breakers: Readonly<Record<BrokenFolderKind, (dataFolder: string, parent: string) => () => void>> = {
  locked: (dataFolder) => {
    const lock = lockDataFolder({ folder: dataFolder, owner: 'headless', clock, logger: silentLogger });
    if (!lock.ok) throw new Error(lock.error.message);
    return () => void lock.value.dispose();
  },
  corrupt: (dataFolder) => {
    const file = leaveDatabase(dataFolder, migrations);
    leaveBackup(file);
    damageDatabase(file);
    return () => undefined;
  },
  'corrupt-without-backup': (dataFolder) => {
    damageDatabase(leaveDatabase(dataFolder, migrations));
    return () => undefined;
  },
  newer: (dataFolder) => {
    leaveDatabase(dataFolder, [...migrations, { version: 9_000, name: 'of a later release', up: () => undefined }]);
    return () => undefined;
  },
  full: (_dataFolder, parent) => {
    rmSync(parent, { recursive: true });
    const unmount = mountDisk(parent, 4);
    fillDisk(parent);
    return unmount;
  },
};

function leaveDatabase(dataFolder: string, steps: readonly Migration[]): string {
  mkdirSync(dataFolder);
  const file = join(dataFolder, 'jiqun.db');
  const opened = openStore({ file, clock, logger: silentLogger, migrations: steps });
  if (!opened.ok) throw new Error(opened.error.message);
  opened.value.dispose();
  return file;
}

/** Overwrites some of its pages, as a failing disk does; answers what the file holds then. */
export function damageDatabase(file: string): Buffer {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4_096, 40_960);
  writeFileSync(file, bytes);
  return bytes;
}

/** Writes a backup of a sound database that nobody holds, as the console does every day. */
export function leaveBackup(file: string): string {
  const store = openReadOnly(file);
  try {
    return store.backUp(clock.now());
  } finally {
    store.dispose();
  }
}
