import { expect, onTestFinished, test } from 'vitest';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import { createAlertProcedures } from '../../../electron/devices/alerts/alert-procedures.ts';
import type { AlertSource } from '../../../electron/devices/alerts/alert-source.ts';
import { trouble, type Finding } from '../../../electron/devices/alerts/finding.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { AlertDesk, heat } from '../../support/alert-desk.ts';

const hourMs = 3_600_000;
const { signal } = new AbortController();

function setUp(desk = new AlertDesk()) {
  const notes: AuditNote[] = [];
  const alerts = desk.start();
  onTestFinished(() => alerts.dispose());
  const audit = {
    append: (note: AuditNote) => {
      notes.push(note);
      return { seq: 1, at: desk.clock.now(), operatorId: 'o', operatorName: '小王', hash: '', ...note };
    },
  };
  const isPhone = (phoneId: string): boolean => desk.phones.isRemembered(phoneId);
  const handlers = createAlertProcedures({ alerts, audit, clock: desk.clock, isPhone });
  const idOf = (): number => alerts.list()[0]?.alertId ?? 0;
  return { desk, alerts, handlers, notes, idOf };
}

test('an acknowledged alert names who saw it, waits no more, and stays so over a restart', async () => {
  const { desk, alerts, handlers, notes, idOf } = setUp();
  desk.poll([heat(46)]);
  expect(alerts.waitingCount()).toBe(1);
  await handlers['alerts.acknowledge']({ alertIds: [idOf()] }, signal);
  expect(alerts.list()).toMatchObject([{ acknowledgedBy: '小王' }]);
  expect(alerts.waitingCount()).toBe(0);
  expect(notes).toMatchObject([
    { action: 'alerts.acknowledge', subject: 'phone-1', params: { alertKinds: 'battery-hot' } },
  ]);
  alerts.dispose();
  expect(setUp(desk).alerts.list()).toMatchObject([{ acknowledgedBy: '小王' }]);
});

test('an acknowledged alert that gets worse waits again', async () => {
  const { desk, alerts, handlers, idOf } = setUp();
  desk.poll([heat(46)]);
  await handlers['alerts.acknowledge']({ alertIds: [idOf()] }, signal);
  desk.poll([heat(52)]);
  expect(alerts.waitingCount()).toBe(1);
  expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot worsened']);
});

test('a snoozed alert comes back when it is still so', async () => {
  const { desk, alerts, handlers, idOf } = setUp();
  desk.poll([heat(46)]);
  await handlers['alerts.snooze']({ alertIds: [idOf()], untilAt: desk.clock.now() + hourMs }, signal);
  expect(alerts.waitingCount()).toBe(0);
  await desk.clock.advance(hourMs);
  expect(alerts.waitingCount()).toBe(1);
  expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot woken']);
});

test('a snoozed alert that is over does not come back', async () => {
  const { desk, handlers, idOf } = setUp();
  desk.poll([heat(46)]);
  await handlers['alerts.snooze']({ alertIds: [idOf()], untilAt: desk.clock.now() + hourMs }, signal);
  desk.poll([heat(30)]);
  await desk.clock.advance(2 * hourMs);
  expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot ended']);
});

test('a snooze lasts over a restart, and ends while the console is off', async () => {
  const { desk, alerts, handlers, idOf } = setUp();
  desk.poll([heat(46)]);
  await handlers['alerts.snooze']({ alertIds: [idOf()], untilAt: desk.clock.now() + hourMs }, signal);
  alerts.dispose();
  const second = setUp(desk).alerts;
  expect(second.waitingCount()).toBe(0);
  second.dispose();
  await desk.clock.advance(2 * hourMs);
  expect(setUp(desk).alerts.waitingCount()).toBe(1);
  expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot woken']);
});

test('a snooze that is over is told of once, however often the console starts', async () => {
  const { desk, alerts, handlers } = setUp();
  desk.poll([heat(46)]);
  await handlers['alerts.snoozePhone']({ phoneId: 'phone-1', untilAt: desk.clock.now() + hourMs }, signal);
  alerts.dispose();
  await desk.clock.advance(2 * hourMs);
  for (let start = 0; start < 3; start++) setUp(desk).alerts.dispose();
  expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot woken']);
});

test('a snoozed phone raises alerts in silence and tells of them afterwards', async () => {
  const { desk, alerts, handlers } = setUp();
  desk.poll([]);
  await handlers['alerts.snoozePhone']({ phoneId: 'phone-1', untilAt: desk.clock.now() + hourMs }, signal);
  desk.poll([heat(46)]);
  expect(alerts.list()).toHaveLength(1);
  expect(alerts.waitingCount()).toBe(0);
  expect(desk.told()).toEqual([]);
  await desk.clock.advance(hourMs);
  expect(desk.told()).toEqual(['battery-hot raised']);
});

test('what came and went while its phone was snoozed is told of to nobody', async () => {
  const { desk, handlers } = setUp();
  desk.poll([]);
  await handlers['alerts.snoozePhone']({ phoneId: 'phone-1', untilAt: desk.clock.now() + hourMs }, signal);
  desk.poll([heat(46)]);
  desk.poll([heat(30)]);
  await desk.clock.advance(hourMs);
  expect(desk.told()).toEqual([]);
});

test.each([-1, 0, 8 * 24 * hourMs])('a snooze that ends %d ms from now is refused', async (aheadMs) => {
  const { desk, handlers, idOf } = setUp();
  desk.poll([heat(46)]);
  const untilAt = desk.clock.now() + aheadMs;
  const refused = { ok: false, error: { code: 'invalid-input', detail: { field: 'untilAt' } } };
  expect(await handlers['alerts.snooze']({ alertIds: [idOf()], untilAt }, signal)).toMatchObject(refused);
  expect(await handlers['alerts.snoozePhone']({ phoneId: 'phone-1', untilAt }, signal)).toMatchObject(refused);
});

test('an act on alerts that are over changes nothing and leaves no line', async () => {
  const { handlers, notes } = setUp();
  expect(await handlers['alerts.acknowledge']({ alertIds: [4] }, signal)).toMatchObject({ value: { changedCount: 0 } });
  expect(await handlers['alerts.snoozePhone']({ phoneId: 'nobody', untilAt: null }, signal)).toMatchObject({
    error: { code: 'phone-not-found' },
  });
  expect(notes).toEqual([]);
});

test('the history is paged, newest first, by kind, severity and phone', async () => {
  const { desk, handlers } = setUp();
  for (const phoneId of ['phone-1', 'phone-2', 'phone-3']) {
    desk.poll([heat(46)], { phoneId });
    desk.poll([heat(phoneId === 'phone-2' ? 52 : 30)], { phoneId });
  }
  const none = { beforeId: null, limit: 2, kind: null, severity: null, phoneId: null };
  const ids = async (input: object): Promise<unknown> => {
    const page = await handlers['alerts.page']({ ...none, ...input }, signal);
    return page.ok && page.value.entries.map(({ alertId }) => alertId);
  };
  expect(await ids({})).toEqual([3, 2]);
  expect(await ids({ beforeId: 2 })).toEqual([1]);
  expect(await ids({ severity: 'bad' })).toEqual([2]);
  expect(await ids({ phoneId: 'phone-1' })).toEqual([1]);
  expect(await ids({ kind: 'storage-low' })).toEqual([]);
});

test('another feature raises its own alerts, which end when it names them no more', () => {
  const desk = new AlertDesk();
  const loose: Finding = {
    kind: 'swell-check',
    subject: { type: 'phone', phoneId: 'phone-1' },
    verdict: trouble('warn', 'overdue', { days: 3 }),
  };
  let found = [loose];
  const changes = new EventSource<void>(silentLogger);
  const source: AlertSource = {
    kinds: ['swell-check'],
    findings: () => found,
    subscribe: (listener) => changes.subscribe(listener),
  };
  desk.poll([]);
  const alerts = desk.start({ sources: [source] });
  onTestFinished(() => alerts.dispose());
  expect(alerts.list()).toMatchObject([{ kind: 'swell-check' }]);
  found = [];
  changes.emit();
  expect(desk.told()).toEqual(['swell-check raised', 'swell-check ended']);
});

test('what another feature says of a phone that nobody remembers is no alert', () => {
  const desk = new AlertDesk();
  const subject = { type: 'phone', phoneId: 'long-gone' } as const;
  const source: AlertSource = {
    kinds: ['swell-check'],
    findings: () => [{ kind: 'swell-check', subject, verdict: trouble('warn', 'overdue', { days: 3 }) }],
    subscribe: () => () => undefined,
  };
  const alerts = desk.start({ sources: [source] });
  onTestFinished(() => alerts.dispose());
  alerts.reviewAll();
  expect(desk.told()).toEqual([]);
});
