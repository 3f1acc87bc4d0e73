import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import type { GroupRow } from '../../../electron/contract/group-book.ts';
import { jobItemSchema, jobSchema, type Job, type JobItem } from '../../../electron/contract/jobs.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { DemoLauncher } from '../../../electron/demo/demo-launcher.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { createAndroidDevice } from '../../../simulator/android/android-device.ts';
import type { DeviceFactory } from '../../../simulator/desk/desk-device.ts';
import type { MessengerVariant } from '../../../simulator/messenger/variant.ts';
import { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { World } from '../../../simulator/world/world.ts';
import type { WorldPlan } from '../../../simulator/world/world-plan.ts';
import { valueOf } from '../device-layer.ts';
import { openTestConsole, type TestConsole } from '../services.ts';

export interface WorldWishes {
  readonly seed: number;
  readonly phoneCount: number;
  readonly plan: WorldPlan;
  readonly variantOf?: (index: number) => MessengerVariant | undefined;
  /** Key of the model in a 1-based place; left out, the place decides. */
  readonly modelOf?: (index: number) => string | undefined;
  /** The desk's time; left out, the machine's. */
  readonly clock?: Clock;
  /** What came with the console, playbooks among it; the shipped ones by default. */
  readonly resourcesFolder?: URL;
}

const readyTimeoutMs = 60_000;
const everything = { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' } as const;

/** A whole console on virtual phones whose world is made to order; phones and console live in this process. */
export class WorldConsole {
  readonly console: TestConsole;
  readonly desk: VirtualDesk;
  readonly #close: () => Promise<void>;

  private constructor(console: TestConsole, desk: VirtualDesk, close: () => Promise<void>) {
    this.console = console;
    this.desk = desk;
    this.#close = close;
  }

  /** Resolves when every phone is ready and its health was read, with an operator who answers for all. */
  static async open(wishes: WorldWishes): Promise<WorldConsole> {
    const { seed, phoneCount, plan, clock, resourcesFolder } = wishes;
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-world-'));
    const world = new World({ seed, phoneCount, plan });
    let started: VirtualDesk | null = null;
    const demoLauncher: DemoLauncher = {
      async launch({ adbPath, stateFolder }) {
        const desk = await VirtualDesk.start({
          count: phoneCount,
          seed,
          adbPath,
          stateFolder,
          world,
          createDevice: createDevices(wishes, world),
        });
        started = desk;
        const ended = Promise.withResolvers<null>();
        const stop = (): Promise<void> => desk.stop().finally(() => ended.resolve(null));
        return succeed({ adbPort: desk.adbPort, controlPort: 0, token: '', ended: ended.promise, stop });
      },
    };
    const opened = await openTestConsole({
      dataFolder: join(folder, 'data'),
      phones: phoneCount,
      demoLauncher,
      ...(clock !== undefined && { clock }),
      ...(resourcesFolder !== undefined && { resourcesFolder }),
    });
    const console = valueOf(opened);
    const close = async (): Promise<void> => {
      await console.services.dispose();
      rmSync(folder, { recursive: true, force: true });
    };
    await console.waitFor(
      ({ phones }) =>
        phones.filter(({ state, health }) => state === 'ready' && health.polledAt !== null).length === phoneCount,
      readyTimeoutMs,
    );
    const desk: VirtualDesk | null = started;
    if (desk === null) throw new Error('the virtual desk did not start');
    await console.call('operators.create', { name: '小王' });
    await console.call('rules.acknowledge', { version: platformRulesVersion });
    return new WorldConsole(console, desk, close);
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Ids of the phones in the order of the virtual desk's places. */
  async phoneIds(): Promise<string[]> {
    const { phones } = await this.console.snapshot();
    const placeOf = new Map(this.desk.phones.map(({ address }, place) => [address, place]));
    const ordered = phones.toSorted(
      (left, right) => (placeOf.get(addressOf(left)) ?? 0) - (placeOf.get(addressOf(right)) ?? 0),
    );
    return ordered.map(({ phoneId }) => phoneId);
  }

  async groups(): Promise<GroupRow[]> {
    const page = await this.console.call('groups.page', { filter: everything, after: 0, limit: 2_000 });
    return procedures['groups.page'].output.parse(valueOf(page)).rows;
  }

  /** Plans, confirms and waits until every row has an end or needs a person; answers the rows. */
  async run(kind: string, payload: Record<string, unknown>, timeoutMs: number): Promise<JobItem[]> {
    const jobId = await this.plan(kind, payload);
    await this.confirm(jobId);
    await this.untilOver(jobId, timeoutMs);
    return this.items(jobId);
  }

  /** The operator's yes to a plan. */
  async confirm(jobId: number): Promise<void> {
    valueOf(await this.console.call('jobs.confirm', { jobId, isConfirmed: true }));
  }

  /** Answers the id of the plan. */
  async plan(kind: string, payload: Record<string, unknown>): Promise<number> {
    const order = { kind, title: kind, payload, window: { startAt: null, endAt: null } };
    return jobSchema.parse(valueOf(await this.console.call('jobs.plan', order))).jobId;
  }

  async items(jobId: number): Promise<JobItem[]> {
    const page = await this.console.call('jobs.items', { jobId, states: [], offset: 0, limit: 500 });
    return z.object({ entries: z.array(jobItemSchema) }).parse(valueOf(page)).entries;
  }

  async untilOver(jobId: number, timeoutMs: number): Promise<void> {
    await this.#untilJob(jobId, ({ state }) => state === 'over', timeoutMs);
  }

  /** Resolves once the job is over, or what is left of it waits for a time. */
  async untilQuiet(jobId: number, timeoutMs: number): Promise<void> {
    await this.#untilJob(jobId, isQuiet, timeoutMs);
  }

  async #untilJob(jobId: number, isThere: (job: Job) => boolean, timeoutMs: number): Promise<void> {
    await this.console.waitFor(({ jobs }) => jobs.some((job) => job.jobId === jobId && isThere(job)), timeoutMs);
  }
}

const busyStates = ['planned', 'ready', 'running', 'waiting-for-operator'] as const;

function isQuiet({ state, counts }: Job): boolean {
  return state === 'over' || busyStates.every((busy) => (counts[busy] ?? 0) === 0);
}

function createDevices({ variantOf, modelOf }: WorldWishes, world: World): DeviceFactory {
  return (order) => {
    const modelKey = modelOf?.(order.index);
    const variant = variantOf?.(order.index);
    return createAndroidDevice({ ...order, world, variant, ...(modelKey !== undefined && { modelKey }) });
  };
}

function addressOf(phone: { readonly routes: readonly { readonly serial: string }[] }): string {
  return phone.routes[0]?.serial ?? '';
}
