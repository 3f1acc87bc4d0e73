import type { SkinFamily } from '../../../contract/preparation.ts';
import { evidenceOf, fine, forHand, inferred, textOf, unknown } from '../finding.ts';
import type { PreparationStep } from '../step.ts';
import { inputProbeCommand, readInputProbe } from '../answers/input-probe.ts';
import { readProperty } from '../answers/property.ts';

interface InputSwitch {
  readonly id: string;
  readonly isFor: (family: SkinFamily) => boolean;
  /** A property that probably mirrors the vendor's switch (`1` on, `0` off); believed only where the probe proves nothing. */
  readonly property?: string;
}

/** The vendor's switch that lets adb press keys, change settings and grant permissions: proven by pressing no key. */
export function inputSwitchStep({ id, isFor, property }: InputSwitch): PreparationStep {
  const propertyCommands = property === undefined ? [] : [`getprop ${property}`];
  const commands = [inputProbeCommand, ...propertyCommands];
  return {
    id,
    cureByHand: 'allow-input',
    isFor: ({ family }) => isFor(family),
    readings: () => commands.map((command) => ({ command })),
    judge: (answers) => {
      const evidence = evidenceOf(answers, commands);
      const verdict = readInputProbe(answers(inputProbeCommand));
      if (verdict === 'allowed') return fine('right', evidence);
      if (verdict === 'refused') return forHand('wrong', evidence, { cure: 'allow-input' });
      const [mirror] = propertyCommands.map((command) => readProperty(textOf(answers(command))));
      if (mirror === '0') return inferred(forHand('probably-wrong', evidence, { cure: 'allow-input' }));
      return unknown('unreadable', evidence, { cure: 'allow-input' });
    },
  };
}

/** MIUI and HyperOS: "USB debugging (Security settings)". */
export const securityDebugging = inputSwitchStep({
  id: 'security-debugging',
  isFor: (family) => family === 'xiaomi',
  property: 'persist.security.adbinput',
});

/** ColorOS: 禁止权限监控. What its `persist.sys.permission.enable` means is not known, so it is not read. */
export const permissionMonitoring = inputSwitchStep({
  id: 'permission-monitoring',
  isFor: (family) => family === 'oppo',
});

/** All others, of which some have such a switch and most have none. */
export const simulatedInput = inputSwitchStep({
  id: 'simulated-input',
  isFor: (family) => family !== 'xiaomi' && family !== 'oppo',
});
