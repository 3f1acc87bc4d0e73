import { evidenceOf, fine, notApplicable, toFix, unknown } from '../finding.ts';
import { installHelper } from '../helper-install.ts';
import type { Answers, HelperApp, PreparationStep, StepChange, StepContext } from '../step.ts';
import { packageCommands, packageReadings, readPackage } from '../answers/package-version.ts';

/** The console's own helpers are there in the version that it needs; where it needs none, nothing is checked. */
export const helperApps: PreparationStep = {
  id: 'helper-apps',
  cureByHand: 'install-by-hand',
  readings: ({ helpers }) => helpers.flatMap(({ packageName }) => packageReadings(packageName)),
  judge: (answers, context) => {
    if (context.helpers.length === 0) return notApplicable('none-needed');
    const commands = context.helpers.map(({ packageName }) => packageCommands(packageName).dump);
    const evidence = evidenceOf(answers, commands, /^versionCode=|Unable to find/);
    const changes = context.helpers.map((helper) => changesFor(helper, answers, context));
    if (changes.includes(null)) return unknown('unreadable', evidence);
    const needed = changes.flatMap((change) => change ?? []);
    if (needed.length === 0) return fine('right', evidence);
    return toFix('wrong', evidence, { changes: needed, params: { count: needed.length } });
  },
};

/** Null when it is not known which version is there. */
function changesFor(helper: HelperApp, answers: Answers, { sdk }: StepContext): StepChange[] | null {
  const { packageName, versionCode } = helper;
  const found = readPackage(answers, packageName);
  if (found === null) return null;
  const before = found.kind === 'missing' ? null : found.versionCode;
  if (found.kind === 'installed' && before === null) return null;
  if (before !== null && before >= versionCode) return [];
  return [
    {
      command: `pm install -r ${packageName}`,
      before: before === null ? null : String(before),
      after: String(versionCode),
      make: (link, signal) => installHelper(link, { helper, sdk, signal }),
    },
  ];
}
