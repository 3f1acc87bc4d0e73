import { describe, expect, it } from 'vitest';
import type { AvailabilityScope } from '../../../electron/contract/history.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import { paperPhone, paperRoute, rememberPhones } from '../../support/history/paper-phones.ts';
import { dayMs, hourMs, minuteMs, noon, openHistoryDesk, value, type HistoryDesk } from './history-desk.ts';

const signal = new AbortController().signal;
const absent = { state: 'absent', reason: { code: 'unplugged', params: {} } } as const;

function openDesk(phoneIds: readonly string[] = ['phone-1']): HistoryDesk {
  const desk = openHistoryDesk();
  rememberPhones(desk.store, phoneIds);
  return desk;
}

/** The phone is so for that long. */
async function stay(desk: HistoryDesk, change: Partial<Phone>, ms: number, phoneId = 'phone-1'): Promise<void> {
  desk.phones.put([paperPhone(phoneId, change)]);
  await desk.clock.advance(ms);
}

async function availability(desk: HistoryDesk, scope: AvailabilityScope = 'phone') {
  const range = { scope, fromAt: noon - dayMs, toAt: desk.clock.now() };
  return value(await desk.history.handlers['history.availability'](range, signal)).rows;
}

function lostRoute(hostId: string, seenAt: number): Phone['routes'][number] {
  return { ...paperRoute(hostId, '2-1.4'), isCurrent: false, isLive: false, seenAt };
}

describe('the availability of a phone', () => {
  it('is the time in which it was ready or busy', async () => {
    const desk = openDesk();
    await stay(desk, { state: 'ready' }, 2 * hourMs);
    await stay(desk, { state: 'busy' }, hourMs);
    await stay(desk, absent, hourMs);
    expect(await availability(desk)).toEqual([
      {
        phoneId: 'phone-1',
        hostId: null,
        hub: null,
        phoneCount: 1,
        watchedMs: 4 * hourMs,
        availableMs: 3 * hourMs,
        dropCount: 1,
        dayCount: 1,
      },
    ]);
  });

  it('does not count the time in which the console did not run', async () => {
    const desk = openDesk();
    await stay(desk, { state: 'ready' }, hourMs);
    await desk.restart(10 * hourMs);
    await desk.clock.advance(hourMs);
    expect(await availability(desk)).toMatchObject([{ watchedMs: 2 * hourMs, availableMs: 2 * hourMs, dropCount: 0 }]);
  });

  it('does not count the time in which the computer slept', async () => {
    const desk = openDesk();
    await stay(desk, { state: 'ready' }, hourMs);
    desk.clock.jump(8 * hourMs);
    await desk.clock.advance(hourMs);
    const [row] = await availability(desk);
    expect(row?.watchedMs).toBeGreaterThanOrEqual(2 * hourMs - 2 * minuteMs);
    expect(row?.watchedMs).toBeLessThanOrEqual(2 * hourMs);
  });

  it.each([
    ['set aside', { state: 'set-aside' as const }],
    ['not expected', { ...absent, isExpected: false }],
  ])('does not count the time in which it was %s', async (_name, change) => {
    const desk = openDesk();
    await stay(desk, { state: 'ready' }, hourMs);
    await stay(desk, change, 5 * hourMs);
    expect(await availability(desk)).toMatchObject([{ watchedMs: hourMs, availableMs: hourMs, dropCount: 0 }]);
  });

  it('counts a drop once, however many steps the way down and up has', async () => {
    const desk = openDesk();
    await stay(desk, { state: 'ready' }, minuteMs);
    await stay(desk, { state: 'offline' }, minuteMs);
    await stay(desk, absent, minuteMs);
    await stay(desk, { state: 'preparing' }, minuteMs);
    await stay(desk, { state: 'ready' }, minuteMs);
    expect(await availability(desk)).toMatchObject([{ dropCount: 1 }]);
  });

  it('does not count a reboot that was asked for as a drop', async () => {
    const desk = openDesk();
    await stay(desk, { state: 'ready' }, minuteMs);
    await stay(desk, { state: 'offline', reason: { code: 'rebooting', params: {} } }, minuteMs);
    await stay(desk, { state: 'ready' }, minuteMs);
    expect(await availability(desk)).toMatchObject([{ dropCount: 0 }]);
  });
});

describe('the availability of hubs and hosts', () => {
  it('is that of the phones on them, worst first', async () => {
    const desk = openDesk(['phone-1', 'phone-2', 'phone-3']);
    const onFirst = { routes: [paperRoute('local', '1-1.2')] };
    desk.phones.put([
      paperPhone('phone-1', onFirst),
      paperPhone('phone-2', { ...onFirst, ...absent }),
      paperPhone('phone-3', { routes: [paperRoute('upstairs', '1-1.2')] }),
    ]);
    await desk.clock.advance(hourMs);
    expect(await availability(desk, 'hub')).toMatchObject([
      { hostId: 'local', hub: '1-1', phoneCount: 2, watchedMs: 2 * hourMs, availableMs: hourMs },
      { hostId: 'upstairs', hub: '1-1', phoneCount: 1, availableMs: hourMs },
    ]);
    expect(await availability(desk, 'host')).toMatchObject([{ hostId: 'local' }, { hostId: 'upstairs' }]);
  });

  it('counts an absence where the phone was last', async () => {
    const desk = openDesk();
    await stay(desk, { ...absent, routes: [lostRoute('old', 1), lostRoute('new', 2)] }, hourMs);
    expect(await availability(desk, 'hub')).toMatchObject([{ hostId: 'new', hub: '2-1', availableMs: 0 }]);
  });

  it('leaves out hubs where no port path tells of one', async () => {
    const desk = openDesk();
    await stay(desk, { routes: [paperRoute('local', null)] }, hourMs);
    expect(await availability(desk, 'hub')).toEqual([]);
    expect(await availability(desk, 'host')).toHaveLength(1);
  });
});

describe('the states of a phone', () => {
  it('are told without holes, and as not watched while the console did not run', async () => {
    const desk = openDesk();
    await stay(desk, { state: 'ready' }, hourMs);
    await stay(desk, absent, hourMs);
    await desk.restart(3 * hourMs);
    await desk.clock.advance(hourMs);
    const input = { phoneId: 'phone-1', fromAt: noon - hourMs, toAt: noon + 6 * hourMs };
    const { spans } = value(await desk.history.handlers['history.presence'](input, signal));
    expect(spans.map(({ fromAt, state }) => [(fromAt - noon) / hourMs, state])).toEqual([
      [-1, null],
      [0, 'ready'],
      [1, 'absent'],
      [2, null],
      [5, 'absent'],
    ]);
    expect(spans.at(-1)?.toAt).toBe(noon + 6 * hourMs);
  });

  it('of a longer time are told as daily shares', async () => {
    const desk = openDesk();
    await stay(desk, { state: 'ready' }, hourMs);
    await stay(desk, absent, 3 * hourMs);
    const input = { phoneId: 'phone-1', fromAt: noon - 200 * dayMs, toAt: desk.clock.now() };
    const { spans } = value(await desk.history.handlers['history.presence'](input, signal));
    expect(spans).toHaveLength(201);
    expect(spans.at(-1)).toMatchObject({ state: null, availableShare: 0.25 });
    expect(spans.at(-2)).toMatchObject({ availableShare: null });
  });

  it('of a phone that never rests are told as shares of equal cells', async () => {
    const desk = openDesk();
    for (let turn = 0; turn < 400; turn++) {
      await stay(desk, { state: 'ready' }, minuteMs);
      await stay(desk, absent, minuteMs);
    }
    const input = { phoneId: 'phone-1', fromAt: noon, toAt: desk.clock.now() };
    const { spans } = value(await desk.history.handlers['history.presence'](input, signal));
    expect(spans).toHaveLength(600);
    const mean = spans.reduce((sum, { availableShare }) => sum + (availableShare ?? 0), 0) / spans.length;
    expect(mean).toBeCloseTo(0.5, 2);
  });
});
