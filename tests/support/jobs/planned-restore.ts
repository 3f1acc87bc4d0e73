import type { JobItem } from '../../../electron/contract/jobs.ts';
import type { MortalConsole } from './mortal-console.ts';

/** What a job of renames left in the console's own book. */
export interface PlannedRestore {
  /** Rows of the plan that takes it back. */
  readonly rows: readonly JobItem[];
  /** Every name of each of its groups, oldest first. */
  readonly names: readonly (readonly string[])[];
}

/** Plans that every group of a job that is over gets the name back that it had, and does not confirm it. */
export async function planRestore(console: MortalConsole, jobId: number): Promise<PlannedRestore> {
  const { groupIds, rule, title } = await console.ask('groups.planRestore', { jobId });
  const payload = { groupIds, rule };
  const window = { startAt: null, endAt: null };
  const planned = await console.ask('jobs.plan', { kind: 'groups.rename', title, payload, window });
  const order = { jobId: planned.jobId, states: [], offset: 0, limit: 500 };
  const { entries } = await console.ask('jobs.items', order);
  const names: string[][] = [];
  for (const groupId of groupIds) {
    const detail = await console.ask('groups.get', { groupId });
    names.push(detail.names.map(({ name }) => name));
  }
  return { rows: entries, names };
}
