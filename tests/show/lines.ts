import { badSurroundings } from './01/bad-surroundings.ts';
import { everyPage } from './01/every-page.ts';
import { freshClone } from './01/fresh-clone.ts';
import { recordedOutputs } from './01/recorded-outputs.ts';
import { windowGuards } from './01/window-guards.ts';
import { speedAndSize } from './01/speed-and-size.ts';
import { clientsAndShell } from './01/clients-and-shell.ts';
import { stormOfFaults } from './01/storm-of-faults.ts';
import { deadServer } from './01/dead-server.ts';
import { identities } from './01/identities.ts';
import { disasters } from './02/disasters.ts';
import { maskedReports } from './02/masked-reports.ts';
import { thirtyDays } from './02/thirty-days.ts';
import { historySize } from './02/history-size.ts';
import { webhook } from './02/webhook.ts';
import { preparation } from './02/preparation.ts';
import { renamedFleet } from './03/renamed-fleet.ts';
import { killedConsole } from './03/killed-console.ts';
import { restingAccount } from './03/resting-account.ts';
import { appiumSession } from './03/appium-session.ts';
import { stepOverhead } from './03/step-overhead.ts';
import { operatorAtBrink } from './03/operator-at-brink.ts';
import { badInput } from './03/bad-input.ts';
import { crowdedGroups } from './03/crowded-groups.ts';
import { joinedGroups } from './03/joined-groups.ts';
import { hiddenTree } from './03/hidden-tree.ts';
import { strangers } from './03/strangers.ts';
import type { ShowLine } from './show-line.ts';

/** Every line of every issue's "Must show" that has been built, in order. */
export const showLines: readonly ShowLine[] = [
  freshClone,
  clientsAndShell,
  stormOfFaults,
  deadServer,
  identities,
  recordedOutputs,
  windowGuards,
  badSurroundings,
  speedAndSize,
  everyPage,
  thirtyDays,
  historySize,
  disasters,
  preparation,
  maskedReports,
  webhook,
  renamedFleet,
  killedConsole,
  strangers,
  hiddenTree,
  operatorAtBrink,
  restingAccount,
  appiumSession,
  stepOverhead,
  joinedGroups,
  badInput,
  crowdedGroups,
];
