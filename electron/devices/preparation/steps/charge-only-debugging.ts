import { evidenceOf, fine, textOf, unknown } from '../finding.ts';
import type { PreparationStep } from '../step.ts';
import { readUsbFunctions } from '../answers/usb-functions.ts';

const command = 'getprop sys.usb.config';

/**
 * EMUI: "Allow ADB debugging in charge only mode", and debugging that stays on when the cable is pulled. The switch
 * itself cannot be read; a phone that is in charge-only mode and still debugs has proven it.
 */
export const chargeOnlyDebugging: PreparationStep = {
  id: 'charge-only-debugging',
  cureByHand: 'keep-debugging',
  isFor: ({ family }) => family === 'huawei',
  readings: () => [{ command }],
  judge: (answers) => {
    const evidence = evidenceOf(answers, [command]);
    const usb = readUsbFunctions(textOf(answers(command)));
    if (usb === null) return unknown('unreadable', evidence, { cure: 'keep-debugging' });
    if (usb.isChargeOnly && usb.hasDebugging) return fine('right', evidence);
    return unknown('not-shown', evidence, { cure: 'keep-debugging' });
  },
};
