import { openMachineAdb } from '../../support/desk-states/machine-adb.ts';
import { accountShots } from './account-shots.ts';
import { alertShots } from './alert-shots.ts';
import { coverage } from './coverage.ts';
import { drawerShots } from './drawer-shots.ts';
import { furnish } from './furnishing.ts';
import { groupShots, noGroupsShot } from './group-shots.ts';
import { growthAheadShots } from './growth-ahead-shots.ts';
import { growthPlanShots } from './growth-plan-shots.ts';
import { growthShots } from './growth-shots.ts';
import { jobShots } from './job-shots.ts';
import { keepingShots } from './keeping-shots.ts';
import { listShots } from './list-shots.ts';
import { wear } from './look.ts';
import { memberSearchShots } from './member-search-shots.ts';
import { pageShots } from './page-shots.ts';
import { preparationShots } from './preparation-shots.ts';
import { acceptRules, defineSession, openConsole, orClose, type AnySession } from './session.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';

const firstRun: Shot<VirtualWorld> = {
  name: 'first-run',
  texts: ['rules.title', 'rules.restrict', 'rules.no-permit', 'rules.decide', 'rules.accept', 'demo.running'],
  selectors: ['[data-phone-state="ready"]'],
  arrange: () => Promise.resolve(),
  leave: acceptRules,
};

const shots: readonly Shot<VirtualWorld>[] = [
  firstRun,
  noGroupsShot,
  ...listShots,
  ...drawerShots,
  ...alertShots,
  ...jobShots,
  ...groupShots,
  ...memberSearchShots,
  ...accountShots,
  // Behind those that need accounts under no plan.
  ...growthShots,
  ...growthAheadShots,
  ...growthPlanShots,
  ...preparationShots,
  ...keepingShots,
  ...pageShots,
];

/** In this one's world two phones show a group that may be one or two: the question has its pictures. */
const seed = 11;

/** A desk of virtual phones under the demo banner: every page of the console. */
export function virtualDeskSession(phones: 6 | 100): AnySession {
  return defineSession<VirtualWorld>({
    phones,
    title: `${phones} virtual phones`,
    wear,
    open: async () => {
      const adb = await openMachineAdb();
      const opened = await openConsole(null, { adbPort: adb.port, phones, flags: [`--seed=${seed}`] }, [
        () => adb.close(),
      ]);
      const phoneIds = await orClose(opened, async () => {
        const desk = await opened.console.untilReady(phones);
        return furnish(opened.console, desk.phones);
      });
      return { ...opened, world: { phoneCount: phones, dataFolder: opened.dataFolder, phoneIds } };
    },
    shots: shots.filter((shot) => phones === 6 || coverageOf(shot.name).isRepeatedWithHundred),
  });
}

function coverageOf(name: string): (typeof coverage)[string] {
  const found = coverage[name];
  if (found === undefined) throw new Error(`coverage.ts does not say what to do with ${name}`);
  return found;
}
