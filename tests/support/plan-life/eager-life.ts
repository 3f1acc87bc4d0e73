import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ItemCode } from '../../../electron/contract/job-codes.ts';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { PaperBook } from './act-book.ts';
import { ordersOfHour } from './life-chance.ts';
import { LifeDesk } from './life-desk.ts';
import { firstMorning, handMs, lifeGroups, lifePhones, seedStages, warnsRarely, writeAccounts } from './life-ground.ts';
import type { Judgement } from './judged-act.ts';
import { PlanConsole } from './plan-console.ts';
import { judgeBook } from './plan-judge.ts';
import { hourMs, shanghaiDay, wallTime } from './true-days.ts';

export interface EagerLife {
  readonly seed: number;
  readonly days: number;
  readonly accounts: number;
  readonly groups: number;
  readonly signals?: number;
  /** For control: the gate does not know the rule that answers so. */
  readonly unknownRule: ItemCode | null;
  /** It is enough once that is found broken. */
  readonly isEnough?: (judgement: Judgement) => boolean;
  readonly signal: AbortSignal;
}

/** Some days of a desk in this process, looked at every evening. */
export async function liveEagerly(life: EagerLife): Promise<Judgement> {
  const place = mkdtempSync(join(tmpdir(), 'jiqun-eager-'));
  const clock = new SteppedClock(firstMorning);
  const random = new SeededRandom(life.seed);
  const groups = lifeGroups(life.groups, random.fork('groups'));
  const book = new PaperBook();
  const world = { book, reach: () => undefined, warns: warnsRarely };
  const phones = lifePhones(life.accounts);
  const folder = join(place, 'data');
  writeAccounts(folder, phones, groups);
  const { unknownRule } = life;
  const open = (): Promise<PlanConsole> =>
    Promise.resolve(PlanConsole.open({ folder, clock, phones, groups, world, handMs, unknownRule }));
  const moveTo = (at: number): Promise<number> => clock.moveTo(at);
  const desk = await LifeDesk.open({ clock, phones, groups, book, open, moveTo, life: 'E' });
  await seedStages(desk.console, { phones, book, clock });
  const judge = (): Judgement => judgeBook(book.lines, groups);
  try {
    for (let hour = 1; hour <= life.days * 24; hour++) {
      life.signal.throwIfAborted();
      await clock.moveTo(firstMorning + hour * hourMs);
      const { day, minute } = wallTime(clock.now());
      const since = day - shanghaiDay(firstMorning);
      for (const order of ordersOfHour(random.fork(`hour ${hour}`), minute / 60, since, life))
        await desk.carryOut(order);
      if (hour % 24 === 0 && life.isEnough?.(judge()) === true) break;
    }
    return judge();
  } finally {
    await desk.end();
    rmSync(place, { recursive: true, force: true });
  }
}
