import { onTestFinished } from 'vitest';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import type { AuditEntry } from '../../../electron/contract/audit.ts';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import {
  defaultTimeZone,
  type Schedule,
  type ScheduleDraft,
  type ScheduleRun,
} from '../../../electron/contract/schedules.ts';
import type { ScheduleKind } from '../../../electron/schedules/schedule-kind.ts';
import { scheduleMigrations } from '../../../electron/schedules/schedule-migrations.ts';
import { Schedules } from '../../../electron/schedules/schedules.ts';
import type { Store } from '../../../electron/store/store.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { RecordingLogger } from '../../support/recording-logger.ts';
import { withWrite } from './with-write.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A moment on the wall in Shanghai: `2026-11-23 09:00`. */
export function shanghai(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}${text.length > 16 ? '' : ':00'}+08:00`);
}

export const daily: ScheduleDraft = {
  kind: 'roster-sync',
  title: '每日名册同步',
  rule: { every: 'day', at: '09:00' },
  timeZone: defaultTimeZone,
  window: null,
  missed: { policy: 'skip' },
};

/** A kind that keeps what it was asked for, and ends when the test says so where it is told to hold. */
export class RecordingKind implements ScheduleKind {
  readonly kind = 'roster-sync';
  readonly acts: { readonly plannedAt: number; readonly at: number; readonly signal: AbortSignal }[] = [];
  isHolding = false;
  isReadyNow = true;
  answer: () => Outcome<Record<string, number>> = () => succeed({ groups: 3 });
  readonly #clock: ManualClock;
  readonly #ends: (() => void)[] = [];

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  isReady(): boolean {
    return this.isReadyNow;
  }

  async run(signal: AbortSignal, plannedAt: number): Promise<Outcome<Record<string, number>>> {
    this.acts.push({ plannedAt, at: this.#clock.now(), signal });
    if (this.isHolding) {
      await new Promise<void>((resolve) => {
        this.#ends.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    return signal.aborted ? fail('aborted', 'it was told to stop') : this.answer();
  }

  /** Lets everything that is held come to its end. */
  release(): void {
    this.isHolding = false;
    for (const end of this.#ends.splice(0)) end();
  }
}

/** Schedules over a real database at a wall clock of Shanghai, with one kind, an operator and an audit log to look at. */
export class ScheduleDesk {
  readonly clock: ManualClock;
  readonly kind: RecordingKind;
  readonly logger = new RecordingLogger();
  readonly notes: AuditNote[] = [];
  readonly store: Store;
  isRefusing = false;
  /** After so many writes more the database takes nothing; null for never. */
  fullAfter: number | null = null;
  operatorName: string | null = '陈晓';
  schedules: Schedules;

  constructor(startAt: string) {
    this.clock = new ManualClock(shanghai(startAt));
    this.kind = new RecordingKind(this.clock);
    this.store = openTestStore(scheduleMigrations, { durability: 'checkpoints' });
    this.schedules = this.#open();
    this.schedules.start();
    onTestFinished(() => this.schedules.dispose());
  }

  /** The console ends as it should. */
  async close(): Promise<void> {
    await this.schedules.dispose();
  }

  /** The console starts again on the same database; it may begin to plan only later. */
  reopen({ isPlanning = true } = {}): void {
    this.schedules = this.#open();
    if (isPlanning) this.schedules.start();
  }

  async add(change: Partial<ScheduleDraft> = {}): Promise<Schedule> {
    return valueOf(await this.call('schedules.save', { scheduleId: null, ...daily, ...change }));
  }

  call<N extends keyof Schedules['handlers']>(
    name: N,
    input: Parameters<Schedules['handlers'][N]>[0],
  ): ReturnType<Schedules['handlers'][N]> {
    const handler: (input: Parameters<Schedules['handlers'][N]>[0], signal: AbortSignal) => unknown =
      this.schedules.handlers[name];
    // The table ties each name to its own input and answer, which a call by a variable name cannot show.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return handler(input, new AbortController().signal) as ReturnType<Schedules['handlers'][N]>;
  }

  /** The history, oldest first. */
  async history(scheduleId: number | null = null): Promise<ScheduleRun[]> {
    const page = await this.call('schedules.history', { scheduleId, beforeRunId: null, limit: 200 });
    return valueOf(page).runs.toReversed();
  }

  /** The history in few words: planned time, outcome and code. */
  async told(scheduleId: number | null = null): Promise<string[]> {
    const runs = await this.history(scheduleId);
    return runs.map(({ plannedAt, outcome, code, askedAt, beganAt }) => {
      const phase = beganAt === null ? (askedAt === null ? 'claimed' : 'asked') : 'running';
      return [onWall(plannedAt), outcome ?? phase, ...(code === null ? [] : [code])].join(' ');
    });
  }

  /** Moves the clock to a moment on the wall, as time goes by. */
  async goTo(moment: string): Promise<void> {
    await this.clock.advance(shanghai(moment) - this.clock.now());
  }

  #open(): Schedules {
    return new Schedules({
      store: this.#refusable(),
      audit: {
        append: (note) => {
          this.notes.push(note);
          return lineOf(note);
        },
      },
      clock: this.clock,
      machineClock: this.clock,
      logger: this.logger,
      currentOperator: () =>
        this.operatorName === null ? null : { operatorId: 'o1', name: this.operatorName, createdAt: 0 },
      kinds: [this.kind],
    });
  }

  #refusable(): Store {
    const { store } = this;
    return withWrite(store, (work) => {
      if (this.fullAfter !== null && this.fullAfter-- <= 0) this.isRefusing = true;
      return this.isRefusing ? fail('disk-full', 'no room') : store.write(work);
    });
  }
}

/** A note as the log would answer it. */
export function lineOf(note: AuditNote): AuditEntry {
  return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
}

/** `11-23 09:00`, on the wall in Shanghai. */
export function onWall(at: number): string {
  return new Date(at + 8 * hourMs).toISOString().slice(5, 16).replace('T', ' ');
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
