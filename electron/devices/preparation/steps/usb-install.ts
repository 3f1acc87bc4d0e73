import { evidenceOf, fine, forHand, inferred, textOf, unknown } from '../finding.ts';
import type { PreparationStep } from '../step.ts';
import { readProperty } from '../answers/property.ts';

const command = 'getprop persist.security.adbinstall';

/**
 * MIUI and HyperOS: "Install via USB". No harmless try tells it, only a property that was `1` on phones that could
 * install; so the answer is "probably" either way.
 */
export const usbInstall: PreparationStep = {
  id: 'usb-install',
  cureByHand: 'allow-install',
  isFor: ({ family }) => family === 'xiaomi',
  readings: () => [{ command }],
  judge: (answers) => {
    const evidence = evidenceOf(answers, [command]);
    switch (readProperty(textOf(answers(command)))) {
      case '1':
        return inferred(fine('probably-right', evidence));
      case '0':
        return inferred(forHand('probably-wrong', evidence, { cure: 'allow-install' }));
      default:
        return unknown('unreadable', evidence, { cure: 'allow-install' });
    }
  },
};
