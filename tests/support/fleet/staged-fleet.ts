import { z } from 'zod';
import { planWithRules } from '../../../electron/accounts/plans/plan-change.ts';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import type { TimelineEntry } from '../../../electron/contract/account-timeline.ts';
import { jobAttemptSchema, jobSchema, type JobAttempt, type JobItem } from '../../../electron/contract/jobs.ts';
import type { StageId } from '../../../electron/contract/plan-ids.ts';
import {
  procedures,
  type ProcedureInput,
  type ProcedureName,
  type ProcedureOutput,
} from '../../../electron/contract/procedures.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import { AheadClock } from '../ahead-clock.ts';
import { valueOf } from '../device-layer.ts';
import { WorldConsole } from '../groups/world-console.ts';

type TimelinePage = ProcedureOutput<'accounts.timeline'>;

/** What befell an account before the plan was made, or how much tighter its own plan is. */
export type Trouble =
  | 'none'
  | 'cooldown'
  | 'warning'
  | 'suspended'
  | 'rest-day'
  | 'restarted'
  | 'used-up'
  | 'few-an-hour'
  | 'week-used-up'
  | 'pauses'
  | 'many';

/** A time during which the gate held a row, as the account's page tells it. */
export interface RowHold {
  readonly code: string;
  readonly fromAt: number;
  readonly untilAt: number | null;
  readonly endedAt: number | null;
}

export interface StagedPlace {
  readonly stageId: StageId;
  readonly trouble: Trouble;
  readonly groups: number;
}

/** A row of the plan with the place that its account is in. */
export interface StagedRow {
  readonly item: JobItem;
  readonly place: StagedPlace;
  readonly worldId: string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const readTimeoutMs = 10 * minuteMs;
const lookEveryMs = 150;
/** No day's cap of renaming is larger. */
const renamesOfDay = 5;

/** Accounts in all stages and troubles on virtual phones, with groups that were read, at ten in the morning in Shanghai. */
export class StagedFleet {
  readonly clock: AheadClock;
  readonly console: WorldConsole;
  readonly places: readonly StagedPlace[];
  readonly #worldIds: ReadonlyMap<string, string>;

  private constructor(
    console: WorldConsole,
    clock: AheadClock,
    rest: Pick<StagedFleet, 'places'>,
    worldIds: Map<string, string>,
  ) {
    this.console = console;
    this.clock = clock;
    this.places = rest.places;
    this.#worldIds = worldIds;
  }

  static async open(seed: number, places: readonly StagedPlace[]): Promise<StagedFleet> {
    const clock = new AheadClock();
    const sinceMidnight = (clock.now() + 8 * hourMs) % dayMs;
    clock.advance((10 * hourMs - sinceMidnight + dayMs) % dayMs);
    const groups = places.flatMap(({ groups: count }, place) =>
      Array.from({ length: count }, (_none, index) => ({
        name: `读书会${place + 1}组${index + 1}`,
        places: [place + 1],
      })),
    );
    const phoneCount = places.length;
    const console = await WorldConsole.open({ seed, phoneCount, plan: { groups }, clock, isClockShared: true });
    try {
      await console.run('groups.read-list', { phoneIds: await console.phoneIds() }, readTimeoutMs);
      const read = await console.groups();
      const groupIds = read.map(({ groupId }) => groupId);
      await console.run('groups.read-info', { groupIds, withMembers: false }, readTimeoutMs);
      const worldIds = new Map(
        read.map(({ groupId, name }) => [groupId, `group-${groups.findIndex((group) => group.name === name) + 1}`]),
      );
      const fleet = new StagedFleet(console, clock, { places }, worldIds);
      await fleet.#befall();
      return fleet;
    } catch (failure) {
      await console.close();
      throw failure;
    }
  }

  close(): Promise<void> {
    return this.console.close();
  }

  /** Reads the groups of those places anew: what was read yesterday is no ground for a plan. */
  async readAgain(isWanted: (place: StagedPlace) => boolean): Promise<void> {
    const payload = { groupIds: this.#groupIdsOf(isWanted), withMembers: false };
    await this.console.run('groups.read-info', payload, readTimeoutMs);
  }

  /** Every group gets a new name, or every one in those places. */
  async plan(isWanted: (place: StagedPlace) => boolean = () => true, prefix = '新'): Promise<number> {
    const groupIds = this.#groupIdsOf(isWanted);
    const rule = { kind: 'affix', prefix, suffix: '' };
    return this.console.plan('groups.rename', { groupIds, rule, via: {} });
  }

  /** What one batch had no room for, as a plan of its own. */
  async planNext(jobId: number): Promise<number> {
    return jobSchema.parse(valueOf(await this.console.console.call('jobs.planNext', { jobId }))).jobId;
  }

  async rows(jobId: number): Promise<StagedRow[]> {
    const phoneIds = await this.console.phoneIds();
    return (await this.console.items(jobId)).map((item) => {
      const place = this.places[phoneIds.indexOf(item.phoneId)];
      const worldId = this.#worldIds.get(item.groupId ?? '');
      if (place === undefined || worldId === undefined) throw new Error(`row ${item.itemId} is about nothing known`);
      return { item, place, worldId };
    });
  }

  #groupIdsOf(isWanted: (place: StagedPlace) => boolean): string[] {
    const wanted = new Set(this.places.flatMap((place, index) => (isWanted(place) ? this.#worldIdsAt(index) : [])));
    return [...this.#worldIds].flatMap(([groupId, worldId]) => (wanted.has(worldId) ? [groupId] : []));
  }

  /** The world's groups of a place, in the order in which they were made. */
  #worldIdsAt(index: number): string[] {
    const before = this.places.slice(0, index).reduce((sum, { groups }) => sum + groups, 0);
    return Array.from({ length: this.places[index]?.groups ?? 0 }, (_none, place) => `group-${before + place + 1}`);
  }

  /** When the gate held a row, and why, the earliest first; that a batch before it had no room for the group is none of it. */
  async holds({ item: { accountId, name } }: StagedRow, sinceAt: number): Promise<RowHold[]> {
    const entries = await this.#heldEntries(accountId);
    const held = entries.flatMap(({ what, text, at, hold }) =>
      text === name && hold !== undefined && at >= sinceAt && what !== 'over-batch'
        ? [{ code: what, fromAt: at, ...hold }]
        : [],
    );
    return held.toSorted((one, other) => one.fromAt - other.fromAt);
  }

  /** Page after page, to the beginning. */
  async #heldEntries(accountId: string): Promise<TimelineEntry[]> {
    const entries: TimelineEntry[] = [];
    for (let before: { at: number; key: string } | null = null; ;) {
      const asked = { accountId, kind: 'held', untilDay: null, before, limit: 200 } as const;
      const answered = valueOf(await this.console.console.call('accounts.timeline', asked));
      const page: TimelinePage = procedures['accounts.timeline'].output.parse(answered);
      entries.push(...page.entries);
      const last = page.entries.at(-1);
      if (!page.hasMore || last === undefined) return entries;
      before = { at: last.at, key: last.key };
    }
  }

  /** What the phones' messengers saw of a group, looks among it. */
  seenOf(worldId: string, sinceSeq: number): readonly Act[] {
    return this.console.desk.world.acts.read(sinceSeq).filter(({ groupId }) => groupId === worldId);
  }

  /** What a group is called in the world. */
  nameOf(worldId: string): string {
    return this.console.desk.world.group(worldId).name;
  }

  async attempts(itemId: number): Promise<JobAttempt[]> {
    const answered = valueOf(await this.console.console.call('jobs.attempts', { itemId }));
    return z.object({ attempts: z.array(jobAttemptSchema) }).parse(answered).attempts;
  }

  /** Names that groups were given, by the world's own log. */
  renames(sinceSeq = 0): readonly Act[] {
    return this.console.desk.world.acts.read(sinceSeq).filter(({ kind }) => kind === 'rename-group');
  }

  get lastSeq(): number {
    return this.console.desk.world.acts.read().at(-1)?.seq ?? 0;
  }

  /** Somebody gives a group another name at the phone, without the console. */
  renameByHand(worldId: string, name: string): void {
    const { world } = this.console.desk;
    const [accountId] = world.group(worldId).ownAccounts;
    if (accountId === undefined) throw new Error(`nobody of the desk is in ${worldId}`);
    const refused = world.perform(
      { kind: 'rename-group', groupId: worldId, name },
      { accountId, at: this.clock.now() },
    );
    if (refused !== null) throw new Error(`${worldId} could not be renamed by hand`);
  }

  /** The clock is put ahead to that moment; whatever begins then has come to an end or waits for a later time. */
  async hurryTo(at: number, jobIds: readonly number[], signal: AbortSignal): Promise<void> {
    if (at > this.clock.now()) this.clock.advance(at - this.clock.now());
    await this.untilQuiet(jobIds, signal);
  }

  /** The clock is put ahead to that moment, hour by hour, with nothing to wait for. */
  async hurry(to: number): Promise<void> {
    while (this.clock.now() < to) {
      this.clock.advance(Math.min(hourMs, to - this.clock.now()));
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  async untilQuiet(jobIds: readonly number[], signal: AbortSignal): Promise<void> {
    for (let calm = 0; calm < 3;) {
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      const items = (await Promise.all(jobIds.map((jobId) => this.console.items(jobId)))).flat();
      calm = items.every((item) => this.#waits(item)) ? calm + 1 : 0;
    }
  }

  /** It is over, or held until a later time, or until nobody knows when. */
  #waits({ state, code, heldUntilAt }: JobItem): boolean {
    if (state !== 'held') return ['done', 'skipped', 'failed', 'needs-review', 'cancelled'].includes(state);
    if (code === 'time-unknown' || code === 'count-unknown' || code === 'device-hold') return false;
    return heldUntilAt === null || heldUntilAt > this.clock.now() + 2_000;
  }

  async #befall(): Promise<void> {
    const phoneIds = await this.console.phoneIds();
    const { cards } = procedures['accounts.board'].output.parse(
      valueOf(await this.console.console.call('accounts.board', {})),
    );
    for (const [index, { stageId, trouble }] of this.places.entries()) {
      const accountId = cards.find(({ phoneId }) => phoneId === phoneIds[index])?.accountId ?? '';
      await this.#call('accounts.seedDemo', { accountId, stageId });
      await this.#trouble(accountId, trouble);
    }
  }

  async #trouble(accountId: string, trouble: Trouble): Promise<void> {
    const now = this.clock.now();
    const signal = { accountId, tool: null, at: null, note: '' } as const;
    const act = { accountId, groupId: null, groupName: '没有读到的群', note: '', corrects: null } as const;
    switch (trouble) {
      case 'none':
      case 'many':
        return;
      case 'cooldown':
        return this.#call('accounts.reportSignal', { ...signal, signalId: 'too_frequent_prompt' });
      case 'warning':
        return this.#call('accounts.reportSignal', { ...signal, signalId: 'member_complaint' });
      case 'suspended':
        return this.#call('accounts.reportSignal', { ...signal, signalId: 'feature_ban' });
      case 'restarted':
        return this.#call('accounts.restart', { accountId, event: 'risk-prompt' });
      case 'used-up':
        return this.#call('accounts.logAct', {
          ...act,
          action: 'group_rename',
          at: now - hourMs,
          amount: renamesOfDay,
        });
      case 'few-an-hour':
        return this.#tighten(accountId, { 'stages.S6.caps.group_rename.per_hour': 2 });
      case 'pauses':
        return this.#tighten(accountId, {
          'intervals.max_continuous_batch_minutes': 2,
          'intervals.pause_between_batches_minutes': 45,
        });
      case 'week-used-up':
        await this.#tighten(accountId, { 'stages.S6.caps.group_rename.per_week': renamesOfDay });
        return this.#call('accounts.logAct', {
          ...act,
          action: 'group_rename',
          at: now - 5 * dayMs,
          amount: renamesOfDay,
        });
      case 'rest-day':
        for (let days = 1; days <= 6; days++) {
          const at = now - days * dayMs;
          await this.#call('accounts.logAct', { ...act, action: 'group_announcement', at, amount: 1 });
        }
    }
  }

  /** A plan of its own, with other numbers at some paths. */
  async #tighten(accountId: string, numbers: Readonly<Record<string, number>>): Promise<void> {
    const given = valueOf(await this.console.console.call('plans.get', { kind: 'account', accountId }));
    const { plan } = readPlan('plan.yaml', procedures['plans.get'].output.parse(given).text, null);
    const next = plan === null ? null : planWithRules(plan, new Map(Object.entries(numbers)), null).plan;
    if (next === null) throw new Error(`no plan has ${JSON.stringify(numbers)}`);
    const source = { kind: 'text', text: writePlan(next) } as const;
    await this.#call('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
  }

  async #call<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<void> {
    valueOf(await this.console.console.call(name, input));
  }
}
