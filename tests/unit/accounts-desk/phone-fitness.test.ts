import { describe, expect, test } from 'vitest';
import type { Health } from '../../../electron/contract/phones.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { healthWith } from '../../support/accounts/fit-health.ts';

async function deskWith(health: Health) {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S6', 'p1');
  const read = (next: Health): void => void bench.phones.set('p1', { state: 'ready', health: next, isVirtual: true });
  read(health);
  return { bench, read, ask: () => bench.ask(accountId) };
}

const unread = { kind: 'held', reason: 'device-hold', until: null, detail: { faults: 'unread' } };

describe('a phone whose values are not known', () => {
  test.each(['battery-level', 'storage', 'clock-skew'] as const)('holds what waits for it: %s', async (id) => {
    const { read, ask } = await deskWith(healthWith());
    expect(ask()).toEqual({ kind: 'allowed' });
    read(healthWith({ [id]: null }));
    expect(ask()).toMatchObject(unread);
    read(healthWith());
    expect(ask()).toEqual({ kind: 'allowed' });
  });

  test('does not pass by losing sight of what was wrong', async () => {
    const { read, ask } = await deskWith(healthWith({ 'battery-level': 5 }));
    expect(ask()).toMatchObject({ reason: 'device-hold', detail: { faults: 'battery-low' } });
    read(healthWith({ 'battery-level': null, storage: null, 'clock-skew': null }));
    expect(ask()).toMatchObject(unread);
  });

  test('holds what waits for it until it was polled for the first time', async () => {
    const { ask } = await deskWith({ ...healthWith(), checks: [], polledAt: null });
    expect(ask()).toMatchObject(unread);
  });

  test('tells besides what is known to be wrong', async () => {
    const { ask } = await deskWith(healthWith({ 'battery-level': 5, storage: null }));
    expect(ask()).toMatchObject({ detail: { faults: 'battery-low, unread' } });
  });

  test('that cannot be reached is offline, and nothing else is said of it', async () => {
    const { bench, ask } = await deskWith(healthWith());
    bench.phones.set('p1', { state: 'offline', health: healthWith({ storage: null }), isVirtual: true });
    expect(ask()).toMatchObject({ detail: { faults: 'offline' } });
  });

  test('holds no practice', () => {
    const bench = new DeskBench();
    const accountId = bench.account('p2');
    bench.phones.set('p2', { state: 'ready', health: healthWith({ storage: null }), isVirtual: true });
    expect(bench.ask(accountId)).toEqual({ kind: 'allowed' });
  });
});
