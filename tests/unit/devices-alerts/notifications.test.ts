import { expect, onTestFinished, test } from 'vitest';
import {
  AlertNotifications,
  gapMs,
  togetherMs,
  type AlertNotice,
} from '../../../electron/devices/alerts/alert-notifications.ts';
import { AlertDesk, heat } from '../../support/alert-desk.ts';
import { makePhone } from '../../support/live-phone.ts';

function setUp() {
  const desk = new AlertDesk();
  const shown: { readonly notice: AlertNotice; readonly open: () => void }[] = [];
  const opened: (number | null)[] = [];
  const alerts = desk.start();
  const notifications = new AlertNotifications({
    notifier: { show: (notice, open) => void shown.push({ notice, open }) },
    settings: desk.settings.current,
    clock: desk.clock,
    onOpened: (alertId) => void opened.push(alertId),
  });
  const stop = alerts.subscribeEvents((events) => notifications.take(events));
  onTestFinished(() => {
    stop();
    notifications.dispose();
    alerts.dispose();
  });
  return { desk, shown, opened };
}

test('one alert is told with its words, its sound, and opens on a click', async () => {
  const { desk, shown, opened } = setUp();
  desk.poll([heat(52)], { number: 12, label: '前台' });
  await desk.clock.advance(togetherMs);
  expect(shown).toMatchObject([{ notice: { title: '电池过热 · 12 号 前台', isSilent: false, isUrgent: true } }]);
  expect(shown[0]?.notice.body).toContain('52 °C');
  shown[0]?.open();
  expect(opened).toEqual([1]);
});

test('a dead server with sixty phones is one alert and one notification', async () => {
  const { desk, shown } = setUp();
  const reason = { code: 'host-server-down', params: { hostId: 'local', hostName: '', hostKind: 'local' } } as const;
  const route = {
    routeId: 'r',
    hostId: 'local',
    serial: 's',
    transportId: null,
    connection: 'usb',
    portPath: null,
  } as const;
  const routes = [{ ...route, adbState: null, isLive: false, isCurrent: false, seenAt: 0 }];
  desk.hosts.set('local', {
    hostId: 'local',
    name: '',
    kind: 'local',
    address: '127.0.0.1',
    port: 5037,
    state: 'down',
    stateSinceAt: 0,
    fault: null,
    serverVersion: null,
    adbPath: null,
    phoneCount: 0,
  });
  for (let index = 0; index < 60; index++) {
    desk.phones.set(
      `p${index}`,
      makePhone({ phoneId: `p${index}`, number: index + 1, state: 'absent', reason, routes }),
    );
  }
  await desk.clock.advance(10 * 60_000);
  expect(desk.told()).toEqual(['host-down raised']);
  expect(shown).toMatchObject([{ notice: { title: '主机不通 · 本机' } }]);
  expect(shown[0]?.notice.body).toContain('60 台');
});

test('many at once are one notification, the worst first, and open the list', async () => {
  const { desk, shown, opened } = setUp();
  for (let index = 1; index <= 9; index++)
    desk.poll([heat(index === 9 ? 55 : 46)], { phoneId: `p${index}`, number: index });
  await desk.clock.advance(togetherMs);
  expect(shown).toHaveLength(1);
  expect(shown[0]?.notice.title).toBe('9 条新警报');
  expect(shown[0]?.notice.body.split('\n')[0]).toContain('9 号');
  shown[0]?.open();
  expect(opened).toEqual([null]);
});

test('notifications keep apart', async () => {
  const { desk, shown } = setUp();
  desk.poll([heat(46)]);
  await desk.clock.advance(togetherMs);
  desk.poll([heat(46)], { phoneId: 'p2' });
  await desk.clock.advance(togetherMs);
  expect(shown).toHaveLength(1);
  await desk.clock.advance(gapMs);
  expect(shown).toHaveLength(2);
});

test('what is over before it was shown is not shown', async () => {
  const { desk, shown } = setUp();
  desk.poll([heat(46)]);
  desk.poll([heat(30)]);
  await desk.clock.advance(togetherMs);
  expect(shown).toEqual([]);
});

test('quiet when switched off, and below the severity that is asked for; silent without sound', async () => {
  const { desk, shown } = setUp();
  desk.changeSettings({ notificationsOn: false });
  desk.poll([heat(46)], { phoneId: 'p1' });
  desk.changeSettings({ notificationsOn: true, notificationsFrom: 'bad', notificationSound: false });
  desk.poll([heat(46)], { phoneId: 'p2' });
  desk.poll([heat(52)], { phoneId: 'p3' });
  await desk.clock.advance(togetherMs);
  expect(shown).toMatchObject([{ notice: { isSilent: true, isUrgent: true } }]);
});
