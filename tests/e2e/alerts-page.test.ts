import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMachineAdb } from '../support/desk-states/machine-adb.ts';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';

const phoneCount = 3;

describe('the alerts page', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-alerts-'));
  let adb: Awaited<ReturnType<typeof openMachineAdb>>;
  let running: RunningConsole;
  let console: ConsolePage;
  const lines = (): Locator => console.page.locator('[data-alert]');
  const press = (key: string): Promise<void> => console.page.keyboard.press(key);

  beforeAll(async () => {
    adb = await openMachineAdb();
    running = await launchConsole({ dataFolder, adbPort: adb.port, phones: phoneCount, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    await console.untilReady(phoneCount);
    await console.call('operators.create', { name: '小王' });
    // No phone has that much free.
    await console.call('settings.update', { patch: { storageLowPercent: 90 } });
    await console.until('an alert per phone', ({ alertCount }) => alertCount >= phoneCount);
  });
  afterAll(async () => {
    await running.close();
    await adb.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('is reached from the bell, which counts what waits', async () => {
    const { alertCount } = await console.snapshot();
    const bell = console.page.locator('[data-alerts]');
    expect(await bell.getAttribute('data-alerts')).toBe(String(alertCount));
    await bell.click();
    await console.button('bell.open-page').click();
    await lines().first().waitFor();
    expect(await lines().count()).toBe(alertCount);
  });

  it('acknowledges and snoozes with the keyboard', async () => {
    const { alertCount } = await console.snapshot();
    await console.page.locator('.alert-list').focus();
    await press('Home');
    await press('a');
    const acknowledged = await console.until('one is acknowledged', (desk) => desk.alertCount === alertCount - 1);
    expect(acknowledged.alerts.filter(({ acknowledgedBy }) => acknowledgedBy === '小王')).toHaveLength(1);
    // The window hears of it a moment after the console knows it, and moves the line down.
    await console.page.locator('.alert-line.is-put').waitFor();
    await press('Home');
    await press('2');
    const snoozed = await console.until('one is snoozed', (desk) => desk.alertCount === alertCount - 2);
    const untilAt = snoozed.alerts.find(({ snoozedUntilAt }) => snoozedUntilAt !== null)?.snoozedUntilAt ?? 0;
    expect(Math.abs(untilAt - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });

  it('opens the phone of an alert', async () => {
    await console.page.locator('.alert-list').focus();
    await press('Home');
    await press('Enter');
    await console.page.locator('.drawer').waitFor();
    await console.open('alerts');
  });

  it('ends alerts by itself and keeps them in the history', async () => {
    await console.call('settings.update', { patch: { storageLowPercent: 10 } });
    await console.until('no alert about storage', ({ alerts }) => alerts.every(({ kind }) => kind !== 'storage-low'));
    await console.page.getByTitle(console.text('alerts.history'), { exact: true }).click();
    await console.page.getByText(console.text('alerts.ending.over')).first().waitFor();
    expect(console.complaints).toEqual([]);
  });
});
