import type { RouteEnd, RouteNews } from '../routes/route-news.ts';
import type { Place } from '../desk-map/place.ts';
import type { Arrival, Drop } from './evidence.ts';

const keptDrops = 2_000;
const keptArrivals = 500;
const keptReboots = 12;

/** What the journal holds: the newest drops and arrivals, oldest first, and the restarts of each phone. */
export interface DropNotes {
  readonly drops: readonly Drop[];
  readonly arrivals: readonly Arrival[];
  readonly reboots: ReadonlyMap<string, readonly number[]>;
}

export interface DropJournalDeps {
  /** Where a phone's cable leads. */
  readonly placeOf: (end: RouteEnd) => Place | null;
  /** Somebody restarted the phone, and this is that. */
  readonly isRestartAsked: (phoneId: string, at: number) => boolean;
  /** What an earlier run noted. */
  readonly earlier: DropNotes;
}

/** What came and went, and which phones restarted by themselves; the newest of each. Losses of a whole host are not in it. */
export class DropJournal {
  readonly #deps: DropJournalDeps;
  readonly #reboots: Map<string, readonly number[]>;
  #drops: readonly Drop[];
  #arrivals: readonly Arrival[];

  constructor(deps: DropJournalDeps) {
    const { drops, arrivals, reboots } = deps.earlier;
    this.#deps = deps;
    this.#drops = drops;
    this.#arrivals = arrivals;
    this.#reboots = new Map(reboots);
  }

  get notes(): DropNotes {
    return { drops: this.#drops, arrivals: this.#arrivals, reboots: this.#reboots };
  }

  rebootsOf(phoneId: string): readonly number[] {
    return this.#reboots.get(phoneId) ?? [];
  }

  take(news: RouteNews, at: number): void {
    switch (news.kind) {
      case 'appeared':
        return this.#appeared(news.end, at);
      case 'vanished':
        return news.isHostUp ? this.#vanished(news.end, at) : this.#forgetReturn(news.end);
      case 'identified':
        return this.#identified(news, at);
    }
  }

  #appeared(end: RouteEnd, at: number): void {
    const { phoneId, hostId } = end;
    this.#arrivals = [...this.#arrivals, { phoneId, hostId, place: this.#deps.placeOf(end), at }].slice(-keptArrivals);
    this.#drops = this.#drops.map((drop) =>
      drop.backAt === null && (drop.phoneId === phoneId || drop.routeId === end.routeId)
        ? { ...drop, backAt: at }
        : drop,
    );
  }

  #vanished(end: RouteEnd, at: number): void {
    const { phoneId, routeId, hostId, serial, connection, adbState } = end;
    const place = this.#deps.placeOf(end);
    const drop = { phoneId, routeId, hostId, serial, connection, place, at, adbState, backAt: null, hasRebooted: null };
    this.#drops = [...this.#drops, drop].slice(-keptDrops);
  }

  /** The host took the phone away again: an earlier drop says nothing of where it is now. */
  #forgetReturn(end: RouteEnd): void {
    this.#drops = this.#drops.filter((drop) => drop.phoneId !== end.phoneId || drop.backAt !== null);
  }

  /** Who was away last under this name, or on this route before it had one, is known to have restarted or not. */
  #identified({ phoneId, hasRebooted }: { readonly phoneId: string; readonly hasRebooted: boolean }, at: number): void {
    const last = this.#drops.findLast((drop) => drop.phoneId === phoneId && drop.backAt !== null);
    if (last !== undefined && last.hasRebooted === null) {
      this.#drops = this.#drops.map((drop) => (drop === last ? { ...drop, hasRebooted } : drop));
    }
    if (!hasRebooted || this.#deps.isRestartAsked(phoneId, at)) return;
    this.#reboots.set(phoneId, [...this.rebootsOf(phoneId), at].slice(-keptReboots));
  }
}
