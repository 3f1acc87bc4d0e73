import type { Health, HealthCheck, Verdict } from '@contract/phones.ts';
import type { Texts } from '../../../i18n/texts.ts';

const worstFirst: readonly Verdict[] = ['bad', 'warn', 'unknown', 'ok'];

/** The checks as they are read: what is wrong first, what is well last. */
export function orderChecks(checks: readonly HealthCheck[]): readonly HealthCheck[] {
  return checks.toSorted((left, right) => worstFirst.indexOf(left.verdict) - worstFirst.indexOf(right.verdict));
}

/** The sum behind the score: `100 − 10（电量）− 15（存储）= 75`; in words where there is none. */
export function scoreSum({ checks, score, polledAt }: Health, { text }: Texts): string {
  if (score === null) return text(polledAt === null ? 'score.none' : 'score.unread');
  const terms = checks
    .filter((check) => check.deduction > 0)
    .map((check) => text('score.term', { points: check.deduction, name: text(`health.${check.id}.name`) }));
  return terms.length === 0 ? text('score.full') : text('score.sum', { terms: terms.join(' '), score });
}
