import { rmSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { findDriverApks } from '../../electron/automation/drivers/apks.ts';
import { broughtApps } from '../../electron/brought-apps.ts';
import type { PhonePreparation, PreparationCheck, PreparationRun } from '../../electron/contract/preparation.ts';
import { preparationMigrations } from '../../electron/devices/preparation/preparation-migrations.ts';
import { Preparation } from '../../electron/devices/preparation/preparation.ts';
import type { HelperApp } from '../../electron/devices/preparation/step.ts';
import { stepTable } from '../../electron/devices/preparation/steps/step-table.ts';
import { silentLogger } from '../../electron/runtime/logger.ts';
import { AndroidDevice, createAndroidDevice } from '../../simulator/android/android-device.ts';
import type { VirtualPhone } from '../../simulator/desk/virtual-phone.ts';
import { World } from '../../simulator/world/world.ts';
import { makeApk } from './client-operations/sample-apk.ts';
import { openDeviceLayer, valueOf, type DeviceLayer, type DeviceLayerWishes } from './device-layer.ts';
import { openVirtualDesk } from './virtual-desk.ts';

const forever = new AbortController().signal;
const readyWithinMs = 60_000;
const runWithinMs = 240_000;

const sampleName = 'cn.jiqun.helper';
export const sampleVersionCode = 7;

/** A helper such as a higher layer would bring. */
export const sampleHelper: HelperApp = {
  packageName: sampleName,
  worksAtRest: true,
  versionFor: () => String(sampleVersionCode),
  isEnough: ({ versionCode }) => (versionCode === null ? null : versionCode >= sampleVersionCode),
  bring: async (link, { signal }) => {
    const remotePath = `/data/local/tmp/jiqun-${sampleName}.apk`;
    const source = makeApk({ packageName: sampleName, versionCode: sampleVersionCode });
    const pushed = await link.push({ remotePath, source }, { timeoutMs: 60_000, signal });
    if (!pushed.ok) return pushed;
    return link.shell(`pm install -r ${remotePath};r=$?;rm -f ${remotePath};exit $r`, { timeoutMs: 90_000, signal });
  },
};

/** What the product brings. */
export const broughtHelpers = broughtApps(findDriverApks(import.meta.url));

export interface PreparingWishes {
  /** The model in each place, from the first on. */
  readonly modelKeys: readonly string[];
  readonly seed?: number;
  readonly settings?: DeviceLayerWishes['settings'];
  readonly helpers?: readonly HelperApp[];
}

/** Virtual phones of chosen models on a real adb server, the device layer on it, and the checklists on that. */
export class PreparingDesk {
  readonly layer: DeviceLayer;
  readonly preparation: Preparation;
  readonly #phones: readonly VirtualPhone[];

  constructor(layer: DeviceLayer, phones: readonly VirtualPhone[], preparation: Preparation) {
    this.layer = layer;
    this.#phones = phones;
    this.preparation = preparation;
  }

  get phoneIds(): string[] {
    return this.layer.devices.phones.list().map(({ phoneId }) => phoneId);
  }

  /** What really stands behind a row. */
  deviceOf(phoneId: string): AndroidDevice {
    const { device } = this.virtualPhoneOf(phoneId);
    if (!(device instanceof AndroidDevice)) throw new Error('not an Android phone');
    return device;
  }

  virtualPhoneOf(phoneId: string): VirtualPhone {
    const serial = this.layer.devices.phones.get(phoneId)?.facts.hardwareSerial;
    const found = this.#phones.find((phone) => phone.serial === serial);
    if (found === undefined) throw new Error(`no virtual phone ${serial ?? phoneId}`);
    return found;
  }

  /** Checks these phones, and resolves with how it went once it is over. */
  async check(phoneIds: readonly string[] = this.phoneIds): Promise<PreparationRun> {
    valueOf(await this.preparation.handlers['preparation.check']({ phoneIds: [...phoneIds] }, forever));
    return this.runOver();
  }

  /** Puts everything right that can be, or these steps only. */
  async fix(
    phoneIds: readonly string[] = this.phoneIds,
    { stepIds = stepTable.map(({ id }) => id), retriesRefused = false } = {},
  ): Promise<PreparationRun> {
    const order = { phoneIds: [...phoneIds], stepIds, retriesRefused };
    valueOf(await this.preparation.handlers['preparation.fix']({ ...order, isConfirmed: true }, forever));
    return this.runOver();
  }

  async run(): Promise<PreparationRun> {
    const { run } = valueOf(await this.preparation.handlers['preparation.run']({}, forever));
    if (run === null) throw new Error('nothing was begun');
    return run;
  }

  async runOver(): Promise<PreparationRun> {
    const started = performance.now();
    for (;;) {
      const run = await this.run();
      if (run.endedAt !== null) return run;
      if (performance.now() - started > runWithinMs) throw new Error('the run does not end');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async listOf(phoneId: string): Promise<PhonePreparation> {
    const { preparation } = valueOf(await this.preparation.handlers['preparation.phone']({ phoneId }, forever));
    if (preparation === null) throw new Error('never checked');
    return preparation;
  }

  async checkOf(phoneId: string, stepId: string): Promise<PreparationCheck> {
    const found = (await this.listOf(phoneId)).checks.find((check) => check.stepId === stepId);
    if (found === undefined) throw new Error(`no check ${stepId}`);
    return found;
  }
}

/** Opens such a desk and waits until every phone is ready; for lines that run outside a test. */
export async function openPreparingDesk(
  wishes: PreparingWishes,
): Promise<{ readonly preparing: PreparingDesk; readonly close: () => Promise<void> }> {
  const { modelKeys, seed = 5 } = wishes;
  const world = new World({ seed, phoneCount: modelKeys.length });
  const { desk, close } = await openVirtualDesk({
    count: modelKeys.length,
    seed,
    createDevice: (order) =>
      createAndroidDevice({ ...order, world, modelKey: modelKeys[order.index - 1] ?? 'redmi_7' }),
  });
  const layer = openDeviceLayer({
    localAdbPort: desk.adbPort,
    migrations: preparationMigrations,
    ...(wishes.settings !== undefined && { settings: wishes.settings }),
  });
  const bugs: unknown[] = [];
  const preparation = new Preparation({
    ...layer.ground,
    logger: { ...silentLogger, error: (_event, _fields, cause) => bugs.push(cause) },
    phones: layer.devices.phones,
    moreSteps: [],
    helpers: wishes.helpers ?? [],
  });
  const closeAll = async (): Promise<void> => {
    await preparation.dispose();
    await layer.close();
    rmSync(layer.folder, { recursive: true, force: true });
    await close();
    if (bugs.length > 0) throw new AggregateError(bugs, 'preparing a phone threw');
  };
  try {
    await untilReady(layer, modelKeys.length);
  } catch (cause) {
    await closeAll();
    throw cause;
  }
  return { preparing: new PreparingDesk(layer, desk.phones, preparation), close: closeAll };
}

/** The same for a test, which closes it. */
export async function startPreparingDesk(wishes: PreparingWishes): Promise<PreparingDesk> {
  const { preparing, close } = await openPreparingDesk(wishes);
  onTestFinished(close);
  return preparing;
}

/** Commands of Android's own programs that only look. */
const looking = [
  /^settings get /,
  /^getprop\b/,
  /^dumpsys (?!deviceidle whitelist \S)/,
  /^(?:media|cmd media_session) volume --stream \d --get$/,
  /^pm path /,
  /^input keyevent 0$/,
  /^wm size$/,
  /^df -k /,
  /^ip -o -4 addr/,
];

/** What was run on the phone since its log was cleared that may change it. */
export function changingCommands(device: AndroidDevice): string[] {
  return device.phone.setup.commands.read().filter((command) => !looking.some((pattern) => pattern.test(command)));
}

function untilReady({ devices: { phones } }: DeviceLayer, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const countReady = (): number => phones.list().filter(({ state }) => state === 'ready').length;
    const finish = (settle: () => void): void => {
      stop();
      clearTimeout(timer);
      settle();
    };
    const look = (): void => {
      if (countReady() === count) finish(resolve);
    };
    const stop = phones.subscribe(look);
    const timer = setTimeout(
      () => finish(() => reject(new Error(`${countReady()} of ${count} phones are ready`))),
      readyWithinMs,
    );
    look();
  });
}
