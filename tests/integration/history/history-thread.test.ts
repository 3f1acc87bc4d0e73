import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { migrations } from '../../../electron/database.ts';
import { historyFileOf } from '../../../electron/devices/history/history-file.ts';
import { HistoryRecorder } from '../../../electron/devices/history/history-recorder.ts';
import { historySchema } from '../../../electron/devices/history/history-schema.ts';
import { createHistoryThread } from '../../../electron/devices/history/history-thread.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import type { Store } from '../../../electron/store/store.ts';
import { LoopWatch } from '../../bench/measure/loop-watch.ts';
import { health, paperPhone, PaperPhones, rememberPhones } from '../../support/history/paper-phones.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { startTestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const minuteMs = 60_000;
const workerFile = new URL('../../../electron/worker.ts', import.meta.url);

interface Desk {
  readonly folder: string;
  /** The console's own database. */
  readonly store: Store;
  readonly logger: RecordingLogger;
  readonly recorder: HistoryRecorder;
  /** A poll of the phone, each in a minute of its own. */
  poll(count: number): void;
  end(): Promise<void>;
}

/** A recorder with a real thread, in real time. */
function openDesk(folder = makeTempFolder()): Desk {
  const clock = createSystemClock();
  const logger = new RecordingLogger();
  const store = openTestStore(migrations, { file: join(folder, 'jiqun.db'), clock });
  rememberPhones(store, ['phone-1']);
  const thread = createHistoryThread({ folder, workerFile, clock, logger, onRestored: () => undefined });
  const phones = new PaperPhones();
  const recorder = new HistoryRecorder({ store, thread, clock, machineClock: clock, logger, phones });
  let polled = 0;
  let isEnded = false;
  const end = async (): Promise<void> => {
    if (isEnded) return;
    isEnded = true;
    await recorder.dispose();
    await thread.dispose();
  };
  onTestFinished(end);
  const poll = (count: number): void => {
    for (const last = polled + count; polled < last; polled++) {
      phones.put([paperPhone('phone-1', { health: health((polled + 1) * minuteMs, [{ id: 'load', value: 5 }], 90) })]);
    }
  };
  return { folder, store, logger, recorder, poll, end };
}

function countBuckets(folder: string): number {
  const store = openTestStore(historySchema, { file: historyFileOf(folder) });
  const row = store.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM historyBucket WHERE tier = 0').get();
  store.dispose();
  return row?.count ?? 0;
}

describe('the history', () => {
  test('is written to its last poll when the console ends, and its log is folded', async () => {
    const desk = openDesk();
    desk.poll(7);
    await desk.end();
    expect(existsSync(`${historyFileOf(desk.folder)}-wal`)).toBe(false);
    expect(countBuckets(desk.folder)).toBe(7);
    expect(desk.logger.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('has after kill -9 all that its thread had answered as written', async () => {
    const folder = makeTempFolder();
    const file = fileURLToPath(new URL('recording-process.ts', import.meta.url));
    const recording = spawn(process.execPath, [file, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void recording.kill('SIGKILL'));
    let written = 0;
    for await (const line of createInterface(recording.stdout)) {
      written = Number(line);
      if (written === 300) recording.kill('SIGKILL');
    }
    if (recording.exitCode === null && recording.signalCode === null) await once(recording, 'exit');
    expect(recording.signalCode).toBe('SIGKILL');
    expect(written).toBeGreaterThanOrEqual(300);
    expect(countBuckets(folder)).toBeGreaterThanOrEqual(written);
  });
});

describe('while somebody else keeps the history from being written', () => {
  test('the main loop never waits, what it writes itself is written, and nothing is lost', async () => {
    const desk = openDesk();
    desk.poll(1);
    await desk.recorder.flush();
    const other = openTestStore(historySchema, { file: historyFileOf(desk.folder) });
    other.prepare('BEGIN IMMEDIATE').run();
    desk.poll(200);
    const watch = new LoopWatch();
    const flushed = desk.recorder.flush();
    rememberPhones(desk.store, ['phone-2']);
    await flushed;
    expect(watch.end().blockMs).toBeLessThan(1_000);
    expect(desk.logger.of('history-refused')).toEqual([{ code: 'data-folder-locked' }]);
    other.prepare('COMMIT').run();
    other.dispose();
    await desk.recorder.flush();
    await desk.end();
    expect(countBuckets(desk.folder)).toBe(201);
  });
});

describe('a damaged history', () => {
  test('is set aside at the next start, which its audit log tells, and does not keep the console from starting', async () => {
    const desk = openDesk();
    desk.poll(500);
    await desk.end();
    desk.store.dispose();
    const file = historyFileOf(desk.folder);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4_096, 40_960);
    writeFileSync(file, bytes);
    const console = await startTestConsole({ dataFolder: desk.folder });
    expect(await console.call('history.trends', { phoneIds: ['phone-1'] })).toMatchObject({ ok: true });
    await vi.waitFor(async () => {
      const page = await console.call('audit.page', { beforeSeq: null, limit: 10 });
      expect(JSON.stringify(page)).toContain('"action":"history.restoreBackup"');
      expect(JSON.stringify(page)).toContain('history.db.damaged-');
    }, 5_000);
  });
});
