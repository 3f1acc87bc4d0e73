import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { custodyMigrations } from '../../../electron/accounts/custody/custody-store.ts';
import { openCustody, type Custody } from '../../../electron/accounts/custody/custody.ts';
import { sealFileOf } from '../../../electron/accounts/custody/seal-file.ts';
import { WitnessFolder } from '../../../electron/accounts/custody/witness-file.ts';
import { countHoldOf, presumedUseOf, unknownDaysOf } from '../../../electron/accounts/custody/unknown-spans.ts';
import { dayMs, dayOf, startOfDay } from '../../../electron/accounts/standing/calendar-day.ts';
import { dayTurningUntil } from '../../../electron/accounts/true-time/day-edge.ts';
import { trueTimeMigrations } from '../../../electron/accounts/true-time/time-mark-store.ts';
import { TrueTime } from '../../../electron/accounts/true-time/true-time.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Migration } from '../../../electron/store/migration.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import type { Statement, Store } from '../../../electron/store/store.ts';

export const perDay = 5;
export const perWeek = 18;

const ledger: Migration = {
  version: 900,
  name: 'ledger of the model',
  up: (exec) => exec('CREATE TABLE modelAct (at INTEGER NOT NULL) STRICT'),
};
const migrations = [...trueTimeMigrations, ...custodyMigrations, ledger];

/** What a gate may be deprived of, to see that the model notices. */
export type Lacking = 'nothing' | 'true-time' | 'custody' | 'witness' | 'days-edge' | 'presumed-use';

export type Answer = 'allowed' | 'time' | 'count-unknown' | 'day-turning' | 'day' | 'week';

/** How far through an act the console comes before it is killed. */
export type Killed = 'no' | 'after-note' | 'after-seal';

interface Run {
  readonly store: Store;
  readonly time: TrueTime;
  readonly custody: Custody;
  readonly add: Statement<[number], never>;
  readonly since: Statement<[number], { count: number }>;
  readonly between: Statement<[number, number], { count: number }>;
}

/**
 * A desk with a true clock that nobody of the console sees, two computers whose clocks are set at will, phones that keep the time, and one
 * data folder with real files. `acts` is what was really done, and when: it alone judges.
 */
export class DeskModel {
  readonly acts: number[] = [];
  readonly #lacking: Lacking;
  readonly #root = mkdtempSync(join(tmpdir(), 'jiqun-desk-'));
  readonly #phoneSkews = [-19_000, 4_000, 20_000];
  readonly #backups: string[] = [];
  #trueAt: number;
  #monotonicMs = 0;
  #pcAheadMs = [0, 0];
  #machine = 0;
  #folder: string;
  #folders = 0;
  #wasAsleep = false;
  #run: Run;

  constructor(startAt: number, lacking: Lacking = 'nothing') {
    this.#trueAt = startAt;
    this.#lacking = lacking;
    this.#folder = this.#newFolder();
    mkdirSync(this.#folder);
    this.#run = this.#start();
  }

  get trueAt(): number {
    return this.#trueAt;
  }

  pass(ms: number): void {
    this.#trueAt += ms;
    this.#monotonicMs += ms;
  }

  setPc(byMs: number): void {
    this.#pcAheadMs[this.#machine] = byMs;
  }

  /** The computer sleeps, and tells it or not. */
  sleep(ms: number, isTold: boolean): void {
    this.#trueAt += ms;
    if (isTold) this.#run.time.woke();
    else this.#wasAsleep = true;
  }

  poll(phones: readonly number[]): void {
    for (const phone of phones) {
      const phoneAt = this.#trueAt + (this.#phoneSkews[phone] ?? 0);
      const clock = this.#clock();
      const at = { monotonicAt: clock.monotonic(), pcAt: clock.now() };
      this.#run.time.measured({ phoneId: `p${phone}`, phoneAt, ...at });
    }
  }

  /** Tries to act once; where the console is killed on the way, nothing is done. */
  act(killed: Killed = 'no'): Answer {
    const now = this.#now();
    const answer = now === null ? 'time' : this.#ask(now);
    if (now === null || answer !== 'allowed') return answer;
    const { store, custody, add } = this.#run;
    store.transaction(() => {
      add.run(now);
      custody.countAct(now, 1);
    });
    if (killed === 'after-note') return this.#killed();
    if (!custody.seal().ok) throw new Error('not sealed');
    if (killed === 'after-seal') return this.#killed();
    this.acts.push(this.#trueAt);
    return 'allowed';
  }

  restart(): void {
    this.#end();
    this.#run = this.#start();
  }

  backUp(): void {
    this.#run.store.checkpoint();
    this.#end();
    const backup = join(this.#root, `backup-${this.#backups.length}`);
    copyFileSync(join(this.#folder, 'jiqun.db'), backup);
    this.#backups.push(backup);
    this.#run = this.#start();
  }

  /** Puts a backup in the database's place; without one, an empty database takes it. */
  restore(index: number): void {
    this.#end();
    const file = join(this.#folder, 'jiqun.db');
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    const backup = this.#backups[index];
    if (backup !== undefined) copyFileSync(backup, file);
    this.#run = this.#start();
  }

  /** The folder goes to the other computer, as a copy. */
  move(): void {
    this.#end();
    const target = this.#newFolder();
    cpSync(this.#folder, target, { recursive: true });
    this.#folder = target;
    this.#machine = 1 - this.#machine;
    this.#run = this.#start();
  }

  /** The whole folder as it is now; to be put back later, over what happened since: in its place, or into the files that are there. */
  copyFolder(): (isInPlace: boolean) => void {
    this.#end();
    const copy = this.#newFolder();
    cpSync(this.#folder, copy, { recursive: true });
    this.#run = this.#start();
    return (isInPlace) => {
      this.#end();
      if (isInPlace) rewrite(copy, this.#folder);
      else {
        rmSync(this.#folder, { recursive: true });
        cpSync(copy, this.#folder, { recursive: true });
      }
      this.#run = this.#start();
    };
  }

  loseSeal(): void {
    this.#end();
    if (existsSync(sealFileOf(this.#folder))) rmSync(sealFileOf(this.#folder));
    this.#run = this.#start();
  }

  /** What was done in the true day, or the seven times 24 hours, that were the fullest. */
  fullest(): { readonly day: number; readonly week: number } {
    const days = new Map<string, number>();
    for (const at of this.acts) days.set(dayOf(at), (days.get(dayOf(at)) ?? 0) + 1);
    // Phones that agree may be a minute apart, and so may two notes of one window.
    const weekMs = 7 * dayMs - 180_000;
    const weeks = this.acts.map((from) => this.acts.filter((at) => at >= from && at < from + weekMs).length);
    return { day: Math.max(0, ...days.values()), week: Math.max(0, ...weeks) };
  }

  dispose(): void {
    this.#end();
    rmSync(this.#root, { recursive: true, force: true });
  }

  #ask(now: number): Answer {
    const { custody, since, between } = this.#run;
    const spans = this.#lacking === 'custody' ? [] : custody.spans();
    if (countHoldOf(spans, now) !== null) return 'count-unknown';
    if (this.#lacking !== 'days-edge' && dayTurningUntil(now) !== null) return 'day-turning';
    const sinceAt = (at: number): number => since.get(at)?.count ?? 0;
    if (sinceAt(startOfDay(dayOf(now))) + 1 > perDay) return 'day';
    const counted = (dayStart: number): number => between.get(dayStart, dayStart + dayMs)?.count ?? 0;
    const weekFrom = now - 7 * dayMs + 1;
    const presumed =
      this.#lacking === 'presumed-use'
        ? []
        : presumedUseOf(unknownDaysOf(spans, now).map(startOfDay), { perDay, counted }).filter(
            ({ at }) => at >= weekFrom,
          );
    const used = presumed.reduce((sum, { amount }) => sum + amount, sinceAt(weekFrom));
    return used + 1 > perWeek ? 'week' : 'allowed';
  }

  #now(): number | null {
    if (this.#lacking === 'true-time') return this.#clock().now();
    const verdict = this.#run.time.now();
    if (verdict.kind === 'unsure') return null;
    if (!this.#run.custody.settle(verdict.now).ok) throw new Error('not settled');
    return verdict.now;
  }

  #killed(): Answer {
    // What a killed process does not do: it writes no last mark.
    this.#run.custody.dispose();
    this.#run.store.dispose();
    this.#run = this.#start();
    return 'time';
  }

  #start(): Run {
    this.#monotonicMs = 0;
    this.#wasAsleep = false;
    const clock = this.#clock();
    const file = join(this.#folder, 'jiqun.db');
    const opened = openStore({ file, migrations, clock, logger: silentLogger, durability: 'checkpoints' });
    if (!opened.ok) throw new Error(opened.error.message);
    const store = opened.value;
    const sleep = { hasSlept: () => this.#wasAsleep && !(this.#wasAsleep = false) };
    const time = new TrueTime({ store, clock, sleep, logger: silentLogger, measureNow: () => undefined });
    const machine = { machineHash: `m${this.#machine}`, hostHash: 'h' };
    const user = new WitnessFolder(join(this.#root, `user-${this.#machine}`), silentLogger);
    const witness = this.#lacking === 'witness' ? null : user;
    const options = { store, folder: this.#folder, machine, lastKnownAt: time.mark, witness, logger: silentLogger };
    const custody = openCustody(options);
    if (!custody.ok) throw new Error(custody.error.message);
    return {
      store,
      time,
      custody: custody.value,
      add: store.prepare('INSERT INTO modelAct VALUES (?)'),
      // Acts of a time to come count as well, as a clock may have been wrong.
      since: store.prepare('SELECT count(*) AS count FROM modelAct WHERE at >= ?'),
      between: store.prepare('SELECT count(*) AS count FROM modelAct WHERE at >= ? AND at < ?'),
    };
  }

  #end(): void {
    this.#run.time.dispose();
    this.#run.custody.dispose();
    this.#run.store.dispose();
  }

  #clock(): Clock {
    return {
      now: () => this.#trueAt + (this.#pcAheadMs[this.#machine] ?? 0),
      monotonic: () => this.#monotonicMs,
      after: () => () => undefined,
    };
  }

  #newFolder(): string {
    return join(this.#root, `data-${this.#folders++}`);
  }
}

/** What was killed may have left more files, which such a program leaves alone; the database would be damaged with another one's. */
function rewrite(copy: string, folder: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(join(folder, `jiqun.db${suffix}`), { force: true });
  for (const name of ['jiqun.db', 'custody.seal']) {
    const from = join(copy, name);
    if (existsSync(from)) writeFileSync(join(folder, name), readFileSync(from));
  }
}
