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
import { atLeast, exactly, told, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { compare, kindsOf, lossesOf, medianBarMs, percentile, speedOf, type Asked } from './gate-figures.ts';
import { GateDesk, stageAt, writeDesk, type WrittenDesk } from './gate-desk.ts';
import { loseDays, PhoneTime } from './gate-time.ts';
import { accountAt, isOnGroup, makeLedger, someGroup, type GateLedger } from './gate-ledger.ts';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));
const rowsPerAccount = 10_000;
const stepMs = 30_000;
/** A backup that old was put back. */
const lostDays = 30;

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
    const real = await asRealDesk(ground, desk, (measure) => round.ask(count, { samples: 0, accountOf: any, measure }));
    return [
      told('rows', `${ledger.accountCount} accounts x ${ledger.rowsPerAccount}, in a database`),
      told('opening: all rows are read and counted', `${(openedMs / 1_000).toFixed(1)} s`),
      told('the very first question after it', `${(first.spent[0] ?? Number.NaN).toFixed(2)} ms`),
      ...speedOf('the first question about each account', first),
      ...speedOf('accounts in random order', mixed),
      ...speedOf('in the midst of a ledger that changes', changing),
      ...speedOf('with the time of all phones, signals and loosenings', real.timed),
      ...speedOf(`after a loss of ${lostDays} days`, real.lost),
      ...lossesOf(real.lost),
      exactly('rows that were added between the questions', round.added.length, count),
      ...kindsOf(mixed, changing),
      ...compare([mixed, changing], samples * 2),
      round.control(options.isShort ? 5 : 20),
    ];
  } finally {
    desk.close();
  }
}

/** The same gate on a desk that goes by its phones, with some accounts in trouble; at last one that lost what was done in many days. */
async function asRealDesk(
  { ledger, written, random }: Ground,
  desk: GateDesk,
  ask: (measure: () => void) => Promise<Asked>,
): Promise<{ readonly timed: Asked; readonly lost: Asked }> {
  const { store, clock } = desk;
  for (let place = 2; place < ledger.accountCount; place += 8) await desk.trouble(accountAt(place), stageAt(place));
  const phoneIds = written.phones.list().map(({ phoneId }) => phoneId);
  const goOn = async (): Promise<Asked> => {
    const time = new PhoneTime({ folder: written.folder, store, clock, phoneIds, random });
    try {
      desk.goBy(time.known);
      return await ask(() => time.measureNext());
    } finally {
      time.dispose();
    }
  };
  const timed = await goOn();
  loseDays(store, clock.now(), lostDays);
  return { timed, lost: await goOn() };
}

interface RoundWishes {
  /** So many answers are compared with the plainest gate's. */
  readonly samples: number;
  readonly accountOf: (place: number) => number;
  /** An act is done, or logged by hand, before every question. */
  readonly isChanging?: boolean;
  /** A phone is polled before every question. */
  readonly measure?: () => void;
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

  async ask(count: number, { samples, accountOf, isChanging = false, measure }: RoundWishes): Promise<Asked> {
    const { options } = this.#ground;
    const [spent, answers, compared]: [number[], GateAnswer[], Asked['compared'][number][]] = [[], [], []];
    const every = samples === 0 ? Number.POSITIVE_INFINITY : Math.floor(count / samples);
    for (let place = 0; place < count; place++) {
      options.signal.throwIfAborted();
      await this.#desk.clock.moveTo(this.#desk.clock.now() + stepMs);
      measure?.();
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
