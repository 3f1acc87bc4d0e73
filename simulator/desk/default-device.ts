import { createAndroidDevice } from '../android/android-device.ts';
import type { MessengerVariant } from '../messenger/variant.ts';
import { World } from '../world/world.ts';
import type { DeviceFactory } from './desk-device.ts';

export interface AndroidFactoryOptions {
  readonly seed: number;
  readonly phoneCount: number;
  /** The world that the phones share; one of the seed unless said. */
  readonly world?: World | undefined;
  /** The messenger in a 1-based place; undefined, the one that goes with the model. */
  readonly variantOf?: ((index: number) => MessengerVariant | undefined) | undefined;
}

/** Android phones that share one messenger world: what a desk consists of when nobody asks for other devices. */
export function createAndroidFactory({ world, variantOf, ...desk }: AndroidFactoryOptions): DeviceFactory {
  const shared = world ?? new World(desk);
  return (order) => createAndroidDevice({ ...order, world: shared, variant: variantOf?.(order.index) });
}
