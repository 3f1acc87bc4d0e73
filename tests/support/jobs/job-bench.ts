import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import type { Job, JobAttempt, JobItem } from '../../../electron/contract/jobs.ts';
import type { Operator } from '../../../electron/contract/operators.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { ProcedureInput, ProcedureOutput } from '../../../electron/contract/procedures.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { createPathFiles } from '../../../electron/headless/path-files.ts';
import { createGateOfToday } from './gate-of-today.ts';
import type { AccountModes, Gate, GateAnswer, GateQuestion, ShownAnswer } from '../../../electron/jobs/gate.ts';
import type { JobProcedure } from '../../../electron/jobs/job-procedures.ts';
import { registerKind, type RegisteredKind } from '../../../electron/jobs/job-registry.ts';
import { createJobs, type Jobs, type JobsDeps } from '../../../electron/jobs/jobs.ts';
import type { PowerPort } from '../../../electron/jobs/power-port.ts';
import { CooldownStore } from './cooldown-store.ts';
import { jobMigrations } from '../../../electron/jobs/store/job-migrations.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { EventSource } from '../../../electron/runtime/event-source.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { valueOf } from '../device-layer.ts';
import { ManualClock } from '../manual-clock.ts';
import { openTestStore } from '../open-test-store.ts';
import { RecordingLogger } from '../recording-logger.ts';
import { makeTempFolder } from '../temp-folder.ts';
import { PaperPhones } from './paper-phones.ts';
import { createPaperKind, PaperWorld, type PaperRow } from './paper-world.ts';

export interface BenchWishes {
  /** Same database: to open the engine again on what another one left. */
  readonly file?: string;
  /** Left out: one of its own, of jobs alone. */
  readonly store?: Store;
  readonly world?: PaperWorld;
  readonly clock?: ManualClock;
  readonly phones?: PaperPhones;
  readonly kinds?: readonly RegisteredKind[];
  readonly gate?: Gate;
  readonly modeOf?: JobsDeps['modes']['modeOf'];
  readonly whyByHand?: JobsDeps['modes']['whyByHand'];
  readonly isElsewhere?: JobsDeps['modes']['isElsewhere'];
  readonly checkRules?: JobsDeps['rules']['checkRules'];
  readonly hubOf?: JobsDeps['hubOf'];
  readonly hubLimit?: number;
  readonly acts?: JobsDeps['acts'];
  readonly custody?: JobsDeps['custody'];
  readonly whenTimeKnown?: JobsDeps['whenTimeKnown'];
}

const chen: Operator = { operatorId: 'o1', name: '陈晓', createdAt: 0 };

/** A gate that says what a test wants it to. */
export class TestGate implements Gate {
  readonly asked: GateQuestion[] = [];
  answer: (question: GateQuestion) => GateAnswer = () => ({ kind: 'allowed' });
  /** Of what a person is shown. */
  shown: ShownAnswer = { answer: { kind: 'allowed' }, closesAt: null };
  readonly #changes = new EventSource<null>(silentLogger);

  ask(question: GateQuestion): GateAnswer {
    this.asked.push(question);
    return this.answer(question);
  }

  askShown(): ShownAnswer {
    return this.shown;
  }

  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(() => listener());
  }

  tellChanged(): void {
    this.#changes.emit(null);
  }
}

class TestPower implements PowerPort {
  awakeCount = 0;
  readonly #woke = new EventSource<null>(silentLogger);

  stayAwake(): () => void {
    this.awakeCount += 1;
    return () => void (this.awakeCount -= 1);
  }

  onWoke(listener: () => void): () => void {
    return this.#woke.subscribe(() => listener());
  }

  wake(): void {
    this.#woke.emit(null);
  }
}

/** The job engine on a real database, with paper phones and a clock that stands still. */
export class JobBench {
  readonly file: string;
  readonly clock: ManualClock;
  readonly phones: PaperPhones;
  readonly world: PaperWorld;
  readonly store: Store;
  readonly power = new TestPower();
  readonly logger = new RecordingLogger();
  readonly audited: AuditNote[] = [];
  readonly jobs: Jobs;
  #operator: Operator | null = chen;
  #isDead = false;
  readonly #operatorChanges = new EventSource<null>(silentLogger);

  constructor(wishes: BenchWishes = {}) {
    this.file = wishes.file ?? join(makeTempFolder(), 'jiqun.db');
    // 10:00 in Shanghai.
    this.clock = wishes.clock ?? new ManualClock(Date.UTC(2026, 0, 15, 2));
    this.phones = wishes.phones ?? new PaperPhones();
    this.world = wishes.world ?? new PaperWorld();
    this.store = wishes.store ?? openTestStore(jobMigrations, { file: this.file, clock: this.clock });
    const cooldowns = new CooldownStore(this.store, this.clock);
    const modes: AccountModes = {
      modeOf: wishes.modeOf ?? (() => 'auto'),
      whyByHand: wishes.whyByHand ?? (() => null),
      isElsewhere: wishes.isElsewhere ?? (() => false),
      subscribe: () => () => undefined,
    };
    this.jobs = createJobs({
      store: this.store,
      audit: { append: (note) => this.#record(note) },
      clock: this.#engineClock(),
      machineClock: this.#engineClock(),
      logger: this.logger,
      settings: { current: () => ({ ...defaultSettings, jobPhonesPerHub: wishes.hubLimit ?? 64 }) },
      operator: {
        current: () => this.#operator,
        subscribe: (listener) => this.#operatorChanges.subscribe(() => listener()),
      },
      phones: this.phones,
      hubOf: wishes.hubOf ?? (() => null),
      files: createPathFiles(),
      rules: { checkRules: wishes.checkRules ?? (() => succeed(null)) },
      kinds: wishes.kinds ?? [registerKind(createPaperKind(this.world))],
      gate: wishes.gate ?? createGateOfToday({ cooldowns, modes, isVirtual: () => true }),
      modes,
      cooldowns,
      ...(wishes.acts !== undefined && { acts: wishes.acts }),
      ...(wishes.custody !== undefined && { custody: wishes.custody }),
      ...(wishes.whenTimeKnown !== undefined && { whenTimeKnown: wishes.whenTimeKnown }),
      evidence: {
        save: async () => succeed('picture-1'),
        read: async () => fail('evidence-gone', 'no pictures in this test'),
      },
      power: this.power,
    });
    onTestFinished(() => this.close());
  }

  /** Nothing of it goes on afterwards; the database stays for another one. */
  async close(): Promise<void> {
    if (this.#isDead) return;
    const disposed = this.jobs.dispose();
    await this.clock.advance(10_000);
    await disposed;
    this.store.dispose();
  }

  /** As when its process is killed: none of its timers comes, and it writes nothing more. */
  crash(): void {
    this.#isDead = true;
    this.store.dispose();
    // Nothing that an act still waits for brings it back to life.
    this.jobs.dispose().catch(() => undefined);
  }

  chooseOperator(operator: Operator | null): void {
    this.#operator = operator;
    this.#operatorChanges.emit(null);
  }

  call<N extends JobProcedure>(name: N, input: ProcedureInput<N>): Promise<Outcome<ProcedureOutput<N>>> {
    return this.jobs.handlers[name](input, new AbortController().signal);
  }

  async tell<N extends JobProcedure>(name: N, input: ProcedureInput<N>): Promise<ProcedureOutput<N>> {
    return valueOf(await this.call(name, input));
  }

  plan(rows: readonly PaperRow[], changes: Partial<ProcedureInput<'jobs.plan'>> = {}): Promise<Outcome<Job>> {
    const window = { startAt: null, endAt: null };
    return this.call('jobs.plan', { kind: 'test.paper', title: '改群名', payload: { rows }, window, ...changes });
  }

  /** Plans and confirms; answers the job's id. */
  async run(rows: readonly PaperRow[], changes: Partial<ProcedureInput<'jobs.plan'>> = {}): Promise<number> {
    const { jobId } = valueOf(await this.plan(rows, changes));
    await this.tell('jobs.confirm', { jobId, isConfirmed: true });
    return jobId;
  }

  async items(jobId: number): Promise<JobItem[]> {
    return (await this.tell('jobs.items', { jobId, states: [], offset: 0, limit: 500 })).entries;
  }

  /** `group state code` of every row. */
  async standing(jobId: number): Promise<string[]> {
    return (await this.items(jobId)).map(({ name, state, code }) => [name, state, code ?? '-'].join(' '));
  }

  async attempts(itemId: number): Promise<JobAttempt[]> {
    return (await this.tell('jobs.attempts', { itemId })).attempts;
  }

  job(jobId: number): Promise<Job> {
    return this.tell('jobs.get', { jobId });
  }

  /** Lets time pass, in short steps, until it is so. */
  async until(isSo: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
    for (let passedMs = 0; passedMs < limitMs; passedMs += 25) {
      if (await isSo()) return;
      await this.clock.advance(25);
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(`it did not come to that: ${isSo.toString()}`);
  }

  untilOver(jobId: number): Promise<void> {
    return this.until(async () => (await this.job(jobId)).state === 'over');
  }

  readText(path: string): string {
    return readFileSync(path, 'utf8');
  }

  #engineClock(): Clock {
    const { clock } = this;
    const after = (delayMs: number, task: () => void): (() => void) =>
      clock.after(delayMs, () => (this.#isDead ? undefined : task()));
    return { now: () => clock.now(), monotonic: () => clock.monotonic(), after };
  }

  #record(note: AuditNote): ReturnType<JobsDeps['audit']['append']> {
    this.audited.push(note);
    const seq = this.audited.length;
    return { seq, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
  }
}

/** A bench with phones p1…pN, begun. */
export function openBench(phoneCount: number, wishes: BenchWishes = {}): JobBench {
  const bench = new JobBench(wishes);
  if (wishes.phones === undefined) {
    for (let index = 1; index <= phoneCount; index++) bench.phones.add(`p${index}`);
  }
  bench.jobs.start();
  return bench;
}

/** Rows for groups g1…gN, one account per phone, dealt out over `phoneCount` phones. */
export function rowsOf(count: number, phoneCount: number): PaperRow[] {
  return Array.from({ length: count }, (_, index) => ({
    account: `a${(index % phoneCount) + 1}`,
    phone: `p${(index % phoneCount) + 1}`,
    group: `g${index + 1}`,
    after: `新 g${index + 1}`,
  }));
}
