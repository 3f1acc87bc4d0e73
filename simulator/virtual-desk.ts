import { askAdbServer } from './desk/adb-request.ts';
import type { SimulatorClock } from './clock.ts';
import { createDefaultDevice } from './desk/default-device.ts';
import type { DeviceFactory } from './desk/desk-device.ts';
import { findFreePort, nextPort, pickFirstPort } from './desk/free-port.ts';
import { endStaleServer, OwnAdbServer } from './desk/own-adb-server.ts';
import { createSystemClock } from './desk/system-clock.ts';
import { VirtualPhone, type PhoneTruth } from './desk/virtual-phone.ts';

export interface VirtualDeskOptions {
  /** Number of phones, 1–200. */
  readonly count: number;
  /** Same seed, same phones. */
  readonly seed: number;
  /** The adb program whose server the phones hang on. */
  readonly adbPath: string;
  /** Private folder of the desk: the server's key and its pid file. */
  readonly stateFolder: string;
  readonly clock?: SimulatorClock;
  readonly createDevice?: DeviceFactory;
  /** How long a reboot keeps a phone away. */
  readonly bootMs?: number;
  /** Told of bugs inside a virtual phone; they never stop the desk. */
  readonly report?: (problem: unknown) => void;
}

const defaultBootMs = 5_000;
const connectTimeoutMs = 15_000;

/** A desk of virtual phones on their own adb server. Everything it starts ends with `stop()`. */
export class VirtualDesk {
  readonly phones: readonly VirtualPhone[];
  readonly #server: OwnAdbServer;
  #hasStopped = false;

  private constructor(phones: readonly VirtualPhone[], server: OwnAdbServer) {
    this.phones = phones;
    this.#server = server;
  }

  /**
   * Starts the phones and the adb server, and resolves when every phone is connected to it. Rejects, leaving
   * nothing behind, when the adb program cannot be started or no ports are free.
   */
  static async start(options: VirtualDeskOptions): Promise<VirtualDesk> {
    await endStaleServer(options.stateFolder);
    const phones: VirtualPhone[] = [];
    // Where desks lie is chance, not part of the seed: two desks of one seed must not meet.
    let port = pickFirstPort(Math.random);
    let desk: VirtualDesk | null = null;
    try {
      for (let index = 1; index <= options.count; index++) {
        const phone = await plugInPhone(options, index, port);
        phones.push(phone);
        port = nextPort(phone.port);
      }
      const { adbPath, stateFolder } = options;
      const server = new OwnAdbServer({ adbPath, stateFolder, port: await findFreePort(port) });
      desk = new VirtualDesk(phones, server);
      await desk.startAdbServer();
      await desk.connectPhones();
      return desk;
    } catch (cause) {
      await Promise.all(phones.map((phone) => phone.dispose()));
      await desk?.killAdbServer();
      throw cause;
    }
  }

  /** Port of the desk's adb server on 127.0.0.1; stays the same over `killAdbServer` and `startAdbServer`. */
  get adbPort(): number {
    return this.#server.port;
  }

  get isAdbServerRunning(): boolean {
    return this.#server.isRunning;
  }

  /** Process id of the adb server while it runs. */
  get adbServerPid(): number | null {
    return this.#server.pid;
  }

  phone(index: number): VirtualPhone {
    const phone = this.phones[index - 1];
    if (phone === undefined) throw new RangeError(`the desk has no phone ${index}`);
    return phone;
  }

  /** What is true of every phone right now. With the adb server dead all are absent. */
  truth(): readonly PhoneTruth[] {
    const truths = this.phones.map((phone) => phone.truth());
    if (this.isAdbServerRunning) return truths;
    return truths.map((truth) => ({ ...truth, state: 'absent', acceptable: ['absent'] }));
  }

  /** Kills the adb server; the phones stay as they are. */
  killAdbServer(): Promise<void> {
    return this.#server.kill();
  }

  /** Starts it again on the same port; it lists no phone until somebody connects them. */
  startAdbServer(): Promise<void> {
    return this.#server.start();
  }

  /** Connects every phone, as an operator would with `adb connect`; phones that refuse are left out. */
  async connectPhones(): Promise<void> {
    const ask = (phone: VirtualPhone): Promise<unknown> =>
      askAdbServer(this.adbPort, `host:connect:${phone.address}`, connectTimeoutMs);
    await Promise.all(this.phones.map(ask));
  }

  /** Ends the server and every phone; resolves when no process, port or timer is left. */
  async stop(): Promise<void> {
    if (this.#hasStopped) return;
    this.#hasStopped = true;
    await this.#server.kill();
    await Promise.all(this.phones.map((phone) => phone.dispose()));
  }
}

async function plugInPhone(options: VirtualDeskOptions, index: number, firstPort: number): Promise<VirtualPhone> {
  const clock = options.clock ?? createSystemClock();
  const createDevice = options.createDevice ?? createDefaultDevice;
  const phone = new VirtualPhone({
    index,
    clock,
    createDevice: (generation) => createDevice({ index, seed: options.seed, clock, generation }),
    bootMs: options.bootMs ?? defaultBootMs,
    report: options.report ?? (() => undefined),
  });
  await phone.plugIn(firstPort);
  return phone;
}
