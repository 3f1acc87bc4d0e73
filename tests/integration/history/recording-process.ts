// A process of its own that records a phone until it is ended; started by history-thread.test.ts. Each line that it prints
// is the number of polls that its history has taken.
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { migrations } from '../../../electron/database.ts';
import { HistoryRecorder } from '../../../electron/devices/history/history-recorder.ts';
import { createHistoryThread } from '../../../electron/devices/history/history-thread.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger as logger } from '../../../electron/runtime/logger.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { health, PaperPhones, paperPhone, rememberPhones } from '../../support/history/paper-phones.ts';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('no folder given');
const clock = createSystemClock();
const opened = openStore({ file: join(folder, 'jiqun.db'), migrations, clock, logger });
if (!opened.ok) throw new Error(opened.error.message);
const store = opened.value;
rememberPhones(store, ['phone-1']);
const workerFile = new URL('../../../electron/worker.ts', import.meta.url);
const thread = createHistoryThread({ folder, workerFile, clock, logger, onRestored: () => undefined });
const phones = new PaperPhones();
const recorder = new HistoryRecorder({ store, thread, clock, machineClock: clock, logger, phones });
const minuteMs = 60_000;
for (let poll = 1; ; poll++) {
  phones.put([paperPhone('phone-1', { health: health(poll * minuteMs, [{ id: 'load', value: 5 }], 90) })]);
  if (poll % 10 !== 0) continue;
  await recorder.flush();
  process.stdout.write(`${poll}\n`);
  await sleep(5);
}
