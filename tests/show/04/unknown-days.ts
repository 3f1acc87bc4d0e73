import { whyWords } from '../../../renderer/features/growth-why/why-words.ts';
import { planMomentText } from '../../../renderer/format/plan-times.ts';
import type { SeenUnknown } from '../../support/accounts/seen-unknown.ts';
import type { TrueDayCase, TrueDayMisfortune } from '../../support/accounts/true-day-case.ts';
import { cappedPhones } from '../../support/accounts/capped-accounts.ts';
import type { ConsoleWords } from '../../support/console-words.ts';
import { dayMs, hourMs, shanghaiDay } from '../../support/plan-life/true-days.ts';
import { atLeast, exactly, type Figure, type ShowOptions } from '../show-line.ts';

/** The phones' clocks are read to about this. */
const readMs = 1_000;

interface Doubtful {
  readonly desk: TrueDayCase;
  /** Before somebody has answered for the accounts, and after that. */
  readonly unsettled: SeenUnknown;
  readonly unknown: SeenUnknown;
  readonly words: readonly ConsoleWords[];
  readonly say: ShowOptions['say'];
}

/**
 * On another computer somebody has to answer for the accounts first. Every ask is held until the true day has ended, says so, and the first
 * act of the next day goes through; acts in groups are held for as long as what is lacking may count there.
 */
export function judgeUnknown(misfortune: TrueDayMisfortune, doubtful: Doubtful): Figure[] {
  const standing = misfortune === 'ledger moved' ? judgeStanding(doubtful) : judgeKnownStanding(doubtful);
  const figures = [...standing, ...judgeAsked(doubtful), ...judgeGroups(doubtful), ...judgeNextDay(doubtful)];
  return figures.map((figure) => ({ ...figure, name: `${misfortune}: ${figure.name}` }));
}

/** What was said of accounts may be lacking as well: nothing opens by itself, and it says so. */
function judgeStanding({ desk, unsettled, words, say }: Doubtful): Figure[] {
  const { rows, gates, at } = unsettled;
  const asked = [
    ...gates
      .filter(({ reason }) => reason !== 'stage-closed')
      .map(({ action, reason, untilAt }) => ({ what: action, code: reason, until: untilAt })),
    ...rows.map(({ name, code, heldUntilAt }) => ({ what: name, code, until: heldUntilAt })),
  ];
  const others = asked.filter(({ code, until }) => code !== 'standing-unknown' || until !== null);
  const unsaid = words.flatMap((each) => lacking(each, rows[0], at, say));
  return [
    atLeast('rows and acts that were asked about before somebody answered', asked.length, 40, 'asked'),
    exactly(
      'of these that do not wait for somebody to answer for the account',
      others.map(({ what, code }) => `${what} ${code}`).join(', ') || 'none',
      'none',
    ),
    exactly('languages in which that is not said', unsaid.join(', ') || 'none', 'none'),
    exactly('accounts that somebody had to answer for', desk.answeredFor, desk.accounts.length),
  ];
}

/** Nothing was said of accounts since: nobody has to answer for any. */
function judgeKnownStanding({ desk }: Doubtful): Figure[] {
  return [exactly('accounts that somebody had to answer for', desk.answeredFor, 0)];
}

/** Acts that are lacking may all have been done in one group: none opens before they count there no more, and that is told. */
function judgeGroups({ desk, unknown }: Doubtful): Figure[] {
  const rows = unknown.rows.filter(({ groupId }) => groupId !== null);
  const onRecord = new Set(desk.desk.log.filter(({ at }) => at < (desk.keptAt ?? 0)).map(({ groupId }) => groupId));
  const others = rows.filter(({ code, groupId }) => code !== (onRecord.has(groupId) ? 'group-cap' : 'count-unknown'));
  const told = unknown.certainty.inGroups.find(({ action }) => action === 'group_message_campaign')?.until ?? 0;
  const untold = rows.filter(
    ({ heldUntilAt: until }) => until === null || until < told - readMs || until > told + dayMs / 2,
  );
  return [
    atLeast('rows in groups that were asked about', rows.length, 10, 'rows'),
    exactly(
      'of these that do not say that what is lacking may have been done there, but for groups that had their act on record',
      others.map(({ groupId, code }) => `${groupId} ${code}`).join(', ') || 'none',
      'none',
    ),
    exactly('acts in groups wait at most until', isAWeekAfter(told, unknown.at) ? inAWeek : stamp(told), inAWeek),
    exactly('of these that open at another time', untold.length, 0),
  ];
}

const inAWeek = 'seven days after it was found out';

/** It was found out some minutes before it was looked at. */
function isAWeekAfter(until: number, at: number): boolean {
  const late = at + 7 * dayMs - until;
  return late >= 0 && late < hourMs / 4;
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
    ...rows
      .filter(({ groupId }) => groupId === null)
      .map(({ name, code, heldUntilAt }) => ({ what: name, code, until: heldUntilAt })),
  ];
}

function judgeNextDay({ desk, unknown: { at } }: Doubtful): Figure[] {
  const [dayEndsAt, morningAt] = [midnightAfter(at), morningAfter(at)];
  const { acts, log } = desk.desk;
  const ofNoGroup = desk.accounts.filter((_account, place) => cappedPhones[place]?.what !== 'groups');
  const next = ofNoGroup.map(
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
  const opening =
    row.heldUntilAt === null ? texts.text('why.until-unknown') : planMomentText(texts.language, row.heldUntilAt, now);
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
