import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findDriverApks } from '../../../electron/automation/drivers/apks.ts';
import { accountSchema } from '../../../electron/contract/accounts.ts';
import { jobAttemptSchema, type JobItem } from '../../../electron/contract/jobs.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import type { FaultRequest } from '../../../simulator/faults/fault-spec.ts';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { AheadClock } from '../ahead-clock.ts';
import { valueOf } from '../device-layer.ts';
import { WorldConsole } from '../groups/world-console.ts';
import type { FleetEvidence, PlacedStrike } from './fleet-evidence.ts';

export interface FleetWishes {
  readonly seed: number;
  readonly phoneCount: number;
  /** Groups that are renamed; every phone has one more that is not. */
  readonly groupCount: number;
  /** The phone in this place lets no server of the driver be installed: only dumps are left there. */
  readonly dumpPlace?: number;
}

/** A group of the plan: in the world, in the console's book, and on which phone. */
export interface FleetGroup {
  readonly worldId: string;
  readonly bookId: string;
  readonly place: number;
}

/** Of four vendors; Android 6 to 14, so that some need the older server of the driver. */
const models = [
  'redmi_7',
  'oppo_r9s',
  'meizu_v8',
  'nexus_5',
  'redmi_note_14',
  'honor_play_7c',
  'redmi_5a',
  'huawei_mate_10',
];
const readTimeoutMs = 10 * 60_000;
const serverPackage = 'io.appium.uiautomator2.server';
export const fleetOperator = '小王';

/**
 * A console over virtual phones in the messenger's three versions, with groups that were read and accounts whose mode a
 * named operator chose: ready to rename the groups as one job.
 */
export class RenamingFleet {
  readonly clock: AheadClock;
  readonly console: WorldConsole;
  readonly groups: readonly FleetGroup[];

  private constructor(console: WorldConsole, clock: AheadClock, groups: readonly FleetGroup[]) {
    this.console = console;
    this.clock = clock;
    this.groups = groups;
  }

  /** Rejects when a group could not be read: there would be nothing to plan. */
  static async open({ seed, phoneCount, groupCount, dumpPlace }: FleetWishes): Promise<RenamingFleet> {
    const clock = new AheadClock();
    const plan = planGroups({ seed, phoneCount, groupCount: groupCount + phoneCount, sizes: [12, 20, 7] });
    const console = await WorldConsole.open({
      seed,
      phoneCount,
      plan,
      clock,
      variantOf: (place) => messengerVariants[(place - 1) % messengerVariants.length],
      modelOf: (place) => models[(place - 1) % models.length],
    });
    try {
      if (dumpPlace !== undefined) refuseServer(console, dumpPlace);
      await readGroups(console);
      await chooseModes(console);
      return new RenamingFleet(console, clock, await matchGroups(console, groupCount));
    } catch (cause) {
      await console.close();
      throw cause;
    }
  }

  get world() {
    return this.console.desk.world;
  }

  close(): Promise<void> {
    return this.console.close();
  }

  /** The groups of each phone in the order of the plan; lanes run in that order. */
  get lanes(): readonly (readonly FleetGroup[])[] {
    return this.console.desk.phones.map(({ index }) => this.groups.filter(({ place }) => place === index));
  }

  startFault(place: number, request: FaultRequest): void {
    this.console.desk.phone(place).startFault(request);
  }

  /** Everything that comes between ends: locks are opened, held deeds go on. */
  clearFaults(): void {
    for (const phone of this.console.desk.phones) phone.clearFaults();
  }

  /** What the operator wants; the same every time. */
  get payload(): Record<string, unknown> {
    return {
      groupIds: this.groups.map(({ bookId }) => bookId),
      rule: {
        kind: 'template',
        template: '{主题}🌟{序号}群',
        theme: '优选团购',
        numbering: { start: 1, step: 1, padding: 3, order: 'given' },
      },
    };
  }

  plan(): Promise<number> {
    return this.console.plan('groups.rename', this.payload);
  }

  /** What was done since, the world's own log. */
  actsSince(seq: number): readonly Act[] {
    return this.world.acts.read(seq);
  }

  get lastSeq(): number {
    return this.world.acts.read().at(-1)?.seq ?? 0;
  }

  /** What came between on all phones. */
  get strikes(): readonly PlacedStrike[] {
    return this.console.desk.phones.flatMap(({ index, device }) =>
      device instanceof AndroidDevice
        ? device.interruptions.strikes.map((strike) => ({ ...strike, place: index }))
        : [],
    );
  }

  /** Runs that had to do with dumps. */
  get dumpRunCount(): number {
    return this.console.console.logger.of('driver').filter(({ event }) => event === 'fell-back').length;
  }

  /** Which server of the driver is on how many phones. */
  get drivers(): string {
    const versions = this.console.desk.phones.map(({ device }) =>
      device instanceof AndroidDevice ? (device.phone.packages.get(serverPackage)?.versionName ?? 'none') : 'none',
    );
    return [...Map.groupBy(versions, (version) => version)]
      .map(([version, phones]) => `${version} on ${phones.length}`)
      .join(', ');
  }

  async accounts() {
    const listed = valueOf(await this.console.console.call('accounts.list', {}));
    return z.object({ accounts: z.array(accountSchema) }).parse(listed).accounts;
  }

  /** How things stand with a job, the world beside it. `sinceSeq`: the last act before the job. */
  async evidence(jobId: number, sinceSeq: number): Promise<FleetEvidence> {
    const items = await this.console.items(jobId);
    const rows = await Promise.all(
      items.map(async (item) => {
        const group = this.groupOf(item);
        return { item, ...group, attempts: await this.#attempts(item.itemId) };
      }),
    );
    const { world } = this;
    const ids = world.accounts.flatMap(({ accountId }) => world.groupsOf(accountId).map(({ groupId }) => groupId));
    const known = new Set([...ids, ...this.groups.map(({ worldId }) => worldId)]);
    return {
      rows,
      groups: new Map([...known].map((groupId) => [groupId, world.group(groupId)])),
      acts: this.actsSince(sinceSeq),
      strikes: this.strikes,
    };
  }

  /** The group that a row is about. */
  groupOf({ groupId, itemId }: JobItem): FleetGroup {
    const group = this.groups.find(({ bookId }) => bookId === groupId);
    if (group === undefined) throw new Error(`row ${itemId} is about no group of the fleet`);
    return group;
  }

  async #attempts(itemId: number) {
    const answered = valueOf(await this.console.console.call('jobs.attempts', { itemId }));
    return z.object({ attempts: z.array(jobAttemptSchema) }).parse(answered).attempts;
  }
}

/** Its vendor's switch for installing over USB is off; the helper keyboard came before that. */
function refuseServer({ desk }: WorldConsole, place: number): void {
  const { device } = desk.phone(place);
  const { keyboard } = findDriverApks(import.meta.url);
  if (!(device instanceof AndroidDevice) || keyboard === null) throw new Error('no helper keyboard for the phone');
  device.phone.packages.install(readFileSync(keyboard.path), { mayReplace: true, mayDowngrade: true, installer: null });
  device.setCondition('install-refused', true);
}

async function readGroups(console: WorldConsole): Promise<void> {
  const lists = await console.run('groups.read-list', { phoneIds: await console.phoneIds() }, readTimeoutMs);
  const groupIds = (await console.groups()).map(({ groupId }) => groupId);
  const infos = await console.run('groups.read-info', { groupIds, withMembers: false }, readTimeoutMs);
  const failed = [...lists, ...infos].filter(({ state }) => state !== 'done');
  if (failed.length === 0) return;
  throw new Error(`not read: ${failed.map(({ name, code }) => `${name} (${code ?? ''})`).join(', ')}`);
}

async function chooseModes({ console }: WorldConsole): Promise<void> {
  const listed = valueOf(await console.call('accounts.list', {}));
  for (const { accountId } of z.object({ accounts: z.array(accountSchema) }).parse(listed).accounts) {
    valueOf(await console.call('accounts.setMode', { accountId, mode: 'auto' }));
  }
}

/** The first `count` groups of the world, as the book knows them: names differ, and each is seen by one account. */
async function matchGroups(console: WorldConsole, count: number): Promise<FleetGroup[]> {
  const { world } = console.desk;
  const byName = new Map((await console.groups()).map(({ name, groupId }) => [name.trim(), groupId]));
  return Array.from({ length: count }, (_, index) => {
    const { groupId, name, ownAccounts } = world.group(`group-${index + 1}`);
    const bookId = byName.get(name.trim());
    const place = world.accounts.findIndex(({ accountId }) => ownAccounts.includes(accountId)) + 1;
    if (bookId === undefined) throw new Error(`the book does not know ${name}`);
    return { worldId: groupId, bookId, place };
  });
}
