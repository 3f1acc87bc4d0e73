import type { ShowLine } from '../show-line.ts';
import { measureKilledRenames } from './killed-renames.ts';
import { measureKillsWithoutScreens } from './kills-without-screens.ts';

/** Nothing done twice, nothing lost, however often the console dies. */
export const killedConsole: ShowLine = {
  id: '03.2',
  title: '50 kill -9 during a job',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run(options) {
    const renames = await measureKilledRenames(options);
    // The ledger alone, with acts that take no time. Its short form is a test of the job engine.
    return options.isShort ? renames : [...renames, ...(await measureKillsWithoutScreens(options))];
  },
};
