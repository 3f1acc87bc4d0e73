import { PassThrough } from 'node:stream';
import { createAndroidDevice } from '../../simulator/android/android-device.ts';
import type { DeskDevice, DeviceFactory } from '../../simulator/desk/desk-device.ts';
import { World } from '../../simulator/world/world.ts';

/** Android phones of the given models, in order, on which something listens on `tcp:7` and gives back what it gets. */
export function createEchoPhones(seed: number, modelKeys: readonly string[]): DeviceFactory {
  const world = new World({ seed, phoneCount: modelKeys.length });
  return (order) => {
    const modelKey = modelKeys[order.index - 1];
    return withEcho(createAndroidDevice({ ...order, world, ...(modelKey === undefined ? {} : { modelKey }) }));
  };
}

function withEcho(device: DeskDevice): DeskDevice {
  return {
    serial: device.serial,
    model: device.model,
    sdk: device.sdk,
    files: device.files,
    banner: () => device.banner(),
    run: (command, streams) => device.run(command, streams),
    reboot: (target) => device.reboot(target),
    openSocket: (name) => (name === 'tcp:7' ? new PassThrough() : device.openSocket(name)),
    truth: () => device.truth(),
    setCondition: (condition, isActive) => device.setCondition(condition, isActive),
  };
}
