import { describe, expect, it } from 'vitest';
import { deviceMigrations } from '../../../electron/devices/devices.ts';
import type { IdentityReading } from '../../../electron/devices/identity/identity-reading.ts';
import { PhoneDirectory } from '../../../electron/devices/registry/phone-directory.ts';
import type { PhoneRecord } from '../../../electron/devices/registry/phone-record.ts';
import { PhoneStore } from '../../../electron/devices/registry/phone-store.ts';
import { RouteBinder } from '../../../electron/devices/registry/route-binder.ts';
import type { LiveRoute } from '../../../electron/devices/routes/live-route.ts';
import type { RouteSighting } from '../../../electron/devices/routes/route-table.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { bootB, facts, liveRoute, reading } from './phone-samples.ts';

const ignore = (): void => undefined;

/** A binder over a real directory; the test says what is plugged in and what it answers. */
class Scene {
  readonly clock = new ManualClock(reading().readAt);
  readonly refreshed: string[] = [];
  readonly replaced: string[] = [];
  readonly directory: PhoneDirectory;
  readonly binder: RouteBinder;
  readonly #sightings = new Map<string, RouteSighting>();

  constructor() {
    const store = openTestStore(deviceMigrations);
    this.directory = new PhoneDirectory({
      store,
      clock: this.clock,
      phoneStore: new PhoneStore(store),
      onChanged: ignore,
      onRemoved: ignore,
      onUnsaved: ignore,
    });
    let nextId = 1;
    this.binder = new RouteBinder({
      directory: this.directory,
      routes: {
        sighting: (routeId) => this.#sightings.get(routeId) ?? null,
        refresh: (routeId) => void this.refreshed.push(routeId),
      },
      clock: this.clock,
      newId: () => `p${nextId++}`,
      onIdentified: ignore,
      onReplaced: ({ phoneId, byPhoneId }) => this.replaced.push(`${phoneId} by ${byPhoneId}`),
    });
  }

  plugIn(route: LiveRoute): void {
    this.#sightings.set(route.routeId, { route, trust: 'waiting', reading: null, fault: null });
    this.binder.appear(route);
  }

  answer(route: LiveRoute, changes: Partial<IdentityReading> = {}): void {
    const said = reading({ readAt: this.clock.now(), ...changes });
    this.#sightings.set(route.routeId, { route, trust: 'answering', reading: said, fault: null });
    this.binder.identify(route.routeId, said);
  }

  unplug(route: LiveRoute): void {
    this.#sightings.delete(route.routeId);
    this.binder.vanish(route);
  }

  phones(): PhoneRecord[] {
    return [...this.directory.all()];
  }
}

const port1 = liveRoute();
const port2 = liveRoute({ routeId: 'local|R58M0001|1-3', portPath: '1-3', transportId: 2 });
const wifi = liveRoute({
  routeId: 'local|10.0.0.5:5555',
  serial: '10.0.0.5:5555',
  connection: 'tcp',
  portPath: null,
  transportId: 3,
});

describe('a row', () => {
  it('is there at once and gone with its cable, when it never said who it is', () => {
    const scene = new Scene();
    scene.plugIn(port1);
    expect(scene.phones()).toMatchObject([{ identityKey: null, number: null, isExpected: false }]);
    scene.unplug(port1);
    expect(scene.phones()).toEqual([]);
  });

  it('keeps its id when it says who it is, and gets the lowest free number', () => {
    const scene = new Scene();
    scene.plugIn(port1);
    const [row] = scene.phones();
    scene.answer(port1);
    expect(scene.phones()).toMatchObject([{ phoneId: row?.phoneId, number: 1, isExpected: true }]);
  });

  it('melts into the remembered phone that it turns out to be', () => {
    const scene = new Scene();
    scene.plugIn(port1);
    scene.answer(port1);
    scene.plugIn(wifi);
    expect(scene.phones()).toHaveLength(2);
    scene.answer(wifi);
    expect(scene.phones()).toHaveLength(1);
    expect(scene.phones()[0]?.routes.map(({ routeId }) => routeId)).toEqual([port1.routeId, wifi.routeId]);
  });

  it('of a phone that moved is presumed by its serial before it may answer', () => {
    const scene = new Scene();
    scene.plugIn(port1);
    scene.answer(port1);
    scene.unplug(port1);
    scene.plugIn({ ...port2, adbState: 'unauthorized' });
    expect(scene.phones()).toHaveLength(1);
    expect(scene.binder.isSettled(port2.routeId)).toBe(false);
  });

  it('of a second phone with the same serial is not hidden behind the first', () => {
    const scene = new Scene();
    scene.plugIn(port1);
    scene.answer(port1);
    scene.plugIn({ ...port2, adbState: 'unauthorized' });
    expect(scene.phones()).toHaveLength(2);
  });
});

describe('an answer', () => {
  it('of another phone on a known route takes the route from the one before', () => {
    const scene = new Scene();
    scene.plugIn(wifi);
    scene.answer(wifi);
    scene.answer(wifi, { facts: facts({ hardwareSerial: 'OTHER0001' }), bootId: bootB });
    expect(scene.phones().map(({ routes }) => routes.length)).toEqual([0, 1]);
    expect(scene.replaced).toEqual(['p1 by p2']);
  });

  it('counts as settled until the route is doubted', () => {
    const scene = new Scene();
    scene.plugIn(port1);
    scene.answer(port1);
    expect(scene.binder.isSettled(port1.routeId)).toBe(true);
    scene.binder.doubt(port1.routeId);
    expect(scene.binder.isSettled(port1.routeId)).toBe(false);
  });
});

describe('two boots at one time', () => {
  it('are two phones once both sides were read just now', async () => {
    const scene = new Scene();
    scene.plugIn(port1);
    scene.answer(port1);
    await scene.clock.advance(60_000);
    scene.plugIn(port2);
    scene.answer(port2, { bootId: bootB });
    expect(scene.refreshed).toEqual([port1.routeId]);
    expect(scene.binder.isSettled(port2.routeId)).toBe(false);
    scene.answer(port1);
    expect(scene.binder.isSettled(port2.routeId)).toBe(true);
    expect(scene.phones()).toHaveLength(2);
    expect(scene.phones()[1]?.question).toEqual({ kind: 'duplicate-serial', otherPhoneId: 'p1' });
  });

  it('are one phone that restarted when the old route does not answer any more', async () => {
    const scene = new Scene();
    scene.plugIn(wifi);
    scene.answer(wifi);
    await scene.clock.advance(60_000);
    scene.plugIn(port1);
    scene.answer(port1, { bootId: bootB });
    scene.unplug(wifi);
    expect(scene.phones()).toMatchObject([{ phoneId: 'p1', lastBootId: bootB }]);
  });

  it('each keep their label by the port they are on, whichever answers first after a restart of both', () => {
    const scene = new Scene();
    for (const [route, boot] of [
      [port1, 'b1'],
      [port2, 'b2'],
    ] as const) {
      scene.plugIn(route);
      scene.answer(route, { bootId: boot });
    }
    const before = new Map(scene.phones().map((phone) => [phone.routes[0]?.routeId, phone.phoneId]));
    scene.unplug(port1);
    scene.unplug(port2);
    scene.plugIn(port2);
    scene.answer(port2, { bootId: 'b4' });
    scene.plugIn(port1);
    scene.answer(port1, { bootId: 'b3' });
    expect(new Map(scene.phones().map((phone) => [phone.routes[0]?.routeId, phone.phoneId]))).toEqual(before);
  });
});
