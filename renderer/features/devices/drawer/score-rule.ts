import { verdicts, type Health, type HealthCheck, type Verdict } from '@contract/phones.ts';
import type { Texts } from '../../../i18n/texts.ts';

const worstFirst: readonly Verdict[] = ['bad', 'warn', 'unknown', 'ok'] satisfies (typeof verdicts)[number][];

/** The checks as they are read: what is wrong first, what is well last. */
export function orderChecks(checks: readonly HealthCheck[]): readonly HealthCheck[] {
  return checks.toSorted((left, right) => worstFirst.indexOf(left.verdict) - worstFirst.indexOf(right.verdict));
}

/** The sum behind the score: `100 − 10（电量）− 15（存储）= 75`. */
export function scoreSum(health: Health, { text }: Texts): string {
  const terms = health.checks
    .filter((check) => check.deduction > 0)
    .map((check) => text('score.term', { points: check.deduction, name: text(`health.${check.id}.name`) }));
  return text('score.sum', { terms: terms.join(''), score: health.score ?? text('value.none') });
}
