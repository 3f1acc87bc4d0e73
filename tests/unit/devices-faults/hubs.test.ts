import { describe, expect, test } from 'vitest';
import { readDesk } from '../../../electron/devices/fault-reading/read-desk.ts';
import { hubIdOf } from '../../../electron/devices/desk-map/place.ts';
import {
  awayFrom,
  drop,
  evidence,
  flap,
  kernelLine,
  now,
  phoneOn,
  readingsOf,
  second,
  usbHub,
} from './desk-samples.ts';

const five = ['1-2.1', '1-2.2', '1-2.3', '1-2.4', '1-2.5'];
const others = [phoneOn('1-3.1'), phoneOn('1-3.2')];

describe('a hub', () => {
  test('whose phones went within a moment is lost, likely so as long as only adb tells', () => {
    const phones = [...five.map((port) => awayFrom(port)), ...others];
    const drops = five.map((port, index) => drop(port, 5_000 - index * 150));
    expect(readingsOf({ phones, drops })).toEqual(['hub-lost likely local|1-2']);
    const [reading] = readDesk(evidence({ phones, drops }));
    expect(reading?.phoneIds).toEqual(five);
    expect(reading?.facts[0]).toMatchObject({
      code: 'phones-lost',
      params: { count: 5, total: 5, hub: '1-2', seconds: 0.6 },
    });
    expect(reading?.facts.at(-1)?.code).toBe('usb-unknown');
  });

  test('is certainly lost when the system does not see it any more', () => {
    const phones = [...five.map((port) => awayFrom(port)), ...others];
    const drops = five.map((port) => drop(port, 5_000));
    const usb = { readAt: now, devices: [usbHub('1-3')], refusals: [], kernelLines: null };
    expect(readingsOf({ phones, drops, usb })).toEqual(['hub-lost certain local|1-2']);
    const lines = { readAt: 0, devices: null, refusals: [], kernelLines: [kernelLine('disconnected', '1-2', 5_000)] };
    expect(readingsOf({ phones, drops, usb: lines })).toEqual(['hub-lost certain local|1-2']);
  });

  test('is not lost while one of its phones is alive', () => {
    const phones = [...five.slice(1).map((port) => awayFrom(port)), phoneOn('1-2.1'), ...others];
    expect(readingsOf({ phones, drops: five.slice(1).map((port) => drop(port, 5_000)) })).toEqual([]);
  });

  test('is not lost by one phone that is taken away', () => {
    expect(readingsOf({ phones: [awayFrom('1-2.1'), ...others], drops: [drop('1-2.1', 5_000)] })).toEqual([]);
  });

  test('is not lost when its phones are taken away one by one', () => {
    const phones = [...five.map((port) => awayFrom(port)), ...others];
    const drops = five.map((port, index) => drop(port, 60_000 - index * 4_000));
    expect(readingsOf({ phones, drops })).toEqual([]);
  });

  test('of two phones is only possibly lost: hands take two as well', () => {
    const phones = [awayFrom('1-2.1'), awayFrom('1-2.2'), ...others];
    const drops = [drop('1-2.1', 5_000), drop('1-2.2', 4_900)];
    expect(readingsOf({ phones, drops })).toEqual(['hub-lost possible local|1-2']);
  });

  test('is judged when nothing more follows', () => {
    const phones = [...five.map((port) => awayFrom(port)), ...others];
    expect(readingsOf({ phones, drops: five.map((port) => drop(port, 300)) })).toEqual([]);
  });

  test('keeps its guilt when a phone elsewhere is unplugged at the same time', () => {
    const phones = [...five.map((port) => awayFrom(port)), awayFrom('1-3.1'), phoneOn('1-3.2')];
    const drops = [...five.map((port) => drop(port, 5_000)), drop('1-3.1', 5_100)];
    expect(readingsOf({ phones, drops })).toEqual(['hub-lost likely local|1-2']);
  });

  test('that was set up by hand is read like any other', () => {
    const hubId = 'hub-left';
    const place = (port: number) => ({ hostId: 'local', hubId, hubPath: null, port, portPath: null });
    const phones = [1, 2, 3].map((port) => awayFrom(`p${port}`, { place: place(port), usbSerial: null }));
    const drops = [1, 2, 3].map((port) => drop(`p${port}`, 4_000, { place: place(port) }));
    expect(readingsOf({ phones, drops })).toEqual([`hub-lost likely ${hubId}`]);
  });

  test('is lost too when its rows stay in the list and fall silent together', () => {
    const mute = { state: 'offline', reason: 'probe-failed', stateSinceAt: now - 60 * second } as const;
    const phones = [...five.map((port) => phoneOn(port, mute)), ...others];
    expect(readingsOf({ phones })).toEqual(['hub-lost likely local|1-2']);
  });
});

describe('hubs on hubs', () => {
  const inner = ['1-2.4.1', '1-2.4.2', '1-2.4.3'];

  test('the inner one is named when only its phones went', () => {
    const phones = [...inner.map((port) => awayFrom(port)), phoneOn('1-2.1'), ...others];
    expect(readingsOf({ phones, drops: inner.map((port) => drop(port, 5_000)) })).toEqual([
      'hub-lost likely local|1-2.4',
    ]);
  });

  test('the outer one is named when its own phones went with them', () => {
    const all = [...inner, '1-2.1', '1-2.2'];
    const phones = [...all.map((port) => awayFrom(port)), ...others];
    expect(readingsOf({ phones, drops: all.map((port) => drop(port, 5_000)) })).toEqual(['hub-lost likely local|1-2']);
  });

  test('one phone of the outer one that was unplugged a second later does not make it guilty', () => {
    const phones = [...inner, '1-2.1'].map((port) => awayFrom(port));
    const drops = [...inner.map((port) => drop(port, 5_000)), drop('1-2.1', 4_000)];
    expect(readingsOf({ phones: [...phones, ...others], drops })).toEqual(['hub-lost likely local|1-2.4']);
  });

  test('the system settles which of them it was', () => {
    const phones = [...inner.map((port) => awayFrom(port)), ...others];
    const drops = inner.map((port) => drop(port, 5_000));
    const gone = { readAt: now, devices: [usbHub('1-3')], refusals: [], kernelLines: null };
    const there = { readAt: now, devices: [usbHub('1-2'), usbHub('1-3')], refusals: [], kernelLines: null };
    expect(readingsOf({ phones, drops, usb: gone })).toEqual(['hub-lost certain local|1-2']);
    expect(readingsOf({ phones, drops, usb: there })).toEqual(['hub-lost certain local|1-2.4']);
  });
});

describe('an unsteady hub', () => {
  test('takes its phones together, more than once, and gives them back', () => {
    const phones = five.map((port) => phoneOn(port));
    const drops = [60_000, 20_000].flatMap((ago) => five.map((port) => flap(port, ago)));
    expect(readingsOf({ phones, drops })).toEqual(['hub-unsteady likely local|1-2']);
  });

  test('drops most of its phones each for itself', () => {
    const phones = five.map((port) => phoneOn(port));
    const drops = five
      .slice(0, 3)
      .flatMap((port, index) => [60_000, 40_000, 20_000].map((ago) => flap(port, ago + index * 5_000)));
    expect(readingsOf({ phones, drops })).toEqual(['hub-unsteady likely local|1-2']);
  });

  test('is steady again after a quiet while', () => {
    const phones = five.map((port) => phoneOn(port));
    const drops = [500_000, 400_000].flatMap((ago) => five.map((port) => flap(port, ago)));
    expect(readingsOf({ phones, drops })).toEqual([]);
  });
});

test('the id of a hub is its host and its path', () => {
  expect(hubIdOf('local', '1-2')).toBe('local|1-2');
});
