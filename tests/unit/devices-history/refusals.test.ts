import { describe, expect, it } from 'vitest';
import { fail, type ErrorCode } from '../../../electron/contract/outcome.ts';
import { StoreError } from '../../../electron/store/store-error.ts';
import type { TaskRunner } from '../../../electron/store/task-runner.ts';
import { health, paperPhone, rememberPhones } from '../../support/history/paper-phones.ts';
import { minuteMs, openHistoryDesk, type HistoryDesk } from './history-desk.ts';

const batchCount = 'SELECT 1 FROM historyBucket WHERE tier = 0';

/** A thread whose next writes are refused, or lost after they were done. */
class UnluckyThread implements TaskRunner {
  code: ErrorCode | null = null;
  readonly #thread: TaskRunner;

  constructor(thread: TaskRunner) {
    this.#thread = thread;
  }

  run: TaskRunner['run'] = async (task, options) => {
    if (this.code === null || task !== 'history.record') return this.#thread.run(task, options);
    if (this.code === 'internal') await this.#thread.run(task, options);
    return fail(this.code, 'as told');
  };
}

function openUnlucky(): { desk: HistoryDesk; thread: UnluckyThread } {
  const threads: UnluckyThread[] = [];
  const desk = openHistoryDesk({
    wrap: (nearby) => {
      const unlucky = new UnluckyThread(nearby);
      threads.push(unlucky);
      return unlucky;
    },
  });
  rememberPhones(desk.store, ['phone-1']);
  const [thread] = threads;
  if (thread === undefined) throw new Error('not reached');
  return { desk, thread };
}

async function pollFor(desk: HistoryDesk, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    desk.phones.put([paperPhone('phone-1', { health: health(desk.clock.now(), [{ id: 'load', value: 5 }], 90) })]);
    await desk.clock.advance(minuteMs);
  }
}

describe('what a full disk refuses', () => {
  it('is kept, and written once there is room again', async () => {
    const { desk, thread } = openUnlucky();
    thread.code = 'disk-full';
    await pollFor(desk, 20);
    expect(desk.rows(batchCount)).toHaveLength(0);
    thread.code = null;
    await pollFor(desk, 1);
    expect(desk.rows(batchCount)).toHaveLength(21);
    const [day] = desk.rows<{ watchedMs: number }>('SELECT watchedMs FROM availabilityDay');
    expect(day?.watchedMs).toBeGreaterThan(20 * minuteMs);
  });

  it('is told in the log once, not with every try', async () => {
    const { desk, thread } = openUnlucky();
    thread.code = 'disk-full';
    await pollFor(desk, 5);
    expect(desk.logger.of('history-refused')).toEqual([{ code: 'disk-full' }]);
    thread.code = null;
    await pollFor(desk, 1);
    thread.code = 'data-folder-locked';
    await pollFor(desk, 1);
    expect(desk.logger.of('history-refused')).toHaveLength(2);
  });

  it('is told as lost when the console ends before there is room', async () => {
    const { desk, thread } = openUnlucky();
    thread.code = 'disk-full';
    await pollFor(desk, 1);
    await desk.history.dispose();
    expect(desk.logger.of('history-end-lost')).toHaveLength(1);
  });
});

describe('a console whose own database cannot be read for a while', () => {
  it('keeps what was polled, as it cannot tell which phones are remembered', async () => {
    let isReadable = false;
    const desk = openHistoryDesk({
      onRead: () => {
        if (!isReadable) throw new StoreError(fail('data-folder-unwritable', 'the disk is away').error, undefined);
      },
    });
    rememberPhones(desk.store, ['phone-1']);
    await pollFor(desk, 3);
    expect(desk.rows(batchCount)).toHaveLength(0);
    expect(desk.logger.of('history-refused')).toEqual([{ code: 'data-folder-unwritable' }]);
    isReadable = true;
    await pollFor(desk, 1);
    expect(desk.rows(batchCount)).toHaveLength(4);
  });
});

describe('a thread that died while it wrote', () => {
  it('is not given the same again: what it had written would count twice', async () => {
    const { desk, thread } = openUnlucky();
    thread.code = 'internal';
    await pollFor(desk, 1);
    thread.code = null;
    await pollFor(desk, 1);
    const buckets = desk.rows(batchCount);
    expect(buckets).toHaveLength(2);
    expect(desk.logger.of('history-lost')).toMatchObject([{ code: 'internal' }]);
  });
});

describe('the end of the console', () => {
  it('writes what was polled a moment ago', async () => {
    const { desk } = openUnlucky();
    desk.phones.put([paperPhone('phone-1', { health: health(desk.clock.now(), [{ id: 'load', value: 5 }], 90) })]);
    await desk.history.dispose();
    expect(desk.rows(batchCount)).toHaveLength(1);
    expect(desk.clock.pendingCount).toBe(0);
  });
});
