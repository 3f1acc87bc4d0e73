import type { SimulatorClock } from '../clock.ts';
import type { BootTarget, VirtualDevice } from '../device-port.ts';
import type { InterruptionSpec } from '../faults/interruption-spec.ts';

/** Troubles inside the phone, above the wire; the device decides what each means for its dumps and screens. */
export const deviceConditions = [
  'low-battery',
  'hot-battery',
  'full-disk',
  'lock-screen',
  'no-idle-state',
  'empty-tree',
  'blocked-tree',
  'app-crash',
  'update-dialog',
  'too-frequent',
  'wrong-screen',
  'security-switch-off',
  'install-refused',
  'settings-not-kept',
  'charge-only',
  'automation-taken',
] as const;
export type DeviceCondition = (typeof deviceConditions)[number];

/** A device as the desk needs it: what adbd serves, plus what the desk tells about it. */
export interface DeskDevice extends VirtualDevice {
  /** `ro.product.model`. */
  readonly model: string;
  readonly sdk: number;
  /** Facts of the phone for tests to compare with, as plain data. */
  truth(): unknown;
  setCondition(condition: DeviceCondition, isActive: boolean): void;
  /** Lets something come between an operator and the messenger; the returned function ends it. */
  interrupt?(spec: InterruptionSpec): () => void;
  /** Tells who to call when a command on the phone itself asks for a restart (`reboot`, `svc power reboot`). */
  onRestartAsked?(listener: (target: BootTarget) => void): void;
}

export interface DeviceOrder {
  /** 1-based place on the desk. */
  readonly index: number;
  readonly seed: number;
  readonly clock: SimulatorClock;
  /** 0 for the first phone in this place, one more for each that replaces it under the same serial. */
  readonly generation: number;
}

export type DeviceFactory = (order: DeviceOrder) => DeskDevice;
