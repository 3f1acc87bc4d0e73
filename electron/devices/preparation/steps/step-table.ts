import type { PreparationStep } from '../step.ts';
import { animations } from './animations.ts';
import { authorised } from './authorised.ts';
import { automaticClock } from './automatic-clock.ts';
import { batteryExceptions } from './battery-exceptions.ts';
import { batterySaver } from './battery-saver.ts';
import { brightness } from './brightness.ts';
import { chargeOnlyDebugging } from './charge-only-debugging.ts';
import { helperApps } from './helper-apps.ts';
import { permissionMonitoring, securityDebugging, simulatedInput } from './input-switch.ts';
import { keptAuthorisation } from './kept-authorisation.ts';
import { messenger } from './messenger.ts';
import { screenLock } from './screen-lock.ts';
import { stayAwake } from './stay-awake.ts';
import { timeZone } from './time-zone.ts';
import { usbInstall } from './usb-install.ts';
import { volume } from './volume.ts';

/** Every step of this layer, in the order of the page; what a later one needs stands before it. */
export const stepTable: readonly PreparationStep[] = [
  authorised,
  keptAuthorisation,
  securityDebugging,
  permissionMonitoring,
  simulatedInput,
  usbInstall,
  chargeOnlyDebugging,
  stayAwake,
  screenLock,
  brightness,
  volume,
  animations,
  timeZone,
  automaticClock,
  batterySaver,
  messenger,
  helperApps,
  batteryExceptions,
];
