import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { procedures } from '../../electron/contract/procedures.ts';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { readAccounts } from '../support/console-pages/demo-accounts.ts';
import { openMachineAdb } from '../support/desk-states/machine-adb.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';

const startTimeoutMs = 120_000;
const perDay = 'stages.S4.caps.group_rename.per_day';
const hardZero = 'stages.S2.caps.group_rename.per_day';

describe('the editor of a plan', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-plans-'));
  let adb: Awaited<ReturnType<typeof openMachineAdb>>;
  let running: RunningConsole;
  let console: ConsolePage;

  const act = (name: string): Locator => console.page.locator(`[data-act="${name}"]`);
  const cell = (rule: string): Locator => console.page.locator(`input[data-rule="${rule}"]`);
  const checked = (state: 'sound' | 'wrong'): Promise<void> =>
    console.page.locator(`[data-check="${state}"]`).waitFor();
  const openPlans = async (): Promise<void> => {
    await console.open('growth');
    await console.page.getByRole('tab', { name: console.text('growth.tab.plans'), exact: true }).click();
    await console.page.locator('[data-plans]').waitFor();
  };
  const templates = async () => procedures['plans.list'].output.parse(await console.call('plans.list', {})).templates;

  beforeAll(async () => {
    adb = await openMachineAdb();
    running = await launchConsole({ dataFolder, adbPort: adb.port, phones: 1, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    const { phones } = await console.untilReady(1);
    await console.call('operators.create', { name: '小王' });
    await readAccounts(
      console,
      phones.map(({ phoneId }) => phoneId),
    );
    await openPlans();
    await act('edit-plan').first().click();
    await checked('sound');
  }, startTimeoutMs);
  afterAll(async () => {
    await running.close();
    await adb.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('says while a number is typed whether it is tighter, or beyond the shipped plan and what that takes', async () => {
    await cell(perDay).fill('3');
    await console.page.locator(`[data-diff="${perDay}"][data-diff-kind="tightened"]`).waitFor();
    await cell(perDay).fill('30');
    const beyond = console.page.locator(`[data-diff="${perDay}"][data-diff-kind="beyond"]`);
    await beyond.waitFor();
    expect(await beyond.innerText()).toContain(console.text('plans.takes.beyond'));
    await checked('sound');
  });

  it('refuses a hard zero that is loosened with place, reason and cure, and keeps what was typed', async () => {
    await cell(hardZero).fill('1');
    const problem = console.page.locator('[data-problem="zero-loosened"]');
    await problem.waitFor();
    expect(await problem.innerText()).toMatch(/S2/u);
    expect(await problem.innerText()).toContain(console.text('plan.problem.zero-loosened.cure'));
    expect(await act('save-plan').isDisabled()).toBe(true);
    expect([await cell(hardZero).inputValue(), await cell(perDay).inputValue()]).toEqual(['1', '30']);
    await cell(hardZero).fill('0');
    await checked('sound');
  });

  it('asks whoever leaves with changes, and goes nowhere before the answer', async () => {
    await console.page.locator('[data-nav="devices"]').click();
    await act('leave-stay').click();
    await console.page.locator('[data-page="growth"]').waitFor();
    expect(await cell(perDay).inputValue()).toBe('30');
    await console.page.locator('[data-nav="devices"]').click();
    await act('leave-keep').click();
    await console.page.locator('[data-page="devices"]').waitFor();
  });

  it('goes on with what was not saved, and saves it as the next version once a reason is given', async () => {
    await openPlans();
    await act('go-on').click();
    await checked('sound');
    expect(await cell(perDay).inputValue()).toBe('30');
    await act('save-plan').click();
    const yes = act('save-plan-yes');
    await yes.waitFor();
    expect(await yes.isDisabled()).toBe(true);
    await console.page.locator('.ant-modal textarea').fill('旺季');
    await yes.click();
    await console.page.locator('[data-plans]').waitFor();
    expect((await templates()).map(({ templateId, version }) => `${templateId} ${version}`)).toEqual([
      'onboarding 1',
      'onboarding 2',
    ]);
    expect(await act('go-on').count()).toBe(0);
  });

  it('a plan is given to accounts with what changes for them in sight', async () => {
    await console.page.locator('[data-plan="onboarding 1"] [data-act="assign-plan"]').click();
    await act('assign-all').click();
    await console.page.locator('[data-assign-preview]').waitFor();
    await act('assign-yes').click();
    await console.page.locator('[data-assign]').waitFor({ state: 'detached' });
    const first = (await templates()).find(({ version }) => version === 1);
    expect(first?.accountCount).toBe(1);
  });

  it('people are put on lists many at once, and taken off the opt-outs with their name', async () => {
    await console.page.getByRole('tab', { name: console.text('growth.tab.lists'), exact: true }).click();
    await act('import-people').click();
    await console.page.locator('.ant-modal textarea').fill('李四\t来电\n王五\n李四');
    await console.page.locator('[data-row-verdict="wrong"]').waitFor();
    await console.page.getByRole('checkbox').last().check();
    await console.page.locator('.ant-modal .ant-btn-primary').click();
    await console.page.locator('[data-entry]').first().waitFor();
    expect(await console.page.locator('[data-entry]').count()).toBe(2);
    await act('remove-person').first().click();
    await console.page.locator('.ant-modal textarea').fill('本人来电');
    await console.page.locator('.ant-modal input').fill('王五');
    await console.page.locator('.ant-modal .ant-btn-primary').click();
    await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
    expect(await console.page.locator('[data-entry]').count()).toBe(1);
  });
});
