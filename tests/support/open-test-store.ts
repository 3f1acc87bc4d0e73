import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../electron/runtime/clock.ts';
import { silentLogger, type Logger } from '../../electron/runtime/logger.ts';
import type { Migration } from '../../electron/store/migration.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { Durability, Store } from '../../electron/store/store.ts';
import { ManualClock } from './manual-clock.ts';
import { makeTempFolder } from './temp-folder.ts';

/** A real database in a folder of its own, closed and removed after the running test. */
export function openTestStore(
  migrations: readonly Migration[],
  options: {
    readonly file?: string;
    readonly clock?: Clock;
    readonly logger?: Logger;
    readonly durability?: Durability;
  } = {},
): Store {
  const opened = openStore({
    file: options.file ?? join(makeTempFolder(), 'jiqun.db'),
    migrations,
    clock: options.clock ?? new ManualClock(),
    logger: options.logger ?? silentLogger,
    durability: options.durability ?? 'every-write',
  });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  onTestFinished(() => opened.value.dispose());
  return opened.value;
}
