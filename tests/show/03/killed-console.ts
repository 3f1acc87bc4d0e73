import { leftOut, type ShowLine } from '../show-line.ts';
import { measureKillsWithoutScreens } from './kills-without-screens.ts';

/** Nothing done twice, nothing lost, however often the console dies. */
export const killedConsole: ShowLine = {
  id: '03.2',
  title: '50 kill -9 during a job',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run(options) {
    const withoutScreens = await measureKillsWithoutScreens(options);
    return [...withoutScreens, leftOut('the same renaming groups in the messenger', 'that line', options.isShort)];
  },
};
