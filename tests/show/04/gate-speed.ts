import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { UsageIndex, type CountedAct } from '../../../electron/accounts/gate/usage-index.ts';
import { readShippedPlan } from '../../../electron/accounts/plans/plan-files.ts';
import { actionIds, type ActionId, type Plan } from '../../../electron/accounts/plans/plan.ts';
import type { GateAnswer, GateQuestion } from '../../../electron/jobs/gate.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { naiveAnswer, naiveHolds, type NaiveAnswer } from '../../support/gate/naive-gate.ts';
import { atLeast, atMost, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { GateDesk, stageAt, writeDesk, type WrittenDesk } from './gate-desk.ts';
import { accountAt, isOnGroup, makeLedger, someGroup, type GateLedger } from './gate-ledger.ts';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));
const [medianBarMs, tailBarMs] = [1, 5];
const rowsPerAccount = 10_000;
const stepMs = 30_000;

/** The gate that jobs ask, on a desk that read its ledger out of the database, beside one that looks at every row. */
export const gateSpeed: ShowLine = {
  id: '04.5',
  title: 'mayAct over 200 accounts with 10 000 ledger rows each',
  hasShortForm: true,
  limitMs: 15 * 60_000,
  async run(options) {
    const { plan } = readShippedPlan(resources);
    if (plan === null) return [exactly('the shipped plan', 'unreadable', 'read')];
    const random = new SeededRandom(options.seed);
    const ledger = makeLedger(options.isShort ? 20 : 200, rowsPerAccount, random.fork('ledger'));
    const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'jiqun-gate-'));
    try {
      const written = await writeDesk(join(folder, 'data'), ledger, random.fork('groups'));
      options.say(`${ledger.rows} rows in the ledger of jobs`);
      return await askAll({ plan, ledger, written, random: random.fork('questions'), options });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Ground {
  readonly plan: Plan;
  readonly ledger: GateLedger;
  readonly written: WrittenDesk;
  readonly random: SeededRandom;
  readonly options: ShowOptions;
}

async function askAll(ground: Ground): Promise<Figure[]> {
  const { ledger, written, options } = ground;
  const startedAt = performance.now();
  const desk = new GateDesk(written.folder, written.phones, ledger.endsAt + stepMs);
  const openedMs = performance.now() - startedAt;
  const round = new Round(ground, desk);
  const [count, samples] = options.isShort ? [4_000, 40] : [20_000, 200];
  try {
    const first = await round.ask(ledger.accountCount, { samples: 0, accountOf: (place) => place });
    const any = (): number => ground.random.between(0, ledger.accountCount - 1);
    const mixed = await round.ask(count, { samples, accountOf: any });
    const changing = await round.ask(count, { samples, accountOf: any, isChanging: true });
    return [
      told('rows', `${ledger.accountCount} accounts x ${ledger.rowsPerAccount}, in a database`),
      told('opening: all rows are read and counted', `${(openedMs / 1_000).toFixed(1)} s`),
      told('the very first question after it', `${(first.spent[0] ?? Number.NaN).toFixed(2)} ms`),
      ...speedOf('the first question about each account', first),
      ...speedOf('accounts in random order', mixed),
      ...speedOf('in the midst of a ledger that changes', changing),
      exactly('rows that were added between the questions', round.added.length, count),
      ...kindsOf(mixed, changing),
      ...compare([mixed, changing], samples * 2),
      round.control(options.isShort ? 5 : 20),
    ];
  } finally {
    desk.close();
  }
}

interface Asked {
  readonly spent: readonly number[];
  readonly answers: readonly GateAnswer[];
  readonly compared: readonly { readonly answer: GateAnswer; readonly wanted: NaiveAnswer; readonly what: string }[];
}

interface RoundWishes {
  /** So many answers are compared with the plainest gate's. */
  readonly samples: number;
  readonly accountOf: (place: number) => number;
  /** An act is done, or logged by hand, before every question. */
  readonly isChanging?: boolean;
}

/** Questions one after the other, on a clock that goes on. */
class Round {
  readonly added: CountedAct[] = [];
  readonly #ground: Ground;
  readonly #desk: GateDesk;
  #seq = 0;

  constructor(ground: Ground, desk: GateDesk) {
    this.#ground = ground;
    this.#desk = desk;
  }

  async ask(count: number, { samples, accountOf, isChanging = false }: RoundWishes): Promise<Asked> {
    const { options } = this.#ground;
    const [spent, answers, compared]: [number[], GateAnswer[], Asked['compared'][number][]] = [[], [], []];
    const every = samples === 0 ? Number.POSITIVE_INFINITY : Math.floor(count / samples);
    for (let place = 0; place < count; place++) {
      options.signal.throwIfAborted();
      await this.#desk.clock.moveTo(this.#desk.clock.now() + stepMs);
      const account = accountOf(place);
      // What is asked about is as often as not what has just changed.
      if (isChanging) await this.#add(this.#ground.random.chance(0.5) ? account : accountOf(place));
      const question = this.#question(account);
      const startedAt = performance.now();
      const answer = this.#desk.gate.ask(question);
      spent.push(performance.now() - startedAt);
      answers.push(answer);
      if (place % every !== 0) continue;
      compared.push({ answer, wanted: this.#plainAnswer(question), what: JSON.stringify({ question, answer }) });
    }
    return { spent, answers, compared };
  }

  /** A gate that reads the ledger row by row at every question: what this line measures must show it. */
  control(count: number): Figure {
    const spent = Array.from({ length: count }, () => {
      const question = this.#question(this.#ground.random.between(0, this.#ground.ledger.accountCount - 1));
      const startedAt = performance.now();
      naiveHolds(this.#plain(question), this.#rowsFor(question));
      return performance.now() - startedAt;
    });
    return atLeast('control: a gate that looks at every row, median', percentile(spent, 0.5), medianBarMs, 'ms');
  }

  async #add(account: number): Promise<void> {
    const { random, ledger } = this.#ground;
    const [action, accountId] = [random.pick(actionIds), accountAt(account)];
    const groupId = isOnGroup(action) ? someGroup(account, random) : null;
    const rowId = ledger.rows + ++this.#seq;
    const isByHand = this.#seq % 20 === 0;
    if (isByHand) await this.#desk.logAct(accountId, action, groupId);
    else this.#desk.act(rowId, { accountId, action, groupId });
    const what = { accountId, action, groupId, amount: 1, at: this.#desk.clock.now() };
    this.added.push({ source: isByHand ? 'hand' : 'job', rowId, ...what });
  }

  #question(account: number): GateQuestion {
    const { plan, random } = this.#ground;
    const action = random.pick(actionIds);
    const usual = plan.actions[action].execution === 'human_only' ? 'manual' : 'auto';
    return {
      accountId: accountAt(account),
      phoneId: `phone-${account}`,
      action,
      groupId: isOnGroup(action) ? someGroup(account, random) : null,
      amount: random.pick([1, 1, 1, 1, 1, 1, 1, 1, 2, 5]),
      mode: random.chance(0.9) ? usual : 'assist',
      now: this.#desk.clock.now(),
    };
  }

  /** The same to the millisecond, from a gate that counts through lists, and looks again at what it answered until it is so. */
  #plainAnswer(question: GateQuestion): NaiveAnswer {
    const [first, rows] = [this.#plain(question), this.#rowsFor(question)];
    const answer = naiveAnswer(first, rows);
    let opening = answer;
    while (opening.kind === 'held' && opening.until !== null) {
      const { until } = opening;
      const then = naiveAnswer({ ...first, now: until }, rows);
      if (then.kind === 'allowed') return { ...answer, until };
      opening = then;
    }
    return opening.kind === 'held' ? { ...answer, until: null } : answer;
  }

  #plain({ accountId, action, groupId, amount, mode, now }: GateQuestion): WriteQuestion {
    const { plan, written } = this.#ground;
    const group = groupId === null ? null : written.groups.get(groupId);
    return {
      account: { accountId, mode },
      plan,
      standing: { stageId: stageAt(Number(accountId.split('-')[1])), limits: [], lowered: [] },
      loosenings: [],
      phone: { isHealthy: true, faults: [] },
      action: actionOf(action),
      group: group === undefined || group === null || groupId === null ? null : { groupId, ...group },
      amount,
      now,
      ledger: new UsageIndex(),
    };
  }

  #rowsFor({ accountId, groupId }: GateQuestion): CountedAct[] {
    const isMeant = (act: CountedAct): boolean =>
      act.accountId === accountId || (groupId !== null && act.groupId === groupId);
    return [...this.#ground.ledger.scan(accountId, groupId), ...this.added.filter(isMeant)];
  }
}

function actionOf(action: string): ActionId {
  const found = actionIds.find((id) => id === action);
  if (found === undefined) throw new Error(`no plan says anything of ${action}`);
  return found;
}

function speedOf(what: string, { spent }: Asked): Figure[] {
  const [median, tail] = [percentile(spent, 0.5), percentile(spent, 0.99)];
  return [
    atMost(`${what}: ${spent.length} questions, median`, median, medianBarMs, 'ms'),
    atMost(`${what}: 99th of 100`, tail, tailBarMs, 'ms'),
    told(`${what}: median, 99th of 100, the longest`, `${us(median)}, ${us(tail)}, ${us(Math.max(...spent))}`),
  ];
}

/** Every kind of answer has to come often enough for its time to be known. */
function kindsOf(...rounds: readonly Asked[]): Figure[] {
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

function compare(rounds: readonly Asked[], count: number): Figure[] {
  const all = rounds.flatMap(({ compared }) => compared);
  const others = all.filter(({ answer, wanted }) => {
    return answer.kind !== wanted.kind || (answer.kind === 'held' && answer.until !== wanted.until);
  });
  const allowed = all.filter(({ answer }) => answer.kind === 'allowed');
  return [
    atLeast('answers compared with those of the plainest gate', all.length, count, 'questions'),
    atLeast('of these allowed', allowed.length, Math.floor(count / 20), 'questions'),
    exactly('of these answered otherwise', others.length, 0),
    ...others.slice(0, 3).map(({ what, wanted }) => told('otherwise', `${what}, wanted ${JSON.stringify(wanted)}`)),
  ];
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function us(ms: number): string {
  return `${(ms * 1_000).toFixed(1)} µs`;
}
