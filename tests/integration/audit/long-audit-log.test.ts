import { expect, onTestFinished, test } from 'vitest';
import { AuditLog, verifyTask } from '../../../electron/audit/audit-log.ts';
import { createPathFiles } from '../../../electron/headless/path-files.ts';
import { auditMigrations } from '../../../electron/audit/audit-migrations.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import type { Store } from '../../../electron/store/store.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';

const clock = createSystemClock();
const workerFile = new URL('../../../electron/worker.ts', import.meta.url);

function createLog(lineCount: number) {
  const store = openTestStore(auditMigrations);
  const logger = new RecordingLogger();
  const worker = new TaskWorker({ workerFile, file: store.file, clock, logger });
  onTestFinished(() => worker.dispose());
  const log = new AuditLog({ store, worker, clock, currentOperator: () => null, files: createPathFiles() });
  store.transaction(() => {
    for (let index = 1; index <= lineCount; index++) {
      log.append({ action: 'phones.setLabel', subject: `phone-${index}`, params: { after: `号${index}` } });
    }
  });
  return { store, log, worker, logger };
}

function tamper(store: Store, sql: string): void {
  store.prepare('DROP TRIGGER auditLineKeeps').run();
  store.prepare(sql).run();
}

/** How often the event loop turned while `work` ran. */
async function countTurns(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await work;
  clearInterval(timer);
  return turns;
}

test('a log of 20 000 lines is verified off the main loop', async () => {
  const { log } = createLog(20_000);
  const verified = log.verify(new AbortController().signal);
  expect(await countTurns(verified)).toBeGreaterThan(20);
  expect(await verified).toEqual({ ok: true, value: { isIntact: true, checkedCount: 20_000, brokenAtSeq: null } });
});

test('tampering deep inside a long log is named', async () => {
  const { log, store } = createLog(6_000);
  tamper(store, `UPDATE auditLine SET subject = 'phone-1' WHERE seq = 5678`);
  expect(await log.verify(new AbortController().signal)).toMatchObject({ ok: true, value: { brokenAtSeq: 5678 } });
});

test('verifying can be aborted', async () => {
  const { log } = createLog(6_000);
  const abort = new AbortController();
  const verified = log.verify(abort.signal);
  abort.abort();
  expect(await verified).toMatchObject({ ok: false, error: { code: 'aborted' } });
  expect(await log.verify(new AbortController().signal)).toMatchObject({ ok: true });
});

test('a task that takes too long is given up', async () => {
  const { worker } = createLog(6_000);
  expect(await worker.run(verifyTask, { timeoutMs: 0 })).toMatchObject({ ok: false, error: { code: 'timeout' } });
});

test('a task that the worker does not know is refused', async () => {
  const { worker, logger } = createLog(1);
  expect(await worker.run('nonsense', { timeoutMs: 10_000 })).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(logger.of('store-task-failed')).toHaveLength(1);
});

test('a worker that cannot start is a fault, and logged', async () => {
  const { store, logger } = createLog(1);
  const worker = new TaskWorker({
    workerFile: new URL('./absent.ts', import.meta.url),
    file: store.file,
    clock,
    logger,
  });
  expect(await worker.run(verifyTask, { timeoutMs: 10_000 })).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(logger.of('store-worker-failed')).toHaveLength(1);
});

test('a disposed worker ends what waits and takes nothing new', async () => {
  const { worker } = createLog(6_000);
  const waiting = worker.run(verifyTask, { timeoutMs: 10_000 });
  await worker.dispose();
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'aborted' } });
  expect(await worker.run(verifyTask, { timeoutMs: 10_000 })).toMatchObject({ error: { code: 'aborted' } });
});
