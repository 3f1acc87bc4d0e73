import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { jobSchema } from '../../../electron/contract/jobs.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';

const backToDevices = (console: ConsolePage): Promise<void> => console.open('devices');
const closeDialog = (console: ConsolePage): Promise<void> =>
  console.page
    .getByRole('dialog')
    .getByRole('button', { name: console.text('act.cancel') })
    .click();
const pressEscape = (console: ConsolePage): Promise<void> => console.page.keyboard.press('Escape');
const limitOf = (console: ConsolePage, name: string) =>
  console.page.getByLabel(console.text(`limit.${name}.name`), { exact: true });

async function killAdbServer({ dataFolder }: VirtualWorld): Promise<void> {
  const file = join(dataFolder, 'demo', 'adb-server.json');
  const { pid } = z.object({ pid: z.number() }).parse(JSON.parse(readFileSync(file, 'utf8')));
  process.kill(pid, 'SIGTERM');
}

/** The other pages, the dialogs and panels that stand over every page, and the desk without its adb server. */
export const pageShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'audit',
    texts: ['nav.audit', 'audit.page-text', 'audit.operator', 'audit.verify'],
    selectors: ['[data-audit-seq]'],
    arrange: (console) => console.open('audit'),
    leave: backToDevices,
  },
  {
    name: 'audit-acts',
    texts: ['audit.filter.operator', 'audit.area.jobs', 'audit.filter.clear'],
    selectors: ['[data-audit-seq]'],
    arrange: async (console, { phoneIds }) => {
      const window = { startAt: null, endAt: null };
      const payload = { phoneIds, instruction: '核对群公告' };
      const order = { kind: 'by-hand', title: '核对群公告', payload, window };
      const { jobId } = jobSchema.parse(await console.call('jobs.plan', order));
      await console.call('jobs.cancel', { jobId, itemIds: null });
      await console.open('audit');
      await console.page.locator('.alert-filters .ant-select').nth(1).click();
      const jobs = console.page.locator('.ant-select-item-option', { hasText: console.text('audit.area.jobs') });
      await jobs.first().click();
      await console.page.locator('[data-act="clear-audit-filter"]').waitFor();
      await console.page.locator('[data-audit-seq]').first().waitFor();
    },
    leave: backToDevices,
    isArrangedPerLook: true,
    alsoAt: { width: 1_280, height: 800 },
  },
  {
    name: 'audit-export',
    texts: ['audit.export-title', 'audit.export-text', 'audit.export-purpose'],
    arrange: async (console) => {
      await console.open('audit');
      await console.page.locator('[data-act="audit-export"]').click();
    },
    leave: async (console) => {
      await console.page.keyboard.press('Escape');
      await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
      await backToDevices(console);
    },
  },
  {
    name: 'audit-verified',
    texts: ['audit.intact'],
    arrange: async (console) => {
      await console.open('audit');
      await console.button('audit.verify').click();
    },
    leave: backToDevices,
  },
  {
    name: 'hosts',
    texts: ['nav.hosts', 'host.page-text', 'host.local', 'host.demo', 'host.state.up', 'host.server-version'],
    arrange: (console) => console.open('hosts'),
    leave: backToDevices,
  },
  {
    name: 'host-add-error',
    texts: ['host.add-text', 'error.host-unresolvable.cause'],
    arrange: async (console) => {
      await console.open('hosts');
      await console.button('host.add').click();
      const dialog = console.page.getByRole('dialog');
      await dialog.getByLabel(console.text('host.name')).fill('二楼');
      await dialog.getByLabel(console.text('host.address')).fill('no-such-desk.invalid');
      await dialog
        .getByRole('button', { name: console.text('host.add-confirm') })
        .last()
        .click();
    },
    leave: async (console) => {
      await closeDialog(console);
      await backToDevices(console);
    },
  },
  {
    name: 'settings',
    texts: ['nav.settings', 'settings.appearance', 'settings.lock-policy', 'lock-policy.none'],
    arrange: (console) => console.open('settings'),
    leave: backToDevices,
  },
  {
    name: 'settings-error',
    texts: ['limit.flaw.below-warn', 'limit.batteryBadCelsius.name'],
    arrange: async (console) => {
      await console.open('settings');
      await limitOf(console, 'batteryBadCelsius').fill('40');
    },
    leave: async (console) => {
      await limitOf(console, 'batteryBadCelsius').fill('50');
      await backToDevices(console);
    },
  },
  {
    name: 'settings-end',
    texts: ['about.title', 'about.data-folder', 'rules.open', 'rules.restrict', 'settings.adbPath'],
    arrange: async (console) => {
      await console.open('settings');
      await console.page.locator('#about').scrollIntoViewIfNeeded();
      await console.page.locator('[data-act="open-rules"]').scrollIntoViewIfNeeded();
    },
    leave: backToDevices,
  },
  {
    name: 'operator-dialog',
    texts: ['operators.title', 'operators.text', 'operators.known', 'operators.new', 'operators.confirm'],
    arrange: async (console) => {
      await console.page.locator('.operator-button').click();
      await console.page.locator('.known-operators').waitFor();
    },
    leave: closeDialog,
  },
  {
    name: 'demo-explained',
    texts: ['demo.what-title', 'demo.what-text', 'demo.what-seed'],
    arrange: (console) => console.button('demo.what').click(),
    leave: (console) => console.button('demo.what').click(),
  },
  {
    name: 'attendance-list',
    texts: ['attendance.title', 'attendance.none'],
    arrange: (console) => console.page.locator('.attendance button').click(),
    leave: (console) => console.page.locator('.attendance button').click(),
  },
  {
    name: 'shortcuts',
    texts: ['shortcut.title', 'shortcut.search', 'shortcut.rename'],
    arrange: (console) => console.button('shortcut.title').click(),
    leave: pressEscape,
  },
  {
    name: 'server-killed',
    texts: ['host.trouble', 'error.adb-server-unreachable.cause', 'host.start-server', 'state.absent.name'],
    selectors: ['[data-phone-state="absent"]'],
    arrange: async (console, world) => {
      await killAdbServer(world);
      await console.until('all phones are absent', ({ phones }) => phones.every(({ state }) => state === 'absent'));
    },
    leave: async (console, world) => {
      await console.button('host.start-server').click();
      await console.untilReady(world.phoneCount);
    },
  },
];
