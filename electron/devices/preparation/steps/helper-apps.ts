import { evidenceOf, fine, notApplicable, toFix, unknown } from '../finding.ts';
import type { Answers, HelperApp, PreparationStep, StepChange, StepContext } from '../step.ts';
import { packageCommands, packageReadings, readPackage } from '../answers/package-version.ts';

/** The console's own helpers are there in the version that it needs; where it needs none, nothing is checked. */
export const helperApps: PreparationStep = {
  id: 'helper-apps',
  cureByHand: 'install-by-hand',
  readings: (context) => neededHelpers(context).flatMap(({ packageName }) => packageReadings(packageName)),
  judge: (answers, context) => {
    const helpers = neededHelpers(context);
    if (helpers.length === 0) return notApplicable('none-needed');
    const commands = helpers.map(({ packageName }) => packageCommands(packageName).dump);
    const evidence = evidenceOf(answers, commands, /^versionCode=|^versionName=|Unable to find/);
    const changes = helpers.map((helper) => changesFor(helper, answers, context));
    if (changes.includes(null)) return unknown('unreadable', evidence);
    const needed = changes.flatMap((change) => change ?? []);
    if (needed.length === 0) return fine('right', evidence);
    return toFix('wrong', evidence, { changes: needed, params: { count: needed.length } });
  },
};

interface NeededHelper {
  readonly helper: HelperApp;
  readonly packageName: string;
  readonly wanted: string;
}

function neededHelpers({ helpers, sdk }: StepContext): NeededHelper[] {
  return helpers.flatMap((helper) => {
    const wanted = helper.versionFor(sdk);
    return wanted === null ? [] : [{ helper, packageName: helper.packageName, wanted }];
  });
}

/** Null when it is not known which version is there. */
function changesFor(
  { helper, packageName, wanted }: NeededHelper,
  answers: Answers,
  { sdk }: StepContext,
): StepChange[] | null {
  const found = readPackage(answers, packageName);
  if (found === null) return null;
  const isEnough = found.kind === 'installed' ? helper.isEnough(found, sdk) : false;
  if (isEnough === null) return null;
  if (isEnough) return [];
  return [
    {
      command: `pm install -r ${packageName}`,
      before: found.kind === 'missing' ? null : found.version,
      after: wanted,
      make: (link, signal) => helper.bring(link, { sdk, signal }),
    },
  ];
}
