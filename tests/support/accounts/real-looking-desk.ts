import { createSystemClock, type Clock } from '../../../electron/runtime/clock.ts';
import { createAndroidDevice } from '../../../simulator/android/android-device.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { World } from '../../../simulator/world/world.ts';
import type { TestConsole } from '../services.ts';
import { startVirtualDesk } from '../virtual-desk.ts';

/** Phones that do not say that they are virtual, on a clock of their own: the console takes them for real ones. */
export function startRealLookingDesk(truth: Clock, count = 1): Promise<VirtualDesk> {
  const world = new World({ seed: 1, phoneCount: count });
  return startVirtualDesk({
    count,
    clock: truth,
    machineClock: createSystemClock(),
    createDevice: (order) => {
      const device = createAndroidDevice({ ...order, world });
      device.phone.setProperty('ro.boot.jiqun.virtual', '0');
      return device;
    },
  });
}

/** Resolves once every phone of the desk has told its time. */
export async function whenPolled(console: TestConsole, count = 1): Promise<void> {
  await console.waitFor(
    ({ phones }) => phones.filter(({ state, health }) => state === 'ready' && health.polledAt !== null).length >= count,
    60_000,
  );
}
