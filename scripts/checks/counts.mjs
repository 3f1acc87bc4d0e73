/**
 * How many checks of a stage passed and failed, and which ones failed, each on one line.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} failures as far as the stage names them
 */

/**
 * A stage that is one check.
 *
 * @param {boolean} isDone
 * @returns {Counts}
 */
export function countWhole(isDone) {
  return { passed: isDone ? 1 : 0, failed: isDone ? 0 : 1, failures: [] };
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
  if (failed === 0 && (!isDone || passed === 0)) {
    return { passed, failed: 1, failures: ['the run failed although no test did'] };
  }
  return { passed, failed, failures: [...broken.map(nameBroken), ...report.testResults.flatMap(failedTests)] };
}

/**
 * @param {VitestReport['testResults'][number]} result
 * @returns {string}
 */
function nameBroken({ name, message = '' }) {
  const [reason = ''] = message.trim().split('\n');
  return reason === '' ? name : `${name}: ${shorten(reason)}`;
}

/**
 * @param {VitestReport['testResults'][number]} result
 * @returns {readonly string[]}
 */
function failedTests({ assertionResults }) {
  return assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
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
  const outcomes = readOutcomes(output.trimEnd().split('\n').at(-1) ?? '');
  if (outcomes === null) return countWhole(false);
  const passed = outcomes.filter(({ verdict }) => verdict === 'met').length;
  const missed = outcomes.filter(({ verdict }) => verdict === 'missed');
  const failures = missed.flatMap(({ id, figures }) =>
    figures
      .filter(({ isMet }) => !isMet)
      .map(({ name, value, bar }) => `${id} ${name}: ${shorten(String(value))} (bar ${bar})`),
  );
  return { passed, failed: missed.length === 0 && !isDone ? 1 : missed.length, failures };
}

/** @param {string} text */
function shorten(text) {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/**
 * @typedef {object} ShowOutcome
 * @property {string} id
 * @property {string} verdict
 * @property {readonly { name: string, value: unknown, bar: string, isMet: boolean }[]} figures
 */

/**
 * @param {string} line
 * @returns {readonly ShowOutcome[] | null} null when it is not the list of outcomes
 */
function readOutcomes(line) {
  try {
    /** @type {unknown} */
    const outcomes = JSON.parse(line);
    return Array.isArray(outcomes) ? /** @type {readonly ShowOutcome[]} */ (outcomes) : null;
  } catch {
    return null;
  }
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {readonly { name: string, status: string, message?: string, assertionResults: readonly { fullName: string, status: string }[] }[]} testResults
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
