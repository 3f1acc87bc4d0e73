import { expect, test } from 'vitest';
import { runKilledJobs } from '../../support/jobs/killed-jobs.ts';

const seed = 20_260_115;

test(
  'a console killed at every kind of moment acts on no group twice and loses none',
  { timeout: 240_000 },
  async () => {
    const { kills, acts, items, hidden } = await runKilledJobs({
      seed,
      phoneCount: 4,
      groupCount: 12,
      kills: { begun: 1, marking: 2, marked: 1, permitted: 1, acted: 4, 'read-back': 1 },
      say: () => undefined,
      signal: AbortSignal.timeout(220_000),
    });
    expect([...kills.values()].reduce((sum, count) => sum + count, 0)).toBe(10);
    const actsOf = (group: string): number => acts.filter((act) => act.group === group).length;
    const twice = items.filter(({ name }) => actsOf(name) > 1);
    expect(twice.map(({ name }) => name)).toEqual([]);
    const unproven = items.filter(({ name, state }) => state === 'done' && actsOf(name) !== 1);
    expect(unproven.map(({ name }) => name)).toEqual([]);
    expect(items.filter(({ state }) => state === 'needs-review').map(({ name }) => name)).toEqual(hidden);
    expect(items.filter(({ state }) => state !== 'done' && state !== 'needs-review')).toEqual([]);
  },
);
