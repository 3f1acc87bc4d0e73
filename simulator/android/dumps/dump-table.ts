import type { Phone } from '../phone.ts';
import { dumpActivity } from './activity-dump.ts';
import { dumpBattery } from './battery-dump.ts';
import { dumpConnectivity } from './connectivity-dump.ts';
import { dumpLockSettings, dumpTrust } from './lock-dumps.ts';
import { dumpPackage } from './package-dump.ts';
import { dumpPower } from './power-dump.ts';
import { dumpBatteryStats, dumpCpuInfo, dumpMemInfo } from './resource-dumps.ts';
import { dumpDeviceIdle, dumpDisplay, dumpInputMethod, dumpNotification } from './system-dumps.ts';
import { dumpTelephony } from './telephony-dump.ts';
import { dumpWifi } from './wifi-dump.ts';
import { dumpWindow } from './window-dump.ts';

/** What a service tells about the phone; null where this Android level has no such service. */
export type Dump = (phone: Phone, args: readonly string[]) => string | null;

/** Services with a dump, in the order of `dumpsys -l`. */
export const dumps: ReadonlyMap<string, Dump> = new Map<string, Dump>([
  ['activity', dumpActivity],
  ['battery', dumpBattery],
  ['batterystats', dumpBatteryStats],
  ['connectivity', dumpConnectivity],
  ['cpuinfo', dumpCpuInfo],
  ['deviceidle', dumpDeviceIdle],
  ['display', dumpDisplay],
  ['input_method', dumpInputMethod],
  ['lock_settings', dumpLockSettings],
  ['meminfo', dumpMemInfo],
  ['notification', dumpNotification],
  ['package', dumpPackage],
  ['power', dumpPower],
  ['telephony.registry', dumpTelephony],
  ['trust', dumpTrust],
  ['wifi', dumpWifi],
  ['window', dumpWindow],
]);
