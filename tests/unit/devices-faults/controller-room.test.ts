import { describe, expect, test } from 'vitest';
import { placeOfPath } from '../../../electron/devices/desk-map/place.ts';
import { arrival, awayFrom, drop, minute, now, phoneOn, readingsOf, second, sight } from './desk-samples.ts';

const here = [phoneOn('1-2.1'), phoneOn('1-2.2'), phoneOn('1-3.1')];

/** The same, all on one hub. */
function onHub(port: string): string {
  return port.replace('1-3.1', '1-2.3');
}

describe('a controller of which the system says nothing', () => {
  const arrivals = [arrival('1-3.1', 40_000), arrival('1-2.1', 30_000), arrival('1-2.2', 20_000)];
  const drops = [
    drop('1-2.1', 39_000, { backAt: now - 30_000 }),
    drop('1-2.2', 29_000, { backAt: now - 20_000 }),
    drop('1-3.1', 19_000),
  ];
  const phones = [phoneOn('1-2.1'), phoneOn('1-2.2'), awayFrom('1-3.1')];

  test('likely is at its limit when each phone that comes pushes another off', () => {
    expect(readingsOf({ phones, arrivals, drops })).toEqual(['controller-limit likely 1']);
  });

  test('stays at it while the last one that was pushed off is away', () => {
    const hour = 60 * minute;
    const before = arrivals.map((each) => ({ ...each, at: each.at - hour }));
    const gone = drops.map((each) => ({
      ...each,
      at: each.at - hour,
      backAt: each.backAt === null ? null : each.backAt - hour,
    }));
    expect(readingsOf({ phones, arrivals: before, drops: gone })).toEqual(['controller-limit likely 1']);
    const back = gone.map((each) => ({ ...each, backAt: each.backAt ?? now - 50 * minute }));
    expect(readingsOf({ phones: here, arrivals: before, drops: back })).toEqual([]);
  });

  test('is not when the bus is known to have carried as many before', () => {
    const early = [arrival('1-2.1', 300_000), arrival('1-2.2', 200_000), arrival('1-3.1', 100_000)];
    const first = drop('1-3.1', 60_000, { backAt: now - 40_000 });
    expect(readingsOf({ phones, arrivals: [...early, ...arrivals], drops: [first, ...drops] })).toEqual([]);
  });

  test('is not when the bus carries as many afterwards', () => {
    const settled = [...drops.slice(0, 2), drop('1-3.1', 19_000, { backAt: now - 10_000 })];
    const came = [...arrivals, arrival('1-3.1', 10_000)];
    expect(readingsOf({ phones: here, arrivals: came, drops: settled })).toEqual([]);
  });

  test('is only possibly at it where no path tells the bus', () => {
    const bare = { place: null };
    const all = { phones: phones.map((phone) => ({ ...phone, ...bare })) };
    const noted = {
      arrivals: arrivals.map((each) => ({ ...each, ...bare })),
      drops: drops.map((each) => ({ ...each, ...bare })),
    };
    expect(readingsOf({ ...all, ...noted })).toEqual(['controller-limit possible -']);
  });

  test('may as well lack power when all hang on one hub', () => {
    const moved = {
      phones: [phoneOn('1-2.1'), phoneOn('1-2.2'), awayFrom('1-2.3')],
      arrivals: arrivals.map(({ phoneId, at }) => arrival(onHub(phoneId), now - at)),
      drops: drops.map(({ phoneId, at, backAt }) => drop(onHub(phoneId), now - at, { backAt })),
    };
    expect(readingsOf(moved)).toEqual(['usb-power possible local|1-2']);
  });
});

describe('a controller with room for one of two phones', () => {
  const loose = '1-3.1';
  const waiting = '1-3.2';
  const seconds = [50, 40, 30].map((each) => each * second);
  const drops = seconds.flatMap((ago) => [
    drop(loose, ago, { backAt: now - ago + 4_000, hasRebooted: false }),
    drop(waiting, ago - 4_100, { backAt: ago === 30 * second ? null : now - ago + 10_200, hasRebooted: false }),
  ]);
  const arrivals = seconds.flatMap((ago) => [arrival(waiting, ago - 200), arrival(loose, ago - 4_000)]);
  const phones = [phoneOn(loose), awayFrom(waiting), phoneOn('1-3.3'), phoneOn('1-2.1')];

  test('may be at its limit: they take turns, and neither cable is named', () => {
    expect(readingsOf({ phones, drops, arrivals })).toEqual(['controller-limit possible 1']);
  });

  test('is not in question when both were up together: then both cables are bad', () => {
    const early = [arrival(waiting, 300 * second), arrival(loose, 290 * second)];
    const first = drop(waiting, 60 * second, { backAt: now - 50 * second - 200, hasRebooted: false });
    const read = readingsOf({ phones, drops: [first, ...drops], arrivals: [...early, ...arrivals] });
    expect(read.toSorted()).toEqual([
      `cable-loose likely ${loose}/${loose}`,
      `cable-loose likely ${waiting}/${waiting}`,
    ]);
  });

  test('is not in question either when the first list of the console had both', () => {
    const all = [loose, waiting, '1-3.3', '1-2.1'].map((port) => arrival(port, 300 * second));
    const first = drop(waiting, 60 * second, { backAt: now - 50 * second - 200, hasRebooted: false });
    const read = readingsOf({ phones, drops: [first, ...drops], arrivals: [...all, ...arrivals] });
    expect(read.map((each) => each.split(' ')[0])).toEqual(['cable-loose', 'cable-loose']);
  });

  test('is named by the two that swing with each other, whatever flaps beside them', () => {
    const noisy = seconds.map((ago) =>
      drop('1-2.1', ago - 900, { backAt: now - ago + 3_200, hasRebooted: false, place: placeOfPath('local', '1-2.1') }),
    );
    const came = seconds.map((ago) => arrival('1-2.1', ago - 3_200));
    const read = readingsOf({ phones, drops: [...drops, ...noisy], arrivals: [...arrivals, ...came] });
    expect(read).toContain('controller-limit possible 1');
    expect(read.filter((each) => !each.startsWith('cable-loose'))).toHaveLength(1);
  });

  test('is named once when the system told of it, whether or not it named these phones', () => {
    const usb = sight({
      refusals: [{ portPath: '1-3.7', serial: 'S1-3.7', at: now - 10 * second }],
      kernelLines: null,
    });
    const others = [...phones, awayFrom('1-3.7')];
    expect(readingsOf({ phones: others, drops, arrivals, usb })).toEqual(['controller-limit likely 1']);
  });
});
