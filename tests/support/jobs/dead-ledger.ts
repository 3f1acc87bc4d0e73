import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobAttempt } from '../../../electron/contract/jobs.ts';
import { migrations } from '../../../electron/database.ts';
import { AttemptStore } from '../../../electron/jobs/store/attempt-store.ts';
import { ItemStore, type ItemRecord } from '../../../electron/jobs/store/item-store.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { valueOf } from '../device-layer.ts';

/** A row of a job as it stands on the disk, with everything that was ever tried for it. */
export interface DeadItem {
  readonly item: ItemRecord;
  readonly attempts: readonly JobAttempt[];
}

/**
 * What a console that was killed left of a job, read from a copy: its own files stay as they are, so that the console
 * which is started next finds exactly what the dead one had brought to the disk.
 */
export function readDeadLedger(dataFolder: string, jobId: number): DeadItem[] {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-ledger-'));
  try {
    const copy = databaseFileOf(folder);
    for (const ending of ['', '-wal']) {
      const file = `${databaseFileOf(dataFolder)}${ending}`;
      if (existsSync(file)) cpSync(file, `${copy}${ending}`);
    }
    return withStore(copy, (store) => {
      const attempts = new AttemptStore(store);
      return new ItemStore(store).all(jobId).map((item) => ({ item, attempts: attempts.ofItem(item.itemId) }));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Takes the crash rule away from a row under way: as if the console had not noted that it began, nor that its tap would
 * follow. Only for showing what the rule is good for.
 */
export function forgetUnderWay(dataFolder: string, itemId: number): void {
  withStore(databaseFileOf(dataFolder), (store) => {
    store
      .prepare<[number]>(
        "UPDATE jobAttempt SET state = 'interrupted', endedAt = startedAt WHERE itemId = ? AND state = 'running'",
      )
      .run(itemId);
    store
      .prepare<[number]>("UPDATE jobItem SET state = 'ready', isMarked = 0, isVerifyDue = 0 WHERE itemId = ?")
      .run(itemId);
  });
}

function withStore<T>(file: string, work: (store: Store) => T): T {
  const store = valueOf(openStore({ file, migrations, clock: createSystemClock(), logger: silentLogger }));
  try {
    return work(store);
  } finally {
    store.dispose();
  }
}
