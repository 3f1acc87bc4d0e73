import { whyWords } from '../../../renderer/features/growth-why/why-words.ts';
import { planMomentText } from '../../../renderer/format/plan-times.ts';
import type { SeenUnknown, TrueDayCase, TrueDayMisfortune } from '../../support/accounts/true-day-case.ts';
import type { ConsoleWords } from '../../support/console-words.ts';
import { dayMs, hourMs, shanghaiDay } from '../../support/plan-life/true-days.ts';
import { atLeast, exactly, type Figure, type ShowOptions } from '../show-line.ts';

/** The phones' clocks are read to about this. */
const readMs = 1_000;

interface Doubtful {
  readonly desk: TrueDayCase;
  readonly unknown: SeenUnknown;
  readonly words: readonly ConsoleWords[];
  readonly say: ShowOptions['say'];
}

/** Every ask is held until the true day has ended, says so, and the first act of the next day goes through. */
export function judgeUnknown(misfortune: TrueDayMisfortune, doubtful: Doubtful): Figure[] {
  const figures = [...judgeAsked(doubtful), ...judgeNextDay(doubtful)];
  return figures.map((figure) => ({ ...figure, name: `${misfortune}: ${figure.name}` }));
}

function judgeAsked({ unknown, words, say }: Doubtful): Figure[] {
  const { at, certainty, rows } = unknown;
  const [dayEndsAt, morningAt] = [midnightAfter(at), morningAfter(at)];
  const asked = askedOf(unknown);
  // What opens last is told: a week of which a day is taken for used up may be full for longer than that day.
  const others = asked.filter(
    ({ code, until }) => code !== 'count-unknown' && !(until !== null && until > morningAt + dayMs / 2),
  );
  const times = asked.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
  const unsaid = words.flatMap((each) => lacking(each, rows[0], at, say));
  return [
    atLeast('rows and acts that were asked about', asked.length, 40, 'asked'),
    exactly(
      'of these held for another reason than that the count is unknown, and for no longer',
      others.map(({ what, code }) => `${what} ${code}`).join(', ') || 'none',
      'none',
    ),
    exactly('the counts are held until', stamp(certainty.held?.until ?? 0), stamp(dayEndsAt)),
    exactly(
      "asks that would open before the next true day's first hour of work",
      times.filter((until) => until < morningAt - readMs).length,
      0,
    ),
    exactly('the first of them opens', stamp(Math.min(...times) + readMs), stamp(morningAt)),
    exactly('languages in which it is not said why and until when', unsaid.join(', ') || 'none', 'none'),
  ];
}

function askedOf({ gates, rows }: SeenUnknown) {
  return [
    ...gates
      .filter(({ reason }) => reason !== 'stage-closed')
      .map(({ action, reason, untilAt }) => ({ what: action, code: reason, until: untilAt })),
    ...rows.map(({ name, code, heldUntilAt }) => ({ what: name, code, until: heldUntilAt })),
  ];
}

function judgeNextDay({ desk, unknown: { at } }: Doubtful): Figure[] {
  const [dayEndsAt, morningAt] = [midnightAfter(at), morningAfter(at)];
  const { acts, log } = desk.desk;
  const next = desk.accounts.map(
    ({ accountId }) => log.find((act) => act.accountId === accountId && act.at > at)?.at ?? Number.POSITIVE_INFINITY,
  );
  const first = Math.min(...next);
  return [
    exactly('acts in what was left of that true day', acts.filter((act) => act > at && act < dayEndsAt).length, 0),
    exactly(
      'accounts whose first act after it was not on the next true day',
      next.filter((act) => !Number.isFinite(act) || shanghaiDay(act) !== shanghaiDay(dayEndsAt)).length,
      0,
    ),
    exactly(
      'the first of these acts',
      first >= morningAt && first < morningAt + hourMs ? 'within an hour of the opening' : stamp(first),
      'within an hour of the opening',
    ),
  ];
}

type HeldRow = SeenUnknown['rows'][number];

/** What the words of a held row lack. */
function lacking({ texts }: ConsoleWords, row: HeldRow | undefined, now: number, say: ShowOptions['say']): string[] {
  if (row?.code === undefined || row.code === null) return [`${texts.language}: no row`];
  const { cause, until, cure } = whyWords(texts, { code: row.code, detail: row.detail, untilAt: row.heldUntilAt }, now);
  const said = `${cause} ${until} ${cure}`;
  say(`${texts.language}: ${said}`);
  const opening = planMomentText(texts.language, row.heldUntilAt ?? 0, now);
  const isWhole =
    cause.length > 10 && cure.length > 10 && until.includes(opening) && !/\{\{|undefined|\?\?/u.test(said);
  return isWhole ? [] : [texts.language];
}

function midnightAfter(at: number): number {
  return (shanghaiDay(at) + 1) * dayMs - 8 * hourMs;
}

/** Every write rests at night: the first moment of the next day at which anything at all may be done. */
function morningAfter(at: number): number {
  return midnightAfter(at) + 8 * hourMs;
}

function stamp(at: number): string {
  return Number.isFinite(at) ? new Date(at + 8 * hourMs).toISOString().slice(0, 16) : 'never';
}
