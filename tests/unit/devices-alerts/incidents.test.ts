import { describe, expect, onTestFinished, test } from 'vitest';
import { AlertDesk, heat, lost } from '../../support/alert-desk.ts';
import { makePhone } from '../../support/live-phone.ts';
import type { Alerts } from '../../../electron/devices/alerts/alerts.ts';

function start(desk: AlertDesk): Alerts {
  const alerts = desk.start();
  onTestFinished(() => alerts.dispose());
  return alerts;
}

describe('an incident', () => {
  test('is raised once, however often it is seen, and ended once', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    for (const celsius of [40, 46, 47, 46, 45, 44, 46, 43, 42.9, 42, 41]) desk.poll([heat(celsius)]);
    expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot ended']);
    expect(alerts.list()).toEqual([]);
  });

  test('shows the last known value', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.poll([heat(46)]);
    desk.poll([heat(48)]);
    expect(alerts.list()).toMatchObject([
      { kind: 'battery-hot', textCode: 'warm', params: { celsius: 48, limit: 45 } },
    ]);
  });

  test('gets worse within the same alert, and never better', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    for (const celsius of [46, 51, 46]) desk.poll([heat(celsius)]);
    expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot worsened']);
    expect(alerts.list()).toMatchObject([{ severity: 'bad', textCode: 'warm' }]);
  });

  test('whose value has become unknown stays, and says since when', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.poll([heat(46)]);
    const lostAt = desk.clock.now();
    desk.poll([lost('battery-temperature', lostAt)]);
    expect(alerts.list()).toMatchObject([{ unknownSinceAt: lostAt }]);
    desk.poll([heat(44)]);
    expect(alerts.list()).toMatchObject([{ unknownSinceAt: null }]);
    expect(desk.told()).toEqual(['battery-hot raised']);
  });

  test('is not raised by a value that nobody knows', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.poll([lost('battery-temperature', 0), lost('storage', 0), lost('network', 0)]);
    expect(alerts.list()).toEqual([]);
  });

  test('is the same one after a restart, whatever is not known yet', () => {
    const desk = new AlertDesk();
    const first = start(desk);
    desk.poll([heat(46)]);
    const [before] = first.list();
    first.dispose();
    desk.poll([lost('battery-temperature', desk.clock.now())]);
    const second = start(desk);
    desk.poll([heat(47)]);
    expect(second.list()).toMatchObject([{ alertId: before?.alertId, raisedAt: before?.raisedAt }]);
    desk.poll([heat(30)]);
    expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot ended']);
  });

  test('ends with its phone being set aside, and is raised anew when the phone is taken back and still so', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.poll([heat(46)]);
    desk.poll([], { state: 'set-aside' });
    expect(alerts.list()).toEqual([]);
    expect(desk.recorded.at(-1)?.alert.ending).toBe('set-aside');
    desk.poll([], { state: 'ready' });
    expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot ended', 'battery-hot raised']);
  });

  test('ends with its phone being forgotten, also while the console was off', () => {
    const desk = new AlertDesk();
    const first = start(desk);
    desk.poll([heat(46), { id: 'messenger-version', value: null, verdict: 'warn' }]);
    first.dispose();
    desk.phones.items.clear();
    start(desk);
    const ended = desk.recorded.filter(({ happened }) => happened === 'ended');
    expect(ended.map(({ alert }) => `${alert.kind} ${alert.ending}`)).toEqual([
      'battery-hot forgotten',
      'messenger-missing forgotten',
    ]);
  });

  test('ends once with its phone being forgotten under the eyes of the console', () => {
    const desk = new AlertDesk();
    start(desk);
    desk.poll([heat(46), { id: 'messenger-version', value: null, verdict: 'warn' }]);
    desk.phones.remove('phone-1');
    expect(desk.told().slice(2)).toEqual(['battery-hot ended', 'messenger-missing ended']);
  });

  test('of a hidden demo phone rests and goes on when the phone is back', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.poll([heat(46)], { isVirtual: true });
    const phone = desk.phones.get('phone-1');
    desk.phones.hiddenIds.add('phone-1');
    desk.phones.remove('phone-1');
    expect(alerts.list()).toEqual([]);
    expect(alerts.waitingCount()).toBe(0);
    if (phone !== null) desk.phones.set('phone-1', phone);
    expect(alerts.list()).toHaveLength(1);
    expect(desk.told()).toEqual(['battery-hot raised']);
  });

  test('of a kind that is switched off ends and is not raised', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.poll([heat(46)]);
    desk.changeSettings({ alertKindsOff: ['battery-hot'] });
    expect(alerts.list()).toEqual([]);
    desk.poll([heat(52)]);
    expect(desk.told()).toEqual(['battery-hot raised', 'battery-hot ended']);
  });

  test('follows a changed limit at once', () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.poll([heat(42)]);
    desk.changeSettings({ batteryWarnCelsius: 40 });
    expect(alerts.list()).toHaveLength(1);
    desk.changeSettings({ batteryWarnCelsius: 45 });
    expect(alerts.list()).toEqual([]);
  });
});

describe('a missing phone', () => {
  const missingMs = 3 * 60_000;

  test('is an alert after three minutes away, and over after half a minute back', async () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.phones.set('phone-1', makePhone({ state: 'absent', reason: { code: 'unplugged', params: {} } }));
    await desk.clock.advance(missingMs - 1);
    expect(alerts.list()).toEqual([]);
    await desk.clock.advance(1);
    expect(alerts.list()).toMatchObject([{ kind: 'phone-missing', textCode: 'absent', params: { minutes: 3 } }]);
    desk.phones.set('phone-1', makePhone());
    await desk.clock.advance(30_000);
    expect(alerts.list()).toEqual([]);
    expect(desk.clock.pendingCount).toBe(0);
  });

  test('that comes and goes within the time raises nothing', async () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    for (let round = 0; round < 10; round++) {
      desk.phones.set('phone-1', makePhone({ state: 'absent', reason: { code: 'unplugged', params: {} } }));
      await desk.clock.advance(missingMs / 2);
      desk.phones.set('phone-1', makePhone());
      await desk.clock.advance(1_000);
    }
    expect(alerts.list()).toEqual([]);
  });

  test('that nobody expects is none', async () => {
    const desk = new AlertDesk();
    const alerts = start(desk);
    desk.phones.set('phone-1', makePhone({ state: 'absent', isExpected: false }));
    await desk.clock.advance(missingMs);
    expect(alerts.list()).toEqual([]);
  });
});
