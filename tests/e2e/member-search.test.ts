import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { openMachineAdb } from '../support/desk-states/machine-adb.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';
import { aliasIn, crowdedName, nameOfAll, writeCrowd } from '../support/groups/crowded-book.ts';

const groupCount = 40;
const membersPerGroup = 60;
/** As many as the page shows at once. */
const shownCount = 200;
const wanted = 7;

describe('the search over all members', { timeout: 60_000 }, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-members-'));
  let adb: Awaited<ReturnType<typeof openMachineAdb>>;
  let running: RunningConsole;
  let console: ConsolePage;

  const act = (name: string) => console.page.locator(`[data-act="${name}"]`);
  const search = () => console.page.getByLabel(console.text('find-members.input'));
  const lines = () => console.page.locator('[data-found-member]');
  const untilIs = (state: string) => console.page.locator(`[data-find-members="${state}"]`).waitFor();
  const find = async (text: string): Promise<void> => {
    await search().fill('');
    await untilIs('resting');
    await search().fill(text);
    await untilIs('answered');
  };

  beforeAll(async () => {
    writeCrowd(dataFolder, { phoneCount: 6, groupCount, membersPerGroup, readAt: Date.now(), hasGroupOfAll: true });
    adb = await openMachineAdb();
    running = await launchConsole({ dataFolder, adbPort: adb.port, phones: 0, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    await console.untilLoaded();
    await console.call('operators.create', { name: '小王' });
    await console.open('groups');
    await act('find-members').click();
    await untilIs('resting');
  }, 90_000);
  afterAll(async () => {
    await running.close();
    await adb.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('tells in which group somebody is, as what, through whose account, since when and how completely', async () => {
    await find(aliasIn(wanted).slice(1));
    expect(await lines().count()).toBe(1);
    const [name, group, via, roster, read] = await lines().locator('td').allInnerTexts();
    expect([name, group]).toEqual([aliasIn(wanted), crowdedName(wanted)]);
    expect(via?.split('\n')).toHaveLength(2);
    expect(roster).toBe(console.text('groups.roster.complete', { count: membersPerGroup }));
    expect(read).not.toBe('');
  });

  it('shows the first of many and says how many there are', async () => {
    await find('三');
    expect(await lines().count()).toBe(groupCount);
    await find('群友');
    expect(await lines().count()).toBe(shownCount);
    const total = groupCount * (membersPerGroup - 1);
    expect(await console.page.locator('[data-found]').innerText()).toBe(
      console.text('find-members.shown', { shown: shownCount, total, count: groupCount }),
    );
  });

  it('finds nobody in a group whose members may not be read', async () => {
    await find('群友');
    expect(await lines().filter({ hasText: nameOfAll }).count()).toBe(0);
  });

  it('says that nobody is called so, and that this proves little', async () => {
    await find('没有这个人');
    const nothing = console.page.locator('[data-found="0"]');
    expect(await nothing.innerText()).toContain(console.text('find-members.nothing-text'));
  });

  it('is stopped by the operator, and asked again', async () => {
    await find('三');
    await console.page.evaluate(`new MutationObserver((_changes, observer) => {
      const stop = document.querySelector('[data-act="stop-search"]');
      if (stop === null) return;
      observer.disconnect();
      stop.click();
    }).observe(document.body, { childList: true, subtree: true })`);
    await search().fill('三楼');
    await untilIs('stopped');
    await act('search-again').click();
    await untilIs('answered');
    expect(await lines().count()).toBe(groupCount);
  });

  it('opens the group over what was found, and comes back to it', async () => {
    await find(aliasIn(wanted));
    await lines().getByRole('button').click();
    const drawer = console.page.locator('[data-group-drawer]');
    await drawer.getByRole('heading', { name: console.text('groups.members'), exact: true }).waitFor();
    await console.page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(await search().inputValue()).toBe(aliasIn(wanted));
    expect(await lines().count()).toBe(1);
  });

  it('finds nobody who was erased', async () => {
    await find(aliasIn(wanted));
    await console.call('memberData.erase', { name: aliasIn(wanted), isUnlistedMeant: false, isConfirmed: true });
    await find(aliasIn(wanted));
    expect(await lines().count()).toBe(0);
    expect(console.complaints).toEqual([]);
  });
});
