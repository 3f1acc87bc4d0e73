import { AdbServer } from '../../../electron/adb/adb-server.ts';
import { findDriverApks, type DriverApks } from '../../../electron/automation/drivers/apks.ts';
import type { DriverLink } from '../../../electron/automation/drivers/driver-link.ts';
import { openDriver } from '../../../electron/automation/drivers/open-driver.ts';
import { runPlaybook } from '../../../electron/automation/engine/run-playbook.ts';
import type { PlaybookResult, RunOptions } from '../../../electron/automation/engine/run-ports.ts';
import type { DriverKind, UiDriver } from '../../../electron/automation/ui-driver.ts';
import type { PlaybookAct } from '../../../electron/contract/automation.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { messengerApp, shippedPlaybooks } from './shipped-playbooks.ts';
import { openVirtualDesk, type DeskWishes } from '../virtual-desk.ts';

const clock = createSystemClock();

/** What a run is given besides its act; everything else is as on a virtual desk in `auto`. */
export type RunWishes = Partial<
  Pick<
    RunOptions,
    | 'purpose'
    | 'mode'
    | 'isRehearsed'
    | 'isGoalKnown'
    | 'commit'
    | 'operator'
    | 'evidence'
    | 'pictures'
    | 'signal'
    | 'phone'
  >
>;

/** Virtual phones behind a real adb server, and playbooks run on them. For `beforeAll` and `afterAll`. */
export class PlaybookDesk {
  readonly desk: VirtualDesk;
  readonly #client: AdbServer;
  readonly #close: () => Promise<void>;
  readonly #apks: DriverApks = findDriverApks(import.meta.url);
  readonly #drivers = new Map<number, UiDriver>();

  private constructor(desk: VirtualDesk, close: () => Promise<void>) {
    this.desk = desk;
    this.#close = close;
    this.#client = new AdbServer({ address: '127.0.0.1', port: desk.adbPort, logger: silentLogger, clock });
  }

  static async open(wishes: DeskWishes): Promise<PlaybookDesk> {
    const { desk, close } = await openVirtualDesk(wishes);
    return new PlaybookDesk(desk, close);
  }

  async close(): Promise<void> {
    for (const driver of this.#drivers.values()) await driver.dispose();
    this.#client.dispose();
    await this.#close();
  }

  async link(index: number): Promise<DriverLink> {
    const rows = await this.#client.listDevices({ timeoutMs: 5_000 });
    const row = rows.ok ? rows.value.find(({ serial }) => serial === this.desk.phone(index).address) : undefined;
    const transportId = row?.transportId;
    if (transportId === undefined || transportId === null) throw new Error(`phone ${index} is not listed`);
    const client = this.#client;
    return {
      shell: (command, options) => client.shell(transportId, command, options),
      exec: (command, options) => client.exec(transportId, command, options),
      open: (service, options) => client.open(transportId, service, options),
      push: (file, options) => client.push(transportId, file, options),
    };
  }

  /** The phone's driver, opened once and kept; one of another kind takes its place, as a phone serves one at a time. */
  async driver(index: number, only: DriverKind = 'uiautomator2'): Promise<UiDriver> {
    const known = this.#drivers.get(index);
    if (known?.kind === only) return known;
    await known?.dispose();
    const opened = await openDriver({
      link: await this.link(index),
      machineClock: clock,
      logger: silentLogger,
      signal: new AbortController().signal,
      apks: this.#apks,
      sdk: null,
      only,
    });
    if (!opened.ok) throw new Error(`no driver: ${opened.error.code} ${opened.error.message}`);
    this.#drivers.set(index, opened.value);
    return opened.value;
  }

  /** Runs an act of the shipped playbooks on the phone in this place. */
  async run(
    index: number,
    act: PlaybookAct,
    variables: Readonly<Record<string, string>>,
    wishes: RunWishes & { readonly only?: DriverKind } = {},
  ): Promise<PlaybookResult> {
    const playbook = shippedPlaybooks.find(messengerApp, act);
    if (playbook === null) throw new Error(`${act} has problems`);
    const { only, ...options } = wishes;
    return runPlaybook({
      driver: await this.driver(index, only),
      playbook,
      purpose: 'run',
      variables,
      mode: 'auto',
      phone: { isVirtual: true, appVersion: null },
      isRehearsed: true,
      commit: { ask: async () => succeed('go') },
      operator: { commitByHand: async () => succeed('given-up') },
      evidence: { save: async () => succeed('picture') },
      pictures: null,
      language: 'zh-CN',
      observe: () => undefined,
      clock,
      machineClock: clock,
      signal: new AbortController().signal,
      ...options,
    });
  }
}
