import type { CureCode, SkinFamily } from '../../contract/preparation.ts';
import type { CommandRefusal } from '../health/tools/error-classes.ts';

const ofInstall: Readonly<Partial<Record<CommandRefusal, CureCode>>> = {
  'install-user-restricted': 'allow-install',
  'install-no-space': 'free-space',
  'install-downgrade': 'install-by-hand',
  'install-already-exists': 'install-by-hand',
  'install-failed': 'install-by-hand',
};
/** Permissions that the vendor's switch withholds from adb. */
const ofSwitch: ReadonlySet<CommandRefusal> = new Set([
  'input-not-permitted',
  'settings-not-permitted',
  'grant-not-permitted',
]);
/** Their switch withholds more than the three: the time zone, keyboards, clearing an app. */
const withSwitch: ReadonlySet<SkinFamily> = new Set(['xiaomi', 'oppo']);

/** What a person can do about a change that the phone refused; `byHand` of the step where no switch is to blame. */
export function cureOfRefusal(
  refusal: CommandRefusal | null,
  { family, byHand }: { readonly family: SkinFamily; readonly byHand: CureCode },
): CureCode {
  if (refusal === null) return byHand;
  if (ofSwitch.has(refusal)) return 'allow-input';
  if (refusal === 'permission-denied' && withSwitch.has(family)) return 'allow-input';
  return ofInstall[refusal] ?? byHand;
}
