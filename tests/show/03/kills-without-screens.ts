import type { JobItem } from '../../../electron/contract/jobs.ts';
import { runKilledJobs, type KilledJobs } from '../../support/jobs/killed-jobs.ts';
import { atLeast, exactly, type Figure, type ShowOptions } from '../show-line.ts';

/** Fifty in the full form, fifteen of them between the act and its read-back, five while the ledger is written. */
const fullKills = { begun: 8, marking: 5, marked: 7, permitted: 6, acted: 16, 'read-back': 8 };
const shortKills = { begun: 1, marking: 1, marked: 1, permitted: 1, acted: 3, 'read-back': 1 };

/**
 * The console killed with SIGKILL while jobs of a kind without screens run on virtual phones, started again each time.
 * Judged by the file in which each act left a line.
 */
export async function measureKillsWithoutScreens({ isShort, seed, say, signal }: ShowOptions): Promise<Figure[]> {
  const kills = isShort ? shortKills : fullKills;
  const killed = await runKilledJobs({
    seed,
    phoneCount: isShort ? 4 : 8,
    groupCount: isShort ? 12 : 40,
    kills,
    say,
    signal,
  });
  return judge(killed, kills);
}

function total(counts: Iterable<number>): number {
  return [...counts].reduce((sum, count) => sum + count, 0);
}

function judge({ kills, acts, items, hidden }: KilledJobs, planned: Readonly<Record<string, number>>): Figure[] {
  const countOf = new Map<string, number>();
  for (const { group } of acts) countOf.set(group, (countOf.get(group) ?? 0) + 1);
  const isIn = (states: readonly JobItem['state'][]) => items.filter(({ state }) => states.includes(state));
  const lost = items.filter(({ name, state }) => state === 'done' && countOf.get(name) !== 1);
  const strange = items.filter(({ name, state }) => state === 'needs-review' && !hidden.includes(name));
  return [
    atLeast('kills without screens', total(kills.values()), total(Object.values(planned)), 'kills'),
    atLeast('of these after the act, before its read-back', kills.get('acted') ?? 0, planned['acted'] ?? 0, 'kills'),
    atLeast('of these while the ledger was written', kills.get('marking') ?? 0, planned['marking'] ?? 0, 'kills'),
    exactly('groups acted on twice', [...countOf.values()].filter((count) => count > 1).length, 0),
    exactly('rows done without their act', lost.length, 0),
    exactly('rows without an end', items.length - isIn(['done', 'needs-review']).length, 0),
    exactly('rows in needs-review that could be read', strange.length, 0),
    exactly('unreadable ones in needs-review', isIn(['needs-review']).length, hidden.length),
  ];
}
