import type { AlertKind } from '../../../electron/contract/alert-kinds.ts';
import type { AgeingPlan, IncidentKind } from '../../../simulator/ageing/incident.ts';
import type { CareRound } from './care-rounds.ts';

/** In the place of a phone's id: what is told of the desk as a whole. */
export const wholeDesk = 'desk';

/** An incident as the console should tell of it. */
export interface TrueIncident {
  /** Or `wholeDesk`. */
  readonly phoneId: string;
  readonly kind: AlertKind;
  readonly fromAt: number;
  readonly toAt: number;
}

/** An alert of a phone as it was told. */
export interface ToldAlert {
  readonly phoneId: string;
  readonly kind: AlertKind;
  readonly raisedAt: number;
  readonly endedAt: number | null;
}

export interface Comparison {
  /** Incidents of which exactly one alert tells, raised and ended in time. */
  readonly told: number;
  /** Incidents that nothing was said of. */
  readonly missed: readonly TrueIncident[];
  /** Alerts beyond the first of an incident: it flapped, or was raised again. */
  readonly flapping: readonly ToldAlert[];
  /** Alerts that no incident stands behind. */
  readonly false: readonly ToldAlert[];
  /** Incidents whose alert came later than two polls after their beginning. */
  readonly late: readonly TrueIncident[];
  /** Incidents whose last alert stood longer than two polls after their end, or stands still. */
  readonly uncleared: readonly TrueIncident[];
}

const alertKindOf: Readonly<Record<IncidentKind, AlertKind>> = {
  hot: 'battery-hot',
  flat: 'battery-low',
  full: 'storage-low',
  worn: 'battery-worn',
  'clock-off': 'clock-skew',
};

/** What befell the desk, in the console's words. */
export function incidentsIn(plan: AgeingPlan, phoneIdAt: (index: number) => string): TrueIncident[] {
  return plan.incidents.map(({ index, kind, fromAt, toAt }) => ({
    phoneId: phoneIdAt(index),
    kind: alertKindOf[kind],
    fromAt,
    toAt,
  }));
}

/** One alert of the desk for each round: from the moment it falls due until its last phone is signed off. */
export function looksIn(rounds: readonly CareRound[]): TrueIncident[] {
  return rounds.map(({ dueAt, signOffs }) => ({
    phoneId: wholeDesk,
    kind: 'swell-check',
    fromAt: dueAt,
    toAt: Math.max(...signOffs.map(({ at }) => at)),
  }));
}

const dayMs = 86_400_000;

/**
 * One alert of the desk from the moment at which the first phone has been full for so many days until the last such phone
 * is used again; phones that follow within a day belong to it.
 */
export function restsIn({ fullSpells }: AgeingPlan, restDays: number): TrueIncident[] {
  const long = fullSpells
    .map(({ fromAt, toAt }) => ({ fromAt: fromAt + restDays * dayMs, toAt }))
    .filter(({ fromAt, toAt }) => fromAt < toAt)
    .toSorted((left, right) => left.fromAt - right.fromAt);
  const told: { fromAt: number; toAt: number }[] = [];
  for (const { fromAt, toAt } of long) {
    const open = told.at(-1);
    if (open !== undefined && fromAt - dayMs < open.toAt) open.toAt = Math.max(open.toAt, toAt);
    else told.push({ fromAt, toAt });
  }
  return told.map((stretch) => ({ phoneId: wholeDesk, kind: 'battery-rest', ...stretch }));
}

/** Holds what was told against what was so. Every alert is accounted for: it belongs to one incident, or it is false. */
export function compareAlerts(
  incidents: readonly TrueIncident[],
  alerts: readonly ToldAlert[],
  pollIntervalMs: number,
): Comparison {
  const twoPollsMs = 2 * pollIntervalMs;
  const unclaimed = new Map<string, ToldAlert[]>();
  for (const alert of alerts) {
    const key = keyOf(alert);
    unclaimed.set(key, [...(unclaimed.get(key) ?? []), alert]);
  }
  const missed: TrueIncident[] = [];
  const flapping: ToldAlert[] = [];
  const late: TrueIncident[] = [];
  const uncleared: TrueIncident[] = [];
  let told = 0;
  for (const incident of incidents) {
    const own = claim(incident, unclaimed).toSorted((left, right) => left.raisedAt - right.raisedAt);
    const [first, ...more] = own;
    if (first === undefined) {
      missed.push(incident);
      continue;
    }
    const endedAt = own.at(-1)?.endedAt ?? null;
    const isLate = first.raisedAt > incident.fromAt + twoPollsMs;
    const isUncleared = endedAt === null || endedAt > incident.toAt + twoPollsMs;
    // One that ended before its incident did was no whole alert of it, even if none followed.
    const isCut = endedAt !== null && endedAt < incident.toAt;
    flapping.push(...more, ...(isCut ? [first] : []));
    if (isLate) late.push(incident);
    if (isUncleared) uncleared.push(incident);
    if (more.length === 0 && !isLate && !isUncleared && !isCut) told++;
  }
  return { told, missed, flapping, false: [...unclaimed.values()].flat(), late, uncleared };
}

/** Takes the alerts that were raised during the incident out of those that still belong to none. */
function claim(incident: TrueIncident, unclaimed: Map<string, ToldAlert[]>): ToldAlert[] {
  const key = keyOf(incident);
  const candidates = unclaimed.get(key) ?? [];
  const isOwn = ({ raisedAt }: ToldAlert): boolean => raisedAt >= incident.fromAt && raisedAt < incident.toAt;
  unclaimed.set(
    key,
    candidates.filter((alert) => !isOwn(alert)),
  );
  return candidates.filter(isOwn);
}

function keyOf({ phoneId, kind }: { readonly phoneId: string; readonly kind: AlertKind }): string {
  return `${kind}|${phoneId}`;
}
