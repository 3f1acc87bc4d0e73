import { fine, forHand, unknown } from '../finding.ts';
import type { PreparationStep } from '../step.ts';

const command = 'adb devices -l';

/** The phone allows this computer to debug it. Read from adb's own list, since the phone answers nothing until then. */
export const authorised: PreparationStep = {
  id: 'authorised',
  cureByHand: 'authorise',
  readings: () => [],
  judge: (_answers, { isAuthorised }) => {
    if (isAuthorised === null) return unknown('not-reached', []);
    if (isAuthorised) return fine('right', [{ command, value: 'device' }]);
    return forHand('wrong', [{ command, value: 'unauthorized' }], { cure: 'authorise' });
  },
};
