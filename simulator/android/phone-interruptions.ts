import type { InterruptionKind, InterruptionSpec } from '../faults/interruption-spec.ts';
import { instantPace, type DeedPoint, type Interrupter, type PagePoint, type Verdict } from '../messenger/passage.ts';
import { strike } from './interruption-strikes.ts';
import type { PhoneConditions } from './phone-conditions.ts';
import type { Phone } from './phone.ts';

type Trap = Extract<InterruptionSpec, { kind: 'interruption' }>;
type HoldOrder = Extract<InterruptionSpec, { kind: 'held-act' }>;

/** A trap or an order to hold that is in force. */
interface Armed<Spec> {
  readonly spec: Spec;
  timesLeft: number;
  /** What gives back what it took. */
  readonly undo: (() => void)[];
}

/** Something that really came between: not that it was ordered, but that it happened. Times in epoch milliseconds. */
export interface Strike {
  readonly what: InterruptionKind | 'held-act';
  readonly point: Trap['point'];
  /** The group concerned; null where none was. */
  readonly groupId: string | null;
  readonly at: number;
  /** When what it took was given back, or the held deed was let go; null when it was not yet, or there was nothing to give. */
  readonly endedAt: number | null;
}

/** Everything that comes between an operator and the messenger of one phone, as the desk has ordered it. */
export class PhoneInterruptions implements Interrupter {
  readonly #phone: Phone;
  readonly #conditions: PhoneConditions;
  readonly #traps = new Set<Armed<Trap>>();
  readonly #holds = new Set<Armed<HoldOrder>>();
  readonly #held = new Set<() => void>();
  readonly #strikes: { -readonly [key in keyof Strike]: Strike[key] }[] = [];
  #waiting: (() => void)[] = [];

  constructor(phone: Phone, conditions: PhoneConditions) {
    this.#phone = phone;
    this.#conditions = conditions;
  }

  /** What has come between so far, oldest first. */
  get strikes(): readonly Strike[] {
    return this.#strikes;
  }

  /** Deeds that are held now. */
  get heldCount(): number {
    return this.#held.size;
  }

  /** Resolves once a deed is held; at once when one is. */
  whenHeld(): Promise<void> {
    if (this.#held.size > 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Arms what is ordered, or lets it strike at once; the returned function ends it and lets go what it holds. */
  start(spec: InterruptionSpec): () => void {
    switch (spec.kind) {
      case 'interruption':
        return this.#arm(this.#traps, spec, (trap) => this.#strikeNow(trap));
      case 'held-act':
        return this.#arm(this.#holds, spec, () => undefined);
      case 'slow-pages':
        return this.#slow(spec);
    }
  }

  onPage(point: PagePoint, groupId: string | null): void {
    for (const trap of this.#triggered(this.#traps, point, groupId)) this.#strike(trap, groupId);
  }

  onDeed(point: DeedPoint, groupId: string, go: (verdict: Verdict) => void): void {
    const struck = this.#triggered(this.#traps, point, groupId);
    for (const trap of struck) this.#strike(trap, groupId);
    const whats = new Set(struck.map(({ spec }) => spec.what));
    if (whats.has('app-crash')) return go('lost');
    if (whats.has('too-frequent') && point === 'before-effect') return go('too-frequent');
    const holds = this.#triggered(this.#holds, point, groupId);
    if (holds.length === 0) return go('go');
    const end = this.#noteStrike({ what: 'held-act', point, groupId });
    this.#holdBack(holds, () => {
      end();
      go('go');
    });
  }

  #arm<Spec extends Trap | HoldOrder>(
    armed: Set<Armed<Spec>>,
    spec: Spec,
    begin: (entry: Armed<Spec>) => void,
  ): () => void {
    const entry: Armed<Spec> = { spec, timesLeft: spec.times, undo: [] };
    armed.add(entry);
    begin(entry);
    return () => {
      armed.delete(entry);
      for (const undo of entry.undo) undo();
    };
  }

  /** Those armed at this point for this group, or where no group is concerned yet; each of them counts one. */
  #triggered<Spec extends Trap | HoldOrder>(
    armed: ReadonlySet<Armed<Spec>>,
    point: PagePoint | DeedPoint,
    groupId: string | null,
  ): Armed<Spec>[] {
    const found = [...armed].filter(
      ({ spec, timesLeft }) =>
        timesLeft > 0 &&
        spec.point === point &&
        (spec.groupId === null || groupId === null || spec.groupId === groupId),
    );
    for (const entry of found) entry.timesLeft -= 1;
    return found;
  }

  #strikeNow(trap: Armed<Trap>): void {
    if (trap.spec.point === 'now') this.#strike(trap, null);
  }

  #strike(trap: Armed<Trap>, groupId: string | null): void {
    const { spec } = trap;
    const concerned = spec.groupId ?? groupId;
    const end = this.#noteStrike({ what: spec.what, point: spec.point, groupId: concerned });
    const giveBack = strike(this.#phone, this.#conditions, { spec, groupId: concerned });
    let isOver = false;
    const undo = (): void => {
      if (isOver) return;
      isOver = true;
      giveBack();
      end();
    };
    trap.undo.push(undo);
    if (spec.lastsMs !== null) this.#phone.clock.after(spec.lastsMs, undo);
  }

  /** The returned function notes when it ended. */
  #noteStrike(what: Pick<Strike, 'what' | 'point' | 'groupId'>): () => void {
    const { clock } = this.#phone;
    const struck = { ...what, at: clock.now(), endedAt: null as number | null };
    this.#strikes.push(struck);
    return () => {
      struck.endedAt ??= clock.now();
    };
  }

  /** Goes on once every hold has let go: after its time, or when it is ended. */
  #holdBack(holds: readonly Armed<HoldOrder>[], goOn: () => void): void {
    let left = holds.length;
    this.#held.add(goOn);
    for (const { spec, undo } of holds) {
      let isHolding = true;
      const letGo = (): void => {
        if (!isHolding) return;
        isHolding = false;
        left -= 1;
        if (left > 0) return;
        this.#held.delete(goOn);
        goOn();
      };
      undo.push(letGo);
      if (spec.holdMs !== null) this.#phone.clock.after(spec.holdMs, letGo);
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #slow({ staleTreeMs, loadMs, searchMs, replyMs }: Extract<InterruptionSpec, { kind: 'slow-pages' }>): () => void {
    const { messenger } = this.#phone.display;
    if (messenger === null) return () => undefined;
    messenger.pace = { staleTreeMs, loadMs, searchMs, replyMs };
    return () => {
      messenger.pace = instantPace;
    };
  }
}
