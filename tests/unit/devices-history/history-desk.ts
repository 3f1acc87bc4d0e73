import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { createHistory, type History } from '../../../electron/devices/history/history.ts';
import { historyMigrations } from '../../../electron/devices/history/history-migrations.ts';
import { phoneMigrations } from '../../../electron/devices/registry/phone-migrations.ts';
import type { Store } from '../../../electron/store/store.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { PaperPhones } from '../../support/history/paper-phones.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Noon, local time, so that a test of a few hours stays within one day. */
export const noon = new Date(2026, 5, 1, 12).getTime();

export interface HistoryDesk {
  readonly clock: ManualClock;
  readonly store: Store;
  readonly phones: PaperPhones;
  readonly logger: RecordingLogger;
  history: History;
  /** Ends the history and begins another on the same database, after `offMs` in which nothing ran. */
  restart(offMs?: number): Promise<void>;
}

/** A history over paper phones, on a real database and a clock that stands still. */
export function openHistoryDesk(options: { readonly startAt?: number } = {}): HistoryDesk {
  const clock = new ManualClock(options.startAt ?? noon);
  const logger = new RecordingLogger();
  const file = join(makeTempFolder(), 'jiqun.db');
  const store = openTestStore([...phoneMigrations, ...historyMigrations], { file, clock, logger });
  const phones = new PaperPhones();
  const workerFile = new URL('../../../electron/worker.ts', import.meta.url);
  const worker = new TaskWorker({ workerFile, file, clock: createSystemClock(), logger });
  const settings = { current: () => ({ pollIntervalMs: minuteMs }) };
  const begin = (): History => createHistory({ store, clock, machineClock: clock, logger, phones, worker, settings });
  const desk: HistoryDesk = {
    clock,
    store,
    phones,
    logger,
    history: begin(),
    async restart(offMs = 0) {
      desk.history.dispose();
      await clock.advance(offMs);
      desk.history = begin();
    },
  };
  onTestFinished(async () => {
    desk.history.dispose();
    await worker.dispose();
  });
  return desk;
}

/** The answer; throws for a refusal. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
