import { evidenceOf, fine, forHand, unknown } from '../finding.ts';
import type { PreparationStep } from '../step.ts';
import { packageCommands, packageReadings, readPackage } from '../answers/package-version.ts';

/** The messenger is there and its version is known. */
export const messenger: PreparationStep = {
  id: 'messenger',
  cureByHand: 'install-messenger',
  readings: ({ messengerPackage }) => packageReadings(messengerPackage),
  judge: (answers, { messengerPackage }) => {
    const { dump, path } = packageCommands(messengerPackage);
    const found = readPackage(answers, messengerPackage);
    const evidence = evidenceOf(answers, [dump, path], /^versionName=|^versionCode=|^User 0:|^package:|Unable to find/);
    if (found === null) return unknown('unreadable', evidence);
    if (found.kind === 'missing') return forHand('missing', evidence, { cure: 'install-messenger' });
    return fine('installed', evidence, { version: found.version });
  },
};
