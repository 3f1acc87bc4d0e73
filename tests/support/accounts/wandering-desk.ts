import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CertaintyView } from '../../../electron/contract/certainty.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { databaseFileOf } from '../../../electron/store/data-folder.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { shanghaiDay } from '../plan-life/true-days.ts';
import { ClockedDesk, type ClockedPlace, type RunningDesk } from './clocked-desk.ts';

export const misfortunes = ['clock-set', 'restart', 'backup-put-back', 'other-computer'] as const;
export type Misfortune = (typeof misfortunes)[number];

/** What was seen after a misfortune that leaves the ledger without acts, or may have. */
export interface Unknown {
  readonly after: Misfortune;
  readonly at: number;
  readonly certainty: CertaintyView;
  /** The rows of the job that was begun then. */
  readonly rows: readonly Pick<JobItem, 'state' | 'code' | 'heldUntilAt'>[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** More than any day of the stage lets be done, and as many as one batch takes. */
const rowsAhead = 10;
const waitMs = 30_000;
const lookEveryMs = 30;

/**
 * A desk with one phone that keeps the true time, whose PC is set, whose older backups are put back, and whose data folder moves from
 * computer to computer; all the time it would do more than it may.
 */
export class WanderingDesk {
  readonly desk: ClockedDesk;
  readonly unknowns: Unknown[] = [];
  readonly befell = new Map<Misfortune, number>();
  readonly #random: SeededRandom;
  readonly #place: ClockedPlace;
  readonly #say: (text: string) => void;
  #running: RunningDesk | null = null;
  #dataFolder: string;
  readonly #toCome: Misfortune[] = [];
  #computer = 0;
  /** A copy of the database as it was at the start of some day, with how many acts there were. */
  #backup: { readonly file: string; readonly acts: number } | null = null;

  constructor(place: ClockedPlace, random: SeededRandom, say: (text: string) => void) {
    this.desk = new ClockedDesk(place);
    this.#place = place;
    this.#random = random;
    this.#say = say;
    this.#dataFolder = join(place.folder, 'data-0');
  }

  get running(): RunningDesk {
    if (this.#running === null) throw new Error('no console runs');
    return this.#running;
  }

  /** The first spell of work is undisturbed: the day's cap is used up. */
  async begin(): Promise<void> {
    this.#running = await this.#start();
    await this.running.settleIn('S4');
    await this.running.begin(rowsAhead);
    await this.#work(7);
  }

  /** A true day in which so many misfortunes befall it, between spells of work. */
  async liveDay(misfortuneCount: number, signal: AbortSignal): Promise<void> {
    const endsAt = this.#nextMorning();
    for (let count = 0; count < misfortuneCount; count++) {
      signal.throwIfAborted();
      await this.#work(this.#random.between(1, 4));
      await this.#befall(this.#nextMisfortune());
    }
    await this.#work(7);
    signal.throwIfAborted();
    while (this.desk.truth.now() < endsAt) await this.#pass(Math.min(hourMs, endsAt - this.desk.truth.now()));
  }

  /** Each of them befalls the desk before any does again. */
  #nextMisfortune(): Misfortune {
    if (this.#toCome.length === 0) this.#toCome.push(...this.#random.sample(misfortunes, misfortunes.length));
    return this.#toCome.pop() ?? 'restart';
  }

  /** Ten in the morning of the next day. */
  #nextMorning(): number {
    const { truth } = this.desk;
    return Math.floor((truth.now() + 8 * hourMs) / dayMs) * dayMs + dayMs - 8 * hourMs + 10 * hourMs;
  }

  /** So many acts' worth of time. */
  async #work(spells: number): Promise<void> {
    for (let spell = 0; spell < spells; spell++) await this.#pass(61_000);
  }

  async #pass(durationMs: number): Promise<void> {
    await this.desk.truth.pass(durationMs, durationMs, async () => {
      await this.#until(async () => (await this.running.certainty()).time.kind === 'known');
      await new Promise((resolve) => setTimeout(resolve, 2 * lookEveryMs));
    });
  }

  async #until(isSo: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + waitMs;
    while (!(await isSo())) {
      if (performance.now() > deadline) throw new Error(`it did not come to that: ${isSo.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  async #befall(what: Misfortune): Promise<void> {
    const { desk } = this;
    const hasLost = this.#backup !== null && this.#backup.acts < desk.acts.length;
    if (what === 'backup-put-back' && !hasLost) return this.#befall('restart');
    this.befell.set(what, (this.befell.get(what) ?? 0) + 1);
    if (what === 'clock-set') {
      desk.pc.aheadMs = this.#random.pick([-2, -1, -0.5, 0, 0.5, 1, 2]) * dayMs;
      this.#say(`the PC shows ${desk.pc.aheadMs / hourMs} h more than there is`);
      return this.#pass(61_000);
    }
    await this.running.console.services.dispose();
    if (what === 'restart') this.#keepBackup();
    if (what === 'backup-put-back') this.#putBack();
    if (what === 'other-computer') this.#move();
    this.#running = await this.#start();
    await this.running.comeBack();
    await this.#until(async () => (await this.running.certainty()).time.kind === 'known');
    // What holds the acts from here on is the count alone.
    await this.running.settleDoubts();
    const jobId = await this.running.begin(rowsAhead);
    await this.#pass(2_000);
    const rows = await this.running.items(jobId);
    const codes = [...new Set(rows.map(({ code }) => code))].join(', ');
    const certainty = await this.running.certainty();
    this.#say(
      `${what}: ${certainty.held === null ? 'counts are known' : `held, ${certainty.held.why}`}; rows: ${codes}`,
    );
    if (what !== 'restart') this.unknowns.push({ after: what, at: desk.truth.now(), certainty, rows });
  }

  #keepBackup(): void {
    const file = join(this.#place.folder, 'backup.db');
    copyFileSync(databaseFileOf(this.#dataFolder), file);
    this.#backup = { file, acts: this.desk.acts.length };
  }

  #putBack(): void {
    const file = databaseFileOf(this.#dataFolder);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    if (this.#backup !== null) copyFileSync(this.#backup.file, file);
  }

  /** The folder is carried to another computer; what stays behind is thrown away. */
  #move(): void {
    const before = this.#dataFolder;
    this.#computer += 1;
    this.#dataFolder = join(this.#place.folder, `data-${this.#computer}`);
    cpSync(before, this.#dataFolder, { recursive: true });
    rmSync(before, { recursive: true, force: true });
  }

  #start(): Promise<RunningDesk> {
    const machine = { machineHash: `computer ${this.#computer}`, hostHash: `host ${this.#computer}` };
    return this.desk.start({ dataFolder: this.#dataFolder, machine });
  }
}

/** How many acts fell on each true day. */
export function actsOfDays(acts: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const at of acts) counts.set(shanghaiDay(at), (counts.get(shanghaiDay(at)) ?? 0) + 1);
  return counts;
}
