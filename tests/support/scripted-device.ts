import type { Duplex } from 'node:stream';
import type { DeskDevice, DeviceCondition, DeviceOrder } from '../../simulator/desk/desk-device.ts';
import type { CommandStreams, DeviceFiles } from '../../simulator/device-port.ts';

/** What a test may decide about a scripted phone. */
export interface DeviceScript {
  readonly serial?: string;
  readonly model?: string;
  readonly bootId?: string | null;
  readonly wlanMac?: string | null;
  readonly uptimeMs?: number | null;
}

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('picture'),
  Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
]);

const dialler = 'com.android.dialer/.DialtactsActivity';
const launcher = 'com.android.launcher3/.Launcher';

/**
 * A phone that answers the device layer's own questions at once and nothing else: what the layer makes of answers is
 * tested with it, what phones really print is not.
 */
export class ScriptedDevice implements DeskDevice {
  readonly serial: string;
  readonly model: string;
  readonly sdk = 28;
  /** Every command line that was run, in order. */
  readonly commands: string[] = [];
  readonly files: DeviceFiles = {
    stat: () => ({ errno: 'ENOENT' }),
    list: () => ({ errno: 'ENOENT' }),
    read: () => ({ errno: 'ENOENT' }),
    write: () => ({ errno: 'EROFS' }),
  };
  readonly #script: DeviceScript;
  readonly #order: DeviceOrder;
  #boots = 1;
  #focus = launcher;

  constructor(order: DeviceOrder, script: DeviceScript = {}) {
    this.#order = order;
    this.#script = script;
    const place = `${order.index}G${order.generation}`;
    this.serial = script.serial ?? `TEST${order.seed}P${place}`;
    this.model = script.model ?? 'Redmi 7';
  }

  banner(): { readonly properties: Readonly<Record<string, string>>; readonly features: readonly string[] } {
    const properties = { 'ro.product.name': 'onc', 'ro.product.model': this.model, 'ro.product.device': 'onc' };
    return { properties, features: ['shell_v2', 'cmd', 'stat_v2'] };
  }

  async run(command: string, streams: CommandStreams): Promise<number> {
    this.commands.push(command);
    if (command.startsWith('screencap')) {
      await streams.writeOut(Buffer.concat([Buffer.from('[Warning] Multiple displays\n'), png]));
      return 0;
    }
    await streams.writeOut(Buffer.from(this.#answer(command)));
    return 0;
  }

  reboot(): void {
    this.#boots++;
  }

  openSocket(): Duplex | null {
    return null;
  }

  truth(): unknown {
    return { bootId: this.#bootId };
  }

  setCondition(_condition: DeviceCondition, _isActive: boolean): void {
    // Nothing above the wire is scripted.
  }

  #answer(command: string): string {
    const mark = /^M=(\w+);/.exec(command)?.[1];
    if (mark !== undefined) return this.#sections(command, mark);
    if (command.startsWith('getprop ro.serialno')) return `${this.serial}\n${this.#bootId ?? ''}\n`;
    if (command.includes('android.intent.action.DIAL')) {
      this.#focus = dialler;
      return 'Starting: Intent { act=android.intent.action.DIAL dat=tel:xx }\n';
    }
    if (command === 'input keyevent KEYCODE_HOME') this.#focus = launcher;
    if (command.startsWith('dumpsys window')) return `  mCurrentFocus=Window{1 u0 ${this.#focus}}\n`;
    return '';
  }

  #sections(command: string, mark: string): string {
    const names = [...command.matchAll(/echo "\$M>([\w-]+)"/g)].map((match) => match[1] ?? '');
    return names.map((name) => `${mark}>${name}\n${this.#section(name)}\n${mark}=0\n${mark}<${name}\n`).join('');
  }

  #section(name: string): string {
    switch (name) {
      case 'getprop':
        return [
          `[ro.serialno]: [${this.serial}]`,
          `[ro.product.model]: [${this.model}]`,
          '[ro.build.version.sdk]: [28]',
          '[ro.boot.jiqun.virtual]: [1]',
        ].join('\n');
      case 'boot-id':
        return this.#bootId ?? 'cat: /proc/sys/kernel/random/boot_id: Permission denied';
      case 'uptime':
        return this.#script.uptimeMs === null ? '' : `${((this.#script.uptimeMs ?? 100_000) / 1000).toFixed(2)} 1.00`;
      case 'wlan-mac':
        return this.#script.wlanMac ?? '';
      case 'battery':
        return 'Current Battery Service state:\n  USB powered: true\n  level: 80\n  scale: 100\n  status: 2\n  temperature: 300';
      case 'clock':
        return String(Math.floor(Date.now() / 1000));
      default:
        return '';
    }
  }

  get #bootId(): string | null {
    if (this.#script.bootId !== undefined) return this.#script.bootId;
    const { index, seed, generation } = this.#order;
    const digits = [seed, index, generation, this.#boots].map((part) => part.toString(16).padStart(3, '0')).join('');
    return `00000000-0000-4000-8000-${digits.slice(-12)}`;
  }
}
