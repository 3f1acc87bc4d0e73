import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { breachesOf, cappedPhones, type Breach } from '../../support/accounts/capped-accounts.ts';
import { misfortunes, TrueDayCase, type TrueDayMisfortune } from '../../support/accounts/true-day-case.ts';
import { ConsoleWords, languages } from '../../support/console-words.ts';
import { shanghaiDay, wallTime } from '../../support/plan-life/true-days.ts';
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { judgeUnknown } from './unknown-days.ts';
import { wanderingDays } from './wandering-days.ts';

/** A real console over phones that keep the true time; what was really done is in an act log of its own, by the true time. */
export const trueDays: ShowLine = {
  id: '04.3',
  title:
    'a PC set by two days, older backups and whole older folders put back, the ledger on another computer: no true day above its caps',
  hasShortForm: true,
  limitMs: 20 * 60_000,
  async run(options) {
    const words = await Promise.all(languages.map((language) => ConsoleWords.of(language)));
    const figures: Figure[] = [told('seed', options.seed)];
    const shown: Breach[] = [];
    for (const misfortune of misfortunes) {
      const guarded = await live({ misfortune, isGuarded: true }, options);
      figures.push(...judgeGuarded(guarded, words, options));
      const bare = await live({ misfortune, isGuarded: false }, options);
      figures.push(...judgeControl(bare, options));
      shown.push(...breachesIn(bare));
    }
    const caps = ['hour', 'day', 'week', 'group'].filter((cap) => shown.some((breach) => breach.cap === cap));
    figures.push(
      exactly('control: caps of which a breach shows without the guards', caps.join(', '), 'hour, day, week, group'),
    );
    return options.isShort ? figures : [...figures, ...(await wanderingDays(options))];
  },
};

interface Lived {
  readonly misfortune: TrueDayMisfortune;
  readonly desk: TrueDayCase;
}

async function live(
  { misfortune, isGuarded }: { readonly misfortune: TrueDayMisfortune; readonly isGuarded: boolean },
  { seed, say, signal }: ShowOptions,
): Promise<Lived> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-true-'));
  const ends: (() => Promise<void>)[] = [];
  const random = new SeededRandom(seed).fork(misfortune);
  const place = { folder, defer: (end: () => Promise<void>) => void ends.push(end) };
  const desk = new TrueDayCase(place, { misfortune, isGuarded, random, say, signal });
  try {
    await desk.live();
    return { misfortune, desk };
  } finally {
    for (const end of ends.toReversed()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function breachesIn({ desk }: Lived): Breach[] {
  return breachesOf(desk.desk.log, desk.accounts, shanghaiDay);
}

function breachWords(breaches: readonly Breach[]): string {
  const said = breaches.map(({ what, cap, count, most }) => `${what}: ${count} of ${most} in one ${cap}`);
  return said.join('; ') || 'none';
}

function judgeGuarded(lived: Lived, words: readonly ConsoleWords[], { say }: ShowOptions): Figure[] {
  const { misfortune, desk } = lived;
  for (const each of desk.told) say(`${misfortune}: ${each}`);
  const used = cappedPhones.filter((capped, place) => isUsedUp(desk, capped.perDay, place));
  return [
    told(`${misfortune}: acts by true days and accounts`, countsOf(desk)),
    exactly(
      `${misfortune}: caps of hour, day, week or group that were not kept`,
      breachWords(breachesIn(lived)),
      'none',
    ),
    atLeast(`${misfortune}: accounts that used their day up`, used.length, misfortune === 'PC set' ? 3 : 2, 'accounts'),
    exactly(`${misfortune}: acts in the true night`, desk.desk.acts.filter(isAtNight).length, 0),
    ...(misfortune === 'backup restored'
      ? [exactly('how the backup came back', desk.told.join(', '), restoredAs)]
      : []),
    ...unknownFigures(lived, words, say),
  ];
}

function unknownFigures(
  { misfortune, desk }: Lived,
  words: readonly ConsoleWords[],
  say: ShowOptions['say'],
): Figure[] {
  const { unsettled, unknown } = desk;
  return unsettled === null || unknown === null
    ? []
    : judgeUnknown(misfortune, { desk, unsettled, unknown, words, say });
}

const restoredAs = 'backup written, damaged: database-corrupt, restored: from the backup';

/** Without the guard the very same day breaks caps, by the same log. */
function judgeControl(lived: Lived, { say }: ShowOptions): Figure[] {
  const breaches = breachesIn(lived);
  say(`${lived.misfortune}, without the guard: ${breachWords(breaches)}; ${countsOf(lived.desk)}`);
  return [
    atLeast(`control: ${lived.misfortune}, without the guard: caps that are not kept`, breaches.length, 1, 'caps'),
  ];
}

function isUsedUp({ desk, accounts }: TrueDayCase, perDay: number, place: number): boolean {
  const days = Map.groupBy(
    desk.log.filter(({ accountId }) => accountId === accounts[place]?.accountId),
    ({ at }) => shanghaiDay(at),
  );
  return [...days.values()].some(({ length }) => length === perDay);
}

function countsOf({ desk, accounts }: TrueDayCase): string {
  const ofAccounts = accounts.map(({ accountId }, place) => {
    const days = Map.groupBy(
      desk.log.filter((act) => act.accountId === accountId),
      ({ at }) => shanghaiDay(at),
    );
    return `${cappedPhones[place]?.what ?? ''} ${[...days.values()].map(({ length }) => length).join('+')}`;
  });
  return ofAccounts.join(', ');
}

function isAtNight(at: number): boolean {
  const { minute } = wallTime(at);
  return minute >= 23 * 60 || minute < 8 * 60;
}
