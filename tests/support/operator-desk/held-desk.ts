import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import type { TapArea } from '../../../electron/contract/jobs.ts';
import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import { messengerVariants, type MessengerVariant } from '../../../simulator/messenger/variant.ts';
import { Hand, type Wanted } from '../../../simulator/screens/hand.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { World } from '../../../simulator/world/world.ts';
import type { GroupPlan } from '../../../simulator/world/world-plan.ts';
import { ConsolePage } from '../console-pages/console-page.ts';
import { openMachineAdb } from '../desk-states/machine-adb.ts';
import { inMain, launchConsole } from '../electron-app.ts';
import { openVirtualDesk } from '../virtual-desk.ts';

export interface HeldDeskWishes {
  readonly seed: number;
  readonly phoneCount: number;
  /** The groups of the world, and no others. */
  readonly groups: readonly GroupPlan[];
  /** The messenger in a place; the versions take turns unless said. */
  readonly messengerIn?: (place: number) => MessengerVariant;
}

/**
 * The built console in real Electron, and virtual phones of this process as its own: whoever holds them has hands on their
 * screens and the world's log of acts.
 */
export class HeldDesk {
  readonly console: ConsolePage;
  readonly desk: VirtualDesk;
  readonly world: World;
  readonly #close: () => Promise<void>;

  private constructor(console: ConsolePage, desk: VirtualDesk, close: () => Promise<void>) {
    this.console = console;
    this.desk = desk;
    this.world = desk.world;
    this.#close = close;
  }

  /** Resolves when every phone is ready. */
  static async open({ seed, phoneCount, groups, messengerIn = variantOf }: HeldDeskWishes): Promise<HeldDesk> {
    const closers: (() => unknown)[] = [];
    const closeAll = async (): Promise<void> => {
      for (const close of closers.toReversed()) await close();
    };
    try {
      const world = new World({ seed, phoneCount, plan: { groups } });
      const opened = await openVirtualDesk({ count: phoneCount, seed, world, variantOf: messengerIn });
      closers.push(opened.close);
      const adb = await openMachineAdb();
      closers.push(() => adb.close());
      const folder = mkdtempSync(join(tmpdir(), 'jiqun-held-'));
      closers.push(() => rmSync(folder, { recursive: true, force: true }));
      const dataFolder = join(folder, 'data');
      const running = await launchConsole({ dataFolder, adbPort: adb.port, phones: 0, flags: ['--no-adb-start'] });
      closers.push(() => running.close());
      const console = new ConsolePage(running);
      await console.untilLoaded();
      await handOverDesk(running.app, opened.desk.adbPort);
      await console.call('demo.start', { phoneCount });
      await console.untilReady(phoneCount);
      return new HeldDesk(console, opened.desk, closeAll);
    } catch (failure) {
      await closeAll();
      throw failure;
    }
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** The Android behind a place, counted from 1. */
  android(place: number): AndroidDevice {
    const { device } = this.desk.phone(place);
    if (device instanceof AndroidDevice) return device;
    throw new Error(`phone ${place} is no Android phone`);
  }

  /** A person's hand on the phone in that place: it sees what is painted and taps there, past adb and the console. */
  hand(place: number): Hand {
    return new Hand(this.android(place).phone.display.screens);
  }

  /** Whether the middle of a view on that phone's screen lies within the part of a picture of it. */
  isWithin(place: number, wanted: Wanted, area: TapArea): boolean {
    const node = this.hand(place).find(wanted);
    if (node === null) return false;
    const { left, top, right, bottom } = node.bounds;
    const { width, height } = this.android(place).phone.display.panel();
    const x = (left + right) / 2 / width - area.left;
    const y = (top + bottom) / 2 / height - area.top;
    return x > 0 && y > 0 && x < area.width && y < area.height;
  }

  /** The console's ids of the phones, in the order of the places. */
  async phoneIds(): Promise<readonly string[]> {
    const { phones } = await this.console.snapshot();
    return this.desk.phones.map(({ address }) => {
      const phone = phones.find(({ routes }) => routes.some(({ serial }) => serial === address));
      if (phone === undefined) throw new Error(`no phone at ${address}`);
      return phone.phoneId;
    });
  }
}

/** The version of the messenger in that place, where the versions take turns. */
export function variantOf(place: number): MessengerVariant {
  const variant = messengerVariants[(place - 1) % messengerVariants.length];
  if (variant === undefined) throw new Error('the messenger has no variant');
  return variant;
}

/** Has the console take phones that run already for those of the simulator that it starts; it cannot tell them apart. */
async function handOverDesk(app: ElectronApplication, adbPort: number): Promise<void> {
  await inMain(() =>
    app.evaluate(({ utilityProcess }, port) => {
      const { EventEmitter } = process.getBuiltinModule('node:events');
      const { PassThrough } = process.getBuiltinModule('node:stream');
      const fork = (): unknown => {
        const child = new EventEmitter();
        const stdout = new PassThrough();
        const end = (): boolean => child.emit('exit', 0);
        setImmediate(() => {
          child.emit('spawn');
          stdout.write(`${JSON.stringify({ event: 'ready', adbPort: port, controlPort: 1, token: 'none' })}\n`);
        });
        return Object.assign(child, { stdout, stderr: new PassThrough(), postMessage: end, kill: end });
      };
      Reflect.set(utilityProcess, 'fork', fork);
    }, adbPort),
  );
}
