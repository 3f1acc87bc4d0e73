import { AdbServer } from '../../../electron/adb/adb-server.ts';
import type { DeviceRow } from '../../../electron/adb/device-row.ts';
import { findAdb } from '../../../electron/adb/adb-program.ts';
import type { AdbProgram } from '../../../electron/adb/adb-program.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { DeskDevice, DeviceFactory } from '../../../simulator/desk/desk-device.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { openVirtualDesk } from '../../support/virtual-desk.ts';
import { TinyDevice } from '../../support/tiny-device.ts';

class TinyDeskDevice extends TinyDevice implements DeskDevice {
  readonly model = 'Tiny Phone';
  readonly sdk = 28;

  truth(): unknown {
    return { reboots: this.rebootTargets.length };
  }

  setCondition(): void {
    // Nothing inside a tiny phone can be in trouble.
  }
}

/** The adb program of this machine. */
export async function requireAdb(): Promise<AdbProgram> {
  return valueOf(await findAdb({ configuredPath: null, env: process.env, platform: process.platform }));
}

export interface TinyDesk {
  readonly desk: VirtualDesk;
  /** Ends the desk and removes its folder. */
  stop(): Promise<void>;
}

const createDevice: DeviceFactory = ({ index }) => new TinyDeskDevice(`TINY${index}`);

/** Real adb server, phones that speak the real protocol, and almost no Android behind it. */
export async function startTinyDesk(count: number): Promise<TinyDesk> {
  const { desk, close } = await openVirtualDesk({ count, seed: 7, bootMs: 200, createDevice });
  return { desk, stop: close };
}

export function clientOf(desk: VirtualDesk): AdbServer {
  const deps = { address: '127.0.0.1', port: desk.adbPort, logger: silentLogger, clock: createSystemClock() };
  return new AdbServer(deps);
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.error.code;
}

/** The row of a phone by its place on the desk. */
export async function rowOf(client: AdbServer, desk: VirtualDesk, index: number): Promise<DeviceRow | undefined> {
  const rows = valueOf(await client.listDevices({ timeoutMs: 5_000 }));
  return rows.find((row) => row.serial === desk.phone(index).address);
}
