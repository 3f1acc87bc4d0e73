import { fileURLToPath } from 'node:url';
import type { ActQuestion, WriteQuestion } from '../../../electron/accounts/gate/act-question.ts';
import { mayAct } from '../../../electron/accounts/gate/may-act.ts';
import { UsageIndex } from '../../../electron/accounts/gate/usage-index.ts';
import { readShippedPlan } from '../../../electron/accounts/plans/plan-files.ts';
import {
  actionIds,
  toolNames,
  type Execution,
  type Plan,
  type StageId,
} from '../../../electron/accounts/plans/plan.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { naiveAnswer, naiveHolds } from '../../support/gate/naive-gate.ts';
import { atLeast, atMost, exactly, told, type Figure, type ShowLine } from '../show-line.ts';
import { accountAt, isOnGroup, makeLedger, someGroup, type GateLedger } from './gate-ledger.ts';

const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));
const [medianBarMs, tailBarMs] = [1, 5];
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The shipped plan's gate over a ledger of half a year, asked about every action, beside a gate that looks at every row. */
export const gateSpeed: ShowLine = {
  id: '04.5',
  title: 'mayAct over 200 accounts with 10 000 ledger rows each',
  hasShortForm: true,
  limitMs: 10 * minute,
  run: async ({ isShort, seed, say }) => {
    const { plan } = readShippedPlan(resources);
    if (plan === null) return Promise.resolve([exactly('the shipped plan', 'unreadable', 'read')]);
    const random = new SeededRandom(seed);
    const ledger = makeLedger(200, 10_000, random.fork('ledger'));
    const index = fill(ledger);
    say(`${ledger.rows} rows in the ledger`);
    const questions = ask(isShort ? 5_000 : 20_000, { plan, ledger, index, random: random.fork('questions') });
    return Promise.resolve([
      told('rows', `${ledger.accountCount} accounts x ${ledger.rowsPerAccount}`),
      ...measure(questions),
      ...compare(questions, ledger, isShort ? 40 : 200),
      control(questions, ledger, isShort ? 5 : 20),
    ]);
  },
};

function fill(ledger: GateLedger): UsageIndex {
  const index = new UsageIndex();
  for (let place = 0; place < ledger.rows; place++) index.add(ledger.row(place));
  return index;
}

interface Ground {
  readonly plan: Plan;
  readonly ledger: GateLedger;
  readonly index: UsageIndex;
  readonly random: SeededRandom;
}

/** Questions about all accounts and actions, from the ledger's end on: mostly of that day, some of later ones. */
function ask(count: number, { plan, ledger, index, random }: Ground): WriteQuestion[] {
  return Array.from({ length: count }, (): WriteQuestion => {
    const action = random.pick(actionIds);
    const now = ledger.endsAt + (random.chance(0.7) ? random.between(0, 12 * hour) : random.between(0, 20 * day));
    const tools = toolNames.filter((tool) => plan.toolGates[tool].action === action);
    const ownRole = random.pick(['owner', 'owner', 'owner', 'owner', 'admin', 'member', null] as const);
    const memberCount = random.chance(0.9) ? random.between(10, 500) : null;
    return {
      account: {
        accountId: accountAt(random.between(0, ledger.accountCount - 1)),
        mode: random.pick(modesFor(plan.actions[action].execution)),
      },
      plan,
      ...standingOf(now, random),
      phone: { isHealthy: random.chance(0.95), faults: [] },
      action,
      ...(tools.length > 0 && random.chance(0.5) ? { tool: random.pick(tools) } : {}),
      group: isOnGroup(action) ? { groupId: someGroup(random), memberCount, ownRole } : null,
      amount: random.pick([1, 1, 1, 1, 1, 1, 1, 1, 2, 5]),
      now,
      ledger: index,
    };
  });
}

type Mode = ActQuestion['account']['mode'];

/** What people do is mostly asked about for people. */
function modesFor(execution: Execution): readonly Mode[] {
  const usual: Mode = execution === 'human_only' ? 'manual' : 'auto';
  return ['assist', 'manual', null, ...Array.from({ length: 12 }, () => usual)];
}

/** Mostly accounts that are well and of the later stages, some that are not, and some whose caps were raised. */
function standingOf(now: number, random: SeededRandom): Pick<WriteQuestion, 'standing' | 'loosenings'> {
  const stageId = random.pick<StageId>(['S1', 'S3', 'S4', 'S5', 'S5', 'S6', 'S6', 'S6']);
  const [signalId, path] = ['member_complaint', 'health.signals.member_complaint'] as const;
  const ends = { signalId, path, untilAt: now + random.between(1, 72 * hour) } as const;
  const effect = random.pick(['half', 'half', 'closed', 'suspended'] as const);
  const isIll = random.chance(0.15);
  const isLowered = random.chance(0.1);
  const raised = `stages.${stageId}.caps.${random.pick(actionIds)}.per_day`;
  const loosening = { path: raised, value: 200, reason: 'r', supervisor: 's', startsAt: now - day, untilAt: now + day };
  return {
    standing: {
      stageId,
      limits: isIll ? [{ scope: 'all', effect, ...ends, sinceAt: now - hour, recover: [] }] : [],
      lowered: isLowered ? [{ scope: 'all', stages: 1, ...ends }] : [],
    },
    loosenings: random.chance(0.3) ? [loosening] : [],
  };
}

function measure(questions: readonly WriteQuestion[]): Figure[] {
  const spent: number[] = [];
  const answers: string[] = [];
  for (const question of questions) {
    const startedAt = performance.now();
    const verdict = mayAct(question);
    spent.push(performance.now() - startedAt);
    answers.push(verdict.kind === 'allowed' ? 'allowed' : `${verdict.kind} ${verdict.reason}`);
  }
  const kinds = Map.groupBy(answers, (answer) => answer.split(' ')[0] ?? '');
  const counted = [...Map.groupBy(answers, (answer) => answer)].toSorted(
    (one, other) => other[1].length - one[1].length,
  );
  return [
    atMost(`one of ${questions.length} questions, median`, percentile(spent, 0.5), medianBarMs, 'ms'),
    atMost('99th of 100', percentile(spent, 0.99), tailBarMs, 'ms'),
    told('in microseconds, median and 99th of 100', `${us(percentile(spent, 0.5))}, ${us(percentile(spent, 0.99))}`),
    told('the longest one', `${Math.max(...spent).toFixed(2)} ms`),
    ...['allowed', 'held', 'never'].map((kind) =>
      atLeast(`answers: ${kind}`, kinds.get(kind)?.length ?? 0, 50, 'questions'),
    ),
    told('answers', counted.map(([answer, all]) => `${all.length} ${answer}`).join(', ')),
  ];
}

/** The same answer, to the millisecond, from a gate that counts through lists and tries every instant. */
function compare(questions: readonly WriteQuestion[], ledger: GateLedger, count: number): Figure[] {
  const chosen = questions.filter((_question, place) => place % Math.floor(questions.length / count) === 0);
  const others = chosen.slice(0, count).filter((question) => {
    const verdict = mayAct(question);
    const wanted = naiveAnswer(question, rowsFor(question, ledger));
    return verdict.kind !== wanted.kind || (verdict.kind === 'held' && verdict.until !== wanted.until);
  });
  return [
    exactly('questions compared with the plainest gate', Math.min(chosen.length, count), count),
    exactly('of these answered otherwise', others.length, 0),
  ];
}

/** A gate that reads the ledger row by row at every question: what this line measures must show it. */
function control(questions: readonly WriteQuestion[], ledger: GateLedger, count: number): Figure {
  const spent = questions.slice(0, count).map((question) => {
    const startedAt = performance.now();
    naiveHolds(question, rowsFor(question, ledger));
    return performance.now() - startedAt;
  });
  return atLeast('control: a gate that looks at every row, median', percentile(spent, 0.5), medianBarMs, 'ms');
}

function rowsFor({ account, group }: WriteQuestion, ledger: GateLedger): ReturnType<GateLedger['scan']> {
  return ledger.scan(account.accountId, group?.groupId ?? null);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function us(ms: number): string {
  return `${(ms * 1_000).toFixed(1)} µs`;
}
