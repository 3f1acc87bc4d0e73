import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { Act } from '../../../simulator/world/act-log.ts';
import type { KillPlace } from './kill-place.ts';
import type { KillMoment } from './kill-schedule.ts';
import type { PlannedRestore } from './planned-restore.ts';

export interface RenameKillPlan {
  readonly seed: number;
  readonly phoneCount: number;
  readonly groupCount: number;
  /** How often the console is killed at each moment. */
  readonly kills: Readonly<Partial<Record<KillMoment, number>>>;
  readonly variantCount: number;
  /** Whether one more group is renamed by a console whose crash rule is taken away. */
  readonly hasControl: boolean;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** A row of the job at its end, and its group. */
export interface RenamedRow extends JobItem {
  readonly worldGroupId: string;
}

export interface KilledRenames {
  /** Kills that really befell, by the place that ledger and world prove. */
  readonly places: ReadonlyMap<KillPlace, number>;
  readonly rows: readonly RenamedRow[];
  /** What the world saw from the beginning of the job to its end. */
  readonly acts: readonly Act[];
  /** Names of the groups at the end, by their ids; those that are gone have none. */
  readonly names: ReadonlyMap<string, string>;
  /** Groups of which nobody could read any more what had come of a tap. */
  readonly lost: ReadonlySet<string>;
  /** The plan that takes the job back, made once it was over. */
  readonly restore: PlannedRestore;
  /** What a dead console's ledger should have held and did not. */
  readonly faults: readonly string[];
  /** The same with one group and the crash rule taken away; null when it was not asked for. */
  readonly ruleless: { readonly row: RenamedRow; readonly acts: readonly Act[] } | null;
}
