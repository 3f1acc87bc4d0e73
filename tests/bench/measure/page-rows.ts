import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { launchConsole, type RunningConsole } from '../../support/electron-app.ts';
import { whenRows, type RowCondition } from './page-script.ts';
import type { DeskPhone } from './phone-desk.ts';
import type { RowWatch, RowWish } from './plugging.ts';

/** The rows of the page of a real console; for desks on which one phone at a time is plugged in. */
export class PageRows implements RowWatch {
  readonly #running: RunningConsole;
  readonly #folder: string;

  private constructor(running: RunningConsole, folder: string) {
    this.#running = running;
    this.#folder = folder;
  }

  /** Starts the console on a fresh data folder; resolves once its page lives. */
  static async open(adbPort: number): Promise<PageRows> {
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-bench-'));
    const running = await launchConsole({ dataFolder: folder, adbPort, phones: 0, flags: ['--no-adb-start'] });
    await running.page.waitForSelector('[data-online]');
    return new PageRows(running, folder);
  }

  async waitFor(_phone: DeskPhone, wish: RowWish): Promise<number> {
    return z.number().parse(await this.#running.page.evaluate(whenRows(conditions[wish])));
  }

  async close(): Promise<void> {
    await this.#running.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** One phone at a time is plugged in, so that no row needs to be told from another. */
const conditions: Readonly<Record<RowWish, RowCondition>> = {
  present: "states.some((state) => state !== 'absent')",
  absent: "states.every((state) => state === 'absent')",
  ready: "states.includes('ready')",
  'not-ready': "!states.includes('ready')",
};
