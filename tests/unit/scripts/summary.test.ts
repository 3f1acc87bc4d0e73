import { expect, test } from 'vitest';
import { countShow, countVitest, countWhole } from '../../../scripts/checks/counts.mjs';
import { formatSummary, sumCounts } from '../../../scripts/checks/summary.mjs';

const passing = { name: 'a.test.ts', status: 'passed', assertionResults: [{ fullName: 'adds', status: 'passed' }] };
const failing = {
  name: 'b.test.ts',
  status: 'failed',
  assertionResults: [{ fullName: 'subtracts', status: 'failed' }],
};
const unloadable = { name: 'c.test.ts', status: 'failed', assertionResults: [] };

test('a stage that is one check counts as one', () => {
  expect(countWhole(true)).toEqual({ passed: 1, failed: 0, failures: [] });
  expect(countWhole(false)).toEqual({ passed: 0, failed: 1, failures: [] });
});

test('tests are counted from the report, and failed ones named', () => {
  const report = { numPassedTests: 7, numFailedTests: 1, testResults: [passing, failing] };
  expect(countVitest(report, false)).toEqual({ passed: 7, failed: 1, failures: ['subtracts'] });
});

test('a test file that could not be loaded counts as a failure', () => {
  const report = { numPassedTests: 1, numFailedTests: 0, testResults: [passing, unloadable] };
  expect(countVitest(report, false)).toEqual({ passed: 1, failed: 1, failures: ['c.test.ts'] });
});

test('what a broken test file said is told in one line', () => {
  const broken = { ...unloadable, message: 'Error: the worker ended\n    at pool.ts' };
  const report = { numPassedTests: 1, numFailedTests: 0, testResults: [passing, broken] };
  expect(countVitest(report, false).failures).toEqual(['c.test.ts: Error: the worker ended']);
});

test('a run that fails without a failed test, runs nothing or leaves no report is a failure', () => {
  const report = { numPassedTests: 7, numFailedTests: 0, testResults: [passing] };
  expect(countVitest(report, true)).toMatchObject({ passed: 7, failed: 0 });
  expect(countVitest(report, false)).toMatchObject({ passed: 7, failed: 1 });
  expect(countVitest({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, true)).toMatchObject({
    passed: 0,
    failed: 1,
  });
  expect(countVitest(null, true)).toMatchObject({ passed: 0, failed: 1 });
});

test('shown lines are counted by verdict, left out ones not at all, and missed figures named', () => {
  const slow = { name: 'start', value: '3 s', bar: '≤ 2 s', isMet: false };
  const line = JSON.stringify([
    { id: '01.2', verdict: 'met', figures: [] },
    { id: '01.9', verdict: 'missed', figures: [slow, { ...slow, isMet: true }] },
    { id: '01.1', verdict: 'left out', figures: [] },
  ]);
  expect(countShow(`01.2 met\n${line}\n`, false)).toEqual({
    passed: 1,
    failed: 1,
    failures: ['01.9 start: 3 s (bar ≤ 2 s)'],
  });
  expect(countShow('01.2 met\n', true)).toMatchObject({ passed: 0, failed: 1 });
  const met = JSON.stringify([{ id: '01.2', verdict: 'met', figures: [] }]);
  expect(countShow(`${met}\n`, false)).toMatchObject({ passed: 1, failed: 1 });
});

test('the summary names what failed and ends with the sum of all stages', () => {
  const results = [
    { name: 'lint', counts: { passed: 1, failed: 0, failures: [] }, seconds: 1.4 },
    { name: 'unit', counts: { passed: 40, failed: 2, failures: ['adds', 'subtracts'] }, seconds: 12 },
  ];
  expect(sumCounts(results)).toEqual({ passed: 41, failed: 2 });
  expect(formatSummary(results)).toEqual([
    '✓ lint      1 passed    0 failed     1 s',
    '✗ unit     40 passed    2 failed    12 s',
    '✗ unit: adds',
    '✗ unit: subtracts',
    '41 passed, 2 failed',
  ]);
});
