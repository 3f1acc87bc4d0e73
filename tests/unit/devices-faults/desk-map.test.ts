import { describe, expect, onTestFinished, test } from 'vitest';
import type { Host } from '../../../electron/contract/hosts.ts';
import type { Phone, Route } from '../../../electron/contract/phones.ts';
import type { ProcedureInput } from '../../../electron/contract/procedures.ts';
import { deskMapMigrations } from '../../../electron/devices/desk-map/desk-map-migrations.ts';
import { DeskMapKeeper } from '../../../electron/devices/desk-map/desk-map.ts';
import { phoneMigrations } from '../../../electron/devices/registry/phone-migrations.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { makePhone } from '../../support/live-phone.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const forever = new AbortController().signal;
const local: Host = {
  hostId: 'local',
  name: '',
  kind: 'local',
  address: '127.0.0.1',
  port: 5_037,
  state: 'up',
  stateSinceAt: 0,
  fault: null,
  serverVersion: 41,
  adbPath: null,
  phoneCount: 0,
};

function route(portPath: string | null, change: Partial<Route> = {}): Route {
  return {
    routeId: `local|S|${portPath}`,
    hostId: 'local',
    serial: 'S',
    transportId: 1,
    connection: 'usb',
    portPath,
    adbState: 'device',
    isLive: true,
    isCurrent: true,
    seenAt: 5,
    ...change,
  };
}

function phone(phoneId: string, ...routes: readonly Route[]): Phone {
  return makePhone({ phoneId, routes: [...routes] });
}

/** A keeper over phones that a test may exchange. */
function keep(phones: readonly Phone[], store: Store = openTestStore([...phoneMigrations, ...deskMapMigrations])) {
  const desk = new Map(phones.map((each) => [each.phoneId, each]));
  const audited: string[] = [];
  for (const { phoneId } of phones) rememberPhone(store, phoneId);
  const keeper = new DeskMapKeeper({
    store,
    clock: new ManualClock(),
    logger: silentLogger,
    audit: {
      append: (note) => {
        audited.push(note.action);
        return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
      },
    },
    phones: { list: () => [...desk.values()], get: (id) => desk.get(id) ?? null, subscribe: () => () => undefined },
    hosts: { list: () => [local], get: (id) => (id === 'local' ? local : null), subscribe: () => () => undefined },
    portCountOf: (_hostId, hubPath) => (hubPath === '1-2' ? 7 : null),
    newId: () => 'new',
  });
  onTestFinished(() => keeper.dispose());
  const place = (...moves: ProcedureInput<'deskMap.placePhones'>['moves']) =>
    keeper.handlers['deskMap.placePhones']({ moves }, forever);
  const save = (input: ProcedureInput<'deskMap.saveHub'>) => keeper.handlers['deskMap.saveHub'](input, forever);
  return { keeper, desk, store, audited, place, save };
}

function rememberPhone(store: Store, phoneId: string): void {
  store
    .prepare<[string], never>(
      `INSERT OR IGNORE INTO phone (phoneId, label, tags, note, isVirtual, isExpected, isSetAside, isEdited, facts, firstSeenAt)
       VALUES (?, '', '[]', '', 0, 1, 0, 0, '{}', 0)`,
    )
    .run(phoneId);
}

const newHub = { hubId: null, hostId: 'local', name: '左架', portCount: 4 };

describe('where there are USB paths', () => {
  test('hubs, ports and their number come by themselves', () => {
    const { keeper } = keep([phone('a', route('1-2.1')), phone('b', route('1-10.3')), phone('c', route('1-4'))]);
    const { hubs, places } = keeper.current();
    expect(hubs.map(({ path, portCount }) => [path, portCount])).toEqual([
      ['1', null],
      ['1-2', 7],
      ['1-10', null],
    ]);
    expect(places).toContainEqual({ phoneId: 'b', hubId: 'local|1-10', port: 3, isByHand: false });
  });

  test('a phone that moved is on its new port', () => {
    const { keeper, desk } = keep([phone('a', route('1-2.1'))]);
    desk.set('a', phone('a', route('1-3.5')));
    keeper.review();
    expect(keeper.current().places).toEqual([{ phoneId: 'a', hubId: 'local|1-3', port: 5, isByHand: false }]);
  });

  test('a phone that went stays drawn where it was', () => {
    const { keeper } = keep([phone('a', route('1-2.1', { isLive: false, isCurrent: false }))]);
    expect(keeper.current().places).toHaveLength(1);
  });

  test('a name stays with the hub, and no hand places a phone there', async () => {
    const { keeper, save, place, store } = keep([phone('a', route('1-2.1')), phone('b', route(null))]);
    expect(await save({ ...newHub, hubId: 'local|1-2', portCount: 10 })).toMatchObject({ ok: true });
    expect(keeper.current().hubs[0]).toMatchObject({ path: '1-2', name: '左架', portCount: 10 });
    expect(await place({ phoneId: 'b', place: { hubId: 'local|1-2', port: 2 } })).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'hub-has-paths' } },
    });
    expect(keep([phone('a', route('1-2.1'))], store).keeper.current().hubs[0]?.name).toBe('左架');
  });
});

describe('where there are none', () => {
  test('the operator sets up a hub and puts phones on it, over a restart', async () => {
    const { keeper, save, place, audited, store } = keep([phone('a', route(null)), phone('b', route(null))]);
    expect(await save(newHub)).toEqual({ ok: true, value: { hubId: 'hub-new' } });
    await place(
      { phoneId: 'a', place: { hubId: 'hub-new', port: 1 } },
      { phoneId: 'b', place: { hubId: 'hub-new', port: 2 } },
    );
    const places = keeper.current().places;
    expect(places.map(({ phoneId, port }) => [phoneId, port])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(audited).toEqual(['deskMap.saveHub', 'deskMap.placePhones']);
    expect(keep([phone('a', route(null)), phone('b', route(null))], store).keeper.current().places).toEqual(places);
  });

  test('a port holds one phone: who was there is off', async () => {
    const { keeper, save, place } = keep([phone('a', route(null)), phone('b', route(null))]);
    await save(newHub);
    await place({ phoneId: 'a', place: { hubId: 'hub-new', port: 1 } });
    await place({ phoneId: 'b', place: { hubId: 'hub-new', port: 1 } });
    expect(keeper.current().places.map(({ phoneId }) => phoneId)).toEqual(['b']);
  });

  test('a path that appears later outweighs the hand', async () => {
    const { keeper, desk, save, place } = keep([phone('a', route(null))]);
    await save(newHub);
    await place({ phoneId: 'a', place: { hubId: 'hub-new', port: 1 } });
    desk.set('a', phone('a', route('1-2.1')));
    keeper.review();
    expect(keeper.current().places).toEqual([{ phoneId: 'a', hubId: 'local|1-2', port: 1, isByHand: false }]);
  });

  test('a hub that is removed takes its places with it', async () => {
    const { keeper, save, place } = keep([phone('a', route(null))]);
    await save(newHub);
    await place({ phoneId: 'a', place: { hubId: 'hub-new', port: 1 } });
    await keeper.handlers['deskMap.removeHub']({ hubId: 'hub-new' }, forever);
    expect(keeper.current()).toEqual({ hubs: [], places: [] });
  });
});

describe('refused', () => {
  test('are a port that the hub does not have, a phone, a hub and a host that nobody knows', async () => {
    const { save, place, keeper } = keep([phone('a', route(null))]);
    await save(newHub);
    const where = { hubId: 'hub-new', port: 5 };
    expect(await place({ phoneId: 'a', place: where })).toMatchObject({ error: { detail: { rule: 'no-such-port' } } });
    expect(await place({ phoneId: 'x', place: null })).toMatchObject({ error: { code: 'phone-not-found' } });
    expect(await place({ phoneId: 'a', place: { hubId: 'x', port: 1 } })).toMatchObject({
      error: { code: 'hub-not-found' },
    });
    expect(await save({ ...newHub, hubId: 'x' })).toMatchObject({ error: { code: 'hub-not-found' } });
    expect(await save({ ...newHub, hostId: 'x' })).toMatchObject({ error: { code: 'host-not-found' } });
    expect(await keeper.handlers['deskMap.removeHub']({ hubId: 'x' }, forever)).toMatchObject({ ok: false });
  });

  test('leave nothing half done', async () => {
    const { keeper, save, place, audited } = keep([phone('a', route(null))]);
    await save(newHub);
    await place(
      { phoneId: 'a', place: { hubId: 'hub-new', port: 1 } },
      { phoneId: 'x', place: { hubId: 'hub-new', port: 2 } },
    );
    expect(keeper.current().places).toEqual([]);
    expect(audited).toEqual(['deskMap.saveHub']);
  });
});
