import { procedures } from '../../../electron/contract/procedures.ts';
import { stageIds } from '../../../electron/contract/plan-ids.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { cardsOf, readAccounts } from '../../support/console-pages/demo-accounts.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';

const readPhones = 60;
const narrow = { width: 1_280, height: 800 };
const custodians = ['王芳', '李雷', ''] as const;

const act = (console: ConsolePage, name: string) => console.page.locator(`[data-act="${name}"]`);

/** Accounts in all stages, one of them in a cooldown, where nobody gave them histories yet. */
async function planned(console: ConsolePage, { phoneIds }: VirtualWorld): Promise<void> {
  const known = new Set((await cardsOf(console)).map(({ phoneId }) => phoneId));
  const unread = phoneIds.slice(0, readPhones).filter((phoneId) => !known.has(phoneId));
  if (unread.length > 0) await readAccounts(console, unread);
  const practising = (await cardsOf(console)).filter(({ isPractice }) => isPractice);
  if (practising.length === 0) return;
  const { operators } = procedures['operators.list'].output.parse(await console.call('operators.list', {}));
  const supervisor = operators.find(({ isSupervisor }) => isSupervisor);
  if (supervisor !== undefined) await console.call('operators.choose', { operatorId: supervisor.operatorId });
  for (const [place, { accountId }] of practising.entries())
    await console.call('accounts.seedDemo', { accountId, stageId: stageIds[(place + 1) % stageIds.length] ?? 'S0' });
  const cards = await cardsOf(console);
  for (const [place, { accountId, startedOn }] of cards.entries()) {
    const custodian = custodians[place % custodians.length] ?? '';
    await console.call('accounts.setFields', { accountId, custodian, team: '一组', notes: '', startedOn });
  }
  const resting = cards.find(({ stageId }) => stageId === 'S5');
  if (resting === undefined) return;
  const signal = { signalId: 'too_frequent_prompt', tool: null, at: null, note: '' } as const;
  await console.call('accounts.reportSignal', { accountId: resting.accountId, ...signal });
}

async function openTab(console: ConsolePage, world: VirtualWorld, tab: 'calendar' | 'sheet'): Promise<void> {
  await console.open('growth');
  await planned(console, world);
  await console.page.getByRole('tab', { name: console.text(`growth.tab.${tab}`), exact: true }).click();
  await console.page
    .locator(tab === 'calendar' ? '[data-calendar-account]' : '[data-sheet-account]')
    .first()
    .waitFor();
}

async function chooseAction(console: ConsolePage): Promise<void> {
  await console.page.locator('.calendar-action').click();
  await console.page
    .locator('.ant-select-item-option', { hasText: console.text('growth.action.group_rename') })
    .click();
  await console.page.locator('.calendar-cell.is-shut').first().waitFor();
}

async function openForecast(console: ConsolePage, world: VirtualWorld): Promise<void> {
  await openTab(console, world, 'calendar');
  await console.page.locator('.growth-calendar .ant-segmented-item').nth(1).click();
  await console.page.locator('[data-forecast-day]').first().waitFor();
}

const backToDevices = (console: ConsolePage): Promise<void> => console.open('devices');

async function closePaper(console: ConsolePage): Promise<void> {
  await console.page.keyboard.press('Escape');
  await console.open('devices');
}

/** The days ahead of all accounts, how long something takes, and what is to be done today. */
export const growthAheadShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'growth-calendar',
    texts: ['calendar.zone', 'calendar.rests', 'calendar.today'],
    selectors: ['[data-calendar-account]', '[data-calendar-panel]'],
    arrange: (console, world) => openTab(console, world, 'calendar'),
    leave: backToDevices,
    alsoAt: narrow,
  },
  {
    name: 'growth-calendar-action',
    texts: ['growth.action.group_rename'],
    selectors: ['.calendar-cell.is-shut', '.calendar-cell.is-open'],
    arrange: async (console, world) => {
      await openTab(console, world, 'calendar');
      await chooseAction(console);
      await console.page.locator('[data-calendar-day]').nth(1).click();
    },
    leave: backToDevices,
  },
  {
    name: 'growth-forecast',
    texts: ['forecast.text', 'forecast.now', 'forecast.what-if'],
    selectors: ['[data-forecast-day]'],
    arrange: openForecast,
    leave: backToDevices,
    alsoAt: narrow,
  },
  {
    name: 'growth-what-if',
    texts: ['forecast.now', 'forecast.then'],
    selectors: ['[data-forecast-day]'],
    arrange: async (console, world) => {
      await openForecast(console, world);
      const slider = console.page.locator('.forecast-what-if [role="slider"]').first();
      for (let step = 0; step < 3; step++) await slider.press('ArrowLeft');
      await console.page.locator('.forecast-result').nth(1).locator('[data-forecast-day]').first().waitFor();
    },
    leave: backToDevices,
  },
  {
    name: 'growth-day-sheet',
    texts: ['day-sheet.text', 'day-sheet.todo', 'day-sheet.may', 'day-sheet.may-not'],
    selectors: ['[data-sheet-account] [data-why]'],
    arrange: (console, world) => openTab(console, world, 'sheet'),
    leave: backToDevices,
    alsoAt: narrow,
  },
  {
    name: 'growth-day-sheet-paper',
    texts: ['sheet.print', 'day-sheet.todo'],
    selectors: ['[data-sheet="growth"]'],
    arrange: async (console, world) => {
      await openTab(console, world, 'sheet');
      await act(console, 'print-day-sheet').click();
      await console.page.locator('[data-sheet="growth"]').waitFor();
    },
    leave: closePaper,
  },
  {
    name: 'growth-day-sheet-export',
    texts: ['day-sheet.export-title', 'day-sheet.purpose'],
    arrange: async (console, world) => {
      await openTab(console, world, 'sheet');
      await act(console, 'export-day-sheet').click();
      await console.page.getByText(console.text('day-sheet.purpose'), { exact: true }).waitFor();
    },
    leave: async (console) => {
      await console.page.keyboard.press('Escape');
      await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
      await console.open('devices');
    },
  },
];
