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
  /** Devices that were seen without a configuration, each port's last time. */
  readonly refusals: readonly Refusal[];
  /** The newest lines; null: this system does not tell. */
  readonly kernelLines: readonly KernelLine[] | null;
}

export interface SeenDevice extends UsbDevice {
  /** Since when it has been seen as it is now: on this port, with or without adb, usable or not. */
  readonly sinceAt: number;
}

/** The system saw a device and would not, or could not, let it be used. */
export interface Refusal {
  readonly portPath: string;
  readonly serial: string;
  readonly at: number;
}

/** What an earlier run of the console saw and nobody says twice. */
export type EarlierSight = Pick<UsbSight, 'refusals'> & { readonly kernelLines: readonly KernelLine[] };

export interface UsbWatchDeps {
  readonly presence: UsbPresence;
  readonly kernelLog: KernelLog;
  /** Timeouts and pauses; also the time that is told. */
  readonly machineClock: Clock;
  readonly everyMs: number;
  /** Asked before each look at the devices: without a missing phone nobody needs to know. The log is always read. */
  readonly isNeeded: () => boolean;
  readonly onChanged: () => void;
  readonly earlier?: EarlierSight;
}

const keptLines = 200;
const keptRefusals = 64;

/** Looks at USB again and again, cheaply while all is well. */
export class UsbWatch implements Disposable {
  readonly #deps: UsbWatchDeps;
  #sight: UsbSight;
  /** Nobody needed to know since the last look. */
  #hasRested = false;
  #isDisposed = false;
  #cancel: (() => void) | null = null;

  constructor(deps: UsbWatchDeps) {
    const { refusals, kernelLines } = deps.earlier ?? { refusals: [], kernelLines: [] };
    this.#deps = deps;
    this.#sight = { readAt: 0, devices: null, refusals, kernelLines: kernelLines.length === 0 ? null : kernelLines };
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
    if (!looks) this.#hasRested = true;
    if (looks) {
      const aged = this.#aged(devices, now);
      const refusals = withRefusals(this.#sight.refusals, aged ?? [], now);
      this.#sight = { ...this.#sight, readAt: now, devices: aged, refusals };
    }
    // A log that is being exchanged for a new one cannot be read for a moment: what it said before stays said.
    if (fresh !== null) {
      this.#sight = { ...this.#sight, kernelLines: newestOf([...(kernelLines ?? []), ...fresh]) };
    }
    if (looks || (fresh?.length ?? 0) > 0) onChanged();
    this.#cancel = machineClock.after(everyMs, () => void this.#look(false));
  }

  /** Where nobody looked for a while, whatever is seen now has been so since now. A computer that slept has not rested. */
  #aged(devices: readonly UsbDevice[] | null, now: number): readonly SeenDevice[] | null {
    const before = this.#hasRested ? [] : (this.#sight.devices ?? []);
    this.#hasRested = false;
    return devices === null ? null : withAges(devices, before, now);
  }
}

function isPlugging({ kind }: KernelLine): boolean {
  return kind === 'connected' || kind === 'disconnected';
}

/** A loose cable that comes and goes all day does not push out what was said once. */
function newestOf(lines: readonly KernelLine[]): KernelLine[] {
  const kept = new Set([
    ...lines.filter(isPlugging).slice(-keptLines),
    ...lines.filter((line) => !isPlugging(line)).slice(-keptLines),
  ]);
  return lines.filter((line) => kept.has(line));
}

/** It is there, somebody's own, allowed, and was given no configuration. */
export function isRefused({ isConfigured, isAuthorized, isHub, serial }: UsbDevice): boolean {
  return !isConfigured && isAuthorized && !isHub && serial !== null;
}

/** For a moment every new device is without a configuration: only one that stays so was refused. */
function withRefusals(known: readonly Refusal[], devices: readonly SeenDevice[], now: number): Refusal[] {
  const byPort = new Map(known.map((refusal) => [refusal.portPath, refusal]));
  for (const device of devices) {
    const { portPath, serial, sinceAt } = device;
    if (isRefused(device) && serial !== null && sinceAt !== now) byPort.set(portPath, { portPath, serial, at: now });
  }
  return [...byPort.values()].toSorted((left, right) => left.at - right.at).slice(-keptRefusals);
}

function withAges(devices: readonly UsbDevice[], before: readonly SeenDevice[], now: number): SeenDevice[] {
  const known = new Map(before.map((device) => [keyOf(device), device.sinceAt]));
  return devices.map((device) => ({ ...device, sinceAt: known.get(keyOf(device)) ?? now }));
}

function keyOf({ portPath, serial, hasAdb, isBootloader, isConfigured }: UsbDevice): string {
  const kind = isBootloader ? 'bootloader' : hasAdb ? 'adb' : '';
  return `${portPath} ${serial ?? ''} ${kind} ${isConfigured ? 'on' : ''}`;
}
