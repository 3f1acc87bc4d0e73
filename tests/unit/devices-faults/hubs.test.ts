import { describe, expect, test } from 'vitest';
import { readDesk } from '../../../electron/devices/fault-reading/read-desk.ts';
import { hubIdOf, placeOfPath } from '../../../electron/devices/desk-map/place.ts';
import {
  arrival,
  awayFrom,
  drop,
  evidence,
  flap,
  kernelLine,
  minute,
  now,
  phoneOn,
  readingsOf,
  second,
  sight,
  usbDevice,
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

  test('is not lost while one of its phones comes up and does not answer yet', () => {
    const coming = { state: 'offline', reason: 'adb-says-offline', stateSinceAt: now - second } as const;
    const gone = five.slice(1);
    const drops = gone.map((port) => drop(port, 5_000));
    const phones = [...gone.map((port) => awayFrom(port)), ...others];
    expect(readingsOf({ phones: [...phones, phoneOn('1-2.1', coming)], drops })).toEqual([]);
    const forgotten = { ...coming, stateSinceAt: now - 2 * minute };
    expect(readingsOf({ phones: [...phones, phoneOn('1-2.1', forgotten)], drops })[0]).toBe(
      'hub-lost likely local|1-2',
    );
  });

  test('is not lost by one phone that is taken away', () => {
    expect(readingsOf({ phones: [awayFrom('1-2.1'), ...others], drops: [drop('1-2.1', 5_000)] })).toEqual([]);
  });

  test('is not lost when its phones are taken away one by one', () => {
    const phones = [...five.map((port) => awayFrom(port)), ...others];
    const drops = five.map((port, index) => drop(port, 60_000 - index * 4_000));
    expect(readingsOf({ phones, drops })).toEqual([]);
  });

  test('is not lost while the system sees its phones: adb alone does not', () => {
    const phones = [...five.map((port) => awayFrom(port)), ...others];
    const drops = five.map((port) => drop(port, 5_000));
    const usb = sight({ devices: [usbHub('1-2'), usbDevice('1-2.1', { hasAdb: false, sinceAt: now - 4_000 })] });
    expect(readingsOf({ phones, drops, usb })).toEqual([]);
    const stranger = sight({ devices: [usbDevice('1-3.1', { serial: 'S1-2.1' })] });
    expect(readingsOf({ phones, drops, usb: stranger })).toEqual(['hub-lost certain local|1-2']);
  });

  test('stays lost while its phones are taken to another one', () => {
    const [first, ...rest] = five;
    const phones = [
      phoneOn(first ?? '', { place: placeOfPath('local', '1-3.7') }),
      ...rest.map((port) => awayFrom(port)),
      ...others,
    ];
    const moved = now - minute;
    const drops = five.map((port) => drop(port, 5 * minute, { backAt: port === first ? moved : null }));
    const elsewhere = arrival(first ?? '', minute, { place: placeOfPath('local', '1-3.7') });
    expect(readingsOf({ phones, drops, arrivals: [elsewhere] })).toEqual(['hub-lost likely local|1-2']);
  });

  test('is not lost when it gave its phones back and somebody took them away later, one by one', () => {
    const phones = [...five.map((port) => awayFrom(port)), ...others];
    const [never = '', ...rest] = five;
    const once = rest.map((port) => drop(port, 10 * minute, { backAt: now - 9 * minute }));
    const later = rest.map((port, index) => drop(port, 5 * minute - index * 10 * second));
    const arrivals = rest.map((port) => arrival(port, 9 * minute));
    expect(readingsOf({ phones, drops: [drop(never, 10 * minute), ...once, ...later], arrivals })).not.toContain(
      'hub-lost likely local|1-2',
    );
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

  test('is told by the phones that hang there now, not by those that left it long ago', () => {
    const phones = [...five.slice(0, 3).map((port) => phoneOn(port)), ...five.slice(3).map((port) => awayFrom(port))];
    const drops = [60_000, 20_000].flatMap((ago) => five.slice(0, 3).map((port) => flap(port, ago)));
    expect(readingsOf({ phones, drops })).toEqual(['hub-unsteady likely local|1-2']);
  });

  test('of two phones is only possibly so', () => {
    const phones = five.slice(0, 2).map((port) => phoneOn(port));
    const drops = [60_000, 20_000].flatMap((ago) => five.slice(0, 2).map((port) => flap(port, ago)));
    expect(readingsOf({ phones, drops })).toEqual(['hub-unsteady possible local|1-2']);
  });

  test('is steady again after a quiet while', () => {
    const phones = five.map((port) => phoneOn(port));
    const drops = [500_000, 400_000].flatMap((ago) => five.map((port) => flap(port, ago)));
    expect(readingsOf({ phones, drops })).toEqual([]);
  });
});

describe('phones that are on no map', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const bare = { place: null, usbSerial: null };
  const stayed = [phoneOn('e', bare), phoneOn('f', bare)];
  const gone = [...ids.map((phoneId) => awayFrom(phoneId, bare)), ...stayed];

  /** They went an hour ago, and so many of them are back. */
  function withBack(count: number) {
    const drops = ids.map((phoneId, at) =>
      drop(phoneId, 60 * minute, { ...bare, backAt: at < count ? now - minute : null }),
    );
    const own = ids.map((phoneId, at) => (at < count ? phoneOn(phoneId, bare) : awayFrom(phoneId, bare)));
    return { phones: [...own, ...stayed], drops };
  }

  test('dropped together: they share something, and no more than that is said', () => {
    const drops = ids.map((phoneId, at) => drop(phoneId, 5_000 - at * 200, bare));
    expect(readingsOf({ phones: gone, drops })).toEqual(['dropped-together possible local']);
    const [reading] = readDesk(evidence({ phones: gone, drops }));
    expect(reading?.phoneIds).toEqual(ids);
    expect(reading?.facts.map(({ code }) => code)).toEqual(['unplaced-lost', 'neighbours-stayed', 'usb-unknown']);
  });

  test('did not when hands took them: two at once, or one by one', () => {
    const two = ids.slice(0, 2).map((phoneId) => drop(phoneId, 5_000, bare));
    expect(readingsOf({ phones: gone, drops: two })).toEqual([]);
    const slowly = ids.map((phoneId, at) => drop(phoneId, 60_000 - at * 4_000, bare));
    expect(readingsOf({ phones: gone, drops: slowly })).toEqual([]);
  });

  test('are judged when nothing more follows', () => {
    expect(readingsOf({ phones: gone, drops: ids.map((phoneId) => drop(phoneId, 300, bare)) })).toEqual([]);
  });

  test('hold the reading while most of them are away, and end it when they are back', () => {
    expect(readingsOf(withBack(2))).toEqual(['dropped-together possible local']);
    expect(readingsOf(withBack(4))).toEqual([]);
  });

  test('that go together again and again are one reading, and no cable of theirs is named', () => {
    const phones = [...ids.map((phoneId) => phoneOn(phoneId, bare)), ...stayed];
    const drops = [60_000, 40_000, 20_000].flatMap((ago) => ids.map((phoneId) => flap(phoneId, ago, bare)));
    expect(readingsOf({ phones, drops })).toEqual(['dropped-together possible local']);
    const quiet = [500_000, 400_000].flatMap((ago) => ids.map((phoneId) => flap(phoneId, ago, bare)));
    expect(readingsOf({ phones, drops: quiet })).toEqual([]);
  });
});

test('the id of a hub is its host and its path', () => {
  expect(hubIdOf('local', '1-2')).toBe('local|1-2');
});
