import { createPhone } from '../android/android-device.ts';
import type { DeviceFactory } from '../desk/desk-device.ts';
import { modelForPlace } from '../models/phone-model.ts';
import { World } from '../world/world.ts';
import { AgeingDevice } from './ageing-device.ts';
import { Course } from './course.ts';
import { planAgeing } from './incident-plan.ts';
import type { AgeingPlan } from './incident.ts';

export interface AgeingOrder {
  readonly seed: number;
  readonly phoneCount: number;
  readonly fromAt: number;
  readonly days: number;
  /** How often somebody looks; incidents last at least two of these. */
  readonly pollIntervalMs: number;
}

/** EMUI hides the files that tell it. */
function showsWear(index: number): boolean {
  return modelForPlace(index).skin.kind !== 'emui';
}

/** Phones for a `VirtualDesk` whose clock is moved over days, and the truth about what befalls them. */
export function createAgeingDesk(order: AgeingOrder): {
  readonly plan: AgeingPlan;
  readonly createDevice: DeviceFactory;
} {
  const { seed, pollIntervalMs } = order;
  const plan = planAgeing({ ...order, showsWear });
  const world = new World(order);
  const createDevice: DeviceFactory = (place) =>
    new AgeingDevice(createPhone({ ...place, world }), {
      course: new Course(place.index, { plan, seed, pollIntervalMs }),
      clock: place.clock,
    });
  return { plan, createDevice };
}
