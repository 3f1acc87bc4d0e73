import { PassThrough } from 'node:stream';
import type { DeskDevice, DeviceFactory } from '../../simulator/desk/desk-device.ts';
import { createAndroidFactory } from '../../simulator/desk/default-device.ts';

/** Android phones on which something listens on `tcp:7` and gives back what it gets. */
export function createEchoPhones(desk: { readonly seed: number; readonly phoneCount: number }): DeviceFactory {
  const createAndroid = createAndroidFactory(desk);
  return (order) => withEcho(createAndroid(order));
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
