import { describe, expect, it } from 'vitest';
import { deviceMigrations } from '../../../electron/devices/devices.ts';
import { PhoneDirectory } from '../../../electron/devices/registry/phone-directory.ts';
import { asIdentified, mergeRecords } from '../../../electron/devices/registry/phone-identification.ts';
import {
  createProvisional,
  withRoute,
  type BoundRoute,
  type PhoneRecord,
} from '../../../electron/devices/registry/phone-record.ts';
import { PhoneStore } from '../../../electron/devices/registry/phone-store.ts';
import { EventLog } from '../../../electron/devices/sessions/event-log.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { facts, reading } from './phone-samples.ts';

const now = 1_700_000_000_000;

function route(routeId: string, changes: Partial<BoundRoute> = {}): BoundRoute {
  const known = {
    hostId: 'local',
    serial: 'R58M0001',
    connection: 'usb',
    portPath: '1-2',
    boundBy: 'observed',
  } as const;
  return { routeId, ...known, seenAt: now, ...changes };
}

function phone(phoneId: string, changes: Partial<PhoneRecord> = {}): PhoneRecord {
  return { ...asIdentified(createProvisional(phoneId, null, now), reading()), ...changes };
}

function openDirectory(store: Store): { clock: ManualClock; directory: PhoneDirectory; told: string[] } {
  const told: string[] = [];
  const clock = new ManualClock();
  const directory = new PhoneDirectory({
    store,
    clock,
    phoneStore: new PhoneStore(store),
    onChanged: (phoneId) => told.push(`changed ${phoneId}`),
    onRemoved: (phoneId) => told.push(`removed ${phoneId}`),
    onUnsaved: (fault) => told.push(`unsaved ${fault.code}`),
  });
  return { clock, directory, told };
}

/** Puts records and ends, as the console does before it is started again. */
function remember(store: Store, ...records: PhoneRecord[]): void {
  const { directory } = openDirectory(store);
  directory.put(...records);
  directory.dispose();
}

describe('remembered phones', () => {
  it('come back whole after a restart', () => {
    const store = openTestStore(deviceMigrations);
    const record = phone('p1', {
      number: 7,
      label: '收银 7',
      tags: ['一楼', 'A'],
      note: 'x',
      isExpected: true,
      isSetAside: true,
      isEdited: true,
      question: { kind: 'duplicate-serial', otherPhoneId: 'p2' },
      routes: [route('local|R58M0001|1-2', { boundBy: 'operator' })],
    });
    remember(store, record);
    expect(openDirectory(store).directory.get('p1')).toEqual(record);
  });

  it('a row that never said who it is is not remembered', () => {
    const store = openTestStore(deviceMigrations);
    remember(store, createProvisional('p1', 'Redmi_7', now));
    expect([...openDirectory(store).directory.all()]).toEqual([]);
  });

  it('unless the operator gave it something of his own', () => {
    const store = openTestStore(deviceMigrations);
    remember(store, { ...createProvisional('p1', null, now), label: 'new one', isEdited: true });
    expect(openDirectory(store).directory.get('p1')?.label).toBe('new one');
  });

  it('may exchange their numbers', () => {
    const store = openTestStore(deviceMigrations);
    remember(store, phone('p1', { number: 1 }), phone('p2', { number: 2 }));
    remember(store, phone('p1', { number: 2 }), phone('p2', { number: 1 }));
    expect(openDirectory(store).directory.get('p2')?.number).toBe(1);
  });

  it('are found by a route, which moves with them', () => {
    const { directory } = openDirectory(openTestStore(deviceMigrations));
    directory.put(phone('p1', { routes: [route('r1')] }), phone('p2'));
    directory.put(phone('p1'), phone('p2', { routes: [route('r1')] }));
    expect(directory.phoneOfRoute('r1')?.phoneId).toBe('p2');
  });

  it('say that a serial is shared, on both phones', () => {
    const { directory, told } = openDirectory(openTestStore(deviceMigrations));
    directory.put(phone('p1'));
    told.length = 0;
    directory.put(phone('p2'));
    expect(told).toEqual(['changed p1', 'changed p2']);
    expect([...directory.all()].every((record) => directory.hasDuplicateSerial(record))).toBe(true);
  });

  it('are written together a moment later, and hold no timer when closed', async () => {
    const store = openTestStore(deviceMigrations);
    const { clock, directory } = openDirectory(store);
    directory.put(phone('p1', { number: 1 }));
    directory.put(phone('p1', { number: 2 }), phone('p2', { number: 1 }));
    expect([...openDirectory(store).directory.all()]).toEqual([]);
    await clock.advance(200);
    expect(openDirectory(store).directory.get('p1')?.number).toBe(2);
    directory.put(phone('p1', { number: 3 }));
    directory.dispose();
    expect(clock.pendingCount).toBe(0);
    expect(openDirectory(store).directory.get('p1')?.number).toBe(3);
  });

  it('an operator’s change is nowhere when its audit line cannot be written', () => {
    const store = openTestStore(deviceMigrations);
    const { directory } = openDirectory(store);
    directory.put(phone('p1'));
    const change = (): unknown =>
      directory.commit({ records: [phone('p1', { label: 'changed' })] }, () => {
        throw new Error('no audit line');
      });
    expect(change).toThrow('no audit line');
    expect(directory.get('p1')?.label).toBe('');
    expect(openDirectory(store).directory.get('p1')?.label).toBe('');
  });

  it('what an older release wrote about a phone in another shape counts as unread', () => {
    const store = openTestStore(deviceMigrations);
    remember(store, phone('p1'));
    store.prepare("UPDATE phone SET facts = '{}'").run();
    expect(openDirectory(store).directory.get('p1')?.facts.model).toBeNull();
  });
});

describe('routes of a phone', () => {
  const usb = route('usb-1');
  const wifi = route('wifi-1', { connection: 'tcp', portPath: null });

  it('one on another port takes the place of the old one', () => {
    const moved = withRoute(phone('p1', { routes: [usb, wifi] }), route('usb-2', { portPath: '1-3' }), () => false);
    expect(moved.routes.map(({ routeId }) => routeId)).toEqual(['wifi-1', 'usb-2']);
  });

  it('a new Wi-Fi address takes the place of the old one on that host only', () => {
    const elsewhere = { ...wifi, routeId: 'wifi-other', hostId: 'host-2' };
    const moved = withRoute(
      phone('p1', { routes: [usb, wifi, elsewhere] }),
      { ...wifi, routeId: 'wifi-2' },
      () => false,
    );
    expect(moved.routes.map(({ routeId }) => routeId)).toEqual(['usb-1', 'wifi-other', 'wifi-2']);
  });

  it('one that is live stays', () => {
    const both = withRoute(phone('p1', { routes: [usb] }), route('usb-2'), () => true);
    expect(both.routes.map(({ routeId }) => routeId)).toEqual(['usb-1', 'usb-2']);
  });
});

describe('two rows that turn out to be one phone', () => {
  it('lose nothing that the operator wrote', () => {
    const kept = phone('p1', { label: 'Till 7', tags: ['a'], number: 7 });
    const absorbed = phone('p2', { label: 'x', tags: ['a', 'b'], note: 'cracked', number: 9, isEdited: true });
    expect(mergeRecords(kept, absorbed, now)).toMatchObject({
      phoneId: 'p1',
      label: 'Till 7',
      number: 7,
      tags: ['a', 'b'],
      note: 'cracked',
      isEdited: true,
    });
  });

  it('an answer that could not read a fact keeps the one that was read before', () => {
    const before = phone('p1', { facts: facts({ ramMb: 3_000, marketName: 'Redmi 7' }) });
    const after = asIdentified(before, reading({ facts: facts({ marketName: null }) }));
    expect(after.facts).toMatchObject({ ramMb: 3_000, marketName: 'Redmi 7' });
  });
});

function openLog(): { clock: ManualClock; log: EventLog; store: Store } {
  const store = openTestStore(deviceMigrations);
  remember(store, phone('p1'));
  const clock = new ManualClock();
  return { clock, store, log: new EventLog({ store, clock, machineClock: clock, logger: silentLogger }) };
}

describe('the event log', () => {
  it('shows the newest first, page by page, with what is not written yet', () => {
    const { log } = openLog();
    for (let attempt = 1; attempt <= 5; attempt++) log.note('p1', 'recovery-tried', { attempt, code: null });
    const first = log.page('p1', null, 2);
    expect(first.events.map(({ params }) => params['attempt'])).toEqual([5, 4]);
    expect(first.hasMore).toBe(true);
    const rest = log.page('p1', first.events.at(-1)?.eventId ?? 0, 10);
    expect(rest.events.map(({ params }) => params['attempt'])).toEqual([3, 2, 1]);
    expect(rest.hasMore).toBe(false);
  });

  it('keeps the newest 500 of a phone', () => {
    const { log } = openLog();
    for (let attempt = 1; attempt <= 600; attempt++) log.note('p1', 'recovery-tried', { attempt, code: null });
    const kept = [log.page('p1', null, 200)];
    while (kept.at(-1)?.hasMore === true) {
      kept.push(log.page('p1', kept.at(-1)?.events.at(-1)?.eventId ?? 0, 200));
    }
    const attempts = kept.flatMap(({ events }) => events).map(({ params }) => params['attempt']);
    expect([attempts.length, attempts[0], attempts.at(-1)]).toEqual([500, 600, 101]);
  });

  it('writes what is pending when it is closed, and holds no timer after', () => {
    const { clock, log, store } = openLog();
    log.note('p1', 'rebooted', { connection: 'usb' });
    log.dispose();
    log.note('p1', 'rebooted', { connection: 'usb' });
    expect(clock.pendingCount).toBe(0);
    expect(store.prepare<[], { count: number }>('SELECT count(*) AS count FROM phoneEvent').get()).toEqual({
      count: 1,
    });
  });

  it('drops the events of a row that was never remembered', () => {
    const { log } = openLog();
    log.note('stranger', 'rebooted', { connection: 'usb' });
    expect(log.page('stranger', null, 10).events).toEqual([]);
  });
});
