import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planWith } from '../../../electron/accounts/plans/plan-change.ts';
import type { Plan } from '../../../electron/accounts/plans/plan.ts';
import { rulesOf, type RuleValue } from '../../../electron/accounts/plans/plan-rules.ts';
import { writePlan } from '../../../electron/accounts/plans/write-plan.ts';
import type { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { plansSayingElse } from '../../unit/accounts-rules/other-values.ts';
import { runTests, type TestTally } from '../vitest-report.ts';
import type { GuardName } from './guards-off.ts';

const folder = 'tests/unit/accounts-rules';
const config = 'tests/support/rule-bench/vitest.config.ts';

/** A rule that has another value in a copy of the template, or none. */
interface BrokenRule {
  readonly path: string;
  readonly value: RuleValue | undefined;
  readonly plan: Plan;
}

/** A rule that can be written in one way only: whatever else stands there, the whole file is refused for it. */
interface FixedRule {
  readonly path: string;
  readonly code: string;
}

interface Breaking {
  readonly broken: readonly BrokenRule[];
  readonly refused: readonly FixedRule[];
  readonly unbreakable: readonly string[];
}

/** Rules that the template could have and has not. */
const additions: readonly (readonly [path: string, value: RuleValue])[] = [
  ['intervals.min_seconds.group_join', 600],
  ['stages.S2.caps.moments_post.per_month', 10],
  ['stages.S6.caps.friend_accept_inbound.per_hour', 20],
  ['stages.S4.exit_gate.3', 'required tasks done'],
  ['re_onboarding.5.silent_days', 1],
  ['health.signals.feature_ban.hours', 24],
  ['tool_gates.消息群发.role_in_group', ['owner']],
];

/** What no rule can read. */
const nonsense: readonly RuleValue[] = ['nobody knows', -1, 5.5, ['nobody knows']];

/** The project's tests of the rules, run against what somebody spoilt. */
export class RuleBench {
  readonly #plan: Plan;
  readonly #folder: string;
  readonly #signal: AbortSignal;

  constructor({ plan, folder: copies, signal }: { plan: Plan; folder: string; signal: AbortSignal }) {
    this.#plan = plan;
    this.#folder = copies;
    this.#signal = signal;
  }

  /** As they are run with all others. */
  runAll(): Promise<TestTally> {
    return runTests([folder], { env: {}, signal: this.#signal });
  }

  /** For each path the template with another value there, whichever comes by chance; where none is sound, why the file is refused. */
  breakEach(paths: readonly string[], random: SeededRandom): Breaking {
    const [broken, refused, unbreakable]: [BrokenRule[], FixedRule[], string[]] = [[], [], []];
    for (const path of paths) {
      const others: BrokenRule[] = plansSayingElse(this.#plan, path).map((other) => ({ path, ...other }));
      const without = this.#without(path);
      const all = without === null ? others : [...others, without];
      if (all.length > 0) {
        broken.push(random.pick(all));
        continue;
      }
      const code = this.#refusalOf(path);
      if (code === null) unbreakable.push(path);
      else refused.push({ path, code });
    }
    return { broken, refused, unbreakable };
  }

  /** Passed: the test of that path fails. */
  runBroken(broken: readonly BrokenRule[]): Promise<TestTally> {
    const orders = broken.map(({ path, plan }, place) => ({ path, file: this.#copy(`broken-${place}`, plan) }));
    const list = join(this.#folder, 'broken.json');
    writeFileSync(list, JSON.stringify(orders));
    const files = ['tests/support/rule-bench/broken-rules.test.ts'];
    return runTests(files, { config, env: { JIQUN_BROKEN_RULES: list }, signal: this.#signal });
  }

  /** The tests that count the others, where one of those is missing. */
  runWithoutTest(path: string): Promise<TestTally> {
    const env = { JIQUN_TEST_MISSING: path };
    return runTests([`${folder}/collector.test.ts`], { config, env, signal: this.#signal });
  }

  /** The same where the template has a rule more. */
  async runWithMore(random: SeededRandom): Promise<{ readonly path: string; readonly failed: readonly string[] }> {
    const [path, value] = random.pick(additions);
    const { plan } = planWith(this.#plan, path, value, null);
    if (plan === null) return { path, failed: [] };
    const env = { JIQUN_RULES_TEMPLATE: this.#copy('longer', plan) };
    const { failed } = await runTests([`${folder}/collector.test.ts`], { env, signal: this.#signal });
    return { path, failed };
  }

  /** The tests of the rules over a product that lacks a guard. */
  runWithoutGuard(guard: GuardName): Promise<TestTally> {
    const env = { JIQUN_GUARDS_OFF: guard };
    return runTests([`${folder}/rules.test.ts`], { config, env, signal: this.#signal });
  }

  #without(path: string): BrokenRule | null {
    const before = rulesOf(this.#plan);
    const { plan } = planWith(this.#plan, path, undefined, null);
    const isGone = plan !== null && before.has(path) && !rulesOf(plan).has(path);
    return isGone && rulesOf(plan).size === before.size - 1 ? { path, value: undefined, plan } : null;
  }

  /** For what the file is refused at that path, whatever stands there. */
  #refusalOf(path: string): string | null {
    const codes = nonsense.map((value) => {
      const { plan, problems } = planWith(this.#plan, path, value, null);
      return plan === null ? (problems.find((problem) => problem.path.startsWith(path))?.code ?? null) : null;
    });
    return codes.includes(null) ? null : (codes[0] ?? null);
  }

  #copy(name: string, plan: Plan): string {
    const file = join(this.#folder, `${name}.yaml`);
    writeFileSync(file, writePlan(plan));
    return file;
  }
}

/** The name of a test without that of its family. */
export function pathOf(fullName: string): string {
  return fullName.split(' ').at(-1) ?? '';
}
