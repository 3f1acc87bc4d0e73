import { askAdbServer } from './desk/adb-request.ts';
import type { SimulatorClock } from './clock.ts';
import { createAndroidFactory } from './desk/default-device.ts';
import type { DeviceFactory } from './desk/desk-device.ts';
import { findFreePort, nextPort, pickFirstPort } from './desk/free-port.ts';
import { endStaleServer, OwnAdbServer } from './desk/own-adb-server.ts';
import { createSystemClock } from './desk/system-clock.ts';
import { VirtualPhone, type PhoneTruth } from './desk/virtual-phone.ts';
import { ScenarioRunner, type FaultCounts, type ScenarioName } from './faults/scenario.ts';
import { ListProxy } from './proxy/list-proxy.ts';
import type { ListRules } from './proxy/list-rules.ts';
import type { MessengerVariant } from './messenger/variant.ts';
import type { Deed, Refusal } from './world/deed.ts';
import { SeededRandom } from './world/seeded-random.ts';
import { World } from './world/world.ts';

export interface VirtualDeskOptions {
  /** Number of phones, 1–200. */
  readonly count: number;
  /** Same seed, same phones. */
  readonly seed: number;
  /** The adb program whose server the phones hang on. */
  readonly adbPath: string;
  /** Private folder of the desk: the server's key and its pid file. */
  readonly stateFolder: string;
  /** Faults that befall the phones by themselves, the same for the same seed; `calm` unless said. */
  readonly scenario?: ScenarioName;
  /** The time of day on the phones; left out, the computer's. */
  readonly clock?: SimulatorClock;
  /**
   * The time that things take on the wire, in a command that waits and in a fault; left out, the same. A desk whose clock
   * is moved by hand needs the computer's here, or a phone that is to answer late never answers.
   */
  readonly machineClock?: SimulatorClock;
  /** The messenger's world that the phones share; one drawn from the seed unless said. */
  readonly world?: World;
  /** The messenger in a 1-based place; undefined, the one that goes with the model. */
  readonly variantOf?: (index: number) => MessengerVariant | undefined;
  /** Devices of another kind; they have a world of their own, or none. */
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
  /** The messenger's world: what is true of the groups, and the log of what was done. */
  readonly world: World;
  readonly #server: OwnAdbServer;
  readonly #clock: SimulatorClock;
  readonly #now: () => number;
  readonly #random: SeededRandom;
  readonly #proxies: ListProxy[] = [];
  #scenario: ScenarioRunner | null = null;
  #isScenarioRunning = false;
  #hasStopped = false;

  private constructor(parts: DeskParts) {
    this.phones = parts.phones;
    this.world = parts.world;
    this.#server = parts.server;
    this.#clock = parts.clock;
    this.#now = parts.now;
    this.#random = new SeededRandom(parts.seed).fork('faults');
  }

  /**
   * Starts the phones and the adb server, and resolves when every phone is connected to it. Rejects, leaving
   * nothing behind, when the adb program cannot be started or no ports are free.
   */
  static async start(options: VirtualDeskOptions): Promise<VirtualDesk> {
    const { adbPath, stateFolder, seed } = options;
    const clock = options.clock ?? createSystemClock();
    const machineClock = options.machineClock ?? clock;
    await endStaleServer(stateFolder);
    const world = options.world ?? new World({ seed, phoneCount: options.count });
    const phones: VirtualPhone[] = [];
    let server: OwnAdbServer | null = null;
    try {
      const freePort = await plugInPhones({ ...options, clock, machineClock, world }, phones);
      server = await OwnAdbServer.startFrom(freePort, { adbPath, stateFolder });
      const desk = new VirtualDesk({ phones, world, server, clock: machineClock, now: () => clock.now(), seed });
      await desk.connectPhones();
      desk.setScenario(options.scenario ?? 'calm');
      return desk;
    } catch (cause) {
      await server?.kill();
      await Promise.all(phones.map((phone) => phone.dispose()));
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

  /** The scenario that runs; null after it was stopped. */
  get scenario(): ScenarioName | null {
    return this.#isScenarioRunning ? (this.#scenario?.name ?? null) : null;
  }

  /** When the last fault that the scenario has started so far ends, epoch ms; 0 without a scenario. */
  get lastFaultEndsAt(): number {
    return this.#scenario?.lastEndsAt ?? 0;
  }

  /** What the scenario that runs, or ran last, has started so far. */
  get faultCounts(): FaultCounts {
    return this.#scenario?.counts ?? { total: 0, drops: 0, longDrops: 0 };
  }

  /** Lets another scenario run, or none; faults under way end by themselves. */
  setScenario(name: ScenarioName | null): void {
    this.#scenario?.stop();
    this.#isScenarioRunning = name !== null;
    if (name === null) return;
    this.#scenario = new ScenarioRunner({
      name,
      phoneCount: this.phones.length,
      random: () => this.#random.next(),
      clock: this.#clock,
      startFault: (index, request) => this.phone(index + 1).startFault(request),
    });
    this.#scenario.start();
  }

  /** The phone in a place, counted from 1. */
  phone(index: number): VirtualPhone {
    const phone = this.phones[index - 1];
    if (phone === undefined) throw new RangeError(`the desk has no phone ${index}`);
    return phone;
  }

  /** What is true of every phone right now. With the adb server dead all are absent. */
  truth(): readonly PhoneTruth[] {
    return this.phones.map((phone) => phone.truth(this.isAdbServerRunning));
  }

  /** Somebody does something in the messenger's world without a phone of the desk; null is an outsider. */
  perform(deed: Deed, accountId: string | null = null): Refusal | null {
    return this.world.perform(deed, { accountId, at: this.#now() });
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
    // One after the other: adb 29 now and then crashes (SIGSEGV) over several connects at once.
    for (const phone of this.phones) {
      await askAdbServer(this.adbPort, `host:connect:${phone.address}`, connectTimeoutMs);
    }
  }

  /** Puts a proxy that rewrites the device list in front of the adb server; it ends with the desk. */
  async proxy(rules: ListRules): Promise<ListProxy> {
    const proxy = new ListProxy(this.adbPort, rules);
    await proxy.listen(await findFreePort(nextPort(this.adbPort)));
    this.#proxies.push(proxy);
    return proxy;
  }

  /** Ends the server and every phone; resolves when no process, port or timer is left. */
  async stop(): Promise<void> {
    if (this.#hasStopped) return;
    this.#hasStopped = true;
    this.#scenario?.stop();
    await Promise.all(this.#proxies.map((proxy) => proxy.close()));
    await this.#server.kill();
    await Promise.all(this.phones.map((phone) => phone.dispose()));
  }
}

interface DeskParts {
  readonly phones: readonly VirtualPhone[];
  readonly world: World;
  readonly server: OwnAdbServer;
  readonly clock: SimulatorClock;
  /** The time of day on the phones. */
  readonly now: () => number;
  readonly seed: number;
}

/** Adds the desk's phones to `phones`, each on its own port; resolves with the port after the last one. */
async function plugInPhones(
  options: VirtualDeskOptions & {
    readonly clock: SimulatorClock;
    readonly machineClock: SimulatorClock;
    readonly world: World;
  },
  phones: VirtualPhone[],
): Promise<number> {
  const { machineClock, seed } = options;
  const clock: SimulatorClock = {
    now: () => options.clock.now(),
    after: (delayMs, task) => machineClock.after(delayMs, task),
  };
  const { world, variantOf } = options;
  const createDevice =
    options.createDevice ?? createAndroidFactory({ seed, phoneCount: options.count, world, variantOf });
  // A desk has the same addresses at every start, as a console remembers them; two desks of one seed do not meet.
  const random = new SeededRandom(options.stateFolder);
  let port = pickFirstPort(() => random.next());
  for (let index = 1; index <= options.count; index++) {
    const phone = new VirtualPhone({
      index,
      clock: machineClock,
      createDevice: (generation) => createDevice({ index, seed, clock, generation }),
      bootMs: options.bootMs ?? defaultBootMs,
      report: options.report ?? (() => undefined),
    });
    await phone.plugIn(port);
    phones.push(phone);
    port = nextPort(phone.port);
  }
  return port;
}
