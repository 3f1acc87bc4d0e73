/**
 * How many checks of a stage passed and failed.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/**
 * A stage that is one check.
 *
 * @param {boolean} isDone
 * @returns {Counts}
 */
export function countWhole(isDone) {
  return isDone ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Counts vitest's JSON report. A file that could not be loaded has no tests of its own and counts as one failure, and so
 * does a run that failed although no test did, or that ran no test.
 *
 * @param {unknown} report null when there is none
 * @param {boolean} isDone whether vitest ended with 0
 * @returns {Counts}
 */
export function countVitest(report, isDone) {
  if (!isReport(report)) return countWhole(false);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + broken.length;
  const isUnexplained = failed === 0 && (!isDone || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed };
}

/**
 * Counts the lines of `npm run show -- --json`: the last line of its output lists each with its verdict. One that was left
 * out counts as neither.
 *
 * @param {string} output
 * @param {boolean} isDone
 * @returns {Counts}
 */
export function countShow(output, isDone) {
  const verdicts = readVerdicts(output.trimEnd().split('\n').at(-1) ?? '');
  if (verdicts === null) return countWhole(false);
  const passed = verdicts.filter((verdict) => verdict === 'met').length;
  const failed = verdicts.filter((verdict) => verdict === 'missed').length;
  return { passed, failed: failed === 0 && !isDone ? 1 : failed };
}

/**
 * @param {string} line
 * @returns {readonly unknown[] | null} null when it is not the list of verdicts
 */
function readVerdicts(line) {
  try {
    /** @type {unknown} */
    const outcomes = JSON.parse(line);
    if (!Array.isArray(outcomes)) return null;
    return outcomes.map(/** @param {{ verdict?: unknown }} outcome */ ({ verdict }) => verdict);
  } catch {
    return null;
  }
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {readonly { status: string, assertionResults: readonly { status: string }[] }[]} testResults
 */

/**
 * @param {unknown} value
 * @returns {value is VitestReport}
 */
function isReport(value) {
  return (
    typeof value === 'object' &&
    value !== null &&
    'numPassedTests' in value &&
    'numFailedTests' in value &&
    'testResults' in value &&
    Array.isArray(value.testResults)
  );
}
