import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askAdbServer } from '../../simulator/desk/adb-request.ts';
import type { VirtualPhone } from '../../simulator/desk/virtual-phone.ts';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';
import { openVirtualDesk } from '../support/virtual-desk.ts';

const phoneCount = 4;
const patientMs = 30_000;
const truthSchema = z.object({
  bootId: z.string(),
  groupNames: z.array(z.string()),
  /** Makers keep the dialler in different apps; the page is called the same. */
  focus: z.object({ activity: z.string() }),
});

/** Phones of this machine whose truth the test knows, and a console that only sees what adb shows. */
describe('an operator’s day', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-walk-'));
  let opened: Awaited<ReturnType<typeof openVirtualDesk>>;
  let running: RunningConsole;
  let console: ConsolePage;

  const start = async (): Promise<void> => {
    running = await launchConsole({ dataFolder, adbPort: opened.desk.adbPort, phones: 0, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    await console.untilReady(phoneCount);
  };
  const rows = (): Locator => console.page.locator('.phone-row');
  const rowWith = (words: string): Locator => rows().filter({ hasText: words });
  const labels = (): Promise<string[]> => console.page.locator('.phone-row .cell-of-label .cell-main').allInnerTexts();
  /** The virtual phone behind a row, found by the route that the row shows. */
  const behind = async (row: Locator): Promise<VirtualPhone> => {
    const shown = await row.locator('.cell-of-route').innerText();
    const phone = opened.desk.phones.find(({ address }) => shown.includes(address));
    if (phone === undefined) throw new Error(`no virtual phone at ${shown}`);
    return phone;
  };

  beforeAll(async () => {
    opened = await openVirtualDesk({ count: phoneCount, seed: 77, bootMs: 1_500 });
    await start();
    await console.button('rules.accept').click();
  });
  afterAll(async () => {
    // The server that the console was asked to start outlives it, as adb servers do.
    await askAdbServer(opened.desk.adbPort, 'host:kill', 2_000).catch(() => null);
    await running.close();
    await opened.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('begins with every phone that is there, each with the model that it really has', async () => {
    const { phones } = await console.snapshot();
    const seen = phones.map(({ facts }) => `${facts.hardwareSerial} ${facts.model}`);
    expect(seen.toSorted()).toEqual(opened.desk.phones.map(({ serial, model }) => `${serial} ${model}`).toSorted());
    expect(await rows().count()).toBe(phoneCount);
  });

  it('names a phone in the list after saying who he is', async () => {
    await rows().first().locator('[data-edit="label"]').click();
    await console.page.keyboard.type('收银台');
    await console.page.keyboard.press('Enter');
    const question = console.page.getByRole('dialog');
    await question.getByLabel(console.text('operators.new')).fill('小王');
    await question.getByRole('button', { name: console.text('operators.confirm') }).click();
    await expect.poll(labels).toContain('收银台');
    expect(await console.page.locator('.operator-button').innerText()).toBe('小王');
  });

  it('is shown the platform’s rules again, now as himself, and says to have read them', async () => {
    await console.button('rules.accept').click();
    await console.page.getByText(console.text('rules.title')).waitFor({ state: 'detached' });
    expect(await console.call('rules.state', {})).toMatchObject({ hasReaders: true });
  });

  it('finds the name, the language and the theme again after a restart', async () => {
    await console.page.locator('[data-language="zh-CN"]').click();
    await console.page.locator('html[lang="en"]').waitFor();
    await console.page.getByRole('button', { name: 'Appearance' }).click();
    await console.page.getByRole('menuitem', { name: 'Dark' }).click();
    await console.page.locator('html[data-theme="dark"]').waitFor();
    await running.close();
    await start();
    console.language = 'en';
    await console.page.locator('html[lang="en"][data-theme="dark"]').waitFor();
    await expect.poll(labels).toContain('收银台');
    expect(await console.page.getByText(console.text('rules.title')).count()).toBe(0);
  });

  it('sorts by the name, and filters by state', async () => {
    await console.page
      .locator('.phone-header')
      .getByRole('button', { name: console.text('column.label') })
      .click();
    await expect.poll(async () => (await rows().first().innerText()).includes('收银台')).toBe(true);
    await console.page
      .locator('.toolbar .ant-segmented-item')
      .filter({ hasText: console.text('group.absent') })
      .click();
    await console.page.getByText(console.text('filter.nothing')).waitFor();
    await console.button('filter.clear').click();
    await expect.poll(() => rows().count()).toBe(phoneCount);
  });

  it('restarts a phone after a yes: it goes, and comes back with another boot', async () => {
    const row = rowWith('收银台');
    const phone = await behind(row);
    const before = truthOf(phone).bootId;
    await row.locator('.cell-select').click();
    await console.button('batch.reboot').click();
    const dialog = console.page.getByRole('dialog');
    await dialog.getByRole('button', { name: console.text('batch.reboot') }).click();
    await console.page.locator('.operator-button').waitFor();
    if ((await console.snapshot()).operator === null) await chooseKnownOperator(console);
    await expect.poll(() => row.innerText(), { timeout: patientMs }).toContain(console.text('reason.rebooting.short'));
    expect(await row.getAttribute('data-phone-state')).not.toBe('ready');
    await expect.poll(() => row.getAttribute('data-phone-state'), { timeout: patientMs }).toBe('ready');
    expect(truthOf(phone).bootId).not.toBe(before);
    await console.button('select.clear').click();
  });

  it('reads the groups that the phone’s messenger really has', async () => {
    const row = rowWith('收银台');
    const phone = await behind(row);
    await row.locator('.cell-of-state').click();
    await console.openTab('groups');
    await console.button('groups.read').click();
    await console.page.getByText(console.text('groups.complete'), { exact: true }).waitFor({ timeout: patientMs });
    const names = await console.page.locator('.group-list li > span:first-child').allTextContents();
    const wanted = truthOf(phone).groupNames;
    expect(names.map(asRead).toSorted()).toEqual(wanted.map(asRead).toSorted());
    expect(await console.page.locator('.group-list li .text-second').first().innerText()).toMatch(/now|ago/u);
    await console.closeDrawer();
  });

  it('has a phone show its number, which opens the dialler on it and on no other', async () => {
    const row = rowWith('收银台');
    const phone = await behind(row);
    await row.locator('.cell-select').click();
    await console.button('batch.show-number').click();
    await expect.poll(() => truthOf(phone).focus.activity, { timeout: patientMs }).toMatch(/Dialtacts/u);
    const others = opened.desk.phones.filter((other) => other !== phone);
    for (const other of others) expect(truthOf(other).focus.activity).not.toMatch(/Dialtacts/u);
    await console.button('select.clear').click();
  });

  it('sees all phones absent within 2 s when the adb server dies, until a click brings them back', async () => {
    const died = performance.now();
    await opened.desk.killAdbServer();
    await console.page.locator('[data-online="0"]').waitFor({ timeout: patientMs });
    await expect.poll(() => console.page.locator('[data-phone-state="absent"]').count()).toBe(phoneCount);
    expect(performance.now() - died).toBeLessThan(2_000);
    expect(await rows().first().innerText()).toContain(console.text('reason.host-server-down.short'));
    await console.button('host.start-server').click();
    await console.page.locator(`[data-online="${phoneCount}"]`).waitFor({ timeout: patientMs });
    expect(await console.page.getByText(console.text('host.start-server')).count()).toBe(0);
  });

  it('had no error on the page', () => {
    expect(console.complaints).toEqual([]);
  });
});

function truthOf(phone: VirtualPhone): z.output<typeof truthSchema> {
  return truthSchema.parse(phone.truth().device);
}

/** The list draws names without outer spaces. */
function asRead(name: string): string {
  return name.trim();
}

async function chooseKnownOperator(console: ConsolePage): Promise<void> {
  await console.page.locator('.known-operators button').first().click();
}
