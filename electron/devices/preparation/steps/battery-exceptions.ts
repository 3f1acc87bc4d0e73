import { evidenceOf, fine, notApplicable, textOf, toFix, unknown } from '../finding.ts';
import type { Answers, PreparationStep, StepContext } from '../step.ts';
import { readIdleExceptions } from '../answers/idle-exceptions.ts';
import { packageReadings, readPackage } from '../answers/package-version.ts';

const command = 'dumpsys deviceidle whitelist';

/** Android lets the messenger and the console's helpers work while the phone rests. */
export const batteryExceptions: PreparationStep = {
  id: 'battery-exceptions',
  cureByHand: 'allow-background',
  readings: (context) => [{ command, lineLimit: 600 }, ...packagesOf(context).flatMap((name) => packageReadings(name))],
  judge: (answers, context) => {
    const installed = installedOf(answers, context);
    const evidence = evidenceOf(answers, [command], picked(context));
    const exceptions = readIdleExceptions(textOf(answers(command)));
    if (installed === null || exceptions === null) return unknown('unreadable', evidence);
    if (installed.length === 0) return notApplicable('no-app');
    const missing = installed.filter((name) => !exceptions.has(name));
    if (missing.length === 0) return fine('right', evidence);
    const changes = missing.map((name) => ({ command: `${command} +${name}`, before: null, after: name }));
    return toFix('wrong', evidence, { changes, params: { apps: missing.join(', ') } });
  },
};

function packagesOf({ messengerPackage, helpers }: StepContext): string[] {
  return [messengerPackage, ...helpers.filter(({ worksAtRest }) => worksAtRest).map(({ packageName }) => packageName)];
}

/** Null when it is not known of one of them: an exception is made for apps only that are there. */
function installedOf(answers: Answers, context: StepContext): string[] | null {
  const found = packagesOf(context).map((name) => ({ name, reading: readPackage(answers, name) }));
  if (found.some(({ reading }) => reading === null)) return null;
  return found.filter(({ reading }) => reading?.kind === 'installed').map(({ name }) => name);
}

function picked(context: StepContext): RegExp {
  const names = packagesOf(context).map((name) => name.replaceAll('.', '\\.'));
  return new RegExp(`,(?:${names.join('|')}),`);
}
