import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';
import { freePort } from '../support/free-port.ts';

const phoneCount = 4;
const patientMs = 30_000;

describe('the page, over virtual phones', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-page-'));
  const complaints: string[] = [];
  let running: RunningConsole;
  let page: Page;

  const rows = (): Locator => page.locator('.phone-row');
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const enterList = async (): Promise<void> => {
    await page.locator('[data-phone-list]').focus();
    await press('Home');
  };

  beforeAll(async () => {
    const adbPort = await freePort();
    running = await launchConsole({ dataFolder: folder, adbPort, phones: phoneCount, flags: ['--no-adb-start'] });
    page = running.page;
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (failure) => complaints.push(failure.message));
    await page.locator(`[data-online="${phoneCount}"]`).waitFor({ timeout: patientMs });
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows every phone ready, under the demo banner, and marks it as virtual', async () => {
    await expect.poll(() => page.locator('[data-phone-state="ready"]').count()).toBe(phoneCount);
    expect(await page.locator('[data-demo="running"]').count()).toBe(1);
    expect(await rows().getByText('虚拟', { exact: true }).count()).toBe(phoneCount);
  });

  it('tells the platforms’ rules until they were read', async () => {
    await page.getByRole('button', { name: '知道了' }).click();
    await expect.poll(() => page.getByText('2026 年 1 月 30 日').count()).toBe(0);
  });

  it('asks who acts before the first change, and does the change then', async () => {
    await enterList();
    await press('F2');
    await page.keyboard.type('前台');
    await press('Enter');
    const question = page.getByRole('dialog');
    await question.waitFor();
    await page.keyboard.type('小王');
    await press('Enter');
    await expect.poll(() => rows().first().innerText()).toContain('前台');
    expect(await page.locator('.operator-button').innerText()).toBe('小王');
  });

  it('finds by what is typed after a slash, and says when nothing is found', async () => {
    await enterList();
    await press('/');
    await page.keyboard.type('前台');
    await expect.poll(() => rows().count()).toBe(1);
    await page.keyboard.type('x');
    await page.getByText('没有符合条件的手机').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await expect.poll(() => rows().count()).toBe(phoneCount);
  });

  it('chooses with the keyboard and re-checks what was chosen', async () => {
    await enterList();
    await press('Space', 'Shift+ArrowDown', 'Shift+ArrowDown');
    const bar = page.locator('.bulk-bar');
    expect(await bar.locator('strong').innerText()).toBe('已选 3 台');
    await bar.getByRole('button', { name: '重新检查' }).click();
    await page.locator('.batch-result', { hasText: '全部成功' }).waitFor({ timeout: patientMs });
    await enterList();
    await press('Control+a');
    expect(await bar.locator('strong').innerText()).toBe(`已选 ${phoneCount} 台`);
    await press('Escape');
    await expect.poll(() => bar.count()).toBe(0);
  });

  it('lists the phones before a reboot and reboots none that was not confirmed', async () => {
    await enterList();
    await press('Space');
    await page.locator('.bulk-bar').getByRole('button', { name: '重启手机' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain('1 号 前台');
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.locator('[data-phone-state="ready"]').count()).toBe(phoneCount);
    await enterList();
    await press('Escape');
  });

  it('opens a phone beside the list, reads its groups and tells their age', async () => {
    await enterList();
    await press('Enter');
    const drawer = page.locator('.drawer');
    await drawer.getByRole('tab', { name: '群', exact: true }).click();
    await drawer.getByRole('button', { name: '读取群列表' }).click();
    await drawer.getByText(/^\d+ 个群$/u).waitFor({ timeout: patientMs });
    expect(await drawer.locator('.group-list li').count()).toBeGreaterThan(0);
    expect(await drawer.getByText('完整', { exact: true }).count()).toBe(1);
    await expect.poll(() => rows().first().locator('.cell-of-groups').innerText()).toMatch(/^\d+\n/u);
  });

  it('shows a screenshot, raw outputs and events of the open phone', async () => {
    const drawer = page.locator('.drawer');
    await drawer.getByRole('tab', { name: '屏幕' }).click();
    await drawer.getByRole('button', { name: '截图' }).click();
    await drawer.locator('img.screenshot').waitFor({ timeout: patientMs });
    await drawer.getByRole('tab', { name: '原始输出' }).click();
    await drawer.locator('.ant-collapse-header').first().waitFor();
    await drawer.getByRole('tab', { name: '事件' }).click();
    await drawer.locator('.event-list li').first().waitFor();
    await page.locator('.top-bar').click();
    await press('Escape');
    await expect.poll(() => drawer.count()).toBe(0);
  });

  it('keeps every act in the audit log, which proves intact', async () => {
    await page.locator('[data-nav="audit"]').click();
    await page.locator('[data-audit-seq]').first().waitFor();
    const lines = await page.locator('.audit-lines').innerText();
    expect(lines).toContain('修改名称');
    expect(lines).toContain('读取群列表');
    await page.getByRole('button', { name: '核对完整性' }).click();
    await page.getByText(/^完整：/u).waitFor();
  });

  it('changes language and theme at once, everywhere', async () => {
    await page.locator('[data-nav="settings"]').click();
    await page.getByText('深色', { exact: true }).click();
    await page.locator('html[data-theme="dark"]').waitFor();
    await page.locator('[data-language]').click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.locator('[data-nav="devices"]').click();
    expect(await rows().first().innerText()).toContain('Ready');
  });

  it('shows cards of the same phones', async () => {
    await page.locator('[title="Cards"]').first().click();
    await expect.poll(() => page.locator('.phone-card').count()).toBe(phoneCount);
  });

  it('says that there are no phones, and how to connect one, once the demo is off', async () => {
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('No phones yet').waitFor({ timeout: patientMs });
    expect(await page.getByRole('tab', { name: 'Huawei / Honor' }).count()).toBe(1);
  });

  it('had nothing to complain of: no error, no refused request', () => {
    expect(complaints).toEqual([]);
  });
});
