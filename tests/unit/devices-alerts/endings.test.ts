import { describe, expect, onTestFinished, test } from 'vitest';
import type { Host } from '../../../electron/contract/hosts.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { AlertSource } from '../../../electron/devices/alerts/alert-source.ts';
import { trouble, type Finding } from '../../../electron/devices/alerts/finding.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { AlertDesk, heat } from '../../support/alert-desk.ts';
import { makePhone } from '../../support/live-phone.ts';

const far: Host = {
  hostId: 'far',
  name: '二楼',
  kind: 'remote',
  address: '10.0.0.2',
  port: 5037,
  state: 'up',
  stateSinceAt: 0,
  fault: null,
  serverVersion: null,
  adbPath: null,
  phoneCount: 2,
};

function onFarHub(phoneId: string, changes: Partial<Phone> = {}): Phone {
  const route = {
    hostId: 'far',
    serial: phoneId,
    transportId: null,
    connection: 'usb',
    portPath: `1-2.${phoneId}`,
  } as const;
  const isLive = changes.state === undefined;
  return makePhone({
    phoneId,
    routes: [{ ...route, routeId: phoneId, adbState: null, isLive, isCurrent: isLive, seenAt: 0 }],
    ...changes,
  });
}

/** A desk with a source of desk faults that a test moves. */
function setUp() {
  const desk = new AlertDesk();
  const changes = new EventSource<null>(silentLogger);
  let findings: readonly Finding[] = [];
  const source: AlertSource = {
    kinds: ['desk-fault'],
    findings: () => findings,
    subscribe: (listener) => changes.subscribe(listener),
  };
  const alerts = desk.start({ sources: [source] });
  onTestFinished(() => alerts.dispose());
  return {
    desk,
    alerts,
    read: (next: readonly Finding[]): void => {
      findings = next;
      changes.emit(null);
    },
    endings: () =>
      desk.recorded.flatMap(({ happened, alert }) => (happened === 'ended' ? [`${alert.kind} ${alert.ending}`] : [])),
  };
}

const cable = (phoneId: string): Finding => ({
  kind: 'desk-fault',
  subject: { type: 'phone', phoneId },
  verdict: trouble('warn', 'cable-loose', { place: '1-2.1', count: 1 }),
});
const unsteadyHub: Finding = {
  kind: 'desk-fault',
  subject: { type: 'hub', hostId: 'far', hub: '1-2' },
  verdict: trouble('warn', 'hub-unsteady', { place: '1-2', count: 2 }),
};

describe('a host that is removed', () => {
  test('ends its own alert, those of its hubs and what else was said of them, as that', async () => {
    const { desk, alerts, read, endings } = setUp();
    desk.hosts.set('far', far);
    desk.phones.set('1', onFarHub('1'));
    const lost = { state: 'absent', reason: { code: 'hub-lost', params: { hub: '1-2', count: 1 } } } as const;
    desk.phones.set('1', onFarHub('1', lost));
    read([unsteadyHub]);
    desk.hosts.set('far', { ...far, state: 'down' });
    await desk.clock.advance(10_000);
    expect(new Set(alerts.list().map(({ kind }) => kind))).toEqual(new Set(['host-down', 'hub-lost', 'desk-fault']));
    read([]);
    desk.phones.set('1', onFarHub('1', { state: 'absent', reason: { code: 'host-removed', params: {} } }));
    desk.hosts.remove('far');
    expect(endings().toSorted()).toEqual([
      'desk-fault host-removed',
      'host-down host-removed',
      'hub-lost host-removed',
    ]);
    await desk.clock.advance(10 * 60_000);
    expect(alerts.list()).toEqual([]);
    expect(desk.clock.pendingCount).toBe(0);
  });

  test('ends the alerts of phones that hung nowhere else, and they are not missing', async () => {
    const { desk, alerts, endings } = setUp();
    desk.poll([heat(46)]);
    desk.hosts.set('local', { ...far, hostId: 'local' });
    desk.poll([], { state: 'absent', reason: { code: 'host-removed', params: {} } });
    await desk.clock.advance(10 * 60_000);
    expect(endings()).toEqual(['battery-hot host-removed']);
    expect(alerts.list()).toEqual([]);
  });
});

test('at a start, before any host is followed, nothing counts as removed', () => {
  const { desk, alerts, endings } = setUp();
  desk.poll([heat(46)]);
  alerts.dispose();
  desk.poll([], { state: 'absent', reason: { code: 'host-removed', params: {} } });
  const second = desk.start();
  onTestFinished(() => second.dispose());
  desk.poll([], { state: 'absent', reason: { code: 'host-removed', params: {} }, label: '前台' });
  expect(endings()).toEqual([]);
  expect(second.list()).toHaveLength(1);
});

describe('what another feature says of a phone', () => {
  test.each([
    ['set aside', { state: 'set-aside' } as const, 'desk-fault set-aside'],
    [
      'left without a host',
      { state: 'absent', reason: { code: 'host-removed', params: {} } } as const,
      'desk-fault host-removed',
    ],
  ])('ends at once when the phone is %s, whoever hears of it first', async (_what, changes, ending) => {
    const { desk, read, endings } = setUp();
    desk.hosts.set('local', { ...far, hostId: 'local' });
    desk.phones.set('phone-1', makePhone());
    read([cable('phone-1')]);
    await desk.clock.advance(3_000);
    desk.phones.set('phone-1', makePhone(changes));
    expect(endings()).toEqual([ending]);
    read([]);
    await desk.clock.advance(60_000);
    expect(endings()).toEqual([ending]);
  });

  test('ends as switched off when nothing is read any more in the same moment', async () => {
    const { desk, read, endings } = setUp();
    desk.phones.set('phone-1', makePhone());
    read([cable('phone-1')]);
    await desk.clock.advance(3_000);
    read([]);
    desk.changeSettings({ alertKindsOff: ['desk-fault'] });
    expect(endings()).toEqual(['desk-fault kind-off']);
  });

  test('rests with a demo phone that is not shown', async () => {
    const { desk, alerts, read, endings } = setUp();
    desk.phones.set('phone-1', makePhone({ isVirtual: true }));
    read([cable('phone-1')]);
    await desk.clock.advance(3_000);
    desk.phones.hiddenIds.add('phone-1');
    desk.phones.remove('phone-1');
    read([]);
    await desk.clock.advance(10 * 60_000);
    expect(endings()).toEqual([]);
    expect(alerts.list()).toEqual([]);
  });
});

describe('trouble that is gone before it has lasted', () => {
  test('is forgotten, and must last anew', async () => {
    const { desk, alerts, read } = setUp();
    desk.phones.set('phone-1', makePhone());
    read([cable('phone-1')]);
    await desk.clock.advance(2_000);
    read([]);
    expect(desk.clock.pendingCount).toBe(0);
    await desk.clock.advance(60_000);
    read([cable('phone-1')]);
    expect(alerts.list()).toEqual([]);
    await desk.clock.advance(3_000);
    expect(alerts.list()).toHaveLength(1);
  });

  test('of a hub keeps no clock running', async () => {
    const { desk, alerts } = setUp();
    desk.hosts.set('far', far);
    desk.phones.set(
      '1',
      onFarHub('1', { state: 'absent', reason: { code: 'hub-lost', params: { hub: '1-2', count: 1 } } }),
    );
    desk.phones.set('1', onFarHub('1'));
    await desk.clock.advance(1_000);
    expect(alerts.list()).toEqual([]);
    expect(desk.clock.pendingCount).toBe(0);
  });

  test('of a demo phone that is not shown any more keeps no clock running', async () => {
    const { desk } = setUp();
    desk.phones.set('phone-1', makePhone({ isVirtual: true, state: 'offline' }));
    desk.phones.hiddenIds.add('phone-1');
    desk.phones.remove('phone-1');
    await desk.clock.advance(4 * 60_000);
    expect(desk.clock.pendingCount).toBe(0);
  });
});
