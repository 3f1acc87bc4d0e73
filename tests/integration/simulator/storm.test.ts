import { expect, test } from 'vitest';
import { faultSpecSchema, type FaultRequest } from '../../../simulator/faults/fault-spec.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { runAdb } from '../../support/adb-command.ts';
import { expectState } from '../../support/adb-list.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const storm: readonly FaultRequest[] = [
  { kind: 'drop' },
  { kind: 'flap', times: 3, everyMs: 20 },
  { kind: 'unplugged', durationMs: 500 },
  { kind: 'offline', durationMs: 400 },
  { kind: 'frozen', durationMs: 400 },
  { kind: 'hang', durationMs: 400 },
  { kind: 'slow', delayMs: 30, durationMs: 400 },
  { kind: 'unauthorized', durationMs: 400 },
  { kind: 'replaced', durationMs: 400 },
  { kind: 'reboot', bootMs: 300 },
  { kind: 'held-reply', point: 'run', durationMs: 400 },
  { kind: 'full-disk', durationMs: 400 },
  { kind: 'interruption', what: 'lock-screen', durationMs: 400 },
  { kind: 'interruption', what: 'app-crash', point: 'chat', durationMs: 400 },
  { kind: 'held-act', durationMs: 400 },
  { kind: 'slow-pages', durationMs: 400 },
];

test('after a storm of faults every phone works and nothing is left open', { timeout: 60_000 }, async () => {
  const desk = await startVirtualDesk({ count: 4, seed: 9, bootMs: 300 });
  const random = new SeededRandom('storm');
  const shells: Promise<unknown>[] = [];
  for (let round = 0; round < 60; round++) {
    const phone = desk.phone(random.between(1, 4));
    phone.startFault(random.pick(storm));
    const isTried = round % 6 === 0;
    if (isTried)
      shells.push(runAdb(['-s', phone.address, 'shell', 'echo hi'], { port: desk.adbPort, timeoutMs: 2_000 }));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.allSettled(shells);
  for (const phone of desk.phones) await expect.poll(() => phone.faults, { timeout: 5_000 }).toEqual([]);
  await desk.connectPhones();
  for (const phone of desk.phones) {
    await expectState(desk.adbPort, phone.address, 'device');
    const { stdout } = await runAdb(['-s', phone.address, 'shell', 'echo alive'], { port: desk.adbPort });
    expect(stdout.toString()).toBe('alive\n');
    expect(phone.truth().state).toBe('ready');
    await expect.poll(() => phone.load).toEqual({ connections: 1, streams: 0 });
  }
});

test('every kind of fault can be asked for by its kind alone', () => {
  const kinds = faultSpecSchema.options.flatMap(({ shape: { kind } }) =>
    'options' in kind ? [...kind.options] : [...kind.values],
  );
  expect(kinds.length).toBeGreaterThanOrEqual(22);
  for (const kind of kinds) expect(faultSpecSchema.safeParse({ kind }).success).toBe(true);
});
