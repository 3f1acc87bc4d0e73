import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { openVirtualDesk } from '../virtual-desk.ts';
import { FileWorld, type FileAct } from './file-kind.ts';
import type { KillPoint } from './kill-points.ts';
import { KillableConsole } from './killable-console.ts';

export interface KillPlan {
  readonly seed: number;
  readonly phoneCount: number;
  readonly groupCount: number;
  /** How often the console is killed at each point. */
  readonly kills: Readonly<Record<string, number>>;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface KilledJobs {
  /** Kills that really befell, by point. */
  readonly kills: ReadonlyMap<string, number>;
  readonly acts: readonly FileAct[];
  readonly items: readonly JobItem[];
  /** Groups whose names could not be read any more. */
  readonly hidden: readonly string[];
}

const titlePrefix = '改名';
const pollMs = 50;
/** A result that nobody can read stops whatever goes through a version that has proven nothing yet: all have one. */
const oneVersion = messengerVariants[0];

/**
 * Runs jobs of a kind without screens over real virtual phones, kills the console at the planned points, starts it again
 * each time, and lets what is left run to its end. As many jobs as the kills need, one after the other.
 */
export async function runKilledJobs(plan: KillPlan): Promise<KilledJobs> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-killed-'));
  const { desk, close } = await openVirtualDesk({
    count: plan.phoneCount,
    seed: plan.seed,
    variantOf: () => oneVersion,
  });
  const run = new KilledRun(plan, { folder, adbPort: desk.adbPort });
  try {
    return await run.untilKilled();
  } finally {
    await run.close();
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

class KilledRun {
  readonly #plan: KillPlan;
  readonly #world: FileWorld;
  readonly #worldFolder: string;
  readonly #dataFolder: string;
  readonly #adbPort: number;
  readonly #random: SeededRandom;
  readonly #pending: string[];
  readonly #kills = new Map<string, number>();
  readonly #hidden: string[] = [];
  #console: KillableConsole | null = null;
  /** How many times the planned point is passed before the console dies there. */
  #passesLeft = 0;
  #round = 0;

  constructor(plan: KillPlan, place: { readonly folder: string; readonly adbPort: number }) {
    this.#plan = plan;
    this.#worldFolder = join(place.folder, 'world');
    this.#dataFolder = join(place.folder, 'data');
    this.#adbPort = place.adbPort;
    this.#world = new FileWorld(this.#worldFolder);
    this.#random = new SeededRandom(plan.seed).fork('kills');
    this.#pending = this.#shuffled(
      Object.entries(plan.kills).flatMap(([point, count]) => Array.from({ length: count }, () => point)),
    );
  }

  async untilKilled(): Promise<KilledJobs> {
    const items: JobItem[] = [];
    do items.push(...(await this.#runJob()));
    while (this.#pending.length > 0 && !this.#plan.signal.aborted);
    return { kills: this.#kills, acts: this.#world.acts(), items, hidden: this.#hidden };
  }

  async close(): Promise<void> {
    await this.#console?.kill();
  }

  async #runJob(): Promise<JobItem[]> {
    this.#round += 1;
    const console = await this.#live();
    await console.call('operators.create', { name: `操作员 ${this.#round}` });
    const phones = await this.#untilReady(console);
    const rows = Array.from({ length: this.#plan.groupCount }, (_, index) => ({
      phone: phones[index % phones.length] ?? '',
      group: `g${this.#round}-${index}`,
      after: `新 g${this.#round}-${index}`,
    }));
    const title = `${titlePrefix} ${this.#round}`;
    const window = { startAt: null, endAt: null };
    const planned = await console.call('jobs.plan', { kind: 'test.file', title, payload: { rows }, window });
    await console.call('jobs.confirm', { jobId: planned.jobId, isConfirmed: true });
    return this.#untilOver(planned.jobId);
  }

  /** Starts the console anew whenever it is gone, until the job is over. */
  async #untilOver(jobId: number): Promise<JobItem[]> {
    for (;;) {
      this.#plan.signal.throwIfAborted();
      const console = await this.#live();
      try {
        const { state } = await console.call('jobs.get', { jobId });
        if (state === 'over') return await this.#itemsOf(console, jobId);
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      } catch (failure) {
        if (!console.isGone) throw failure;
      }
    }
  }

  async #itemsOf(console: KillableConsole, jobId: number): Promise<JobItem[]> {
    const input = { jobId, states: [], offset: 0, limit: 500 };
    const { entries } = await console.call('jobs.items', input);
    const doubtful = entries.filter(({ state }) => state === 'needs-review');
    for (const { itemId } of doubtful) await this.#look(console, itemId);
    return entries;
  }

  /** A person looks at what nobody could read, so that the act may be planned again one day. */
  async #look(console: KillableConsole, itemId: number): Promise<void> {
    await console.call('operators.create', { name: `核对 ${itemId}` });
    await console.call('jobs.review', { itemId, isDone: true, note: '' });
  }

  async #live(): Promise<KillableConsole> {
    if (this.#console !== null && !this.#console.isGone) return this.#console;
    this.#passesLeft = Math.floor(this.#random.next() * 3);
    this.#console = await KillableConsole.start({
      dataFolder: this.#dataFolder,
      localAdbPort: this.#adbPort,
      worldFolder: this.#worldFolder,
      isKilledAt: (point) => this.#isKilledAt(point),
    });
    return this.#console;
  }

  #isKilledAt({ point, subject }: KillPoint): boolean {
    const planned = this.#pending[0];
    if (planned !== point) return false;
    if (this.#passesLeft > 0) {
      this.#passesLeft -= 1;
      return false;
    }
    this.#pending.shift();
    const count = (this.#kills.get(point) ?? 0) + 1;
    this.#kills.set(point, count);
    // Of those killed after the act, every fourth cannot be read any more.
    if (point === 'acted' && count % 4 === 0) {
      this.#hidden.push(subject);
      this.#world.hide(this.#hidden);
    }
    this.#plan.say(`kill at ${point}${subject === '' ? '' : ` of ${subject}`}, ${this.#pending.length} to come`);
    return true;
  }

  async #untilReady(console: KillableConsole): Promise<string[]> {
    for (;;) {
      this.#plan.signal.throwIfAborted();
      const { phones } = await console.call('desk.snapshot', {});
      const ready = phones.filter(({ state }) => state === 'ready');
      if (ready.length === this.#plan.phoneCount) return ready.map(({ phoneId }) => phoneId);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }

  #shuffled(points: readonly string[]): string[] {
    return points
      .map((point) => ({ point, place: this.#random.next() }))
      .toSorted((left, right) => left.place - right.place)
      .map(({ point }) => point);
  }
}
