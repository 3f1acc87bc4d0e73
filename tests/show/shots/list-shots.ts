import type { Snapshot } from '../../../electron/contract/desk.ts';
import { batchResultSchema } from '../../../electron/contract/phones.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Shot } from './shot.ts';
import { phoneIdOf, type VirtualWorld } from './virtual-world.ts';

const narrow = { width: 1280, height: 800 };
const restartWithinMs = 60_000;
const restartSeenMs = 5_000;

async function search(console: ConsolePage, words: string): Promise<void> {
  await console.page.locator('.toolbar-search input').fill(words);
}

async function select(console: ConsolePage, world: VirtualWorld, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    await console.page.locator(`#phone-${phoneIdOf(world, number)} .cell-select`).click();
  }
}

async function dropSelection(console: ConsolePage): Promise<void> {
  await console.button('select.clear').click();
}

/** A phone that somebody holds just then is not restarted; a restart may be over before it is seen: then another one. */
async function restart(console: ConsolePage, phoneId: string): Promise<void> {
  const isRestarting = ({ phones }: Snapshot): boolean =>
    phones.some((phone) => phone.phoneId === phoneId && phone.reason.code === 'rebooting');
  const deadline = performance.now() + restartWithinMs;
  for (;;) {
    const answer = await console.call('phones.reboot', { phoneIds: [phoneId], isConfirmed: true });
    const fault = batchResultSchema.parse(answer).results[0]?.error ?? null;
    const lookUntil = performance.now() + (fault === null ? restartSeenMs : 0);
    do if (isRestarting(await console.snapshot())) return;
    while (performance.now() < lookUntil);
    if (performance.now() > deadline)
      throw new Error(`the phone does not restart: ${fault?.code ?? 'never seen away'}`);
    await console.untilReady(1);
  }
}

/** The devices page: the list in its forms, and what is done from it. */
export const listShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'devices-table',
    texts: ['attendance.line', 'column.label', 'column.state', 'state.ready.name', 'demo.running', 'filter.open'],
    selectors: ['[data-phone-state="ready"]'],
    arrange: () => Promise.resolve(),
    alsoAt: narrow,
  },
  {
    name: 'devices-cards',
    texts: ['state.ready.name'],
    selectors: ['.phone-card'],
    arrange: async (console) => {
      await console.call('settings.update', { patch: { devicesView: 'cards' } });
      await console.page.locator('.phone-card').first().waitFor();
    },
    leave: async (console) => {
      await console.call('settings.update', { patch: { devicesView: 'table' } });
    },
    alsoAt: narrow,
  },
  {
    name: 'devices-filters',
    texts: ['filter.states', 'filter.bands', 'filter.verdicts', 'filter.hosts', 'filter.tags', 'filter.clear'],
    arrange: (console) => console.button('filter.open').click(),
    leave: (console) => console.page.locator('.toolbar .anticon-filter').click(),
  },
  {
    name: 'devices-search',
    texts: ['group.all', 'state.ready.name'],
    arrange: (console) => search(console, '客服'),
    leave: (console) => search(console, ''),
  },
  {
    name: 'devices-nothing-found',
    texts: ['filter.nothing', 'filter.clear'],
    arrange: (console) => search(console, '没有这台'),
    leave: (console) => search(console, ''),
  },
  {
    name: 'devices-selected',
    texts: ['select.count', 'batch.recheck', 'batch.reconnect', 'batch.show-number', 'batch.reboot', 'select.clear'],
    arrange: async (console) => {
      await console.page.locator('.phone-header input[type=checkbox]').click();
    },
    leave: dropSelection,
    alsoAt: narrow,
  },
  {
    name: 'devices-rename',
    texts: [],
    selectors: ['.phone-row .ant-input'],
    arrange: async (console, world) => {
      await console.page.locator(`#phone-${phoneIdOf(world, 2)}`).hover();
      await console.page.locator(`#phone-${phoneIdOf(world, 2)} [data-edit="label"]`).click();
    },
    leave: (console) => console.page.locator('.phone-row .ant-input').press('Escape'),
  },
  {
    name: 'reboot-confirm',
    texts: ['confirm.reboot', 'confirm.reboot-text', 'act.cancel'],
    arrange: async (console, world) => {
      if (world.phoneCount > 6) await console.page.locator('.phone-header input[type=checkbox]').click();
      else await select(console, world, [2, 3, 5]);
      await console.button('batch.reboot').click();
    },
    leave: async (console) => {
      await console.page
        .getByRole('dialog')
        .getByRole('button', { name: console.text('act.cancel') })
        .click();
      await dropSelection(console);
    },
  },
  {
    name: 'batch-result',
    texts: ['batch.some-failed', 'batch.retry'],
    arrange: async (console, world) => {
      await restart(console, phoneIdOf(world, 2));
      if (world.phoneCount > 6) await console.page.locator('.phone-header input[type=checkbox]').click();
      else await select(console, world, [1, 2, 3]);
      await console.button('batch.recheck').click();
      await console.page.locator('.batch-faults').waitFor();
    },
    leave: async (console, world) => {
      for (const close of await console.page.locator('.batch-result header button').all()) await close.click();
      await dropSelection(console);
      await console.untilReady(world.phoneCount);
    },
  },
];
