import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { askAdbServer } from '../../../simulator/desk/adb-request.ts';
import { createAndroidDevice, type AndroidDevice } from '../../../simulator/android/android-device.ts';
import { UsbBench, type UsbBenchOptions } from '../../../simulator/usb/usb-bench.ts';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { World } from '../../../simulator/world/world.ts';
import type { ListProxy } from '../../../simulator/proxy/list-proxy.ts';
import { findAdbProgram } from '../adb-program.ts';

const mostTries = 100;
const tryAgainMs = 100;
const askTimeoutMs = 5_000;

/** Where the phones hang: two hubs at the computer, one on another hub, one on a second bus, one phone by itself. */
export const desk16 = [
  '1-6',
  '1-1.1',
  '1-1.2',
  '1-1.3',
  '1-1.4',
  '1-1.5',
  '1-2.1',
  '1-2.2',
  '1-2.3',
  '1-2.4',
  '1-2.7.1',
  '1-2.7.2',
  '1-2.7.3',
  '2-1.1',
  '2-1.2',
  '2-1.3',
] as const;

/** What the operating system tells on this desk. */
export interface Sight {
  readonly hasTree: boolean;
  readonly hasLog: boolean;
  readonly showsPorts: boolean;
}

/** A desk of real-looking phones on cables, on a real adb server behind the list proxy. */
export class CabledPhones {
  readonly desk: VirtualDesk;
  readonly folder: string;
  readonly #devices: ReadonlyMap<number, AndroidDevice>;

  private constructor(desk: VirtualDesk, folder: string, devices: ReadonlyMap<number, AndroidDevice>) {
    this.desk = desk;
    this.folder = folder;
    this.#devices = devices;
  }

  static async open(count: number, seed: number): Promise<CabledPhones> {
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-cables-'));
    const world = new World({ seed, phoneCount: count });
    const devices = new Map<number, AndroidDevice>();
    const desk = await VirtualDesk.start({
      count,
      seed,
      bootMs: 400,
      adbPath: findAdbProgram(),
      stateFolder: join(folder, 'adb'),
      createDevice: (order) => {
        const device = createAndroidDevice({ ...order, world });
        device.phone.setProperty('ro.boot.jiqun.virtual', '0');
        devices.set(order.index, device);
        return device;
      },
    });
    return new CabledPhones(desk, folder, devices);
  }

  device(index: number): AndroidDevice {
    const device = this.#devices.get(index);
    if (device === undefined) throw new RangeError(`no phone ${index}`);
    return device;
  }

  /** Connects a phone to the adb server again and resolves when that calls it `device`: a cable does that by itself. */
  async untilConnected(index: number): Promise<void> {
    const { address } = this.desk.phone(index);
    // What adb still holds of the old connection would keep the new one waiting for ten seconds.
    await askAdbServer(this.desk.adbPort, `host:disconnect:${address}`, askTimeoutMs);
    for (let tries = 0; tries < mostTries; tries++) {
      await this.desk.connectPhones();
      const { text } = await askAdbServer(this.desk.adbPort, 'host:devices', askTimeoutMs);
      if (text.includes(`${address}\tdevice`)) return;
      await delay(tryAgainMs);
    }
    throw new Error(`phone ${index} did not come back to its adb server`);
  }

  /** New cables for all phones, as if the desk had just been set up. */
  async cable(
    ports: readonly string[],
    sight: Sight,
  ): Promise<{ bench: UsbBench; proxy: ListProxy; tree: string; log: string }> {
    const folder = mkdtempSync(join(this.folder, 'bench-'));
    const proxy = await this.desk.proxy({ rows: [] });
    const [tree, log] = [join(folder, 'devices'), join(folder, 'kern.log')];
    const options: UsbBenchOptions = {
      desk: this.desk,
      proxy,
      ports,
      treeFolder: sight.hasTree ? tree : null,
      kernelLog: sight.hasLog ? log : null,
      showsPorts: sight.showsPorts,
    };
    return { bench: new UsbBench(options), proxy, tree, log };
  }

  async close(): Promise<void> {
    await this.desk.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
