import { expect, onTestFinished, test } from 'vitest';
import type { CareRow } from '../../../electron/contract/battery-care.ts';
import { createCareAlerts } from '../../../electron/devices/battery-care/care-alerts.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { AlertDesk } from '../../support/alert-desk.ts';
import { careNow, makeCareRow, makeCareRows } from '../../support/care-rows.ts';
import { makePhone } from '../../support/live-phone.ts';
import { ManualClock } from '../../support/manual-clock.ts';

/** The alert engine with batteries that a test moves. */
function setUp(first: readonly CareRow[]) {
  const desk = new AlertDesk({ clock: new ManualClock(careNow) });
  const changes = new EventSource<null>(silentLogger);
  let rows = first;
  const care = { rows: () => [...rows], subscribe: (listener: () => void) => changes.subscribe(listener) };
  for (const { phoneId } of first) desk.phones.items.set(phoneId, makePhone({ phoneId }));
  const source = createCareAlerts({ care, phones: desk.phones, settings: desk.settings, clock: desk.clock });
  const alerts = desk.start({ sources: [source] });
  onTestFinished(() => alerts.dispose());
  return {
    desk,
    alerts,
    become: (next: readonly CareRow[]): void => {
      rows = next;
      changes.emit(null);
    },
    endings: () =>
      desk.recorded.flatMap(({ happened, alert }) => (happened === 'ended' ? [`${alert.kind} ${alert.ending}`] : [])),
  };
}

const full = { fullDays: 8 };

test('a hundred batteries that need a rest are told of once, and once that they have rested', () => {
  const { desk, alerts, become } = setUp(makeCareRows(100, full));
  expect(alerts.list()).toMatchObject([{ kind: 'battery-rest', subject: { type: 'desk' }, params: { count: 100 } }]);
  become([...makeCareRows(60, full), ...makeCareRows(40)]);
  expect(alerts.list()).toMatchObject([{ params: { count: 60, phones: '1–60' } }]);
  become(makeCareRows(100));
  expect(alerts.list()).toEqual([]);
  expect(desk.told()).toEqual(['battery-rest raised', 'battery-rest ended']);
  expect(desk.recorded.at(-1)?.alert.ending).toBe('over');
});

test('batteries that fall due one after the other are one alert, which says what is so', () => {
  const { desk, alerts, become } = setUp([makeCareRow(1, full), makeCareRow(2, { fullDays: 6.5 })]);
  become([makeCareRow(1), makeCareRow(2, { fullDays: 6.6 })]);
  expect(alerts.list()).toMatchObject([{ textCode: 'soon', params: { count: 1, phones: '2' } }]);
  become([makeCareRow(1), makeCareRow(2, { fullDays: 7 })]);
  expect(alerts.list()).toMatchObject([{ textCode: 'due', params: { count: 1, phones: '2' } }]);
  become([makeCareRow(1), makeCareRow(2)]);
  expect(desk.told()).toEqual(['battery-rest raised', 'battery-rest ended']);
});

test('a desk whose due phones are away is unknown, not well', () => {
  const { desk, alerts, become } = setUp([makeCareRow(1, full)]);
  become([makeCareRow(1, { ...full, phone: { state: 'absent' } })]);
  expect(alerts.list()).toMatchObject([{ unknownSinceAt: careNow }]);
  expect(desk.told()).toEqual(['battery-rest raised']);
});

test('it ends as its last phones left: forgotten, set aside, or with the virtual desk', () => {
  const { desk, become, endings } = setUp([makeCareRow(1, { ...full, lookDays: 31 })]);
  desk.phones.items.delete('p-1');
  become([]);
  expect(endings()).toEqual(['swell-check forgotten', 'battery-rest forgotten']);

  const aside = setUp([makeCareRow(1, { ...full, lookDays: 31 })]);
  aside.become([makeCareRow(1, { ...full, lookDays: 31, phone: { state: 'set-aside' } })]);
  expect(aside.endings()).toEqual(['swell-check set-aside', 'battery-rest set-aside']);

  const hidden = setUp([makeCareRow(1, full)]);
  hidden.desk.phones.hiddenIds.add('p-1');
  hidden.desk.phones.items.delete('p-1');
  hidden.become([]);
  expect(hidden.endings()).toEqual(['battery-rest host-removed']);
});

test('it is over once one of its last phones was attended to', () => {
  const { become, endings } = setUp(makeCareRows(2, full));
  become([makeCareRow(1), makeCareRow(2, { ...full, phone: { state: 'set-aside' } })]);
  expect(endings()).toEqual(['battery-rest over']);
});

test('the look that finds a battery swollen, and sets it aside, ends it as done', () => {
  const { become, endings } = setUp([makeCareRow(1, { lookDays: 31 })]);
  const row = makeCareRow(1, { phone: { state: 'set-aside' } });
  become([{ ...row, swelling: { last: null, dueAt: null, isOverdue: false } }]);
  expect(endings()).toEqual(['swell-check over']);
});

test('a kind that is switched off ends as that', () => {
  const { desk, endings } = setUp([makeCareRow(1, full)]);
  desk.changeSettings({ alertKindsOff: ['battery-rest'] });
  expect(endings()).toEqual(['battery-rest kind-off']);
});
