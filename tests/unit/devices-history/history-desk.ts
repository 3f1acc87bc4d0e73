import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { createHistory, type History } from '../../../electron/devices/history/history.ts';
import { historyFileOf } from '../../../electron/devices/history/history-file.ts';
import { historyMigrations } from '../../../electron/devices/history/history-migrations.ts';
import { phoneMigrations } from '../../../electron/devices/registry/phone-migrations.ts';
import { openReadOnly } from '../../../electron/store/read-only-store.ts';
import type { Parameter, Statement, Store } from '../../../electron/store/store.ts';
import type { TaskRunner } from '../../../electron/store/task-runner.ts';
import { NearbyHistory } from '../../support/history/nearby-history.ts';
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
  /** The console's own database. */
  readonly store: Store;
  readonly phones: PaperPhones;
  readonly logger: RecordingLogger;
  readonly historyFile: string;
  /** Does what the history's thread does. */
  readonly nearby: NearbyHistory;
  history: History;
  /** The rows that a look into the history's file finds. */
  rows<R>(sql: string): R[];
  /** Ends the history and begins another on the same databases, after `offMs` in which nothing ran. */
  restart(offMs?: number): Promise<void>;
}

export interface HistoryDeskOptions {
  readonly startAt?: number;
  /** Puts another thread in the place of its own. */
  readonly wrap?: (thread: TaskRunner) => TaskRunner;
  /** Runs before the recorder reads the console's own database. */
  readonly onRead?: () => void;
}

/** A history over paper phones, on real databases and a clock that stands still. */
export function openHistoryDesk(options: HistoryDeskOptions = {}): HistoryDesk {
  const { startAt = noon, wrap = (thread) => thread, onRead = () => undefined } = options;
  const clock = new ManualClock(startAt);
  const logger = new RecordingLogger();
  const folder = makeTempFolder();
  const store = openTestStore([...phoneMigrations, ...historyMigrations], {
    file: join(folder, 'jiqun.db'),
    clock,
    logger,
  });
  const phones = new PaperPhones();
  const historyFile = historyFileOf(folder);
  const nearby = new NearbyHistory({ file: historyFile, clock, logger, isCareless: true });
  const thread = wrap(nearby);
  const settings = { current: () => ({ pollIntervalMs: minuteMs }) };
  const deps = { store: watchReads(store, onRead), thread, clock, machineClock: clock, logger, phones, settings };
  const begin = (): History => createHistory(deps);
  const desk: HistoryDesk = {
    clock,
    store,
    phones,
    logger,
    historyFile,
    nearby,
    history: begin(),
    rows: (sql) => readRows(historyFile, sql),
    async restart(offMs = 0) {
      await desk.history.dispose();
      await clock.advance(offMs);
      desk.history = begin();
    },
  };
  onTestFinished(async () => {
    await desk.history.dispose();
    nearby.dispose();
  });
  return desk;
}

function watchReads(store: Store, onRead: () => void): Pick<Store, 'prepare' | 'write'> {
  return {
    write: (work) => store.write(work),
    prepare<P extends readonly Parameter[] = [], R = unknown>(sql: string): Statement<P, R> {
      const statement = store.prepare<P, R>(sql);
      return {
        all: (...parameters) => statement.all(...parameters),
        run: (...parameters) => statement.run(...parameters),
        get: (...parameters) => {
          onRead();
          return statement.get(...parameters);
        },
      };
    },
  };
}

function readRows<R>(file: string, sql: string): R[] {
  if (!existsSync(file)) return [];
  const looking = openReadOnly(file);
  try {
    return looking.prepare<[], R>(sql).all();
  } finally {
    looking.dispose();
  }
}

/** The answer; throws for a refusal. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
