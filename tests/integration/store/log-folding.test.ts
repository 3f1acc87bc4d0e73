import { statSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LogFolding } from '../../../electron/store/log-folding.ts';
import type { Store } from '../../../electron/store/store.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

const megabyte = 1024 * 1024;
const blocks = {
  version: 10,
  name: 'blocks',
  up: (exec: (sql: string) => void) => exec('CREATE TABLE block (bytes BLOB) STRICT'),
};

function openDesk(workerFile = new URL('../../../electron/worker.ts', import.meta.url)) {
  const clock = new ManualClock();
  const logger = new RecordingLogger();
  const store = openTestStore([blocks], { clock });
  const worker = new TaskWorker({ workerFile, file: store.file, clock: new ManualClock(), logger });
  const folding = new LogFolding({ file: store.file, worker, clock, logger });
  onTestFinished(async () => {
    folding.dispose();
    await worker.dispose();
  });
  return { clock, logger, store };
}

/** Writes that much, in blocks of 64 kB. */
function write(store: Store, megabytes: number): void {
  const insert = store.prepare<[Buffer]>('INSERT INTO block VALUES (?)');
  for (let block = 0; block < megabytes * 16; block++) store.write(() => insert.run(Buffer.alloc(65_536, 7)));
}

const sizeOf = (file: string): number => statSync(file).size;

test('a long log is brought into the database, and the next write begins it anew', async () => {
  const { clock, store } = openDesk();
  write(store, 14);
  expect(sizeOf(store.file)).toBeLessThan(megabyte);
  await clock.advance(5_000);
  await vi.waitFor(() => expect(sizeOf(store.file)).toBeGreaterThan(14 * megabyte), 10_000);
  // What is written while it is folded keeps the log going: the next look folds that too.
  const untilBegunAnew = async (): Promise<void> => {
    write(store, 1 / 16);
    await clock.advance(5_000);
    expect(sizeOf(`${store.file}-wal`)).toBeLessThan(6 * megabyte);
  };
  await vi.waitFor(untilBegunAnew, { timeout: 20_000, interval: 500 });
});

test('a short log is left alone', async () => {
  const { clock, store } = openDesk();
  write(store, 1);
  await clock.advance(60_000);
  expect(sizeOf(store.file)).toBeLessThan(megabyte);
});

test('a folding that fails is logged, and writing goes on', async () => {
  const { clock, logger, store } = openDesk(new URL('no-such-worker.ts', import.meta.url));
  write(store, 14);
  await clock.advance(5_000);
  await vi.waitFor(() => expect(logger.of('log-not-folded')).toHaveLength(1), 10_000);
  write(store, 1);
});
