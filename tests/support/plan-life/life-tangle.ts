import type { LoggedAct } from './act-book.ts';
import type { Deed } from './chronicle.ts';

/** How much was going on at once in a life. */
export interface LifeTangle {
  readonly jobsAtOnce: number;
  /** Acts of an account between the first and the last act of another job of it. */
  readonly turnsBetweenJobs: number;
  readonly incidents: number;
  /** Acts that were planned before an incident of their account, and done after it. */
  readonly afterIncident: number;
}

const incidents: ReadonlySet<Deed['kind']> = new Set(['signal', 'event']);

export function tangleOf({
  acts,
  deeds,
}: {
  readonly acts: readonly LoggedAct[];
  readonly deeds: readonly Deed[];
}): LifeTangle {
  const befell = deeds.filter(({ kind }) => incidents.has(kind));
  const ofAccounts = Map.groupBy(befell, ({ accountId }) => accountId);
  const afterIncident = acts.filter(({ accountId, at, token }) => {
    const plannedAt = plannedAtOf(token);
    return (ofAccounts.get(accountId) ?? []).some((incident) => plannedAt < incident.at && incident.at < at);
  });
  return {
    jobsAtOnce: mostAtOnce([...Map.groupBy(acts, ({ token }) => jobOf(token)).values()]),
    turnsBetweenJobs: [...Map.groupBy(acts, ({ accountId }) => accountId).values()].map(turnsIn).reduce(add, 0),
    incidents: befell.length,
    afterIncident: afterIncident.length,
  };
}

/** `L3 0 j12 40 @1772…`: the job's name comes before the row's number. */
function jobOf(token: string): string {
  return token.split(' ').slice(0, 3).join(' ');
}

function plannedAtOf(token: string): number {
  return Number(token.split('@')[1]);
}

function turnsIn(acts: readonly LoggedAct[]): number {
  const jobs = acts.map(({ token }) => jobOf(token));
  const spans = [...new Set(jobs)].map((job) => ({ first: jobs.indexOf(job), last: jobs.lastIndexOf(job), job }));
  return jobs.filter((own, place) => spans.some(({ job, first, last }) => job !== own && first < place && place < last))
    .length;
}

/** A job is under way from its first act to its last. */
function mostAtOnce(jobs: readonly (readonly LoggedAct[])[]): number {
  const edges = jobs.flatMap((acts) => [
    { at: acts[0]?.at ?? 0, by: 1 },
    { at: (acts.at(-1)?.at ?? 0) + 1, by: -1 },
  ]);
  let [open, most] = [0, 0];
  for (const { by } of edges.toSorted((one, other) => one.at - other.at)) {
    open += by;
    most = Math.max(most, open);
  }
  return most;
}

function add(sum: number, count: number): number {
  return sum + count;
}
