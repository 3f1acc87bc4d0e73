import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';
import { WebhookReceiver } from '../../support/webhook-receiver.ts';

const tight = { storageLowPercent: 62, lockPolicy: 'required', batteryLowPercent: 60 } as const;
const usual = { storageLowPercent: 10, lockPolicy: null, batteryLowPercent: 20 } as const;
const wellMs = 15 * 60_000;

/** Limits that many phones of the virtual desk break, and a few alerts that somebody has dealt with. */
async function raiseAlerts(console: ConsolePage): Promise<void> {
  await console.call('settings.update', { patch: tight });
  const { alerts } = await console.until('there are alerts', (desk) => desk.alerts.length >= 3);
  const [first, second] = alerts.toReversed();
  if (first !== undefined) await console.call('alerts.acknowledge', { alertIds: [first.alertId] });
  if (second === undefined) return;
  const { takenAt } = await console.snapshot();
  await console.call('alerts.snooze', { alertIds: [second.alertId], untilAt: takenAt + wellMs });
}

async function endAlerts(console: ConsolePage): Promise<void> {
  await console.call('settings.update', { patch: usual });
  await console.open('devices');
}

async function showSection(console: ConsolePage, section: string): Promise<void> {
  await console.open('settings');
  await console.page.locator(section).scrollIntoViewIfNeeded();
}

/** A robot that takes no message of this desk. */
const refusingRobot = new WebhookReceiver();
const off = { isOn: false, url: null, format: 'json', minSeverity: 'warn' } as const;

/** Messages that the robot refused three times stand aside. */
async function refuseMessages(console: ConsolePage): Promise<void> {
  await refusingRobot.open();
  refusingRobot.mood = { kind: 'well', body: '{"errcode":430104,"errmsg":"improper content"}' };
  const { url } = refusingRobot;
  await console.call('alerts.setWebhook', { isOn: true, url, format: 'dingtalk', minSeverity: 'warn' });
  await raiseAlerts(console);
  await showSection(console, '#webhook');
  await console.page.locator('[data-act="resend"]').waitFor({ timeout: 60_000 });
}

/** Alerts: the bell, the list, the history, and what is set about them. */
export const alertShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'alerts',
    texts: ['nav.alerts', 'alerts.page-text', 'alerts.waiting', 'alerts.keys', 'alert.storage-low.name'],
    selectors: ['[data-alert]'],
    arrange: async (console) => {
      await raiseAlerts(console);
      await console.open('alerts');
    },
    leave: endAlerts,
    alsoAt: { width: 1_280, height: 720 },
  },
  {
    name: 'alerts-bell',
    texts: ['alert.storage-low.name'],
    selectors: ['.bell-line'],
    arrange: async (console) => {
      await raiseAlerts(console);
      await console.page.locator('[data-alerts]').click();
    },
    leave: async (console) => {
      await console.page.locator('[data-alerts]').click();
      await endAlerts(console);
    },
  },
  {
    name: 'alerts-history',
    texts: ['alerts.ending.over'],
    selectors: ['[data-alert]'],
    arrange: async (console) => {
      await console.open('alerts');
      await console.page.getByTitle(console.text('alerts.history'), { exact: true }).click();
    },
    leave: (console) => console.open('devices'),
  },
  {
    name: 'settings-alerts',
    texts: ['settings.alerts', 'settings.alerts-text', 'limit.alertMissingMinutes.name', 'notifications.title'],
    arrange: (console) => showSection(console, '#alert-rules'),
    leave: (console) => console.open('devices'),
  },
  {
    name: 'settings-webhook',
    texts: ['webhook.title', 'webhook.text', 'webhook.failure.connection-refused.cause'],
    arrange: async (console) => {
      const url = 'http://127.0.0.1:9/hook';
      await console.call('alerts.setWebhook', { isOn: true, url, format: 'wecom', minSeverity: 'warn' });
      await console.call('alerts.testWebhook', {});
      await showSection(console, '#webhook');
    },
    leave: async (console) => {
      await console.call('alerts.setWebhook', off);
      await console.open('devices');
    },
  },
  {
    name: 'settings-webhook-refused',
    texts: ['webhook.refused-text', 'webhook.resend', 'webhook.discard', 'webhook.failure.robot-refused.cure'],
    arrange: refuseMessages,
    leave: async (console) => {
      await console.call('alerts.setWebhook', off);
      await refusingRobot.close();
      await endAlerts(console);
    },
  },
];
