import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import { readPlan } from '../../../electron/accounts/plans/read-plan.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { valueOf } from '../device-layer.ts';
import type { PaperAction, PlacedAccount, RunningDesk, TrueAct } from './clocked-desk.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** What an account on that phone may do: its own words of it, from which the act log is judged. */
export interface Capped {
  readonly what: 'day' | 'hour' | 'week' | 'other act';
  readonly action: PaperAction;
  readonly perHour: number;
  readonly perDay: number;
  readonly perWeek: number;
}

const none = Number.POSITIVE_INFINITY;

/** By phone: the template's own caps of S4, and ones that somebody tightened. */
export const cappedPhones: readonly Capped[] = [
  { what: 'day', action: 'group_rename', perHour: none, perDay: 5, perWeek: none },
  { what: 'hour', action: 'group_rename', perHour: 2, perDay: 5, perWeek: none },
  { what: 'week', action: 'group_rename', perHour: none, perDay: 5, perWeek: 7 },
  { what: 'other act', action: 'group_announcement', perHour: none, perDay: 3, perWeek: none },
];

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
  readonly cap: 'hour' | 'day' | 'week';
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
    const times = log.filter((act) => act.accountId === accountId && act.action === capped.action).map(({ at }) => at);
    const most = (isSame: (one: number, other: number) => boolean): number =>
      Math.max(0, ...times.map((at) => times.filter((other) => other <= at && isSame(other, at)).length));
    const counts = [
      { cap: 'hour', most: capped.perHour, count: most((one, at) => at - one < 60 * minuteMs) },
      { cap: 'day', most: capped.perDay, count: most((one, at) => dayOf(one) === dayOf(at)) },
      { cap: 'week', most: capped.perWeek, count: most((one, at) => at - one < 7 * dayMs) },
    ] as const;
    return counts.filter((each) => each.count > each.most).map((each) => ({ what: capped.what, ...each }));
  });
}
