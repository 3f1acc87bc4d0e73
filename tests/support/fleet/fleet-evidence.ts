import type { JobAttempt, JobItem } from '../../../electron/contract/jobs.ts';
import type { Strike } from '../../../simulator/android/phone-interruptions.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import type { Group } from '../../../simulator/world/group.ts';

/** Something that came between on the phone in that place. */
export type PlacedStrike = Strike & { readonly place: number };

/** A row of the job, the world's group behind it, and when it was worked on. */
export interface FleetRow {
  readonly item: JobItem;
  readonly worldId: string;
  readonly place: number;
  readonly attempts: readonly Pick<JobAttempt, 'startedAt' | 'endedAt' | 'log'>[];
}

/** What a console says of a job, and what is so. Plain data. */
export interface FleetEvidence {
  readonly rows: readonly FleetRow[];
  /** How the world's groups are now. */
  readonly groups: ReadonlyMap<string, Pick<Group, 'name' | 'isDissolved'>>;
  /** Everything that was done since the job was planned. */
  readonly acts: readonly Act[];
  readonly strikes: readonly PlacedStrike[];
}

/** Renamings by the desk's own accounts. */
export function ownRenames({ acts }: Pick<FleetEvidence, 'acts'>, worldId?: string): readonly Act[] {
  return acts.filter(
    ({ kind, accountId, groupId }) =>
      kind === 'rename-group' && accountId !== null && (worldId === undefined || groupId === worldId),
  );
}

/** What came between while a row was worked on: on its phone, and in force during one of its attempts. */
export function strikesOn(row: Pick<FleetRow, 'attempts' | 'place'>, strikes: readonly PlacedStrike[]): PlacedStrike[] {
  return strikes.filter(({ place, at, endedAt }) =>
    row.attempts.some(
      (attempt) =>
        place === row.place && at <= (attempt.endedAt ?? Infinity) && (endedAt ?? Infinity) >= attempt.startedAt,
    ),
  );
}

/** What struck while some row was worked on: it really came between the job and the messenger. */
export function metStrikes({ rows, strikes }: Pick<FleetEvidence, 'rows' | 'strikes'>): PlacedStrike[] {
  return strikes.filter(({ place, at }) =>
    rows.some(
      (row) =>
        row.place === place &&
        row.attempts.some(({ startedAt, endedAt }) => at >= startedAt && at <= (endedAt ?? Infinity)),
    ),
  );
}
