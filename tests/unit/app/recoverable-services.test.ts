import { describe, expect, it } from 'vitest';
import { RecoverableServices } from '../../../electron/app/recoverable-services.ts';
import type { Restored } from '../../../electron/contract/console.ts';
import { fail, succeed, type ErrorCode, type Outcome } from '../../../electron/contract/outcome.ts';
import type { Services } from '../../../electron/services.ts';

const restored: Restored = { setAsideAs: '/data/jiqun.db.damaged-1', restoredFrom: '/data/b.backup', backupAt: 1 };
const restore = ['console.restoreBackup', { isConfirmed: true }] as const;

/** Starts that end as told, one after the other, and what was asked of the services meanwhile. */
function openDesk(starts: readonly ('ok' | ErrorCode)[], restoring: Outcome<Restored> = succeed(restored)) {
  const log: string[] = [];
  const remaining = [...starts];
  let gate = Promise.resolve();
  const running: Services = {
    dispatch: async (name) => succeed(`answered ${name}`),
    isWorking: () => true,
    subscribe: (event) => {
      log.push(`subscribed ${event}`);
      return () => void log.push(`unsubscribed ${event}`);
    },
    dispose: async () => void log.push('disposed'),
  };
  const services = new RecoverableServices({
    start: async (after) => {
      await gate;
      log.push(after === null ? 'start' : `start after ${after.backupAt}`);
      const next = remaining.shift() ?? 'internal';
      return next === 'ok' ? succeed(running) : fail(next, 'as told', { file: '/data/jiqun.db' });
    },
    restore: () => {
      log.push('restore');
      return restoring;
    },
  });
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  return { services, log, hold };
}

describe('services that could not start', () => {
  it('answer every call with the reason', async () => {
    const { services } = openDesk(['disk-full']);
    await services.start();
    expect(await services.dispatch('settings.get', {})).toMatchObject({ error: { code: 'disk-full' } });
  });

  it.each(['disk-full', 'database-newer', 'data-folder-locked', 'data-folder-unwritable', 'backup-failed'] as const)(
    'are not restored for %s',
    async (code) => {
      const { services, log } = openDesk([code]);
      await services.start();
      expect(await services.dispatch(...restore)).toMatchObject({ error: { code } });
      expect(log).toEqual(['start']);
    },
  );

  it.each([{}, { isConfirmed: false }, null, { isConfirmed: true, file: '/etc/passwd' }])(
    'are not restored without a yes: %j',
    async (input) => {
      const { services, log } = openDesk(['database-corrupt']);
      await services.start();
      expect(await services.dispatch('console.restoreBackup', input)).toMatchObject({
        error: { code: 'invalid-input' },
      });
      expect(log).toEqual(['start']);
    },
  );

  it('are put aside, restored and started again when the database is damaged', async () => {
    const { services, log } = openDesk(['database-corrupt', 'ok']);
    await services.start();
    expect(await services.dispatch(...restore)).toEqual(succeed(restored));
    expect(await services.dispatch('settings.get', {})).toEqual(succeed('answered settings.get'));
    expect(log).toEqual(['start', 'restore', 'start after 1']);
  });

  it('are restored once for two clicks', async () => {
    const { services, log } = openDesk(['database-corrupt', 'ok']);
    await services.start();
    await Promise.all([services.dispatch(...restore), services.dispatch(...restore)]);
    expect(log.filter((line) => line === 'restore')).toHaveLength(1);
  });

  it('stay as they are when the restore fails, and can be restored later', async () => {
    const { services, log } = openDesk(['database-corrupt'], fail('disk-full', 'no room'));
    await services.start();
    expect(await services.dispatch(...restore)).toMatchObject({ error: { code: 'disk-full' } });
    expect(await services.dispatch('settings.get', {})).toMatchObject({ error: { code: 'database-corrupt' } });
    await services.dispatch(...restore);
    expect(log).toEqual(['start', 'restore', 'restore']);
  });

  it('name where the damaged file lies when they cannot start after the restore either', async () => {
    const { services } = openDesk(['database-corrupt', 'disk-full']);
    await services.start();
    const { setAsideAs } = restored;
    const refused = { error: { code: 'disk-full', detail: { file: '/data/jiqun.db', setAsideAs } } };
    expect(await services.dispatch(...restore)).toMatchObject(refused);
    expect(await services.dispatch('desk.snapshot', {})).toMatchObject(refused);
  });
});

describe('a subscription', () => {
  it('made before the services run is theirs once they do', async () => {
    const { services, log } = openDesk(['database-corrupt', 'ok']);
    await services.start();
    const stop = services.subscribe('desk.delta', () => undefined);
    expect(log).not.toContain('subscribed desk.delta');
    await services.dispatch(...restore);
    stop();
    expect(log.slice(-2)).toEqual(['subscribed desk.delta', 'unsubscribed desk.delta']);
  });

  it('that ended before is not made', async () => {
    const { services, log } = openDesk(['database-corrupt', 'ok']);
    await services.start();
    services.subscribe('desk.delta', () => undefined)();
    await services.dispatch(...restore);
    expect(log).not.toContain('subscribed desk.delta');
  });
});

describe('the end', () => {
  it('also stops services that a restore is just starting', async () => {
    const { services, log, hold } = openDesk(['database-corrupt', 'ok']);
    await services.start();
    const go = hold();
    const restoring = services.dispatch(...restore);
    const ending = services.dispose();
    go();
    await Promise.all([restoring, ending]);
    expect(log).toEqual(['start', 'restore', 'start after 1', 'disposed']);
  });

  it('of services that never ran is nothing', async () => {
    const { services, log } = openDesk(['disk-full']);
    await services.start();
    await services.dispose();
    expect(log).toEqual(['start']);
  });
});

describe('services that are still starting', () => {
  it('answer what comes meanwhile once they stand', async () => {
    const { services, log, hold } = openDesk(['ok']);
    const goOn = hold();
    const starting = services.start();
    const answered = services.dispatch('settings.get', {}).then((outcome) => {
      log.push('answered');
      return outcome;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual([]);
    goOn();
    await starting;
    expect(await answered).toEqual(succeed('answered settings.get'));
    expect(log).toEqual(['start', 'answered']);
  });

  it('answer it with the reason when they cannot start', async () => {
    const { services, hold } = openDesk(['disk-full']);
    const goOn = hold();
    const starting = services.start();
    const answered = services.dispatch('settings.get', {});
    goOn();
    await starting;
    expect(await answered).toMatchObject({ error: { code: 'disk-full' } });
  });

  it('are ended when the console quits meanwhile', async () => {
    const { services, log, hold } = openDesk(['ok']);
    const goOn = hold();
    const starting = services.start();
    const ended = services.dispose();
    goOn();
    await Promise.all([starting, ended]);
    expect(log).toEqual(['start', 'disposed']);
  });
});
