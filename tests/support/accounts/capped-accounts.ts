import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../device-layer.ts';
import type { PlacedAccount, RunningDesk } from './clocked-desk.ts';
import type { PaperAction, TrueAct } from './paper-acts.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What an account on that phone may do: its own words of it, from which the act log is judged. */
export interface Capped {
  readonly what: 'day' | 'hour' | 'week' | 'other act' | 'groups';
  readonly action: PaperAction;
  readonly perHour: number;
  readonly perDay: number;
  readonly perWeek: number;
  /** In how many groups, each of which bears one such act in seven days; left out: in none. */
  readonly groups?: number;
}

const none = Number.POSITIVE_INFINITY;

/** By phone: the template's own caps of S4, and ones that somebody tightened; at last groups, which an account of S6 writes to. */
export const cappedPhones: readonly Capped[] = [
  { what: 'day', action: 'group_rename', perHour: none, perDay: 5, perWeek: none },
  { what: 'hour', action: 'group_rename', perHour: 2, perDay: 5, perWeek: none },
  { what: 'week', action: 'group_rename', perHour: none, perDay: 5, perWeek: 7 },
  { what: 'other act', action: 'group_announcement', perHour: none, perDay: 3, perWeek: none },
  { what: 'groups', action: 'group_message_campaign', perHour: none, perDay: none, perWeek: none, groups: 10 },
];

/** The stages of those that are not of S4, by their place. */
export const otherStages: Readonly<Record<number, 'S6'>> = { [cappedPhones.length - 1]: 'S6' };

/** The groups that an account of that place writes to. */
export function groupsOf({ groups = 0 }: Capped): readonly string[] {
  return Array.from({ length: groups }, (_none, place) => `paper-group-${place + 1}`);
}

/** Puts each account under its plan. */
export async function giveCaps(running: RunningDesk): Promise<void> {
  const accounts = await running.everyAccount();
  for (const [place, { accountId }] of accounts.entries()) {
    const { action, perHour, perWeek } = cappedPhones[place] ?? { action: '', perHour: none, perWeek: none };
    for (const [word, value] of [['per_hour', perHour] as const, ['per_week', perWeek] as const]) {
      if (value !== none) await tighten(running, accountId, { path: `stages.S4.caps.${action}.${word}`, value });
    }
  }
}

async function tighten(
  running: RunningDesk,
  accountId: string,
  { path, value }: { readonly path: string; readonly value: number },
): Promise<void> {
  const given = valueOf(await running.console.call('plans.get', { kind: 'account', accountId }));
  const { plan } = readPlan('plan.yaml', procedures['plans.get'].output.parse(given).text, null);
  const next = plan === null ? null : planWith(plan, path, value, null).plan;
  if (next === null) throw new Error(`${path} cannot be ${value}`);
  const source = { kind: 'text', text: writePlan(next) } as const;
  valueOf(await running.console.call('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null }));
}

/** A cap that was not kept, by the true time. */
export interface Breach {
  readonly what: Capped['what'];
  readonly cap: 'hour' | 'day' | 'week' | 'group';
  readonly count: number;
  readonly most: number;
}

/** Every cap of every account that the log breaks; days are those of the calendar in Shanghai, hours and weeks roll. */
export function breachesOf(
  log: readonly TrueAct[],
  accounts: readonly PlacedAccount[],
  dayOf: (at: number) => number,
): Breach[] {
  return accounts.flatMap(({ accountId }, place) => {
    const capped = cappedPhones[place];
    if (capped === undefined) return [];
    const own = log.filter((act) => act.accountId === accountId && act.action === capped.action);
    const times = own.map(({ at }) => at);
    const fullest = Math.max(0, ...groupsOf(capped).map((groupId) => fullestWeek(own, groupId)));
    const most = (isSame: (one: number, other: number) => boolean): number =>
      Math.max(0, ...times.map((at) => times.filter((other) => other <= at && isSame(other, at)).length));
    const counts = [
      { cap: 'hour', most: capped.perHour, count: most((one, at) => at - one < 60 * minuteMs) },
      { cap: 'day', most: capped.perDay, count: most((one, at) => dayOf(one) === dayOf(at)) },
      { cap: 'week', most: capped.perWeek, count: most((one, at) => at - one < 7 * dayMs) },
      { cap: 'group', most: 1, count: fullest },
    ] as const;
    return counts.filter((each) => each.count > each.most).map((each) => ({ what: capped.what, ...each }));
  });
}

/** The most acts in that group in seven times 24 hours. */
function fullestWeek(acts: readonly TrueAct[], groupId: string): number {
  const times = acts.filter((act) => act.groupId === groupId).map(({ at }) => at);
  return Math.max(0, ...times.map((at) => times.filter((other) => other <= at && at - other < 7 * dayMs).length));
}
