import type { ExecutionMode } from '../contract/automation.ts';
import type { WaitReason } from '../contract/job-codes.ts';
import type { Operator } from '../contract/operators.ts';
import { pause } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { StopReason } from './attempt-judgement.ts';
import type { AccountModes, Gate, GateAnswer, GateQuestion, ShownAnswer } from './gate.ts';
import { ItemRun } from './item-run.ts';
import { interruptOrphan } from './job-recovery.ts';
import type { RegisteredKind } from './job-registry.ts';
import { isUnderWay, lateItems, nextLookOf, nextRunOf } from './job-timing.ts';
import { LaneSight, type LaneSightDeps } from './lane-sight.ts';
import { LaneTurn, loadOf, waitReasonOf, type LaneBoard } from './lanes/lane-board.ts';
import type { OpenItem } from './lanes/open-item.ts';
import type { ItemRunDeps, RunOrder } from './run-order.ts';
import { closedActs } from './shown-acts.ts';
import type { SleepGuard } from './sleep-guard.ts';
import type { ItemRecord } from './store/item-store.ts';

export interface JobRunnerDeps extends Omit<ItemRunDeps, 'ended'>, LaneSightDeps {
  readonly gate: Gate;
  readonly modes: AccountModes;
  readonly operator: { current(): Operator | null; subscribe(listener: () => void): () => void };
  readonly sleep: SleepGuard;
  /** False as long as the desk's clock shows a guess: nothing is given up for want of time then. Left out: it never does. */
  readonly isTimeKnown?: () => boolean;
}

/** Changes within this time are looked at together. */
const lookDelayMs = 40;
/** Each beginning waits for the disk; the rest of a long queue begins in the next turn. */
const lookBudgetMs = 20;
/** A phone that could not be held, and a database that could not be written, are left alone for so long. */
const restMs = 1_000;
/** Timers longer than 24 days fire at once; looking once an hour costs nothing. */
const longestWaitMs = 3_600_000;
const endLimitMs = 4_000;

/** Begins items as lanes, phones and the gate allow, and never holds more of one account, phone or hub than it may. */
export class JobRunner implements Disposable {
  readonly #deps: JobRunnerDeps;
  readonly #runs = new Map<number, { readonly run: ItemRun; readonly over: Promise<void> }>();
  readonly #halted = new Set<number>();
  readonly #sight: LaneSight;
  readonly #ended = new AbortController();
  readonly #stops: (() => void)[] = [];
  readonly #timers = new Set<() => void>();
  #cancelLook: (() => void) | null = null;
  #cancelWait: (() => void) | null = null;
  #restsUntilMs = 0;
  #isStarted = false;
  #lastJobId: number | null = null;

  constructor(deps: JobRunnerDeps) {
    this.#deps = deps;
    this.#sight = new LaneSight(deps);
  }

  /** Begins to look; once, after what a crash left behind was taken in. */
  start(): void {
    const { book, phones, gate, operator } = this.#deps;
    this.#isStarted = true;
    this.#stops.push(
      book.subscribe(() => this.wake()),
      phones.subscribe(() => this.wake()),
      gate.subscribe(() => this.#askAnew()),
      operator.subscribe(() => this.#askAnew()),
    );
    this.wake();
  }

  /** An attempt is under way that waits for no person. */
  get isWorking(): boolean {
    const { book } = this.#deps;
    return [...this.#runs.keys()].some((itemId) => book.items.get(itemId)?.state !== 'waiting-for-operator');
  }

  /** Something changed: looks soon who may begin now. */
  wake(): void {
    // What was begun before a crash was taken in would be taken for cut short with it.
    if (this.#ended.signal.aborted || !this.#isStarted) return;
    this.#cancelLook ??= this.#deps.machineClock.after(lookDelayMs, () => this.#look());
  }

  /** Nothing more of these jobs begins, whatever the database says, until `release`. */
  halt(jobIds: Iterable<number>): void {
    for (const jobId of jobIds) this.#halted.add(jobId);
  }

  release(jobId: number): void {
    this.#halted.delete(jobId);
    this.wake();
  }

  /** Stops what runs of those that `isMeant`, at once; answers how many those were. */
  stop(reason: StopReason, isMeant: (item: ItemRecord) => boolean): number {
    const meant = [...this.#runs.values()].filter(({ run }) => isMeant(run.order.item));
    for (const { run } of meant) run.stop(reason);
    return meant.length;
  }

  /** The computer slept: what ran looks first, and no timer has counted that time: what was held may be due by now. */
  afterSleep(): void {
    this.stop('woke', () => true);
    this.#askAnew();
  }

  /** Tells why open items of a job have not begun, by what is so right now; null for one that runs or that only the gate holds. */
  waitReasons(jobId: number): (itemId: number) => WaitReason | null {
    const board = this.#board();
    const load = loadOf(board);
    const job = board.jobs.find((other) => other.jobId === jobId);
    const items = new Map(job?.items.map((item) => [item.itemId, item]));
    return (itemId) => {
      const item = items.get(itemId);
      if (job === undefined || item === undefined || item.state !== 'ready') return null;
      return this.#isResting ? 'store-refuses' : waitReasonOf(item, job, board, load);
    };
  }

  /** Ends every attempt; what does not come back in time is taken for cut short at the next start. */
  async dispose(): Promise<void> {
    this.#ended.abort();
    for (const stop of [...this.#stops, ...this.#timers]) stop();
    this.#cancelLook?.();
    this.#cancelWait?.();
    this.#deps.sleep.dispose();
    this.stop('shutdown', () => true);
    const settled = new AbortController();
    const all = Promise.allSettled([...this.#runs.values()].map(({ over }) => over));
    await Promise.race([all, pause(this.#deps.machineClock, endLimitMs, settled.signal)]);
    settled.abort();
  }

  get #isResting(): boolean {
    return this.#deps.machineClock.monotonic() < this.#restsUntilMs;
  }

  #askAnew(): void {
    this.#deps.book.live.forgetAsked();
    this.wake();
  }

  #look(): void {
    this.#cancelLook = null;
    if (this.#ended.signal.aborted) return;
    this.#keepWindows();
    this.#closeWindows();
    const { machineClock } = this.#deps;
    const enoughMs = machineClock.monotonic() + lookBudgetMs;
    const turn = new LaneTurn(this.#board());
    for (let item = turn.next(); item !== null && !this.#isResting; item = turn.next()) {
      if (machineClock.monotonic() > enoughMs) {
        this.wake();
        break;
      }
      if (this.#consider(item)) turn.begin(item);
    }
    this.#waitForNext(this.#takeBackClosed());
    this.#reviewSleep();
  }

  /** What a person is shown and may not do any more is taken back; answers when that is so for the next one by the clock alone. */
  #takeBackClosed(): number | null {
    const runs = [...this.#runs.values()].map(({ run }) => run);
    const { closed, nextAt } = closedActs(runs, this.#deps.clock.now());
    for (const run of closed) run.stop('gate-closed');
    return nextAt;
  }

  /** Asks the gate about an item that is free to begin; true when it began. */
  #consider(open: OpenItem): boolean {
    const { book, clock } = this.#deps;
    const order = this.#orderOf(open);
    if (order === null) return false;
    const answer = order.askGate();
    const at = clock.now();
    const { itemId } = open;
    const { state, code, heldUntilAt } = order.item;
    if (answer.kind === 'allowed') {
      if (state === 'held' && !this.#moves(itemId, { event: 'queue', at })) return false;
      this.#begin(order);
      return true;
    }
    const { reason, detail = {} } = answer;
    if (answer.kind === 'never') this.#moves(itemId, { event: 'refuse', at, code: reason, detail });
    else if (state === 'held' && code === reason && heldUntilAt === answer.until) book.live.noteAsked(open, at);
    else this.#moves(itemId, { event: 'hold', at, code: reason, detail, heldUntilAt: answer.until });
    return false;
  }

  /** False when it could not be stored: nothing is tried then for a while. */
  #moves(itemId: number, change: Parameters<JobRunnerDeps['book']['move']>[1]): boolean {
    const moved = this.#deps.book.move(itemId, change);
    if (!moved.ok) this.#rest();
    return moved.ok;
  }

  #orderOf({ itemId, jobId }: OpenItem): RunOrder | null {
    const { book, kinds, modes } = this.#deps;
    const item = book.items.get(itemId);
    const job = book.live.get(jobId)?.record ?? null;
    const kind = job === null ? null : kinds.get(job.kind);
    if (item === null || job === null || kind === null) return null;
    const mode = this.#modeOf(item, kind);
    // Nobody chose a mode: the gate holds the item, so what stands here is never acted on.
    const byHandCode = kind.mode === 'manual' ? null : modes.whyByHand(item.accountId, item.phoneId);
    const order = { item, job, kind, byHandCode, mode: mode ?? 'manual' } as const;
    return { ...order, askGate: () => this.#askGate(order, mode), askShown: () => this.#askShown(order) };
  }

  #modeOf({ accountId, phoneId }: ItemRecord, kind: RegisteredKind): ExecutionMode | null {
    return kind.mode === 'manual' ? 'manual' : this.#deps.modes.modeOf(accountId, phoneId);
  }

  /** As things are at the moment of asking: what began in a mode that is another by now commits nothing, and begins anew. */
  #askGate({ item, kind }: Pick<RunOrder, 'item' | 'kind'>, begunIn: ExecutionMode | null): GateAnswer {
    const { gate, operator } = this.#deps;
    if (kind.needsOperator && operator.current() === null) {
      return { kind: 'held', reason: 'operator-absent', until: null };
    }
    const question = this.#questionOf(item, kind);
    const answer = gate.ask(question);
    const isOther = answer.kind === 'allowed' && question.mode !== begunIn;
    return isOther ? { kind: 'held', reason: 'mode-changed', until: question.now } : answer;
  }

  #askShown({ item, kind }: Pick<RunOrder, 'item' | 'kind'>): ShownAnswer {
    return this.#deps.gate.askShown?.(this.#questionOf(item, kind)) ?? { answer: { kind: 'allowed' }, closesAt: null };
  }

  #questionOf(item: ItemRecord, kind: RegisteredKind): GateQuestion {
    const { accountId, phoneId, groupId, amount } = item;
    const { action, findsAccount = false } = kind;
    const now = this.#deps.clock.now();
    const batchAmount = this.#deps.book.items.batchAmount(item);
    const mode = this.#modeOf(item, kind);
    return { accountId, phoneId, groupId, mode, action, amount, batchAmount, now, findsAccount };
  }

  #begin(order: RunOrder): void {
    const { itemId } = order.item;
    const run = new ItemRun({ ...this.#deps, ended: this.#ended.signal }, order);
    this.#runs.set(itemId, { run, over: this.#follow(run) });
    this.#lastJobId = order.item.jobId;
  }

  async #follow(run: ItemRun): Promise<void> {
    const { itemId, phoneId } = run.order.item;
    try {
      const outcome = await run.run();
      if (!outcome.ok) this.#restPhone(phoneId, outcome.error.code);
    } catch (failure) {
      this.#deps.logger.error('item-run-broke', { itemId }, failure);
      if (this.#ended.signal.aborted) return;
      this.#restPhone(phoneId, 'internal');
      interruptOrphan(this.#deps, itemId, this.#deps.clock.now());
    } finally {
      this.#runs.delete(itemId);
      this.wake();
    }
  }

  #restPhone(phoneId: string, code: string): void {
    this.#deps.logger.info('item-not-begun', { phoneId, code });
    this.#sight.restPhone(phoneId, restMs);
    this.#wakeLater(restMs);
  }

  /** Nothing is begun for a moment. */
  #rest(): void {
    this.#restsUntilMs = this.#deps.machineClock.monotonic() + restMs;
    this.#wakeLater(restMs);
  }

  #wakeLater(delayMs: number): void {
    const cancel = this.#deps.machineClock.after(delayMs, () => {
      this.#timers.delete(cancel);
      this.wake();
    });
    this.#timers.add(cancel);
  }

  #board(): LaneBoard {
    return this.#sight.board({
      isRunning: (itemId) => this.#runs.has(itemId),
      isHalted: (jobId) => this.#halted.has(jobId),
      lastJobId: this.#lastJobId,
    });
  }

  /** Jobs that keep to a schedule rest while its window is shut; what they had begun ends in its own time. */
  #keepWindows(): void {
    const { book, clock } = this.#deps;
    const at = clock.now();
    for (const { record } of book.live.list()) {
      const { state, pauseReason } = record;
      const isShut = book.windows.isShut(record, at);
      const isResting = state === 'paused' && pauseReason === 'window';
      const said = { at, operatorName: null };
      const quiet = { note: () => undefined };
      if (state === 'running' && isShut) book.decide(record, { ...said, event: 'pause', pauseReason: 'window' }, quiet);
      else if (isResting && !isShut) book.decide(record, { ...said, event: 'resume' }, quiet);
    }
  }

  #closeWindows(): void {
    const { book, clock, isTimeKnown } = this.#deps;
    if (isTimeKnown?.() === false) return;
    const now = clock.now();
    for (const job of book.live.list()) {
      const late = lateItems(job, now).filter(({ itemId }) => !this.#runs.has(itemId));
      const changes = late.map(({ itemId }) => [itemId, { event: 'cancel', at: now, code: 'window-over' }] as const);
      if (changes.length > 0) book.moveAll(changes, () => undefined);
    }
  }

  #waitForNext(takeBackAt: number | null): void {
    const { book, clock } = this.#deps;
    const now = clock.now();
    const jobs = book.live.list();
    for (const job of jobs) {
      if (job.record.state === 'running') book.setNextRun(job.record.jobId, nextRunOf(job, now));
    }
    this.#cancelWait?.();
    const times = [nextLookOf(jobs, now), book.windows.nextCloseAfter(now), takeBackAt].filter((at) => at !== null);
    const waitMs = Math.min(Math.min(...times) - now, longestWaitMs);
    this.#cancelWait = times.length === 0 ? null : clock.after(waitMs, () => this.wake());
  }

  #reviewSleep(): void {
    const { book, clock, sleep } = this.#deps;
    const now = clock.now();
    sleep.review(this.#runs.size > 0 || book.live.list().some((job) => isUnderWay(job, now)));
  }
}
