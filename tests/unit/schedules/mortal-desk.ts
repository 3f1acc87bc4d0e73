import { fail, succeed } from '../../../electron/contract/outcome.ts';
import type { ScheduleDraft, ScheduleRun } from '../../../electron/contract/schedules.ts';
import { pause, type Clock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { RunStore } from '../../../electron/schedules/run-store.ts';
import { Schedules } from '../../../electron/schedules/schedules.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { ManualClock } from '../../support/manual-clock.ts';
import { lineOf, minuteMs } from './schedule-desk.ts';
import { withWrite } from './with-write.ts';

/** One thing that happens to a desk; all spans are minutes. */
export type Event =
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'set-clock'; readonly minutes: number }
  | { readonly kind: 'off'; readonly minutes: number; readonly setMinutes: number }
  /** Dies at the so manieth write from here, before or after it is on the disk. */
  | { readonly kind: 'kill'; readonly atWrite: number; readonly isBefore: boolean; readonly minutes: number }
  | { readonly kind: 'runs-last'; readonly minutes: number }
  | { readonly kind: 'ready'; readonly isReady: boolean }
  | { readonly kind: 'disk'; readonly isFull: boolean }
  | { readonly kind: 'answer'; readonly isYes: boolean; readonly which: number };

/** Something that was really done. */
export interface Act {
  readonly scheduleId: number;
  readonly runId: number;
  readonly plannedAt: number;
  readonly at: number;
  /** When the console that did it was started; null when its clock was put back since. */
  readonly startedAt: number | null;
}

class Killed extends Error {}

/** One process of the console: what it waits for and what it would write is over with it. */
interface Life {
  isAlive: boolean;
  startedAt: number | null;
  dying: { writesLeft: number; readonly isBefore: boolean } | null;
}

/** Schedules that are killed, put to sleep and set to other times, over one real database. What they do is kept by the desk. */
export class MortalDesk {
  readonly acts: Act[] = [];
  readonly scheduleIds: number[];
  readonly runs: RunStore;
  readonly #store: Store;
  readonly #clock: ManualClock;
  #runMinutes = 0;
  #isReady = true;
  #isFull = false;
  #life: Life;
  #schedules: Schedules;

  constructor(store: Store, clock: ManualClock, drafts: readonly ScheduleDraft[]) {
    this.#store = store;
    this.#clock = clock;
    this.runs = new RunStore(store);
    [this.#life, this.#schedules] = this.#start();
    const decisions = drafts.map((draft) => ({ scheduleId: null, ...draft }));
    for (const draft of decisions) this.#attempt(() => void this.#schedules.handlers['schedules.save'](draft, never));
    this.scheduleIds = this.#schedules.list().map(({ scheduleId }) => scheduleId);
  }

  async happen(event: Event): Promise<void> {
    switch (event.kind) {
      case 'pass':
        return this.#clock.advance(event.minutes * minuteMs);
      case 'set-clock':
        return this.#setClock(event.minutes);
      case 'off':
        return this.#beOff(event.minutes, event.setMinutes);
      case 'kill':
        return this.#kill(event);
      case 'runs-last':
        this.#runMinutes = event.minutes;
        return;
      case 'ready':
        this.#isReady = event.isReady;
        return;
      case 'disk':
        this.#isFull = event.isFull;
        return;
      case 'answer':
        return this.#answer(event.which, event.isYes);
    }
  }

  /** Everything works again, is started anew and comes to its end. */
  async settle(): Promise<void> {
    this.#isReady = true;
    this.#isFull = false;
    this.#runMinutes = 0;
    await this.#beOff(0, 0);
    await this.#clock.advance(3 * minuteMs);
  }

  nextRunAt(scheduleId: number): number | null {
    return this.#schedules.get(scheduleId)?.nextRunAt ?? null;
  }

  lines(scheduleId: number): ScheduleRun[] {
    return this.runs.page(scheduleId, null, 100_000);
  }

  /** Ends for good, with its schedules. */
  async remove(): Promise<void> {
    for (const scheduleId of this.scheduleIds)
      await this.#schedules.handlers['schedules.remove']({ scheduleId }, never);
    await this.#clock.advance(0);
    await this.#schedules.dispose();
    this.#life.isAlive = false;
  }

  async #setClock(minutes: number): Promise<void> {
    this.#clock.jump(minutes * minuteMs);
    if (minutes < 0) this.#life.startedAt = null;
    // The clock is looked at within a minute.
    await this.#clock.advance(minuteMs);
  }

  async #beOff(minutes: number, setMinutes: number): Promise<void> {
    await this.#schedules.dispose();
    this.#life.isAlive = false;
    await this.#startAfter(minutes, setMinutes);
  }

  async #kill({ atWrite, isBefore, minutes }: Extract<Event, { kind: 'kill' }>): Promise<void> {
    this.#life.dying = { writesLeft: atWrite, isBefore };
    await this.#clock.advance(minutes * minuteMs);
    this.#life.isAlive = false;
    await this.#startAfter(minutes % 7, 0);
  }

  async #startAfter(minutes: number, setMinutes: number): Promise<void> {
    await this.#clock.advance(minutes * minuteMs);
    this.#clock.jump(setMinutes * minuteMs);
    [this.#life, this.#schedules] = this.#start();
    await this.#clock.advance(1);
  }

  async #answer(which: number, isYes: boolean): Promise<void> {
    const scheduleId = this.scheduleIds[which % this.scheduleIds.length] ?? 0;
    const name = isYes ? 'schedules.runNow' : 'schedules.decline';
    this.#attempt(() => void this.#schedules.handlers[name]({ scheduleId }, never));
    await this.#clock.advance(1);
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (failure) {
      if (!(failure instanceof Killed)) throw failure;
    }
  }

  #start(): [Life, Schedules] {
    const life: Life = { isAlive: true, startedAt: this.#clock.now(), dying: null };
    const clock = this.#clockOf(life);
    const schedules = new Schedules({
      store: this.#storeOf(life),
      audit: { append: lineOf },
      clock,
      machineClock: clock,
      logger: silentLogger,
      currentOperator: () => ({ operatorId: 'o1', name: '陈晓', createdAt: 0 }),
      kinds: [
        {
          kind: 'roster-sync',
          isReady: () => this.#isReady,
          run: async (signal, plannedAt, { scheduleId, runId }) => {
            if (!life.isAlive) return new Promise<never>(() => undefined);
            this.acts.push({ scheduleId, runId, plannedAt, at: clock.now(), startedAt: life.startedAt });
            if (this.#runMinutes > 0) await pause(clock, this.#runMinutes * minuteMs, signal);
            return signal.aborted ? fail('aborted', 'it was told to stop') : succeed({});
          },
        },
      ],
    });
    schedules.start();
    return [life, schedules];
  }

  #clockOf(life: Life): Clock {
    return {
      now: () => this.#clock.now(),
      monotonic: () => this.#clock.monotonic(),
      after: (delayMs, task) => this.#clock.after(delayMs, () => (life.isAlive ? task() : undefined)),
    };
  }

  #storeOf(life: Life): Store {
    const store = this.#store;
    return withWrite(store, (work) => {
      if (!life.isAlive) throw new Killed('it is dead');
      if (this.#isFull) return fail('disk-full', 'no room');
      if (life.dying === null || life.dying.writesLeft-- > 0) return store.write(work);
      if (!life.dying.isBefore) store.write(work);
      life.isAlive = false;
      throw new Killed('it was killed');
    });
  }
}

const never = new AbortController().signal;
