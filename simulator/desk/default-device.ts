import type { DeviceOrder, DeskDevice } from './desk-device.ts';
import { PlainDevice } from './plain-device.ts';

/** The device in each place of a desk when nobody asks for another. */
export function createDefaultDevice(order: DeviceOrder): DeskDevice {
  return new PlainDevice(order);
}
