import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { standAt } from '../jobs/kill-points.ts';
import { loggedActSchema, type ActBook, type LoggedAct } from './act-book.ts';
import { ordersOfHour } from './life-chance.ts';
import { LifeDesk } from './life-desk.ts';
import { firstMorning, handMs, lifeGroups, lifePhones, seedDesk, warnsRarely } from './life-ground.ts';
import { dayMs, hourMs, shanghaiDay, wallTime } from './true-days.ts';

/** What a console that is to be killed in the midst of its life is started with. */
export const lifeOrdersSchema = z.strictObject({
  folder: z.string(),
  /** Where acts are told of, and where the act log has those of before. */
  pipe: z.string(),
  acts: z.string(),
  /** Where the virtual time stands, and what was counted. */
  clockFile: z.string(),
  tallyFile: z.string(),
  seed: z.number().int(),
  life: z.number().int(),
  accounts: z.number().int(),
  groups: z.number().int(),
  days: z.number().int(),
});
export type LifeMainOrders = z.output<typeof lifeOrdersSchema>;

/** Acts go to the process that keeps the log; what it holds from earlier lives is read once. */
class PipedBook implements ActBook {
  readonly #pipe: number;
  readonly #tokens: Set<string>;

  constructor(pipe: string, acts: string) {
    this.#pipe = openSync(pipe, 'w');
    const lines = existsSync(acts) ? readFileSync(acts, 'utf8').split('\n') : [];
    const known = lines.filter((line) => line !== '').map((line) => loggedActSchema.parse(JSON.parse(line)));
    this.#tokens = new Set(known.map(({ token }) => token));
  }

  has(token: string): boolean {
    return this.#tokens.has(token);
  }

  write(act: LoggedAct): void {
    writeSync(this.#pipe, `${JSON.stringify(act)}\n`);
    this.#tokens.add(act.token);
  }
}

/** The time is kept where a kill cannot take it, before anything is done at it. */
class KeptTime {
  readonly #file: number;
  readonly startAt: number;

  constructor(file: string) {
    this.startAt = existsSync(file) ? Number(readFileSync(file, 'utf8')) : firstMorning;
    writeFileSync(file, String(this.startAt));
    this.#file = openSync(file, 'r+');
  }

  keep(now: number): void {
    writeSync(this.#file, String(now), 0);
  }

  close(): void {
    closeSync(this.#file);
  }
}

async function main(): Promise<void> {
  const orders = lifeOrdersSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const time = new KeptTime(orders.clockFile);
  const clock = new SteppedClock(time.startAt);
  const random = new SeededRandom(orders.seed);
  const options = {
    folder: orders.folder,
    clock,
    phones: lifePhones(orders.accounts),
    groups: lifeGroups(orders.groups, random.fork('groups')),
    world: { book: new PipedBook(orders.pipe, orders.acts), reach: standAt, warns: warnsRarely },
    handMs,
    onTime: (now: number) => time.keep(now),
    onMark: { onWriting: () => standAt('marking', ''), onWritten: () => standAt('marked', '') },
    life: `L${orders.life}`,
  };
  if (!existsSync(orders.folder)) await seedDesk(options);
  time.keep(clock.now());
  const desk = new LifeDesk(options);
  await live(desk, { orders, clock, time, random });
  await desk.end();
  writeTally(desk, orders);
  time.close();
  standAt('over', '');
}

interface Life {
  readonly orders: LifeMainOrders;
  readonly clock: SteppedClock;
  readonly time: KeptTime;
  readonly random: SeededRandom;
}

async function live(desk: LifeDesk, { orders, clock, time, random }: Life): Promise<void> {
  const endAt = firstMorning + orders.days * dayMs;
  const firstDay = shanghaiDay(firstMorning);
  for (let at = (Math.floor(clock.now() / hourMs) + 1) * hourMs; at <= endAt; at += hourMs) {
    await clock.moveTo(at);
    time.keep(at);
    const { day, minute } = wallTime(at);
    const ofHour = random.fork(`hour ${at}`);
    for (const order of ordersOfHour(ofHour, minute / 60, day - firstDay, orders)) await desk.carryOut(order);
    if (minute === 0) {
      standAt('day', String(day - firstDay));
      writeTally(desk, orders);
    }
  }
}

/** What this life counted so far; a kill takes no more than the last day of it. */
function writeTally(desk: LifeDesk, { tallyFile, life }: LifeMainOrders): void {
  const reasons = Object.fromEntries([...desk.reasons, ...desk.console.gate.reasons]);
  writeFileSync(`${tallyFile}.${life}`, JSON.stringify({ reasons, told: Object.fromEntries(desk.told) }));
}

await main();
