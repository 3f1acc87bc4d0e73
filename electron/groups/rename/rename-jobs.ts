import type { JobState } from '../../contract/jobs.ts';

/** A row of a job of renames. */
export interface RenameJobRow {
  readonly groupViewId: number;
  readonly before: string;
  readonly after: string;
  readonly state: 'done' | 'needs-review' | 'other';
}

/** A row of a confirmed job that is to be carried out, is under way, or ended so that nobody knows how. */
export interface OpenRename {
  readonly groupViewId: number;
  readonly before: string;
  readonly after: string;
  readonly jobTitle: string;
}

/** Jobs of renames as they are kept; `jobs` has them. */
export interface RenameJobs {
  /** Whose yes a job began with; null for one that is not known. */
  confirmedBy(jobId: number): string | null;
  open(): readonly OpenRename[];
  /** Null for a job that is not known, or is no job of renames. */
  read(jobId: number): {
    readonly title: string;
    readonly state: JobState;
    readonly rows: readonly RenameJobRow[];
  } | null;
}
