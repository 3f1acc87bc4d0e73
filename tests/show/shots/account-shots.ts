import { z } from 'zod';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { groupsOf, readRules, runJob } from './job-shots.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';

const operatorsSchema = z.object({ operators: z.array(z.object({ operatorId: z.string(), name: z.string() })) });
const usual = '小王';
const newcomer = '小赵';
/** Enough to see how it looks; a hundred would take minutes to be read. */
const readPhones = 3;
const readGroups = 3;

const act = (console: ConsolePage, name: string) => console.page.locator(`[data-act="${name}"]`);

/** That operator works here from now on, new to the desk or not. */
async function appoint(console: ConsolePage, name: string): Promise<void> {
  const { operators } = operatorsSchema.parse(await console.call('operators.list', {}));
  const known = operators.find((operator) => operator.name === name);
  if (known === undefined) await console.call('operators.create', { name });
  else await console.call('operators.choose', { operatorId: known.operatorId });
}

async function closeDrawer(console: ConsolePage): Promise<void> {
  await console.page.keyboard.press('Escape');
  await console.page.locator('.ant-drawer-content-wrapper').waitFor({ state: 'hidden' });
  await console.open('devices');
}

/** Lists and pages of the first phones, members too, read once. */
async function openGroups(console: ConsolePage, { phoneIds }: VirtualWorld): Promise<readonly string[]> {
  const isRead = (await groupsOf(console)).some(({ roster }) => roster !== null);
  if (!isRead) {
    await runJob(console, 'groups.read-list', { phoneIds: phoneIds.slice(0, readPhones) });
    const small = (await groupsOf(console)).slice(0, readGroups).map(({ groupId }) => groupId);
    // Members are read where the group is known to be the company's.
    for (const groupId of small) await console.call('groups.markCompanyRun', { groupId, reason: '门店群' });
    await runJob(console, 'groups.read-info', { groupIds: small, withMembers: true });
  }
  await console.open('groups');
  await console.page.locator('[data-group]').first().waitFor();
  return (await groupsOf(console)).map(({ groupId }) => groupId);
}

/** Somebody of the first group whose members are known, with a name of her own. */
async function someMember(console: ConsolePage, groupIds: readonly string[]): Promise<string> {
  for (const groupId of groupIds) {
    const page = await console.call('groups.members', { groupId, text: '', afterPosition: -1, limit: 100 });
    const { cells } = procedures['groups.members'].output.parse(page);
    const found = cells.find(({ name }) => name.length >= 3);
    if (found !== undefined) return found.name;
  }
  throw new Error('no roster was read');
}

/** Who has read the platform's rules, whose accounts the phones have, what is kept of members and how it goes. */
export const accountShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'rules',
    texts: ['rules.dialog', 'rules.before', 'rules.penalty', 'rules.members', 'rules.unread-by', 'rules.confirm'],
    selectors: ['[data-rules-dialog]'],
    arrange: async (console) => {
      await appoint(console, newcomer);
      await console.open('settings');
      await act(console, 'open-rules').click();
      await act(console, 'confirm-rules').waitFor();
    },
    leave: async (console) => {
      await console.page.keyboard.press('Escape');
      await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
      await appoint(console, usual);
      await console.open('devices');
    },
  },
  {
    name: 'accounts',
    texts: ['accounts.title', 'accounts.column.mode', 'accounts.mode-by-console', 'accounts.mode-by'],
    selectors: ['[data-account]'],
    arrange: async (console, world) => {
      await readRules(console);
      await openGroups(console, world);
      const { accounts } = procedures['accounts.list'].output.parse(await console.call('accounts.list', {}));
      const [first] = accounts;
      if (first !== undefined) await console.call('accounts.setMode', { accountId: first.accountId, mode: 'assist' });
      await act(console, 'accounts').click();
      await console.page.locator('[data-account]').first().waitFor();
    },
    leave: closeDrawer,
    alsoAt: { width: 1_280, height: 800 },
  },
  {
    name: 'member-data',
    texts: ['member-data.title', 'member-data.erase', 'member-data.receipts', 'member-data.place.rosters'],
    selectors: ['[data-receipt] [data-member-place]'],
    arrange: async (console, world) => {
      const groupIds = await openGroups(console, world);
      const name = await someMember(console, groupIds);
      await console.call('memberData.erase', { name, isConfirmed: true });
      const other = await someMember(console, groupIds);
      await act(console, 'member-data').click();
      await console.page.locator('[data-member-data] input').fill(other);
      await console.page.keyboard.press('Enter');
      await act(console, 'erase').waitFor();
    },
    leave: closeDrawer,
    alsoAt: { width: 1_280, height: 800 },
  },
];
