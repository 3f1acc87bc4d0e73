import { createAndroidDevice } from '../../simulator/android/android-device.ts';
import type { DeviceFactory } from '../../simulator/desk/desk-device.ts';
import { World } from '../../simulator/world/world.ts';

/** Android phones of chosen models, one for each place of the desk, in one world. */
export function createModelPhones(
  seed: number,
  modelKeys: readonly string[],
): { readonly createDevice: DeviceFactory; readonly world: World } {
  const world = new World({ seed, phoneCount: modelKeys.length });
  const createDevice: DeviceFactory = (order) => {
    const modelKey = modelKeys[order.index - 1];
    return createAndroidDevice({ ...order, world, ...(modelKey === undefined ? {} : { modelKey }) });
  };
  return { createDevice, world };
}
