/** @import { Counts } from './counts.mjs' */

/**
 * @typedef {object} StageResult
 * @property {string} name
 * @property {Counts} counts
 * @property {number} seconds
 */

/**
 * @param {readonly StageResult[]} results
 * @returns {{ passed: number, failed: number }}
 */
export function sumCounts(results) {
  const sum = { passed: 0, failed: 0 };
  for (const { counts } of results) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
  }
  return sum;
}

/** More than these are counted, but not named again at the end. */
const namedFailures = 20;

/**
 * The table of all stages, what failed by name, and, as the last line, the sum: `N passed, N failed`.
 *
 * @param {readonly StageResult[]} results
 * @returns {readonly string[]}
 */
export function formatSummary(results) {
  const width = Math.max(...results.map(({ name }) => name.length), 0);
  const rows = results.map(({ name, counts, seconds }) => {
    const mark = counts.failed > 0 ? '✗' : '✓';
    const figures = `${String(counts.passed).padStart(6)} passed ${String(counts.failed).padStart(4)} failed`;
    return `${mark} ${name.padEnd(width)} ${figures} ${String(Math.round(seconds)).padStart(5)} s`;
  });
  const failures = results.flatMap(({ name, counts }) => counts.failures.map((failure) => `✗ ${name}: ${failure}`));
  const { passed, failed } = sumCounts(results);
  return [...rows, ...failures.slice(0, namedFailures), `${passed} passed, ${failed} failed`];
}
