import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardCases, passCases, tryGuard } from '../support/app-guards.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';
import { freePort } from '../support/free-port.ts';

describe('guards of the window in real Electron', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-guards-'));
  let running: RunningConsole;

  beforeAll(async () => {
    const adbPort = await freePort();
    running = await launchConsole({ dataFolder: folder, adbPort, phones: 0, flags: ['--no-adb-start'] });
    await running.page.waitForFunction("'jiqun' in window");
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(guardCases)('$guard: $title is refused', async (guardCase) => {
    expect(await tryGuard(running, guardCase)).toBe('refused');
  });

  it.each(passCases)('$title after all that', async ({ attempt }) => {
    expect(await attempt(running)).toBe('passed');
  });
});
