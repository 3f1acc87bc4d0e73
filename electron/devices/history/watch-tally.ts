import type { Phone, PhoneState } from '../../contract/phones.ts';
import type { Clock } from '../../runtime/clock.ts';
import { dayOf, type LocalDay } from './local-days.ts';
import { isLoss, isUp, placeOf, standingOf, type Place, type Standing } from './standing.ts';

/** Time of one phone at one place on one day, in whole ms. */
export interface DayShare extends Place {
  readonly phoneId: string;
  readonly day: LocalDay;
  watchedMs: number;
  availableMs: number;
  dropCount: number;
}

/** A phone's state from `at` on; null: it is not watched any more. */
export interface StandingMark {
  readonly phoneId: string;
  readonly at: number;
  readonly state: PhoneState | null;
}

/** A stretch in which the console ran and its clock was not changed. */
export interface WatchStretch {
  readonly fromAt: number;
  readonly toAt: number;
}

/** What is to be written since the last time. */
export interface WatchNews {
  readonly shares: readonly DayShare[];
  readonly marks: readonly StandingMark[];
  readonly stretches: readonly WatchStretch[];
}

interface Watched {
  standing: Standing;
  state: PhoneState;
  place: Place;
  /** It was usable and has not been lost since. */
  wasUp: boolean;
  /** Where its time is counted at present. */
  share: DayShare | null;
}

/** Longer without a look than this, and the computer slept or the process stood still: that time was not watched. */
const longestLookMs = 180_000;
/** Wall clock and running time may differ by this much between two looks; more, and the clock was set. */
const clockSlackMs = 5_000;

/**
 * Counts how long each phone was watched and usable. Durations come from the monotonic clock, days from the wall clock;
 * sleep of the computer and changes of its clock end a stretch and begin another, so that they count as not watched.
 */
export class WatchTally {
  readonly #clock: Clock;
  readonly #phones = new Map<string, Watched>();
  #shares: DayShare[] = [];
  #marks: StandingMark[] = [];
  #ended: WatchStretch[] = [];
  #fromAt: number;
  #lookedAt: number;
  #lookedMs: number;
  #steadySinceMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#fromAt = clock.now();
    this.#lookedAt = this.#fromAt;
    this.#lookedMs = clock.monotonic();
    this.#steadySinceMs = this.#lookedMs;
  }

  /** For how long the clock has run without a jump. */
  get steadyMs(): number {
    return this.#lookedMs - this.#steadySinceMs;
  }

  /** Counts the time up to now. */
  look(): void {
    const now = this.#clock.now();
    const ms = this.#clock.monotonic();
    const elapsedMs = ms - this.#lookedMs;
    const hasJumped = Math.abs(now - this.#lookedAt - elapsedMs) > clockSlackMs;
    if (hasJumped) this.#steadySinceMs = ms;
    if (hasJumped || elapsedMs > longestLookMs) this.#beginAnew(now);
    else if (elapsedMs > 0) this.#count(Math.round(elapsedMs), dayOf(now));
    this.#lookedAt = now;
    this.#lookedMs = ms;
  }

  /** The phone is as given from now on. */
  see(phone: Phone): void {
    const before = this.#phones.get(phone.phoneId);
    const after = { standing: standingOf(phone), state: phone.state, place: placeOf(phone) };
    const isLost = before?.wasUp === true && isLoss(phone);
    // A drop is noted where the phone was lost.
    if (isLost && after.standing !== 'excused') this.#shareOf(phone.phoneId, before, dayOf(this.#lookedAt)).dropCount++;
    const wasUp = isUp(phone) || (before?.wasUp === true && !isLost && after.standing !== 'excused');
    this.#phones.set(phone.phoneId, { ...after, wasUp, share: before?.share ?? null });
    if (before?.state !== phone.state) this.#mark(phone.phoneId, phone.state);
  }

  /** The phone is not shown any more. */
  lose(phoneId: string): void {
    if (this.#phones.delete(phoneId)) this.#mark(phoneId, null);
  }

  /** Hands over what is new and begins to collect again. */
  take(): WatchNews {
    const news = {
      shares: this.#shares,
      marks: this.#marks,
      stretches: [...this.#ended, { fromAt: this.#fromAt, toAt: this.#lookedAt }],
    };
    this.#shares = [];
    for (const watched of this.#phones.values()) watched.share = null;
    this.#marks = [];
    this.#ended = [];
    return news;
  }

  #count(elapsedMs: number, day: LocalDay): void {
    for (const [phoneId, watched] of this.#phones) {
      if (watched.standing === 'excused') continue;
      const share = this.#shareOf(phoneId, watched, day);
      share.watchedMs += elapsedMs;
      if (watched.standing === 'available') share.availableMs += elapsedMs;
    }
  }

  #shareOf(phoneId: string, watched: Watched, day: LocalDay): DayShare {
    const { share, place } = watched;
    if (share?.day === day && share.hostId === place.hostId && share.hub === place.hub) return share;
    const fresh = { phoneId, day, ...place, watchedMs: 0, availableMs: 0, dropCount: 0 };
    watched.share = fresh;
    this.#shares.push(fresh);
    return fresh;
  }

  #mark(phoneId: string, state: PhoneState | null): void {
    this.#marks.push({ phoneId, at: this.#lookedAt, state });
  }

  #beginAnew(now: number): void {
    this.#ended.push({ fromAt: this.#fromAt, toAt: this.#lookedAt });
    this.#fromAt = now;
    for (const [phoneId, { state }] of this.#phones) this.#marks.push({ phoneId, at: now, state });
  }
}
