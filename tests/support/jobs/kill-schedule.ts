import type { Act, ActKind } from '../../../simulator/world/act-log.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import type { KillPoint } from './kill-points.ts';

/**
 * What a console is waited for before it is killed. Where it really was then, its ledger and the world's log say
 * afterwards.
 */
export const killMoments = [
  /** A plan was asked for; a plan was confirmed. */
  'planning',
  'confirming',
  /** The page with the field and its button opened. */
  'editor',
  /** The mark is being written: in the midst of its transaction; from there on until it is written; right after. */
  'mark-begun',
  'mark-writing',
  'mark-written',
  /** The tap arrived; it arrived and takes effect later; it took effect and the page does not show it yet. */
  'tap',
  'tap-held',
  'unshown',
  /** The tap arrived, and nobody can read any more what came of it; the same where it never takes effect. */
  'tap-lost',
  'held-lost',
  /** A while after the act. */
  'shown',
  /** A page opened for somebody who only looks what came of an attempt that was cut short. */
  'looking',
  /** A row came to its end. */
  'row-ended',
] as const;
export type KillMoment = (typeof killMoments)[number];

/** A kill that was sent. */
export interface Strike {
  readonly moment: KillMoment;
  readonly at: number;
  /** The group that it was waited for with; null where none was known. */
  readonly groupId: string | null;
  readonly accountId: string | null;
  /** Nothing that the phone showed after the tap can have reached the console. */
  readonly isUnread: boolean;
}

/** What is known of the accounts when a console begins. */
export interface Standing {
  /** Accounts with a row that is looked at first. */
  readonly due: ReadonlySet<string>;
  /** Accounts with a row that is done. */
  readonly proven: ReadonlySet<string>;
}

interface ScheduleOptions {
  readonly moments: readonly KillMoment[];
  readonly desk: VirtualDesk;
  readonly random: SeededRandom;
  /** Sends the signal before it returns. */
  readonly kill: () => void;
}

const pages: ReadonlySet<ActKind> = new Set<ActKind>(['open-search', 'open-chat', 'open-group-info']);
const unshownMs = 4_000;

/** Kills a console at one moment after the other, one kill a life. */
export class KillSchedule {
  readonly #options: ScheduleOptions;
  readonly #moments: KillMoment[];
  readonly #armed = new Set<string>();
  readonly #acted = new Set<string>();
  #due: ReadonlySet<string> = new Set();
  #proven = new Set<string>();
  #strike: Strike | null = null;
  #isStriking = false;
  #passes = 0;
  #markCount = 0;
  #isMarkReported = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
    this.#moments = [...options.moments];
    this.#giveWay();
  }

  /** What is waited for now; null when nothing is left. */
  get next(): KillMoment | null {
    return this.#moments[0] ?? null;
  }

  get left(): number {
    return this.#moments.length;
  }

  /** Marks that consoles said to have written. */
  get markCount(): number {
    return this.#markCount;
  }

  /** A console begins. */
  begin(standing: Standing): void {
    const { random } = this.#options;
    this.#due = standing.due;
    this.#proven = new Set(standing.proven);
    this.#acted.clear();
    this.#isStriking = false;
    this.#isMarkReported = false;
    this.#armed.clear();
    this.#giveWay();
    this.#passes = this.#isCheap ? random.between(0, 1) : 0;
  }

  /** The kill that ended the console, once. */
  take(): Strike | null {
    const strike = this.#strike;
    this.#strike = null;
    return strike;
  }

  /** The mark that the console was killed over had been told to be written. */
  get wasMarkWritten(): boolean {
    return this.#isMarkReported;
  }

  /** Whoever waits for a moment that no phone and no ledger tells of says when it has come. */
  strike(about: Partial<Strike> = {}): void {
    const [moment] = this.#moments;
    if (moment === undefined || this.#strike !== null) return;
    this.#options.kill();
    this.#moments.shift();
    this.#isStriking = true;
    this.#strike = { moment, at: Date.now(), groupId: null, accountId: null, isUnread: false, ...about };
  }

  /** At a point of the console's own; true kills it there. */
  onPoint({ point }: KillPoint): boolean {
    if (point === 'marked') {
      this.#markCount += 1;
      this.#isMarkReported = true;
      if (this.#isStriking && this.next === 'mark-writing') this.strike();
    }
    if (this.#isStriking) return false;
    const { next } = this;
    const isThere =
      (point === 'marking' && (next === 'mark-begun' || next === 'mark-writing')) ||
      (point === 'marked' && next === 'mark-written');
    if (!isThere || this.#letsPass()) return false;
    this.#isMarkReported = point === 'marked';
    if (next !== 'mark-writing') {
      this.strike();
      return true;
    }
    this.#isStriking = true;
    const strike = (): void => this.strike();
    if (this.#options.random.chance(0.5)) setImmediate(strike);
    else setTimeout(strike, 1);
    return false;
  }

  /** Something happened on a phone; it has not been answered yet. */
  onAct(act: Act): void {
    if (this.#isStriking || act.accountId === null) return;
    this.#follow(act, act.accountId);
    const about = { groupId: act.groupId, accountId: act.accountId };
    switch (this.next) {
      case 'editor':
        if (act.kind === 'open-editor' && !this.#letsPass()) this.strike(about);
        return;
      case 'tap':
      case 'tap-lost':
        if (act.kind === 'submit-rename-group' && this.#isFit(act.accountId)) this.strike({ ...about, isUnread: true });
        return;
      case 'tap-held':
      case 'held-lost':
        return this.#onHeld(act, act.accountId);
      case 'unshown':
        return this.#onUnshown(act, act.accountId);
      case 'shown':
        if (act.kind === 'rename-group') this.#strikeLater(this.#options.random.between(30, 500), () => about);
        return;
      case 'looking':
        if (pages.has(act.kind) && this.#due.has(act.accountId)) this.strike(about);
        return;
      case 'planning':
      case 'confirming':
      case 'mark-begun':
      case 'mark-writing':
      case 'mark-written':
      case 'row-ended':
      case null:
        return;
    }
  }

  /** Nothing to look at: some other moment has its turn first. */
  #giveWay(): void {
    if (this.next !== 'looking' || this.#due.size > 0) return;
    const other = this.#moments.findIndex((moment) => moment !== 'looking');
    if (other > 0) this.#moments.unshift(...this.#moments.splice(other, 1));
  }

  /** Whoever goes on to the next group after an act had its end read. */
  #follow({ kind }: Act, accountId: string): void {
    if (kind === 'rename-group') this.#acted.add(accountId);
    if (kind === 'open-editor' && this.#acted.has(accountId)) this.#proven.add(accountId);
  }

  #onHeld(act: Act, accountId: string): void {
    const { groupId } = act;
    if (groupId === null || !this.#isFit(accountId)) return;
    if (act.kind === 'open-editor') this.#hold(accountId, groupId, { point: 'before-effect', holdMs: this.#heldMs() });
    if (act.kind !== 'submit-rename-group' || !this.#armed.has(groupId)) return;
    this.strike({ groupId, accountId, isUnread: true });
  }

  #onUnshown(act: Act, accountId: string): void {
    const { groupId } = act;
    if (groupId === null) return;
    if (act.kind === 'open-editor') this.#hold(accountId, groupId, { point: 'after-effect', holdMs: unshownMs });
    if (act.kind !== 'rename-group' || !this.#armed.has(groupId)) return;
    const tookEffectAt = performance.now();
    this.#strikeLater(this.#options.random.between(0, 1_500), () => {
      const isUnread = performance.now() - tookEffectAt < unshownMs / 2;
      return { groupId, accountId, isUnread };
    });
  }

  /** The deed with this group stays at a stage, once. */
  #hold(accountId: string, groupId: string, hold: { point: 'before-effect' | 'after-effect'; holdMs: number }): void {
    if (this.#armed.has(groupId)) return;
    this.#armed.add(groupId);
    const { desk } = this.#options;
    const place = desk.world.accounts.findIndex((account) => account.accountId === accountId);
    desk.phone(place + 1).startFault({ kind: 'held-act', groupId, times: 1, ...hold });
  }

  #heldMs(): number {
    return this.#options.random.between(1_500, 15_000);
  }

  #strikeLater(delayMs: number, about: () => Partial<Strike>): void {
    this.#isStriking = true;
    setTimeout(() => this.strike(about()), delayMs);
  }

  /** A result that nobody can read stops all others on its version, unless one was read before. */
  #isFit(accountId: string): boolean {
    const { next } = this;
    return (next !== 'tap-lost' && next !== 'held-lost') || this.#proven.has(accountId);
  }

  /** Moments that use up no row can come again. */
  get #isCheap(): boolean {
    const { next } = this;
    return next === 'editor' || (next?.startsWith('mark-') ?? false);
  }

  #letsPass(): boolean {
    if (this.#passes === 0) return false;
    this.#passes -= 1;
    return true;
  }
}
