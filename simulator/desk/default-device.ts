import { createAndroidDevice, type AndroidDevice } from '../android/android-device.ts';
import { World } from '../world/world.ts';
import type { DeskDevice, DeviceCondition, DeviceFactory } from './desk-device.ts';

/** Android phones that share one messenger world: what a desk consists of when nobody asks for other devices. */
export function createAndroidFactory(desk: { readonly seed: number; readonly phoneCount: number }): DeviceFactory {
  const world = new World(desk);
  return (order) => asDeskDevice(createAndroidDevice({ ...order, world }));
}

function asDeskDevice(android: AndroidDevice): DeskDevice {
  const conditions = new Set<DeviceCondition>();
  return {
    serial: android.serial,
    model: android.model,
    sdk: android.sdk,
    files: android.files,
    banner: () => android.banner(),
    run: (command, streams) => android.run(command, streams),
    reboot: (target) => android.reboot(target),
    openSocket: (name) => android.openSocket(name),
    truth: () => ({ bootId: android.phone.bootId, conditions: [...conditions] }),
    setCondition(condition, isActive) {
      if (isActive) conditions.add(condition);
      else conditions.delete(condition);
    },
  };
}
