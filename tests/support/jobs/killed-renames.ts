import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { planGroups, type GroupPlan } from '../../../simulator/world/world-plan.ts';
import { World } from '../../../simulator/world/world.ts';
import { freePort } from '../free-port.ts';
import { openVirtualDesk } from '../virtual-desk.ts';
import { forgetUnderWay, readDeadLedger } from './dead-ledger.ts';
import { orderMoments } from './kill-order.ts';
import { placeOf, type GroupedItem, type KillPlace } from './kill-place.ts';
import { KillSchedule, type KillMoment, type Strike } from './kill-schedule.ts';
import type { KillableConsole } from './killable-console.ts';
import { MortalConsole } from './mortal-console.ts';

export interface RenameKillPlan {
  readonly seed: number;
  readonly phoneCount: number;
  readonly groupCount: number;
  /** How often the console is killed at each moment. */
  readonly kills: Readonly<Partial<Record<KillMoment, number>>>;
  readonly variantCount: number;
  /** Whether one more group is renamed by a console whose crash rule is taken away. */
  readonly hasControl: boolean;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** A row of the job at its end, and its group. */
export interface RenamedRow extends JobItem {
  readonly worldGroupId: string;
}

export interface KilledRenames {
  /** Kills that really befell, by the place that ledger and world prove. */
  readonly places: ReadonlyMap<KillPlace, number>;
  readonly rows: readonly RenamedRow[];
  /** What the world saw from the beginning of the job to its end. */
  readonly acts: readonly Act[];
  /** Names of the groups at the end, by their ids; those that are gone have none. */
  readonly names: ReadonlyMap<string, string>;
  /** Groups of which nobody could read any more what had come of a tap. */
  readonly lost: ReadonlySet<string>;
  /** What a dead console's ledger should have held and did not. */
  readonly faults: readonly string[];
  /** The same with one group and the crash rule taken away; null when it was not asked for. */
  readonly ruleless: { readonly row: RenamedRow; readonly acts: readonly Act[] } | null;
}

const pollMs = 50;
const stallMs = 90_000;
const prefix = '新';
const longestName = 24;

/**
 * Renames groups in the messengers of virtual phones, kills the console at the planned moments, starts it again on what it
 * left each time, and lets what is left run to its end. Phones and world live in this process and are never killed.
 */
export async function runKilledRenames(plan: RenameKillPlan): Promise<KilledRenames> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-killed-'));
  const { phoneCount, seed, groupCount, variantCount } = plan;
  const world = new World({
    seed,
    phoneCount,
    plan: { groups: planShortNames(seed, phoneCount, groupCount + 1) },
  });
  const variants = messengerVariants.slice(0, variantCount);
  const variantOf = (index: number): (typeof variants)[number] | undefined => variants[(index - 1) % variants.length];
  const { desk, close } = await openVirtualDesk({ count: phoneCount, seed, world, variantOf });
  const run = new KilledRun(plan, { dataFolder: join(folder, 'data'), desk, localAdbPort: await freePort() });
  try {
    return await run.toTheEnd();
  } finally {
    await run.close();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Names that have room for the characters that are put before them. */
function planShortNames(seed: number, phoneCount: number, groupCount: number): GroupPlan[] {
  const { groups } = planGroups({ seed, phoneCount, groupCount: groupCount * 2 });
  const short = groups.filter(({ name }) => name.length <= longestName).slice(0, groupCount);
  return short.map((group, index) => {
    const place = (index % phoneCount) + 1;
    return { ...group, places: [place], owner: place };
  });
}

interface RunPlace {
  readonly dataFolder: string;
  readonly desk: VirtualDesk;
  readonly localAdbPort: number;
}

class KilledRun {
  readonly #plan: RenameKillPlan;
  readonly #desk: VirtualDesk;
  readonly #dataFolder: string;
  readonly #console: MortalConsole;
  readonly #groupOf: ReadonlyMap<string, { readonly groupId: string; readonly actorId: string }>;
  readonly #places = new Map<KillPlace, number>();
  readonly #lost = new Set<string>();
  readonly #faults: string[] = [];
  readonly #stopWatching: () => void;
  #schedule: KillSchedule;
  #jobId: number | null = null;
  /** A job whose console is to forget what was under way when it is killed. */
  #forgottenJobId: number | null = null;
  /** The first act that belongs to the job. */
  #firstSeq = 0;

  constructor(plan: RenameKillPlan, { dataFolder, desk, localAdbPort }: RunPlace) {
    this.#plan = plan;
    this.#desk = desk;
    this.#dataFolder = dataFolder;
    this.#schedule = this.#scheduleOf([]);
    this.#groupOf = new Map(
      desk.world.groups.map(({ groupId, name, ownAccounts: [actorId = ''] }) => [name, { groupId, actorId }]),
    );
    this.#stopWatching = desk.world.acts.watch((act) => this.#schedule.onAct(act));
    this.#console = new MortalConsole(
      {
        dataFolder,
        localAdbPort,
        desk: { adbPort: desk.adbPort, phoneCount: plan.phoneCount },
        worldFolder: null,
        isKilledAt: (point) => this.#schedule.onPoint(point),
      },
      { onDeath: () => this.#onDeath(), onStart: (console) => this.#onStart(console) },
    );
  }

  async toTheEnd(): Promise<KilledRenames> {
    const groupIds = await this.#readGroups();
    const { groupCount, kills, seed } = this.#plan;
    this.#schedule = this.#scheduleOf(orderMoments(kills, new SeededRandom(seed).fork('kill-order')));
    this.#firstSeq = this.#desk.world.acts.read().at(-1)?.seq ?? 0;
    const jobId = await this.#planRenames(groupIds.slice(0, groupCount));
    this.#jobId = jobId;
    await this.#confirm(jobId);
    await this.#untilOver(jobId);
    const rows = await this.#rowsOf(jobId);
    const acts = this.#desk.world.acts.read(this.#firstSeq);
    const names = new Map(this.#desk.world.groups.map(({ groupId, name }) => [groupId, name]));
    const ruleless = this.#plan.hasControl ? await this.#runRuleless(groupIds.slice(groupCount)) : null;
    return { places: this.#places, rows, acts, names, lost: this.#lost, faults: this.#faults, ruleless };
  }

  async close(): Promise<void> {
    this.#stopWatching();
    this.#schedule = this.#scheduleOf([]);
    await this.#console.end();
  }

  #scheduleOf(moments: readonly KillMoment[]): KillSchedule {
    const random = new SeededRandom(this.#plan.seed).fork('kills');
    return new KillSchedule({ moments, desk: this.#desk, random, kill: () => this.#console.kill() });
  }

  /** Who works at the desk is asked anew at every start. */
  async #onStart(console: KillableConsole): Promise<void> {
    await console.call('operators.create', { name: `操作员 ${this.#console.lives}` });
    await console.call('rules.acknowledge', { version: platformRulesVersion });
  }

  /** The ids of all groups in the order of the world's plan, with what their pages say read. */
  async #readGroups(): Promise<string[]> {
    const phoneIds = await this.#untilReady();
    await this.#runToEnd('groups.read-list', { phoneIds });
    const listed = await this.#groups();
    await this.#runToEnd('groups.read-info', { groupIds: [...listed.values()], withMembers: false });
    return [...this.#groupOf.keys()].flatMap((name) => listed.get(name) ?? []);
  }

  async #groups(): Promise<ReadonlyMap<string, string>> {
    const filter = { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' } as const;
    const { rows } = await this.#console.ask('groups.page', { filter, after: 0, limit: 2_000 });
    return new Map(rows.map(({ name, groupId }) => [name, groupId]));
  }

  async #runToEnd(kind: string, payload: unknown): Promise<void> {
    const { jobId } = await this.#console.ask('jobs.plan', orderOf(kind, payload));
    await this.#console.ask('jobs.confirm', { jobId, isConfirmed: true });
    await this.#untilOver(jobId);
  }

  async #planRenames(groupIds: readonly string[]): Promise<number> {
    const order = orderOf('groups.rename', { groupIds, rule: { kind: 'affix', prefix, suffix: '' } });
    while (this.#schedule.next === 'planning') await this.#strikeDuring((console) => console.call('jobs.plan', order));
    // A group whose phones are all away is not planned for.
    await this.#untilReady();
    return (await this.#console.ask('jobs.plan', order)).jobId;
  }

  /** A console that is killed meanwhile has confirmed the plan, or has not. */
  async #confirm(jobId: number): Promise<void> {
    const yes = { jobId, isConfirmed: true } as const;
    for (;;) {
      const { state } = await this.#console.ask('jobs.get', { jobId });
      if (state !== 'planned') return;
      if (this.#schedule.next === 'confirming')
        await this.#strikeDuring((console) => console.call('jobs.confirm', yes));
      else await this.#console.ask('jobs.confirm', yes);
    }
  }

  async #strikeDuring(work: (console: KillableConsole) => Promise<unknown>): Promise<void> {
    const console = await this.#console.live();
    const done = work(console);
    setTimeout(() => this.#schedule.strike(), new SeededRandom(this.#plan.seed).fork('planning').between(0, 15));
    await Promise.allSettled([done, console.gone]);
    await this.#console.live();
  }

  async #untilOver(jobId: number): Promise<void> {
    let birth = { life: 0, count: 0 };
    for (;;) {
      this.#plan.signal.throwIfAborted();
      const { state, counts, itemCount } = await this.#console.ask('jobs.get', { jobId });
      if (state === 'over') return;
      const count = itemCount - counts.ready - counts.running - counts.held;
      const { lives: life } = this.#console;
      if (birth.life !== life) birth = { life, count };
      if (this.#schedule.next === 'row-ended' && count > birth.count) this.#schedule.strike();
      await this.#throwIfStalled(jobId);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  async #throwIfStalled(jobId: number): Promise<void> {
    const last = this.#desk.world.acts.read().at(-1);
    if (last === undefined || Date.now() - last.at < stallMs) return;
    const rows = await this.#console.ask('jobs.items', { jobId, states: [], offset: 0, limit: 500 });
    const open = rows.entries.filter(({ state }) => state !== 'done');
    const told = open.map(({ name, state, code, waitsFor }) => [name, state, code ?? '-', waitsFor ?? '-'].join(' '));
    throw new Error(
      `nothing happens any more while ${this.#schedule.next ?? 'nothing'} is waited for: ${told.join('; ')}`,
    );
  }

  async #rowsOf(jobId: number): Promise<RenamedRow[]> {
    const { entries } = await this.#console.ask('jobs.items', { jobId, states: [], offset: 0, limit: 500 });
    return entries.map((row) => ({ ...row, worldGroupId: this.#groupOf.get(row.name)?.groupId ?? '' }));
  }

  async #untilReady(): Promise<string[]> {
    for (;;) {
      this.#plan.signal.throwIfAborted();
      const { phones } = await this.#console.ask('desk.snapshot', {});
      const ready = phones.filter(({ state }) => state === 'ready');
      if (ready.length === this.#plan.phoneCount) return ready.map(({ phoneId }) => phoneId);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  #onDeath(): void {
    if (this.#forgottenJobId !== null) this.#forget(this.#forgottenJobId);
    const strike = this.#schedule.take();
    const { wasMarkWritten } = this.#schedule;
    const items = this.#deadItems();
    if (strike !== null) {
      const acts = this.#desk.world.acts.read(this.#firstSeq);
      const place = placeOf(strike, items, { acts, wasMarkWritten });
      this.#places.set(place, (this.#places.get(place) ?? 0) + 1);
      this.#faults.push(...this.#faultsOf(items, acts));
      this.#plan.say(`killed at ${strike.moment}: ${place}; ${this.#schedule.left} kills to come`);
      this.#lose(strike);
    }
    this.#schedule.begin({ due: actorsOf(items, isCutShort), proven: actorsOf(items, isDone) });
  }

  #forget(jobId: number): void {
    for (const { item } of readDeadLedger(this.#dataFolder, jobId)) {
      if (item.state === 'running') forgetUnderWay(this.#dataFolder, item.itemId);
    }
  }

  #deadItems(): GroupedItem[] {
    if (this.#jobId === null) return [];
    return readDeadLedger(this.#dataFolder, this.#jobId).flatMap((dead) => {
      const group = this.#groupOf.get(dead.item.name);
      return group === undefined ? [] : [{ ...dead, ...group }];
    });
  }

  /** Every tap that arrived has its mark on the disk, and every mark that was told to be written is there. */
  #faultsOf(items: readonly GroupedItem[], acts: readonly Act[]): string[] {
    const unmarked = items.filter(({ groupId, attempts }) => tapsOf(acts, groupId).length > marksOf(attempts));
    const marks = items.reduce((sum, { attempts }) => sum + marksOf(attempts), 0);
    const missing = this.#schedule.markCount - marks;
    return [
      ...unmarked.map(({ item }) => `a tap without its mark: ${item.name}`),
      ...(missing > 0 ? [`marks that were told and are gone: ${missing}`] : []),
    ];
  }

  /** Nobody can read any more what came of the tap. */
  #lose({ moment, groupId, accountId }: Strike): void {
    if ((moment !== 'tap-lost' && moment !== 'held-lost') || groupId === null) return;
    const flavours = ['group-dissolved', 'removed-from-group', 'group-renamed'] as const;
    const what = moment === 'held-lost' ? 'group-dissolved' : flavours[this.#lost.size % flavours.length];
    const place = this.#desk.world.accounts.findIndex((account) => account.accountId === accountId);
    const name = `别的名字 ${this.#lost.size + 1}`;
    this.#lost.add(groupId);
    this.#desk.phone(place + 1).startFault({ kind: 'interruption', what, point: 'now', groupId, name });
    this.#plan.say(`${groupId} is lost: ${what ?? ''}`);
  }

  /**
   * One more group, whose tap takes effect late, and a console that has forgotten it was under way: what the count of
   * acts shows when the crash rule is not kept.
   */
  async #runRuleless(groupIds: readonly string[]): Promise<NonNullable<KilledRenames['ruleless']>> {
    this.#jobId = null;
    const firstSeq = this.#desk.world.acts.read().at(-1)?.seq ?? 0;
    const jobId = await this.#planRenames(groupIds);
    this.#forgottenJobId = jobId;
    for (const phone of this.#desk.phones) phone.startFault({ kind: 'held-act', times: 1 });
    const stop = this.#desk.world.acts.watch(({ kind }) => {
      if (kind !== 'submit-rename-group') return;
      stop();
      this.#console.kill();
    });
    await this.#confirm(jobId);
    await this.#untilOver(jobId);
    for (const phone of this.#desk.phones) phone.clearFaults('held-act');
    const [row] = await this.#rowsOf(jobId);
    if (row === undefined) throw new Error('the row without a rule is gone');
    return { row, acts: this.#desk.world.acts.read(firstSeq) };
  }
}

function orderOf(kind: string, payload: unknown) {
  return { kind, title: kind, payload, window: { startAt: null, endAt: null } };
}

function tapsOf(acts: readonly Act[], groupId: string): readonly Act[] {
  return acts.filter((act) => act.kind === 'submit-rename-group' && act.groupId === groupId);
}

function marksOf(attempts: GroupedItem['attempts']): number {
  return attempts.filter(({ committedAt }) => committedAt !== null).length;
}

function isCutShort({ item, attempts }: GroupedItem): boolean {
  return item.isVerifyDue || attempts.some(({ state }) => state === 'running');
}

function isDone({ item }: GroupedItem): boolean {
  return item.state === 'done';
}

function actorsOf(items: readonly GroupedItem[], isMeant: (item: GroupedItem) => boolean): ReadonlySet<string> {
  return new Set(items.filter(isMeant).map(({ actorId }) => actorId));
}
