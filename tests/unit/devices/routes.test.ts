import { describe, expect, it } from 'vitest';
import type { DeviceRow } from '../../../electron/adb/device-row.ts';
import { networkAddressOf, routesOfRows } from '../../../electron/devices/routes/live-route.ts';
import { isSamePhoneAnswer } from '../../../electron/devices/routes/liveness-probe.ts';
import { chooseRoute, type RouteStanding } from '../../../electron/devices/routes/route-choice.ts';
import { RouteSettling } from '../../../electron/devices/routes/route-settling.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { bootA, bootB, liveRoute, reading } from './phone-samples.ts';

function row(changes: Partial<DeviceRow>): DeviceRow {
  return {
    serial: 'S',
    state: 'device',
    stateText: 'device',
    transportId: 1,
    connection: 'usb',
    portPath: '1-1',
    product: null,
    model: null,
    device: null,
    ...changes,
  };
}

describe('route ids', () => {
  it('name host, serial and port, so that two phones with one serial are two routes', () => {
    const ids = routesOfRows('local', [row({}), row({ portPath: '1-2', transportId: 2 })]).map((r) => r.routeId);
    expect(ids).toEqual(['local|S|1-1', 'local|S|1-2']);
  });

  it('fall back to the transport where two rows share serial and have no port (Windows)', () => {
    const rows = [row({ portPath: null, transportId: 3 }), row({ portPath: null, transportId: 4 })];
    expect(routesOfRows('local', rows).map((r) => r.routeId)).toEqual(['local|S#3', 'local|S#4']);
  });

  it.each([
    ['127.0.0.1:41001', { address: '127.0.0.1', port: 41001 }],
    ['[fe80::1]:5555', { address: '[fe80::1]', port: 5555 }],
    ['R58M1234', null],
    ['adb-X (2)._adb-tls-connect._tcp', null],
    ['host:0', null],
  ])('%s as an address', (serial, expected) => {
    expect(networkAddressOf(serial)).toEqual(expected);
  });
});

describe('choosing the route of a phone', () => {
  const usb: RouteStanding = { routeId: 'usb', connection: 'usb', adbState: 'device', trust: 'answering' };
  const wifi: RouteStanding = { routeId: 'wifi', connection: 'tcp', adbState: 'device', trust: 'answering' };

  it('takes USB before Wi-Fi, even while Wi-Fi is in use', () => {
    expect(chooseRoute([wifi, usb], 'wifi')?.routeId).toBe('usb');
  });

  it('fails over to Wi-Fi when USB goes silent', () => {
    expect(chooseRoute([{ ...usb, trust: 'silent' }, wifi], 'usb')?.routeId).toBe('wifi');
  });

  it('prefers a route that answers over one that is still being asked', () => {
    expect(chooseRoute([{ ...usb, trust: 'identifying' }, wifi], 'usb')?.routeId).toBe('wifi');
  });

  it('stays on the route in use among equals', () => {
    const other = { ...wifi, routeId: 'wifi-2' };
    expect(chooseRoute([wifi, other], 'wifi-2')?.routeId).toBe('wifi-2');
  });

  it('ignores remembered routes that are not listed', () => {
    expect(chooseRoute([{ ...usb, adbState: null }], 'usb')).toBeNull();
  });
});

function watch(): { clock: ManualClock; events: string[]; settling: RouteSettling } {
  const clock = new ManualClock();
  const events: string[] = [];
  const settling = new RouteSettling(clock, {
    onAppeared: (route) => events.push(`+${route.adbState}`),
    onChanged: (route, before) => events.push(`${before.adbState}>${route.adbState}`),
    onFlickered: () => events.push('flicker'),
    onVanished: () => events.push('-'),
  });
  return { clock, events, settling };
}

describe('settling', () => {
  it('shows a new row at once', () => {
    const { events, settling } = watch();
    settling.take([liveRoute({ adbState: 'unauthorized' })]);
    expect(events).toEqual(['+unauthorized']);
  });

  it('takes a state that lasts 100 ms', async () => {
    const { clock, events, settling } = watch();
    settling.take([liveRoute()]);
    settling.take([liveRoute({ adbState: 'offline' })]);
    await clock.advance(99);
    expect(events).toEqual(['+device']);
    await clock.advance(1);
    expect(events).toEqual(['+device', 'device>offline']);
  });

  it('reports offline, authorizing, offline, device within 5 ms as a flicker only', async () => {
    const { clock, events, settling } = watch();
    settling.take([liveRoute()]);
    for (const adbState of ['offline', 'authorizing', 'offline', 'device'] as const) {
      settling.take([liveRoute({ adbState })]);
      await clock.advance(1);
    }
    await clock.advance(500);
    expect(events).toEqual(['+device', 'flicker']);
  });

  it('a row that goes offline is neither removed nor added', async () => {
    const { clock, events, settling } = watch();
    settling.take([liveRoute()]);
    settling.take([liveRoute({ adbState: 'offline' })]);
    await clock.advance(1_000);
    expect(events).not.toContain('-');
  });

  it('lets an unplugged row go after 100 ms', async () => {
    const { clock, events, settling } = watch();
    settling.take([liveRoute()]);
    settling.take([]);
    await clock.advance(100);
    expect(events).toEqual(['+device', '-']);
  });

  it('a lost host takes its rows with it at once and leaves no timer', () => {
    const { clock, events, settling } = watch();
    settling.take([liveRoute()]);
    settling.take([]);
    settling.clear();
    expect(events).toEqual(['+device', '-']);
    expect(clock.pendingCount).toBe(0);
  });
});

describe('the liveness probe', () => {
  it('knows its phone again', () => {
    expect(isSamePhoneAnswer(`R58M0001\n${bootA}\n`, reading())).toBe(true);
  });

  it('notices another serial', () => {
    expect(isSamePhoneAnswer(`OTHER01\n${bootA}\n`, reading())).toBe(false);
  });

  it('notices another boot', () => {
    expect(isSamePhoneAnswer(`R58M0001\n${bootB}\n`, reading())).toBe(false);
  });

  it('does not hold against a phone what it may not read', () => {
    expect(isSamePhoneAnswer('\n', reading())).toBe(true);
  });
});
