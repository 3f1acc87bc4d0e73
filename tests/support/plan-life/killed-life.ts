import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { killPointSchema } from '../jobs/kill-points.ts';
import { actsOf, chronicleOf, type BookLine, type LoggedAct } from './act-book.ts';
import { readBook } from './book-file.ts';
import { takenDeeds, type Deed } from './chronicle.ts';
import { actWithoutConsole, openLifeStore } from './dead-hours.ts';
import { lifeGroups } from './life-ground.ts';
import { lifeTallySchema, type LifeMainOrders, type LifeTally } from './life-main-orders.ts';
import type { Judgement } from './judged-act.ts';
import { judgeBook } from './plan-judge.ts';

export interface LifePlan {
  readonly seed: number;
  readonly days: number;
  readonly accounts: number;
  readonly groups: number;
  /** About so many points are passed between two kills. */
  readonly pointsBetweenKills: number;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface KilledLife {
  readonly acts: readonly LoggedAct[];
  /** What the test did to the accounts. */
  readonly deeds: readonly Deed[];
  /** Kills by where the console was. */
  readonly kills: ReadonlyMap<string, number>;
  readonly lives: number;
  /** Acts that people did while there was no console. */
  readonly alone: number;
  readonly judgement: Judgement;
  /** How often which reason held or forbade a row; and which order was taken or refused. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly told: ReadonlyMap<string, number>;
  /** The most phones that were acted on at once. */
  readonly mostHeld: number;
}

/** Where an act is under way. */
export const midAct: ReadonlySet<string> = new Set(['marking', 'marked', 'permitted', 'acted', 'looking']);

const [lifeMain, logMain] = ['life-main.ts', 'act-log-main.ts'].map((name) => join(import.meta.dirname, name));

/** A desk that lives for so many days in a console of its own, which is killed with SIGKILL again and again. */
export async function runKilledLife(plan: LifePlan): Promise<KilledLife> {
  const place = mkdtempSync(join(quickFolder(), 'jiqun-life-'));
  const run = new KilledLifeRun(plan, place);
  try {
    return await run.untilOver();
  } finally {
    run.close();
    rmSync(place, { recursive: true, force: true });
  }
}

/** A killed process loses nothing of what it handed to the system: this is about no disk, and ten thousands of waits for one are spared. */
function quickFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

class KilledLifeRun {
  readonly #plan: LifePlan;
  readonly #place: string;
  readonly #random: SeededRandom;
  readonly #kills = new Map<string, number>();
  readonly #log: ActLogProcess;
  #child: ChildProcess | null = null;
  #lives = 0;
  #alone = 0;
  #isOver = false;

  constructor(plan: LifePlan, place: string) {
    this.#plan = plan;
    this.#place = place;
    this.#random = new SeededRandom(plan.seed).fork('kills');
    this.#log = new ActLogProcess(join(place, 'book.pipe'), join(place, 'book.jsonl'));
  }

  async untilOver(): Promise<KilledLife> {
    await this.#log.ready;
    while (!this.#isOver) {
      this.#plan.signal.throwIfAborted();
      await this.#live();
      await this.#log.settle();
      if (this.#isOver) break;
      this.#alone += actWithoutConsole(this.#orders(), actsOf(this.#log.lines()));
      await this.#log.settle();
    }
    return this.#judge();
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#log.close();
  }

  #orders(): LifeMainOrders {
    const { seed, accounts, groups, days } = this.#plan;
    return {
      folder: join(this.#place, 'data'),
      pipe: this.#log.pipe,
      book: this.#log.file,
      clockFile: join(this.#place, 'clock.txt'),
      tallyFile: join(this.#place, 'tally'),
      dueFile: join(this.#place, 'due.json'),
      seed,
      life: this.#lives,
      accounts,
      groups,
      days,
    };
  }

  async #live(): Promise<void> {
    this.#lives += 1;
    const orders = this.#orders();
    const child = spawn(process.execPath, [lifeMain ?? '', JSON.stringify(orders)], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    let errors = '';
    child.stderr?.on('data', (bytes: Buffer) => (errors += bytes.toString('utf8')));
    const gone = new Promise<void>((resolve) => void child.once('close', () => resolve()));
    this.#follow(child);
    await gone;
    if (!child.killed && !this.#isOver) throw new Error(`the console ended by itself: ${errors}`);
    if (errors !== '') this.#plan.say(errors.slice(0, 2_000));
  }

  /** Lets it go on from point to point until its hour has come; then it dies there, or some moments after. */
  #follow(child: ChildProcess): void {
    const [points, reply] = [child.stdio[3], child.stdio[4]];
    if (points === null || points === undefined || !('read' in points)) throw new Error('no way to hear of points');
    if (reply === null || reply === undefined || !('write' in reply)) throw new Error('no way to let it go on');
    reply.on('error', () => undefined);
    let left = this.#random.between(1, this.#plan.pointsBetweenKills * 2);
    createInterface({ input: points }).on('line', (line) => {
      const { point, subject } = killPointSchema.parse(JSON.parse(line));
      if (point === 'over') this.#isOver = true;
      if (point === 'day') this.#plan.say(`day ${subject}, ${this.#lives} lives`);
      left -= 1;
      if (left > 0 || this.#isOver) return void reply.write('g');
      if (left < 0) return;
      // However short a life is, one of its consoles dies within an act.
      if (!this.#hasDiedInAct) {
        if (midAct.has(point)) return this.#kill(child, point);
        left = 1;
        return void reply.write('g');
      }
      if (this.#random.chance(0.6)) return this.#kill(child, point);
      reply.write('g');
      setTimeout(() => this.#kill(child, 'anywhere'), this.#random.between(0, 40));
      left = Number.MAX_SAFE_INTEGER;
    });
  }

  get #hasDiedInAct(): boolean {
    return [...this.#kills.keys()].some((where) => midAct.has(where));
  }

  #kill(child: ChildProcess, where: string): void {
    if (this.#isOver || child.exitCode !== null) return;
    child.kill('SIGKILL');
    this.#kills.set(where, (this.#kills.get(where) ?? 0) + 1);
  }

  #judge(): KilledLife {
    const { seed, groups } = this.#plan;
    const lines = this.#log.lines();
    const tallies = this.#tallies();
    return {
      acts: actsOf(lines),
      deeds: takenDeeds(chronicleOf(lines)),
      kills: this.#kills,
      lives: this.#lives,
      alone: this.#alone,
      judgement: judgeBook(lines, lifeGroups(groups, new SeededRandom(seed).fork('groups'))),
      reasons: this.#reasons(),
      told: sum(tallies.map(({ told }) => told)),
      mostHeld: Math.max(0, ...tallies.map(({ mostHeld }) => mostHeld)),
    };
  }

  /** What the console says that it held back: nothing is judged by it, it tells what was asked. */
  #reasons(): ReadonlyMap<string, number> {
    const store = openLifeStore(this.#orders().folder);
    try {
      const holds = store.prepare<[], { code: string; count: number }>(
        'SELECT code, COUNT(*) AS count FROM gateHold GROUP BY code',
      );
      return new Map(holds.all().map(({ code, count }) => [code, count]));
    } finally {
      store.dispose();
    }
  }

  #tallies(): LifeTally[] {
    const names = readdirSync(this.#place).filter((name) => name.startsWith('tally.'));
    return names.map((name) => lifeTallySchema.parse(JSON.parse(readFileSync(join(this.#place, name), 'utf8'))));
  }
}

function sum(tallies: readonly Readonly<Record<string, number>>[]): Map<string, number> {
  const whole = new Map<string, number>();
  for (const tally of tallies) {
    for (const [key, count] of Object.entries(tally)) whole.set(key, (whole.get(key) ?? 0) + count);
  }
  return whole;
}

/** The process that keeps the act log. */
class ActLogProcess {
  readonly pipe: string;
  readonly file: string;
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #heard = new Map<string, () => void>();
  #marks = 0;

  constructor(pipe: string, file: string) {
    this.pipe = pipe;
    this.file = file;
    const made = spawnSync('mkfifo', [pipe]);
    if (made.status !== 0) throw new Error('no named pipes on this computer');
    this.#child = spawn(process.execPath, [logMain ?? '', pipe, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.ready = this.#hear('ready');
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('nothing is heard of the act log');
    createInterface({ input: stdout }).on('line', (line) => this.#heard.get(line)?.());
  }

  /** Whatever was told before is in the file once this has resolved. */
  async settle(): Promise<void> {
    const mark = `#${++this.#marks}`;
    const heard = this.#hear(mark);
    // Whatever was torn off ends here.
    appendFileSync(this.pipe, `\n${mark}\n`);
    await heard;
  }

  lines(): BookLine[] {
    return readBook(this.file);
  }

  close(): void {
    this.#child.kill('SIGKILL');
  }

  #hear(line: string): Promise<void> {
    return new Promise((resolve) => void this.#heard.set(line, resolve));
  }
}
