import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  asyncProperty,
  assert,
  check,
  type Arbitrary,
  array,
  constantFrom,
  integer,
  oneof,
  record,
  boolean,
  constant,
} from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ItemCode } from '../../../electron/contract/job-codes.ts';
import { actionIds, signalIds } from '../../../electron/contract/plan-ids.ts';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { PaperBook, type BookLine, type LoggedAct } from '../../support/plan-life/act-book.ts';
import { ordersOfHour } from '../../support/plan-life/life-chance.ts';
import { LifeDesk } from '../../support/plan-life/life-desk.ts';
import {
  firstMorning,
  handMs,
  lifeGroups,
  lifePhones,
  minuteMs,
  seedStages,
  warnsRarely,
  writeAccounts,
} from '../../support/plan-life/life-ground.ts';
import { capWords, type LifeOrder } from '../../support/plan-life/life-orders.ts';
import type { Judgement } from '../../support/plan-life/judged-act.ts';
import { PlanConsole } from '../../support/plan-life/plan-console.ts';
import { judgeBook } from '../../support/plan-life/plan-judge.ts';

const accountCount = 8;
const groupCount = 5;
const groups = lifeGroups(groupCount, new SeededRandom('groups of the test'));
const seeds: BookLine[] = [];
let seeded = '';
let nextRun = 0;

beforeAll(async () => {
  seeded = mkdtempSync(join(tmpdir(), 'jiqun-plan-life-'));
  const folder = join(seeded, 'seed');
  const [phones, book, clock] = [lifePhones(accountCount), new PaperBook(), new SteppedClock(firstMorning)];
  writeAccounts(folder, phones, groups);
  const world = { book, reach: () => undefined, warns: warnsRarely };
  const console = PlanConsole.open({ folder, clock, phones, groups, world, handMs });
  await seedStages(console, { phones, book, clock });
  await console.crash();
  seeds.push(...book.lines);
});

afterAll(() => rmSync(seeded, { recursive: true, force: true }));

/** What came of a life: everything that was done, and how it is judged. */
async function live(
  orders: readonly LifeOrder[],
  unknownRule: ItemCode | null = null,
): Promise<Judgement & { readonly acts: readonly LoggedAct[] }> {
  const folder = join(seeded, `run-${++nextRun}`);
  cpSync(join(seeded, 'seed'), folder, { recursive: true });
  const [phones, book, clock] = [lifePhones(accountCount), new PaperBook(), new SteppedClock(firstMorning + minuteMs)];
  book.lines.push(...seeds);
  const world = { book, reach: () => undefined, warns: warnsRarely };
  const open = (): Promise<PlanConsole> =>
    Promise.resolve(PlanConsole.open({ folder, clock, phones, groups, world, handMs, unknownRule }));
  const moveTo = (at: number): Promise<number> => clock.moveTo(at);
  const desk = await LifeDesk.open({ clock, phones, groups, book, open, moveTo, life: 'L' });
  try {
    for (const order of orders) await desk.carryOut(order);
    await desk.carryOut({ kind: 'pass', minutes: 26 * 60 });
    return { acts: book.acts, ...judgeBook(book.lines, groups) };
  } finally {
    await desk.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rulesOf({ breaches }: Judgement): string[] {
  return [...new Set(breaches.map(({ rule }) => rule))];
}

const account = integer({ min: 0, max: accountCount - 1 });
const group = integer({ min: 0, max: groupCount - 1 });
const action = constantFrom(...actionIds);
const word = constantFrom(...capWords);

const jobs: Arbitrary<LifeOrder> = record({
  kind: constant('job'),
  accounts: array(account, { minLength: 1, maxLength: 3 }),
  action,
  rows: integer({ min: 1, max: 12 }),
  amount: integer({ min: 1, max: 6 }),
  group,
  hours: integer({ min: 1, max: 40 }),
});
const passing: Arbitrary<LifeOrder> = record({
  kind: constant('pass'),
  minutes: oneof(integer({ min: 1, max: 90 }), integer({ min: 90, max: 3_000 })),
});
const incidents: Arbitrary<LifeOrder> = oneof(
  record({ kind: constant('signal'), account, signalId: constantFrom(...signalIds), tool: action }),
  record({ kind: constant('close'), account }),
  record({ kind: constant('event'), account, event: constantFrom('new-phone', 'unblock', 'custodian-change') }),
  record({ kind: constant('phone'), account, isThere: boolean() }),
);
const words: Arbitrary<LifeOrder> = oneof(
  record({
    kind: constant('hand'),
    account,
    action,
    amount: integer({ min: 1, max: 6 }),
    group,
    minutesAgo: constantFrom(0, 10, 100, 2_000),
  }),
  record({ kind: constant('correct'), account, amount: integer({ min: 0, max: 3 }) }),
  record({ kind: constant('grow'), account }),
  record({ kind: constant('tighten'), account, action, word }),
  record({
    kind: constant('loosen'),
    account,
    action,
    word,
    more: integer({ min: 1, max: 9 }),
    days: integer({ min: 1, max: 7 }),
  }),
  record({ kind: constant('mode'), account, mode: constantFrom('auto', 'assist', 'manual') }),
);
const lives: Arbitrary<LifeOrder[]> = array(
  oneof(
    { arbitrary: jobs, weight: 5 },
    { arbitrary: passing, weight: 4 },
    { arbitrary: constant<LifeOrder>({ kind: 'restart' }), weight: 1 },
    { arbitrary: incidents, weight: 2 },
    { arbitrary: words, weight: 3 },
  ),
  { minLength: 5, maxLength: 60 },
);

const runs = Number(process.env['JIQUN_LIFE_RUNS'] ?? 12);

test('whatever befalls a desk, no cap, gap, rest or zero is broken', { timeout: runs * 30_000 }, async () => {
  await assert(
    asyncProperty(lives, async (orders) => {
      const { breaches } = await live(orders);
      expect(breaches).toEqual([]);
    }),
    { numRuns: runs, endOnFailure: false },
  );
});

/** Some days of a desk on which everybody wants more than there is. */
function eagerDays(days: number): LifeOrder[] {
  const random = new SeededRandom('eager');
  const orders: LifeOrder[] = [];
  for (let hour = 7; hour < days * 24; hour++) {
    const ofHour = ordersOfHour(random.fork(`hour ${hour}`), hour % 24, Math.floor(hour / 24), {
      accounts: accountCount,
      groups: groupCount,
    });
    orders.push({ kind: 'pass', minutes: 60 }, ...ofHour);
  }
  return orders;
}

test('a desk on which everybody wants more than there is keeps to every rule', { timeout: 120_000 }, async () => {
  const { acts, breaches, reached } = await live(eagerDays(4));
  expect(breaches).toEqual([]);
  expect(acts.length).toBeGreaterThan(50);
  expect(reached.size).toBeGreaterThan(3);
});

/** Those who have room are told to slow down. */
const prompted = [5, 6].map((place): LifeOrder => ({
  kind: 'signal',
  account: place,
  signalId: 'too_frequent_prompt',
  tool: 'group_rename',
}));

test.for(['day-cap', 'gap', 'rest-window', 'batch-pause', 'stage-closed', 'group-cap', 'cooldown'] as const)(
  'a gate that does not know of %s is found out',
  { timeout: 120_000 },
  async (rule) => {
    const befell = rule === 'cooldown' ? prompted : [];
    const found = rulesOf(await live([...befell, ...eagerDays(rule === 'batch-pause' ? 10 : 3)], rule));
    expect(found).toContain(rule === 'stage-closed' ? 'hard-zero' : rule);
  },
);

/** The property of above, over a gate that does not know a rule. */
function holdsWithout(rule: ItemCode) {
  return asyncProperty(lives, async (orders) => rulesOf(await live(orders, rule)).length === 0);
}

test.for(['day-cap', 'rest-window', 'stage-closed', 'role-missing'] as const)(
  'the property finds a gate that does not know of %s',
  { timeout: 300_000 },
  async (rule) => {
    const broken = await check(holdsWithout(rule), { numRuns: 60, seed: 11, endOnFailure: true });
    expect(broken.failed).toBe(true);
  },
);

test('what breaks a rule shrinks to the few orders that it takes', { timeout: 300_000 }, async () => {
  const broken = await check(holdsWithout('gap'), { numRuns: 40, seed: 7 });
  expect(broken.failed).toBe(true);
  expect(broken.counterexample?.[0].length).toBeLessThanOrEqual(8);
});
