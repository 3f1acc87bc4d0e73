import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdbServer } from '../../electron/adb/adb-server.ts';
import { findDriverApks, type DriverApks } from '../../electron/automation/drivers/apks.ts';
import type { DriverLink } from '../../electron/automation/drivers/driver-link.ts';
import type { DriverEvent } from '../../electron/automation/drivers/fallback-driver.ts';
import { openDriver, type OpenDriverOptions } from '../../electron/automation/drivers/open-driver.ts';
import type { UiNode, UiTree } from '../../electron/automation/hierarchy.ts';
import type { UiDriver } from '../../electron/automation/ui-driver.ts';
import type { Outcome } from '../../electron/contract/outcome.ts';
import { createSystemClock } from '../../electron/runtime/clock.ts';
import { silentLogger } from '../../electron/runtime/logger.ts';
import { AndroidDevice } from '../../simulator/android/android-device.ts';
import { VirtualDesk } from '../../simulator/virtual-desk.ts';
import { walkTree } from '../../simulator/screens/ui-node.ts';
import { findAdbProgram } from './adb-program.ts';
import { createModelPhones } from './model-phones.ts';

const clock = createSystemClock();

/** Virtual phones of chosen models behind a real adb server, and drivers opened on them. */
export class DriverDesk {
  readonly desk: VirtualDesk;
  readonly client: AdbServer;
  readonly #close: () => Promise<void>;
  readonly #opened: UiDriver[] = [];

  private constructor(desk: VirtualDesk, close: () => Promise<void>) {
    this.desk = desk;
    this.#close = close;
    this.client = new AdbServer({ address: '127.0.0.1', port: desk.adbPort, logger: silentLogger, clock });
  }

  static async open(modelKeys: readonly string[], seed = 5): Promise<DriverDesk> {
    const stateFolder = mkdtempSync(join(tmpdir(), 'jiqun-drivers-'));
    const { createDevice } = createModelPhones(seed, modelKeys);
    const problems: unknown[] = [];
    const desk = await VirtualDesk.start({
      count: modelKeys.length,
      seed,
      createDevice,
      stateFolder,
      adbPath: findAdbProgram(),
      report: (problem) => problems.push(problem),
    });
    return new DriverDesk(desk, async () => {
      await desk.stop();
      rmSync(stateFolder, { recursive: true, force: true });
      if (problems.length > 0) throw new AggregateError(problems, 'a virtual phone has a bug');
    });
  }

  /** The Android behind a place, counted from 1. */
  android(place: number): AndroidDevice {
    const { device } = this.desk.phone(place);
    if (device instanceof AndroidDevice) return device;
    throw new Error(`phone ${place} is no Android phone`);
  }

  async link(place: number): Promise<DriverLink> {
    const { client } = this;
    const rows = valueOf(await client.listDevices({ timeoutMs: 5_000 }));
    const id = rows.find(({ serial }) => serial === this.desk.phone(place).address)?.transportId;
    if (id === undefined || id === null) throw new Error(`phone ${place} is not listed`);
    return {
      shell: (command, options) => client.shell(id, command, options),
      exec: (command, options) => client.exec(id, command, options),
      open: (service, options) => client.open(id, service, options),
      push: (file, options) => client.push(id, file, options),
    };
  }

  /** Opens a driver as the console does; everything that is not said is as there. */
  async driver(
    place: number,
    wishes: Partial<OpenDriverOptions> = {},
  ): Promise<{ readonly driver: UiDriver; readonly events: readonly DriverEvent[] }> {
    const events: DriverEvent[] = [];
    const opened = valueOf(await this.tryDriver(place, { onEvent: (event) => events.push(event), ...wishes }));
    this.#opened.push(opened);
    return { driver: opened, events };
  }

  async tryDriver(place: number, wishes: Partial<OpenDriverOptions> = {}): ReturnType<typeof openDriver> {
    return openDriver({
      link: await this.link(place),
      machineClock: clock,
      logger: silentLogger,
      signal: new AbortController().signal,
      apks: this.apks(),
      sdk: this.android(place).sdk,
      ...wishes,
    });
  }

  /** The real APKs. */
  apks(): DriverApks {
    return findDriverApks(import.meta.url);
  }

  /** What a shell on the phone prints. */
  async shell(place: number, command: string): Promise<string> {
    const link = await this.link(place);
    return valueOf(await link.shell(command, { timeoutMs: 10_000 })).stdout;
  }

  /** Opens the phone's settings, whose first row is a search field. */
  async openSettings(place: number): Promise<void> {
    await this.shell(place, 'am force-stop com.android.settings;am start -n com.android.settings/.Settings');
  }

  /** What the search field of the settings really holds. */
  searchText(place: number): string | null {
    const { node } = this.android(place).phone.display.screens.front();
    return [...walkTree(node)].find(({ field }) => field !== null)?.field?.text ?? null;
  }

  keyboardInUse(place: number): string | null {
    return this.android(place).phone.settings.get('secure', 'default_input_method');
  }

  /** Ends what a test opened. */
  async endDrivers(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((driver) => driver.dispose()));
  }

  async close(): Promise<void> {
    this.client.dispose();
    await this.#close();
  }
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
}

/** The one field on a page. */
export function fieldIn(tree: UiTree): UiNode {
  const field = tree.nodes.find(({ className }) => className === 'android.widget.EditText');
  if (field === undefined) throw new Error('the page has no field');
  return field;
}

export function nodeNamed(tree: UiTree, text: string): UiNode {
  const node = tree.nodes.find((candidate) => candidate.text === text);
  if (node === undefined) throw new Error(`the page has no ${text}`);
  return node;
}
