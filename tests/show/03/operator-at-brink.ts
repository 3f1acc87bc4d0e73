import type { GroupPlan } from '../../../simulator/world/world-plan.ts';
import { HeldDesk } from '../../support/operator-desk/held-desk.ts';
import { OperatorAtPage } from '../../support/operator-desk/operator-at-page.ts';
import type { ShowLine } from '../show-line.ts';
import { assistGroupOf, measureAssist, scenes } from './assist-scenes.ts';
import { measureStops, stopGroupNames } from './stop-rounds.ts';

const phoneCount = 8;
/** Part of every group's name. */
const everyGroup = '群';
/** Groups on each phone that are renamed while everything is stopped again and again. */
const groupsPerPhone = { short: 6, full: 24 } as const;

/** The whole way through the window of the real app, with virtual phones in the operator's hand. */
export const operatorAtBrink: ShowLine = {
  id: '03.5',
  title: 'assist mode end to end in the real window, and 全部停止 over eight running lanes',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run(options) {
    const { seed, isShort, say } = options;
    const startedAt = performance.now();
    const tell = (text: string): void => say(`${text} (${((performance.now() - startedAt) / 1_000).toFixed(0)} s)`);
    const groups = planWorld(isShort ? groupsPerPhone.short : groupsPerPhone.full);
    const held = await HeldDesk.open({ seed, phoneCount, groups });
    tell('eight virtual phones in the real app');
    try {
      const operator = new OperatorAtPage(held.console);
      await operator.introduce('小王');
      await operator.readLists();
      await operator.readInfo(everyGroup);
      tell('groups read');
      const assisted = await measureAssist(held, operator);
      tell('assisted');
      const stopped = await measureStops(held, operator, options);
      tell('stopped');
      return [...assisted, ...stopped];
    } finally {
      await held.close();
    }
  },
};

function planWorld(perPhone: number): GroupPlan[] {
  const assisted = scenes.map(({ place }) => ({ name: assistGroupOf(place), places: [place], size: 6 + place }));
  const stopped = stopGroupNames(perPhone).map((name, index) => ({
    name,
    places: [(index % phoneCount) + 1],
    size: 9,
  }));
  return [...assisted, ...stopped];
}
