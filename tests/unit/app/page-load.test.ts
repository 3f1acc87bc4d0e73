import { expect, test } from 'vitest';
import { loadRenderer, type ConsoleWindow } from '../../../electron/app/page-load.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ManualClock } from '../../support/manual-clock.ts';

/** A window whose loads end as told, one after the other; 'never' stands for a page process that stands still. */
function windowOf(...ends: readonly ('loaded' | 'never' | Error)[]) {
  const done = { loads: 0, ended: 0 };
  const window: ConsoleWindow = {
    load: async () => {
      const end = ends[done.loads++];
      if (end === 'never') return new Promise<never>(() => undefined);
      if (end instanceof Error) throw end;
    },
    endPage: async () => void done.ended++,
  };
  return { window, done };
}

test('a page that loads is loaded once, and no timer is left', async () => {
  const clock = new ManualClock();
  const { window, done } = windowOf('loaded');
  await loadRenderer(window, { clock, logger: silentLogger });
  expect(done).toEqual({ loads: 1, ended: 0 });
  expect(clock.pendingCount).toBe(0);
});

test('a page process that stands still is ended, and the page loaded anew', async () => {
  const clock = new ManualClock();
  const { window, done } = windowOf('never', 'loaded');
  const loaded = loadRenderer(window, { clock, logger: silentLogger });
  await clock.advance(5_000);
  await loaded;
  expect(done).toEqual({ loads: 2, ended: 1 });
});

test('a page that takes longer than the first, short limit has more time in the next load', async () => {
  const clock = new ManualClock();
  const { window, done } = windowOf('never', 'never', 'loaded');
  const loaded = loadRenderer(window, { clock, logger: silentLogger });
  await clock.advance(5_000);
  expect(done).toEqual({ loads: 2, ended: 1 });
  await clock.advance(14_999);
  expect(done.loads).toBe(2);
  await clock.advance(1);
  await loaded;
  expect(done).toEqual({ loads: 3, ended: 2 });
});

test('three loads that come to nothing are told', async () => {
  const clock = new ManualClock();
  const { window, done } = windowOf('never', 'never', 'never');
  const loaded = loadRenderer(window, { clock, logger: silentLogger });
  const refused = expect(loaded).rejects.toThrow('could not be loaded');
  await clock.advance(60_000);
  await refused;
  expect(done.loads).toBe(3);
});

test('a page process that dies over its first load is loaded anew', async () => {
  const died = Object.assign(new Error('ERR_FAILED (-2)'), { code: 'ERR_FAILED' });
  const { window, done } = windowOf(died, 'loaded');
  await loadRenderer(window, { clock: new ManualClock(), logger: silentLogger });
  expect(done).toEqual({ loads: 2, ended: 1 });
});

test('a load that a reload overtook has not failed', async () => {
  const overtaken = Object.assign(new Error('ERR_ABORTED (-3)'), { code: 'ERR_ABORTED' });
  const { window } = windowOf(overtaken);
  await expect(loadRenderer(window, { clock: new ManualClock(), logger: silentLogger })).resolves.toBeUndefined();
});

test('files of our own that are missing are a broken installation', async () => {
  const missing = Object.assign(new Error('ERR_FILE_NOT_FOUND (-6)'), { code: 'ERR_FILE_NOT_FOUND' });
  const { window, done } = windowOf(missing);
  await expect(loadRenderer(window, { clock: new ManualClock(), logger: silentLogger })).rejects.toThrow(
    'could not be',
  );
  expect(done).toEqual({ loads: 1, ended: 0 });
});

test('no limit counts while main is busy with the start', async () => {
  const clock = new ManualClock();
  const { window, done } = windowOf('never', 'loaded');
  const { promise: busy, resolve: free } = Promise.withResolvers<void>();
  const loaded = loadRenderer(window, { clock, logger: silentLogger }, busy);
  await clock.advance(60_000);
  expect(done).toEqual({ loads: 1, ended: 0 });
  free();
  await busy;
  await clock.advance(5_000);
  await loaded;
  expect(done).toEqual({ loads: 2, ended: 1 });
});
