import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { migrations } from '../../../electron/database.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { ManualClock } from '../manual-clock.ts';
import { RecordingLogger } from '../recording-logger.ts';
import type { LoggedAct } from './act-book.ts';
import { DueActs } from './due-acts.ts';
import type { LifeMainOrders } from './life-main-orders.ts';
import { minuteMs, wallTime } from './true-days.ts';

/** Whoever is about to do something does not wait for a console to come back; for what takes longer he sees that it is gone. */
const soonMs = minuteMs;
/** Until the next console is there. */
const backAfterMs = 20_000;
/** A batch ends after half an hour, and rests begin at noon and at eleven: nobody takes back what is shown when they come. */
const [batchMs, nearMs] = [30 * minuteMs, 3 * minuteMs];
const restsAt = [12 * 60, 23 * 60];

/**
 * What people do at the phones while there is no console: what they were shown when it was killed. The clock goes on until then.
 * @returns how many acts those are
 */
export function actWithoutConsole(
  { dueFile, clockFile, folder, pipe }: Pick<LifeMainOrders, 'dueFile' | 'clockFile' | 'folder' | 'pipe'>,
  done: readonly LoggedAct[],
): number {
  const now = Number(readFileSync(clockFile, 'utf8'));
  const listed = DueActs.take(dueFile).filter(([, { at }]) => at >= now && at <= now + soonMs);
  const shown = listed.length === 0 ? new Set<number>() : shownIn(folder);
  const meant = listed.filter(([attemptId, act]) => shown.has(attemptId) && isFree(act, done)).map(([, act]) => act);
  for (const act of meant) appendFileSync(pipe, `${JSON.stringify({ act })}\n`);
  if (meant.length > 0) writeFileSync(clockFile, String(Math.max(...meant.map(({ at }) => at)) + backAfterMs));
  return meant.length;
}

/** Nothing of what a console would take back comes in these seconds. */
function isFree({ accountId, at }: LoggedAct, done: readonly LoggedAct[]): boolean {
  const { minute } = wallTime(at);
  const isNearRest = restsAt.some((restAt) => minute >= restAt - 1 && minute <= restAt + 2);
  const isOfLongBatch = done.some(
    (act) => act.accountId === accountId && act.at > at - batchMs - nearMs && act.at <= at - batchMs + nearMs,
  );
  return !isNearRest && !isOfLongBatch;
}

/** The attempts that were under way when the console ended. */
function shownIn(folder: string): ReadonlySet<number> {
  const store = openLifeStore(folder);
  try {
    const running = store.prepare<[], { attemptId: number }>(
      `SELECT attemptId FROM jobAttempt JOIN jobItem USING (itemId)
        WHERE jobAttempt.state = 'running' AND jobItem.state = 'waiting-for-operator'`,
    );
    return new Set(running.all().map(({ attemptId }) => attemptId));
  } finally {
    store.dispose();
  }
}

/** The database of a life whose console is gone. */
export function openLifeStore(folder: string): Store {
  const opened = openStore({
    file: databaseFileOf(folder),
    migrations,
    clock: new ManualClock(),
    logger: new RecordingLogger(),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}
