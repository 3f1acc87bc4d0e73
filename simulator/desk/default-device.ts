import { createAndroidDevice } from '../android/android-device.ts';
import { World } from '../world/world.ts';
import type { DeviceFactory } from './desk-device.ts';

/** Android phones that share one messenger world: what a desk consists of when nobody asks for other devices. */
export function createAndroidFactory(desk: { readonly seed: number; readonly phoneCount: number }): DeviceFactory {
  const world = new World(desk);
  return (order) => createAndroidDevice({ ...order, world });
}
