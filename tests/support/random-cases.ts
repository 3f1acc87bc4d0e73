/**
 * How many random cases a property is tried with: `usual`, times `JIQUN_CASES_FACTOR` for a longer hunt. Printed
 * counterexamples carry fast-check's own seed, so a find can be repeated whatever the factor.
 */
export function caseCount(usual: number): number {
  const factor = Number(process.env['JIQUN_CASES_FACTOR'] ?? 1);
  return Math.max(1, Math.round(usual * (Number.isFinite(factor) ? factor : 1)));
}
