import { procedures } from '../../../electron/contract/procedures.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { leaveDrawer, locate, openGroups } from './group-pages.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';

const nobody = '没有这个人';

/** Presses the button that stops a search as soon as it is there: a search of six phones is over before a hand could. */
const stopAtOnce = `new MutationObserver((_changes, observer) => {
  const stop = document.querySelector('[data-act="stop-search"]');
  if (stop === null) return;
  observer.disconnect();
  stop.click();
}).observe(document.body, { childList: true, subtree: true })`;

/** The first sign of a name that is seen in most groups: something that an operator may well type. */
async function commonSign(console: ConsolePage, groupIds: readonly string[]): Promise<string> {
  const groupsOf = new Map<string, number>();
  for (const groupId of groupIds) {
    const page = await console.call('groups.members', { groupId, text: '', afterPosition: -1, limit: 500 });
    const { cells } = procedures['groups.members'].output.parse(page);
    const signs = new Set(cells.flatMap(({ name }) => /^\p{Script=Han}/u.exec(name)?.[0] ?? []));
    for (const sign of signs) groupsOf.set(sign, (groupsOf.get(sign) ?? 0) + 1);
  }
  const [most] = [...groupsOf].toSorted(([, left], [, right]) => right - left);
  if (most === undefined) throw new Error('no roster was read');
  return most[0];
}

async function openSearch(console: ConsolePage, world: VirtualWorld): Promise<readonly string[]> {
  const groups = await openGroups(console, world);
  await locate(console, 'find-members').click();
  await console.page.locator('[data-find-members="resting"]').waitFor();
  return groups.flatMap(({ groupId, roster }) => (roster === null ? [] : [groupId]));
}

async function type(console: ConsolePage, text: string): Promise<void> {
  await console.page.getByLabel(console.text('find-members.input')).fill(text);
  await console.page.locator('[data-find-members="answered"]').waitFor();
}

/** The search over all members: what it finds, that it finds nobody, and stopped on the way. */
export const memberSearchShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'members-found',
    texts: ['find-members.title', 'find-members.text', 'find-members.column.via', 'find-members.column.roster'],
    selectors: ['[data-found-member]', '[data-found]'],
    arrange: async (console, world) => {
      const groupIds = await openSearch(console, world);
      await type(console, await commonSign(console, groupIds));
      await console.page.locator('[data-found-member]').first().waitFor();
    },
    leave: leaveDrawer,
  },
  {
    name: 'members-nobody',
    texts: ['find-members.nothing', 'find-members.nothing-text'],
    selectors: ['[data-found="0"]'],
    arrange: async (console, world) => {
      await openSearch(console, world);
      await type(console, nobody);
    },
    leave: leaveDrawer,
  },
  {
    name: 'members-stopped',
    texts: ['find-members.stopped', 'find-members.again'],
    arrange: async (console, world) => {
      await openSearch(console, world);
      await console.page.evaluate(stopAtOnce);
      await console.page.getByLabel(console.text('find-members.input')).fill(nobody);
      await console.page.locator('[data-find-members="stopped"]').waitFor();
    },
    leave: leaveDrawer,
  },
];
