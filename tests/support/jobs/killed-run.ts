import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { actorsOf, faultsOf, isCutShort, isDone } from './dead-items.ts';
import { forgetUnderWay, readDeadLedger } from './dead-ledger.ts';
import { orderMoments } from './kill-order.ts';
import { placeOf, type GroupedItem, type KillPlace } from './kill-place.ts';
import { KillSchedule, type KillMoment, type Strike } from './kill-schedule.ts';
import type { KillableConsole } from './killable-console.ts';
import { MortalConsole } from './mortal-console.ts';
import { planRestore } from './planned-restore.ts';
import type { KilledRenames, RenamedRow, RenameKillPlan } from './rename-kills.ts';

const pollMs = 50;
const stallMs = 90_000;
const prefix = '新';

interface RunPlace {
  readonly dataFolder: string;
  readonly desk: VirtualDesk;
  readonly localAdbPort: number;
}

/** One run of it: the console that is killed, the plan of its kills, and what each of its deaths left behind. */
export class KilledRun {
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
    // A group whose phones are all away is not planned for.
    await this.#untilReady();
    const restore = await planRestore(this.#console, jobId);
    const ruleless = this.#plan.hasControl ? await this.#runRuleless(groupIds.slice(groupCount)) : null;
    return { places: this.#places, rows, acts, names, lost: this.#lost, restore, faults: this.#faults, ruleless };
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
      this.#faults.push(...faultsOf(items, acts, this.#schedule.markCount));
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
