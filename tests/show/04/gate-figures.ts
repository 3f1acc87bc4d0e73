import type { GateAnswer } from '../../../electron/jobs/gate.ts';
import type { NaiveAnswer } from '../../support/gate/naive-gate.ts';
import { atLeast, atMost, exactly, told, type Figure } from '../show-line.ts';

const tailBarMs = 5;
export const medianBarMs = 1;

/** What was asked in one round, and how long each answer took. */
export interface Asked {
  readonly spent: readonly number[];
  readonly answers: readonly GateAnswer[];
  readonly compared: readonly { readonly answer: GateAnswer; readonly wanted: NaiveAnswer; readonly what: string }[];
}

export function speedOf(what: string, { spent }: Asked): Figure[] {
  const [median, tail] = [percentile(spent, 0.5), percentile(spent, 0.99)];
  return [
    atMost(`${what}: ${spent.length} questions, median`, median, medianBarMs, 'ms'),
    atMost(`${what}: 99th of 100`, tail, tailBarMs, 'ms'),
    told(`${what}: median, 99th of 100, the longest`, `${us(median)}, ${us(tail)}, ${us(Math.max(...spent))}`),
  ];
}

/** Every kind of answer has to come often enough for its time to be known. */
export function kindsOf(...rounds: readonly Asked[]): Figure[] {
  const words = rounds
    .flatMap(({ answers }) => answers)
    .map((answer) => (answer.kind === 'allowed' ? 'allowed' : `${answer.kind} ${answer.reason}`));
  const counted = [...Map.groupBy(words, (word) => word)].toSorted((one, other) => other[1].length - one[1].length);
  const of = (kind: string): number => words.filter((word) => word.startsWith(kind)).length;
  return [
    ...['allowed', 'held', 'never'].map((kind) => atLeast(`answers: ${kind}`, of(kind), 50, 'questions')),
    told('answers', counted.map(([word, all]) => `${all.length} ${word}`).join(', ')),
  ];
}

export function compare(rounds: readonly Asked[], count: number): Figure[] {
  const all = rounds.flatMap(({ compared }) => compared);
  const others = all.filter(({ answer, wanted }) => {
    return answer.kind !== wanted.kind || (answer.kind === 'held' && openingOf(answer) !== wanted.until);
  });
  const allowed = all.filter(({ answer }) => answer.kind === 'allowed');
  return [
    atLeast('answers compared with those of the plainest gate', all.length, count, 'questions'),
    atLeast('of these allowed', allowed.length, Math.floor(count / 20), 'questions'),
    exactly('of these answered otherwise', others.length, 0),
    ...others.slice(0, 3).map(({ what, wanted }) => told('otherwise', `${what}, wanted ${JSON.stringify(wanted)}`)),
  ];
}

/** What opens only if somebody logs in before is told beside that; the plainest gate knows nothing of logins. */
function openingOf({ until, detail }: Extract<GateAnswer, { kind: 'held' }>): number | null {
  const couldAt = detail?.['couldAt'];
  return typeof couldAt === 'number' ? couldAt : until;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function us(ms: number): string {
  return `${(ms * 1_000).toFixed(1)} µs`;
}

/** What was lost has to be felt: nothing is let through before its day is over, and every lost day counts as used up after it. */
export function lossesOf({ answers }: Asked): Figure[] {
  const held = answers.flatMap((answer) => (answer.kind === 'held' ? [answer.reason] : []));
  const of = (...reasons: readonly string[]): number => held.filter((reason) => reasons.includes(reason)).length;
  return [
    atLeast('answers that wait for the lost day to end', of('count-unknown'), 50, 'questions'),
    atLeast(
      'answers by days that are presumed to be used up',
      of('week-cap', 'month-cap', 'rest-day'),
      50,
      'questions',
    ),
  ];
}
