import type { Duplex } from 'node:stream';
import type { CommandStreams, DeviceFiles } from '../device-port.ts';
import type { DeskDevice, DeviceCondition, DeviceOrder } from './desk-device.ts';

const models = ['Redmi 7', 'Redmi Note 7', 'Redmi 6A', 'PCAM00', 'M1813'] as const;

/** A phone with a serial, a model and almost no Android: `echo`, `cat`, `getprop`, `exit`. */
export class PlainDevice implements DeskDevice {
  readonly serial: string;
  readonly model: string;
  readonly sdk = 28;
  readonly files: DeviceFiles = {
    stat: () => ({ errno: 'ENOENT' }),
    list: () => ({ errno: 'ENOENT' }),
    read: () => ({ errno: 'ENOENT' }),
    write: () => ({ errno: 'EROFS' }),
  };
  readonly #order: DeviceOrder;
  readonly #conditions = new Set<DeviceCondition>();
  #boots = 1;

  constructor(order: DeviceOrder) {
    this.#order = order;
    this.serial = `VD${order.seed}P${String(order.index).padStart(4, '0')}`;
    this.model = models[(order.index + order.generation) % models.length] ?? models[0];
  }

  banner(): { readonly properties: Readonly<Record<string, string>>; readonly features: readonly string[] } {
    const properties = { 'ro.product.name': 'onc', 'ro.product.model': this.model, 'ro.product.device': 'onc' };
    return { properties, features: ['shell_v2', 'cmd', 'stat_v2'] };
  }

  async run(command: string, streams: CommandStreams): Promise<number> {
    const [verb = '', ...words] = command.trim().split(/\s+/);
    const say = (text: string): Promise<void> => streams.writeOut(Buffer.from(`${text}\n`));
    if (verb === 'echo') await say(words.join(' '));
    else if (verb === 'exit') return Number(words[0] ?? 0);
    else if (verb === 'getprop') await say(words[0] === 'ro.serialno' ? this.serial : this.model);
    else if (verb === 'cat' && words[0] === '/proc/sys/kernel/random/boot_id') await say(this.#bootId);
    else if (verb === 'cat') for await (const chunk of streams.stdin) await streams.writeOut(chunk);
    else {
      await streams.writeErr(Buffer.from(`/system/bin/sh: ${verb}: inaccessible or not found\n`));
      return 127;
    }
    return 0;
  }

  reboot(): void {
    this.#boots++;
  }

  openSocket(): Duplex | null {
    return null;
  }

  truth(): unknown {
    return { bootId: this.#bootId, conditions: [...this.#conditions] };
  }

  setCondition(condition: DeviceCondition, isActive: boolean): void {
    if (isActive) this.#conditions.add(condition);
    else this.#conditions.delete(condition);
  }

  get #bootId(): string {
    const { index, seed, generation } = this.#order;
    const digits = [seed, index, generation, this.#boots].map((part) => part.toString(16).padStart(4, '0')).join('');
    return `00000000-0000-4000-8000-${digits.slice(-12)}`;
  }
}
