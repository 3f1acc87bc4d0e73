import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A device to be seen on USB. */
export interface TreeDevice {
  /** `1-2.3`; `usb1` for the computer's own ports. */
  readonly name: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly product: string;
  readonly serial: string | null;
  /** Ports of a hub; 0 for anything else. */
  readonly portCount: number;
  /** Null: the system refused to configure it. */
  readonly configuration: number | null;
  /** Class, subclass and protocol of each interface (`['ff', '42', '01']` is adb's). */
  readonly interfaces: readonly (readonly [string, string, string])[];
}

/** Writes devices as Linux shows them under `/sys/bus/usb/devices`: a folder of small files per device and interface. */
export class UsbTree {
  readonly #folder: string;
  readonly #written = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Makes the tree show these devices and no others. */
  show(devices: readonly TreeDevice[]): void {
    const wanted = new Map(devices.map((device) => [device.name, device]));
    for (const name of this.#written.keys()) if (!wanted.has(name)) this.#remove(name);
    for (const device of devices) {
      const text = JSON.stringify(device);
      if (this.#written.get(device.name) === text) continue;
      this.#remove(device.name);
      this.#write(device);
      this.#written.set(device.name, text);
    }
  }

  #write(device: TreeDevice): void {
    const isHub = device.portCount > 0;
    this.#writeFiles(device.name, {
      idVendor: device.vendorId,
      idProduct: device.productId,
      product: device.product,
      bDeviceClass: isHub ? '09' : '00',
      maxchild: String(device.portCount),
      bConfigurationValue: device.configuration === null ? '' : String(device.configuration),
      ...(device.serial !== null && { serial: device.serial }),
    });
    if (device.configuration === null) return;
    for (const [index, [kind, subclass, protocol]] of device.interfaces.entries()) {
      const files = { bInterfaceClass: kind, bInterfaceSubClass: subclass, bInterfaceProtocol: protocol };
      this.#writeFiles(`${device.name}:${device.configuration}.${index}`, files);
    }
  }

  #writeFiles(name: string, files: Readonly<Record<string, string>>): void {
    mkdirSync(join(this.#folder, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(this.#folder, name, file), `${text}\n`);
  }

  #remove(name: string): void {
    this.#written.delete(name);
    for (const entry of readdirSync(this.#folder)) {
      if (entry === name || entry.startsWith(`${name}:`)) {
        rmSync(join(this.#folder, entry), { recursive: true, force: true });
      }
    }
  }
}
