import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { KernelLine } from './kernel-line.ts';
import type { KernelLog } from './kernel-log.ts';
import type { UsbDevice, UsbPresence } from './usb-device.ts';

/** What the operating system told last. */
export interface UsbSight {
  readonly readAt: number;
  /** Null: this system does not tell. */
  readonly devices: readonly SeenDevice[] | null;
  /** The newest lines; null: this system does not tell. */
  readonly kernelLines: readonly KernelLine[] | null;
}

export interface SeenDevice extends UsbDevice {
  /** Since when it has been seen as it is now: on this port, with or without adb, usable or not. */
  readonly sinceAt: number;
}

export interface UsbWatchDeps {
  readonly presence: UsbPresence;
  readonly kernelLog: KernelLog;
  /** Timeouts and pauses; also the time that is told. */
  readonly machineClock: Clock;
  readonly everyMs: number;
  /** Asked before each look at the devices: without a missing phone nobody needs to know. The log is always read. */
  readonly isNeeded: () => boolean;
  readonly onChanged: () => void;
}

const keptLines = 200;
/** In pauses between two looks. */
const longestGap = 5;

/** Looks at USB again and again, cheaply while all is well. */
export class UsbWatch implements Disposable {
  readonly #deps: UsbWatchDeps;
  #sight: UsbSight = { readAt: 0, devices: null, kernelLines: null };
  #isDisposed = false;
  #cancel: (() => void) | null = null;

  constructor(deps: UsbWatchDeps) {
    this.#deps = deps;
  }

  start(): void {
    void this.#look(true);
  }

  sight(): UsbSight {
    return this.#sight;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancel?.();
  }

  async #look(isFirst: boolean): Promise<void> {
    const { presence, kernelLog, machineClock, isNeeded, everyMs, onChanged } = this.#deps;
    const now = machineClock.now();
    const looks = isFirst || isNeeded();
    const [devices, fresh] = await Promise.all([looks ? presence.read() : null, kernelLog.readNew(now)]);
    if (this.#isDisposed) return;
    const { kernelLines } = this.#sight;
    if (looks) this.#sight = { ...this.#sight, readAt: now, devices: this.#aged(devices, now) };
    this.#sight = {
      ...this.#sight,
      kernelLines: fresh === null ? null : [...(kernelLines ?? []), ...fresh].slice(-keptLines),
    };
    if (looks || (fresh?.length ?? 0) > 0) onChanged();
    this.#cancel = machineClock.after(everyMs, () => void this.#look(false));
  }

  /** Nobody looked for a while: whatever is seen now has been so since now. */
  #aged(devices: readonly UsbDevice[] | null, now: number): readonly SeenDevice[] | null {
    const { readAt, devices: before } = this.#sight;
    const isContinued = now - readAt <= this.#deps.everyMs * longestGap;
    return devices === null ? null : withAges(devices, isContinued ? (before ?? []) : [], now);
  }
}

function withAges(devices: readonly UsbDevice[], before: readonly SeenDevice[], now: number): SeenDevice[] {
  const known = new Map(before.map((device) => [keyOf(device), device.sinceAt]));
  return devices.map((device) => ({ ...device, sinceAt: known.get(keyOf(device)) ?? now }));
}

function keyOf({ portPath, serial, hasAdb, isConfigured }: UsbDevice): string {
  return `${portPath} ${serial ?? ''} ${hasAdb ? 'adb' : ''} ${isConfigured ? 'on' : ''}`;
}
