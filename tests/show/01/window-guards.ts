import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardCases, passCases, tryGuard } from '../../support/app-guards.ts';
import { launchConsole, readElectronRuntime } from '../../support/electron-app.ts';
import { freePort } from '../../support/free-port.ts';
import { exactly, type Figure, type ShowLine } from '../show-line.ts';

/** Everything a hostile page could try, tried in the real window; and what must go on working there. */
export const windowGuards: ShowLine = {
  id: '01.7',
  title: 'every guard of the window refuses its bad case in real Electron',
  hasShortForm: true,
  limitMs: 3 * 60_000,
  async run({ say }) {
    const { version, isFallback } = readElectronRuntime();
    say(`Electron ${version}${isFallback ? ' (fallback runtime)' : ''}`);
    const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-show-guards-'));
    const flags = ['--no-adb-start'];
    const running = await launchConsole({ dataFolder, adbPort: await freePort(), phones: 0, flags });
    try {
      await running.page.waitForFunction("'jiqun' in window");
      const figures: Figure[] = [];
      for (const guardCase of guardCases) {
        const { guard, title } = guardCase;
        figures.push(exactly(`${guard}: ${title}`, await tryGuard(running, guardCase), 'refused'));
      }
      for (const { title, attempt } of passCases) figures.push(exactly(title, await attempt(running), 'passed'));
      return figures;
    } finally {
      await running.close();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
};
