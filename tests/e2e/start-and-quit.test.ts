import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import {
  consoleArguments,
  environment,
  launchConsole,
  openDisplay,
  readElectronRuntime,
  type RunningConsole,
} from '../support/electron-app.ts';
import { freePort } from '../support/free-port.ts';

const quitLimitMs = 3_000;

describe('starting and quitting', () => {
  let dataFolder: string;
  let adbPort: number;
  let running: RunningConsole;
  let console: ConsolePage;

  beforeEach(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-quit-'));
    adbPort = await freePort();
    running = await launchConsole({ dataFolder, adbPort, phones: 0, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    await console.button('rules.accept').click();
  });
  afterEach(async () => {
    await running.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('starts virtual phones by one click, stops them by another, and starts them again', async () => {
    await console.button('demo.start', { count: 6 }).click();
    await console.untilReady(6);
    await console.page.locator('[data-demo="running"]').waitFor();
    await console.button('demo.stop').click();
    await console.page.getByText(console.text('empty.title')).waitFor();
    await console.page.locator('[data-demo]').waitFor({ state: 'detached' });
    await console.button('demo.start', { count: 6 }).click();
    await console.untilReady(6);
  });

  it('lets a second start on the same folder end with code 3, after the first window came to the front', async () => {
    await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('no window');
      window.focus = () => void Object.assign(globalThis, { wasFocused: true });
    });
    expect(await startAnother({ dataFolder, adbPort })).toBe(3);
    const wasFocused = await running.app.evaluate(() => Reflect.get(globalThis, 'wasFocused') === true);
    expect(wasFocused).toBe(true);
    expect((await console.ask('settings.get', {})).ok).toBe(true);
  });

  it('is gone within 3 s of closing its window, with virtual phones and all processes', async () => {
    await console.button('demo.start', { count: 6 }).click();
    await console.untilReady(6);
    const pidFile = join(dataFolder, 'demo', 'adb-server.json');
    const adbPid = Number(/"pid":(\d+)/u.exec(readFileSync(pidFile, 'utf8'))?.[1]);
    const closed = running.app.waitForEvent('close');
    const startedAt = performance.now();
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await closed;
    expect(performance.now() - startedAt).toBeLessThan(quitLimitMs);
    await expect.poll(() => commandLines().filter((line) => line.includes(dataFolder))).toEqual([]);
    expect(existsSync(`/proc/${adbPid}`) && isAdb(adbPid)).toBe(false);
  });
});

async function startAnother(launch: { readonly dataFolder: string; readonly adbPort: number }): Promise<number | null> {
  const { executable, isFallback } = readElectronRuntime();
  const display = await openDisplay();
  try {
    const second = spawn(executable, consoleArguments({ ...launch, phones: 0 }, isFallback), {
      env: { ...environment(), ...display.env },
      stdio: 'ignore',
    });
    await once(second, 'exit');
    return second.exitCode;
  } finally {
    display.close();
  }
}

/** The command line of every process, empty where there is no `/proc`. */
function commandLines(): string[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((pid) => readCommandLine(Number(pid)));
}

function isAdb(pid: number): boolean {
  return readCommandLine(pid).includes('nodaemon');
}

function readCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // It has ended between the two looks.
  }
}
