import type { Outcome } from '../contract/outcome.ts';
import type { TextParams } from '../contract/phones.ts';
import type { ScheduleKindName } from '../contract/schedules.ts';

/** The run that a kind is asked for. */
export interface RunNote {
  readonly scheduleId: number;
  readonly runId: number;
  readonly title: string;
  /** Who answers for it: the operator who had it run, or else who made the schedule. */
  readonly by: string;
  /** When the window of its planned time is over; null without a window. */
  readonly windowEndAt: number | null;
}

/** What a schedule does when its time comes; filled by the feature that knows how. */
export interface ScheduleKind {
  readonly kind: ScheduleKindName;
  /** False while it could do nothing, as with no phone there; looked at again every few seconds while a policy lets it wait. */
  isReady?(): boolean;
  /**
   * Called at most once for a planned time. Ends soon after the signal fires. The value is what came of it in figures.
   */
  run(signal: AbortSignal, plannedAt: number, note: RunNote): Promise<Outcome<TextParams>>;
}

/** The kinds by their names. */
export class ScheduleKinds {
  readonly #kinds: ReadonlyMap<ScheduleKindName, ScheduleKind>;

  /** @throws Error when two kinds share a name */
  constructor(kinds: readonly ScheduleKind[]) {
    this.#kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
    if (this.#kinds.size < kinds.length) throw new Error('two kinds of schedule share a name');
  }

  get(kind: ScheduleKindName): ScheduleKind | null {
    return this.#kinds.get(kind) ?? null;
  }

  isReady(kind: ScheduleKindName): boolean {
    return this.get(kind)?.isReady?.() ?? true;
  }
}
