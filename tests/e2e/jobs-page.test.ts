import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopHotkey } from '../../electron/contract/jobs.ts';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { openMachineAdb } from '../support/desk-states/machine-adb.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';

const phoneCount = 3;
const patientMs = 20_000;

describe('the jobs page', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-jobs-'));
  let adb: Awaited<ReturnType<typeof openMachineAdb>>;
  let running: RunningConsole;
  let console: ConsolePage;

  const act = (name: string) => console.page.locator(`[data-act="${name}"]`);
  const planHandTask = async (title: string): Promise<void> => {
    await console.open('jobs');
    await act('new-hand-task').click();
    const dialog = console.page.getByRole('dialog');
    await dialog.getByLabel(console.text('jobs.hand-name')).fill(title);
    await dialog.getByLabel(console.text('jobs.hand-steps')).fill('打开群公告\n核对价格');
    await act('all-online').click();
    await console.button('jobs.hand-plan').click();
    await console.page.locator('.job-detail h2', { hasText: title }).waitFor();
  };
  const confirm = async (): Promise<void> => {
    await act('job-confirm').click();
    await console.page
      .getByRole('dialog')
      .getByRole('button', { name: console.text('jobs.act.confirm') })
      .click();
  };

  beforeAll(async () => {
    adb = await openMachineAdb();
    running = await launchConsole({ dataFolder, adbPort: adb.port, phones: phoneCount, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    await console.untilReady(phoneCount);
    await console.call('operators.create', { name: '小王' });
  });
  afterAll(async () => {
    await running.close();
    await adb.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('plans, shows every row, and runs nothing before the yes', async () => {
    await planHandTask('核对群公告');
    expect(await console.page.locator('[data-item-state="planned"]').count()).toBe(phoneCount);
    const { jobs } = await console.snapshot();
    expect(jobs).toMatchObject([{ title: '核对群公告', state: 'planned', counts: { planned: phoneCount } }]);
  });

  it('shows the operator phone by phone what to do, and takes the tick', async () => {
    await confirm();
    for (let left = phoneCount; left > 0; left--) {
      await console.page.locator('.task-panel .task').waitFor({ timeout: patientMs });
      await console.page.locator('[data-act="task-done"]:enabled').waitFor();
      expect(await console.page.locator('.task-steps li').allInnerTexts()).toEqual(['打开群公告', '核对价格']);
      await act('task-done').click();
      await console.until('one more is done', ({ jobs }) => jobs[0]?.counts.done === phoneCount - left + 1);
    }
    await console.page.locator('[data-job-standing="over"]').waitFor();
    await console.page.locator('.task-panel').waitFor({ state: 'detached' });
    expect(await console.page.locator('[data-item-state="done"]').count()).toBe(phoneCount);
  });

  it('stops everything with the button and with the keys, from any page', async () => {
    await planHandTask('第二件事');
    await confirm();
    await console.page.locator('.task-panel .task').waitFor({ timeout: patientMs });
    await console.open('devices');
    await act('stop-all').click();
    await console.until('it is stopped', ({ jobs }) => jobs.some(({ pauseReason }) => pauseReason === 'stop-all'));
    await console.page.locator('.task-panel').waitFor({ state: 'detached' });
    await console.open('jobs');
    await act('job-resume').click();
    await console.page.locator('.task-panel .task').waitFor({ timeout: patientMs });
    const isHeldEverywhere = await console.app.evaluate(
      ({ globalShortcut }, keys) => globalShortcut.isRegistered(keys),
      stopHotkey,
    );
    expect(isHeldEverywhere).toBe(true);
    await console.open('audit');
    await console.page.keyboard.press(stopHotkey.replace('CommandOrControl', 'Control'));
    await console.until('it is stopped again', ({ jobs }) => jobs.every(({ state }) => state !== 'running'));
  });

  it('leads through rows and their attempts with the keyboard', async () => {
    await console.open('jobs');
    await console.page.locator('[data-job-standing="over"]').click();
    await console.page.locator('.job-items').focus();
    await console.page.keyboard.press('Home');
    await console.page.keyboard.press('Enter');
    await console.page.locator('.job-panel [data-attempt]').waitFor();
    const first = await console.page.locator('.job-panel h2').innerText();
    await console.page.locator('.job-items').focus();
    await console.page.keyboard.press('ArrowDown');
    await console.page.locator('.job-panel h2', { hasNotText: first }).waitFor();
    await console.page.keyboard.press('Escape');
    await console.page.locator('.job-panel').waitFor({ state: 'detached' });
  });
});
