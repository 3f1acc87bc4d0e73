import { readProperty } from './property.ts';

export interface UsbFunctions {
  readonly hasDebugging: boolean;
  /** The cable is used for nothing but charging and debugging. */
  readonly isChargeOnly: boolean;
}

const harmless: ReadonlySet<string> = new Set(['adb', 'hdb', 'charging', 'none']);

/** Reads `getprop sys.usb.config`: the functions of the cable, `hisuite,mtp,mass_storage,adb,hdb` or `adb`. */
export function readUsbFunctions(text: string): UsbFunctions | null {
  const value = readProperty(text);
  if (value === null || !/^[a-z_]+(?:,[a-z_0-9.]+)*$/.test(value)) return null;
  const functions = value.split(',');
  return {
    hasDebugging: functions.includes('adb'),
    isChargeOnly: functions.every((name) => harmless.has(name)),
  };
}
