// A process of its own with schedules over a real database file; it stands still at the write that it is told, to be killed there.
// Started by killed-schedules.test.ts: file, acts file, moment to start at, minutes to go on, policy, write to stop at (or none).
import { appendFileSync, writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { succeed } from '../../../electron/contract/outcome.ts';
import { missedPolicySchema } from '../../../electron/contract/schedules.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { scheduleMigrations } from '../../../electron/schedules/schedule-migrations.ts';
import { Schedules } from '../../../electron/schedules/schedules.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { withWrite } from '../../unit/schedules/with-write.ts';

const [file = '', actsFile = '', startAt = '', minutes = '', policy = '', stopAt = ''] = process.argv.slice(2);
const clock = new SteppedClock(Number(startAt));
const opened = openStore({ file, migrations: scheduleMigrations, clock, logger: silentLogger });
if (!opened.ok) throw new Error(opened.error.message);

let writeCount = 0;
let isCounting = false;
const schedules = new Schedules({
  store: stoppingStore(opened.value),
  audit: {
    append: (note) => {
      const params = { ...note.params };
      return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params };
    },
  },
  clock,
  machineClock: clock,
  logger: silentLogger,
  currentOperator: () => ({ operatorId: 'o1', name: '陈晓', createdAt: 0 }),
  kinds: [
    {
      kind: 'roster-sync',
      run: (_signal, plannedAt) => {
        appendFileSync(actsFile, `${plannedAt}\n`);
        return Promise.resolve(succeed({}));
      },
    },
  ],
});
const { signal } = new AbortController();
if (schedules.list().length === 0) {
  const made = await schedules.handlers['schedules.save'](
    {
      scheduleId: null,
      kind: 'roster-sync',
      title: '每日名册同步',
      rule: { every: 'day', at: '09:00' },
      timeZone: 'Asia/Shanghai',
      window: null,
      missed: missedPolicySchema.parse(JSON.parse(policy)),
    },
    signal,
  );
  if (!made.ok) throw new Error(made.error.message);
}
isCounting = true;
schedules.start();
await clock.moveTo(clock.now() + Number(minutes) * 60_000);
await turn();
const history = await schedules.handlers['schedules.history'](
  { scheduleId: null, beforeRunId: null, limit: 100 },
  signal,
);
await schedules.dispose();
opened.value.dispose();
say({ writeCount, history: history.ok ? history.value.runs : null });

/** Says so and stands still right before or right after the write that was named (`3-before`). */
function stoppingStore(store: Store): Store {
  return withWrite(store, (work) => {
    if (!isCounting) return store.write(work);
    const number = ++writeCount;
    if (stopAt === `${number}-before`) standStill();
    const written = store.write(work);
    if (stopAt === `${number}-after`) standStill();
    return written;
  });
}

function standStill(): void {
  say({ isStanding: true });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function say(message: unknown): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}
