import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StageId } from '../../electron/contract/plan-ids.ts';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { accountIn, readAccounts } from '../support/console-pages/demo-accounts.ts';
import { openMachineAdb } from '../support/desk-states/machine-adb.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';

const phoneCount = 5;
const supervisor = '王主管';
const operator = '小李';
const pin = '2468';

describe('the 养号 page', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-growth-'));
  let adb: Awaited<ReturnType<typeof openMachineAdb>>;
  let running: RunningConsole;
  let console: ConsolePage;

  const find = (selector: string): Locator => console.page.locator(selector);
  const act = (name: string): Locator => find(`[data-act="${name}"]`);
  const part = (name: string): Locator => find(`[data-section="${name}"]`);
  const rename = (): Locator => part('acts').locator('[data-act-gate="group_rename"]');
  const confirm = (): Promise<void> => find('.ant-modal-footer .ant-btn').last().click();
  const untilClosed = (): Promise<void> => find('.ant-modal-wrap').waitFor({ state: 'hidden' });
  const backToBoard = async (): Promise<void> => {
    await find('.growth-back').click();
    await find('[data-growth="board"]').waitFor();
  };
  const openAccount = async (stageId: StageId): Promise<string> => {
    const { accountId } = await accountIn(console, stageId);
    await find(`[data-account-card="${accountId}"]`).click();
    await part('acts').waitFor();
    return accountId;
  };
  /** Whoever is called so works from now on, through the page. */
  const become = async (name: string, ownPin: string | null = null): Promise<void> => {
    await find('.operator-button').click();
    await find('.known-operators button').filter({ hasText: name }).click();
    if (ownPin !== null) {
      await find('[data-pin-of] input').fill(ownPin);
      await find('[data-pin-of] button').click();
    }
  };

  beforeAll(async () => {
    adb = await openMachineAdb();
    running = await launchConsole({ dataFolder, adbPort: adb.port, phones: phoneCount, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    const { phones } = await console.untilReady(phoneCount);
    await console.call('operators.create', { name: supervisor });
    await console.call('rules.acknowledge', { version: 1 });
    await readAccounts(
      console,
      phones.map(({ phoneId }) => phoneId),
    );
  }, 240_000);
  afterAll(async () => {
    await running.close();
    await adb.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('tells accounts that only practise from those under a plan, and gives them histories', async () => {
    await console.open('growth');
    const practising = find('[data-column="practice"] [data-account-card]');
    await practising.first().waitFor();
    expect(await practising.count()).toBe(phoneCount);
    await act('demo-histories').click();
    await confirm();
    await untilClosed();
    await find('[data-column="practice"]').waitFor({ state: 'detached' });
    for (const stageId of ['S0', 'S1', 'S2', 'S3', 'S4']) {
      expect(await find(`[data-column="${stageId}"] [data-account-card]`).count()).toBe(1);
    }
    expect(await act('demo-histories').count()).toBe(0);
  });

  it('shows on a card what the next stage lacks, and keeps what it is told about the account', async () => {
    const { accountId } = await accountIn(console, 'S1');
    const card = find(`[data-account-card="${accountId}"]`);
    expect(await card.innerText()).toContain(console.text('growth.need-short.day'));
    await openAccount('S1');
    await find('[data-field="custodian"]').fill('王芳');
    await find('[data-field="team"]').fill('一组');
    await act('save-fields').click();
    await backToBoard();
    await card.getByText('王芳 · 一组').waitFor();
  });

  it('filters by custodian, and says how many are shown', async () => {
    await find('.growth-filters .ant-select').nth(1).click();
    await find('.ant-select-item-option').filter({ hasText: '王芳' }).click();
    await find('[data-shown-accounts="1"]').waitFor();
    expect(await find('[data-account-card]').count()).toBe(1);
    await find('.growth-filters .toolbar-search input').fill('没有这个人');
    await console.button('growth.filter-reset').click();
    await find(`[data-shown-accounts="${phoneCount}"]`).waitFor();
  });

  it('ticks a task of today, takes the tick back, and asks for a proof where the plan does', async () => {
    await openAccount('S0');
    const task = find('[data-task="own_device"]');
    await task.locator('input[type="checkbox"]').click();
    await find('[data-task="own_device"]:not([data-task-state="done"])').waitFor();
    await task.locator('input[type="checkbox"]').click();
    await task.locator('.growth-proof input').fill('登记表第 7 行');
    await console.page.keyboard.press('Enter');
    await task.getByText('登记表第 7 行').waitFor();
    expect(await task.getAttribute('data-task-state')).toBe('done');
  });

  it('shows everybody what a supervisor does, and lets a supervisor do it', async () => {
    await console.call('operators.create', { name: operator });
    const sign = act('sign-stage');
    await part('stage').locator('[data-supervisor-only]').waitFor();
    expect(await part('stage').innerText()).toContain(supervisor);
    expect(await sign.isDisabled()).toBe(true);
    await become(supervisor);
    await part('stage').locator('[data-supervisor-only]').waitFor({ state: 'detached' });
    await sign.click();
    await part('stage').locator('[data-need]').waitFor({ state: 'detached' });
    expect(await part('stage').innerText()).toContain(console.text('growth.needs-none-text'));
    await backToBoard();
  });

  it('counts what people did by hand, as it was corrected last', async () => {
    await openAccount('S4');
    await act('log-act').click();
    const form = find('[data-hand-act-form]');
    await form.locator('.ant-select').first().click();
    await find('.ant-select-item-option')
      .filter({ hasText: console.text('growth.action.group_rename') })
      .click();
    await form.locator('.ant-input-number input').fill('4');
    await confirm();
    await untilClosed();
    await rename()
      .getByText(console.text('growth.used', { used: 4, limit: 5 }))
      .waitFor();
    await act('correct-act').first().click();
    await form.locator('.ant-input-number input').fill('0');
    await confirm();
    await untilClosed();
    await rename()
      .getByText(console.text('growth.used', { used: 0, limit: 5 }))
      .waitFor();
    await part('hand-log').getByText(console.text('growth.taken-back')).waitFor();
  });

  it('says of every act whether it is open, or why not and until when', async () => {
    const groups = part('acts').locator('[data-gate]');
    const campaign = part('acts').locator('[data-gate]', { has: find('[data-act-gate="group_message_campaign"]') });
    expect(await groups.count()).toBeGreaterThan(0);
    expect(await campaign.getAttribute('data-gate')).toBe('held');
    const words = await campaign.innerText();
    expect(words).toContain(console.text('job.code.stage-closed.short'));
    expect(words).toContain(console.text('why.until-unknown'));
    expect(words).toContain(console.text('growth.action.group_message_campaign'));
  });

  it('raises a cap for some days, with a reason', async () => {
    await rename().locator('[data-act="loosen"]').click();
    await find('[data-loosen] textarea').fill('周末活动');
    await confirm();
    await untilClosed();
    await rename()
      .getByText(console.text('growth.used', { used: 0, limit: 6 }))
      .waitFor();
    const raised = await part('loosenings').innerText();
    expect(raised).toContain('周末活动');
    expect(raised).toContain(supervisor);
  });

  it('tells a refusal with cause and cure where it happened', async () => {
    await rename().locator('[data-act="loosen"]').click();
    await find('[data-loosen] .ant-input-number input').fill('2');
    await find('[data-loosen] textarea').fill('写错了');
    await confirm();
    const notice = find('.ant-modal .notice');
    await notice.waitFor();
    const planned = { planned: 5 };
    expect(await notice.innerText()).toContain(console.text('error.invalid-input.more-than-planned.cause', planned));
    expect(await notice.innerText()).toContain(console.text('error.invalid-input.more-than-planned.cure', planned));
    await console.page.keyboard.press('Escape');
    await untilClosed();
    expect(await find('[data-account-page]').count()).toBe(1);
  });

  it('takes a signal, says what it closes and until when, and takes the word that ends it', async () => {
    await act('report-signal').click();
    await find('[data-report-signal] .ant-select').first().click();
    await find('.ant-select-item-option')
      .filter({ hasText: console.text('growth.signal.feature_ban') })
      .click();
    await confirm();
    await untilClosed();
    await find('.growth-notices').getByText(console.text('growth.signal.feature_ban')).first().waitFor();
    expect(await part('acts').innerText()).toContain(console.text('job.code.suspended.short'));
    await act('close-signal').click();
    await find('.ant-modal input').fill('申诉通过');
    await confirm();
    await untilClosed();
    await part('signals').getByText('申诉通过').waitFor();
    const timeline = await part('timeline').innerText();
    expect(timeline).toContain(console.text('growth.timeline.signal'));
    expect(timeline).toContain(console.text('growth.timeline.loosening'));
    await backToBoard();
  });

  it('lets an operator set a PIN, which is asked of whoever wants to be them', async () => {
    await find('.operator-button').click();
    await find('[data-operator-rights] summary').click();
    await find('[data-own-pin] input').fill(pin);
    await act('set-pin').click();
    await find('[data-operator-rights]').getByText(console.text('operators.has-pin')).first().waitFor();
    await find('.ant-modal-close').click();
    await untilClosed();
    await become(operator);
    await untilClosed();
    await become(supervisor, '1357');
    await find('.ant-modal .notice').getByText(console.text('error.operator-pin-wrong.cause')).waitFor();
    await find('[data-pin-of] input').fill(pin);
    await find('[data-pin-of] button').click();
    await untilClosed();
    expect((await console.snapshot()).operator?.name).toBe(supervisor);
  });

  it('lets an operator say which account is on a phone, with its name', async () => {
    const accountId = await openAccount('S4');
    await act('place').click();
    await find('[data-place-form] [data-field="nickname"]').fill('客服九号');
    await confirm();
    await untilClosed();
    await find('.growth-account-head').getByText('客服九号').waitFor();
    expect(await part('timeline').innerText()).toContain(supervisor);
    await backToBoard();
    await find(`[data-account-card="${accountId}"]`).getByText('客服九号').waitFor();
  });

  it('lets an operator leave, and whoever comes says who that is', async () => {
    await find('.operator-button').click();
    await act('leave').click();
    await untilClosed();
    await find('.operator-button').getByText(console.text('operator.none')).waitFor();
    expect((await console.snapshot()).operator).toBeNull();
  });

  it('says nothing on the page’s own console', () => {
    expect(console.complaints).toEqual([]);
  });
});
