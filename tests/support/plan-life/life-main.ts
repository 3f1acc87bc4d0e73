import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { standAt } from '../jobs/kill-points.ts';
import type { PaperPhones } from '../jobs/paper-phones.ts';
import { actsOf, LineBook } from './act-book.ts';
import { readBook } from './book-file.ts';
import { DueActs } from './due-acts.ts';
import { ordersOfHour } from './life-chance.ts';
import { LifeDesk } from './life-desk.ts';
import { lifeOrdersSchema, type LifeMainOrders, type LifeTally } from './life-main-orders.ts';
import { firstMorning, handMs, lifeGroups, lifePhones, seedStages, warnsRarely, writeAccounts } from './life-ground.ts';
import { LifeMachineClock } from './life-machine-clock.ts';
import { ServicesConsole } from './services-console.ts';
import { dayMs, hourMs, minuteMs, shanghaiDay, wallTime } from './true-days.ts';

/** Lines go to the process that keeps the book; what it holds from earlier lives is read once. */
function pipedBook({ pipe, book }: LifeMainOrders): LineBook {
  const out = openSync(pipe, 'w');
  const tokens = actsOf(readBook(book)).map(({ token }) => token);
  return new LineBook((line) => void writeSync(out, `${JSON.stringify(line)}\n`), tokens);
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
  const [clock, machineClock] = [new SteppedClock(time.startAt), new LifeMachineClock()];
  const random = new SeededRandom(orders.seed);
  const phones = lifePhones(orders.accounts);
  const groups = lifeGroups(orders.groups, random.fork('groups'));
  const book = pipedBook(orders);
  const due = new DueActs(orders.dueFile);
  const isFirst = !existsSync(orders.folder);
  if (isFirst) writeAccounts(orders.folder, phones, groups);
  const open = (): Promise<ServicesConsole> =>
    ServicesConsole.open({
      folder: orders.folder,
      clock,
      machineClock,
      phones,
      world: { book, reach: standAt, warns: warnsRarely },
      handMs,
      onDue: (attemptId, act) => due.note(attemptId, act),
      onTime: (now: number) => time.keep(now),
      onMark: { onWriting: () => standAt('marking', ''), onWritten: () => standAt('marked', '') },
    });
  const moveTo = (at: number): Promise<void> => moveOn(clock, machineClock, at);
  const desk = await LifeDesk.open({ clock, phones, groups, book, open, moveTo, life: `L${orders.life}` });
  if (isFirst) await seedStages(desk.console, { phones, book, clock });
  time.keep(clock.now());
  await live(desk, { orders, clock, time, random, phones });
  await desk.end();
  writeTally(desk, orders, phones);
  time.close();
  standAt('over', '');
}

/** Time goes on only while nobody is about to look at anything. */
async function moveOn(clock: SteppedClock, machineClock: LifeMachineClock, at: number): Promise<void> {
  for (;;) {
    while (machineClock.isBusy) await new Promise((resolve) => setImmediate(resolve));
    if (clock.now() >= at) return;
    await clock.moveTo(at, () => !machineClock.isBusy);
  }
}

interface Life {
  readonly orders: LifeMainOrders;
  readonly clock: SteppedClock;
  readonly time: KeptTime;
  readonly random: SeededRandom;
  readonly phones: PaperPhones;
}

async function live(desk: LifeDesk, { orders, clock, time, random, phones }: Life): Promise<void> {
  const endAt = firstMorning + orders.days * dayMs;
  const firstDay = shanghaiDay(firstMorning);
  for (let at = (Math.floor(clock.now() / hourMs) + 1) * hourMs; at <= endAt; at += hourMs) {
    await desk.carryOut({ kind: 'pass', minutes: (at - clock.now()) / minuteMs });
    time.keep(at);
    const { day, minute } = wallTime(at);
    const ofHour = random.fork(`hour ${at}`);
    for (const order of ordersOfHour(ofHour, minute / 60, day - firstDay, orders)) await desk.carryOut(order);
    if (minute === 0) standAt('day', String(day - firstDay));
    writeTally(desk, orders, phones);
  }
}

/** What this life counted so far; a kill takes no more than the last hour of it. */
function writeTally(desk: LifeDesk, { tallyFile, life }: LifeMainOrders, { mostHeld }: PaperPhones): void {
  const tally: LifeTally = { told: Object.fromEntries(desk.told), mostHeld };
  writeFileSync(`${tallyFile}.${life}`, JSON.stringify(tally));
}

await main();
