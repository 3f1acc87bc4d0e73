import { expect, test } from 'vitest';
import { countShow, countVitest, countWhole } from '../../../scripts/checks/counts.mjs';
import { formatSummary, sumCounts } from '../../../scripts/checks/summary.mjs';

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }] };

test('a stage that is one check counts as one', () => {
  expect(countWhole(true)).toEqual({ passed: 1, failed: 0 });
  expect(countWhole(false)).toEqual({ passed: 0, failed: 1 });
});

test('tests are counted from the report', () => {
  const report = { numPassedTests: 7, numFailedTests: 2, testResults: [passing] };
  expect(countVitest(report, false)).toEqual({ passed: 7, failed: 2 });
});

test('a test file that could not be loaded counts as a failure', () => {
  const testResults = [passing, { status: 'failed', assertionResults: [] }];
  expect(countVitest({ numPassedTests: 1, numFailedTests: 0, testResults }, false)).toEqual({ passed: 1, failed: 1 });
});

test('a run that fails without a failed test, runs nothing or leaves no report is a failure', () => {
  const report = { numPassedTests: 7, numFailedTests: 0, testResults: [passing] };
  expect(countVitest(report, true)).toEqual({ passed: 7, failed: 0 });
  expect(countVitest(report, false)).toEqual({ passed: 7, failed: 1 });
  expect(countVitest({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, true)).toEqual({
    passed: 0,
    failed: 1,
  });
  expect(countVitest(null, true)).toEqual({ passed: 0, failed: 1 });
});

test('shown lines are counted by verdict, left out ones not at all', () => {
  const line = JSON.stringify([{ verdict: 'met' }, { verdict: 'missed' }, { verdict: 'left out' }]);
  expect(countShow(`01.2 met\n${line}\n`, false)).toEqual({ passed: 1, failed: 1 });
  expect(countShow('01.2 met\n', true)).toEqual({ passed: 0, failed: 1 });
  expect(countShow(`${JSON.stringify([{ verdict: 'met' }])}\n`, false)).toEqual({ passed: 1, failed: 1 });
});

test('the summary ends with the sum of all stages', () => {
  const results = [
    { name: 'lint', counts: { passed: 1, failed: 0 }, seconds: 1.4 },
    { name: 'unit', counts: { passed: 40, failed: 2 }, seconds: 12 },
  ];
  expect(sumCounts(results)).toEqual({ passed: 41, failed: 2 });
  expect(formatSummary(results)).toEqual([
    '✓ lint      1 passed    0 failed     1 s',
    '✗ unit     40 passed    2 failed    12 s',
    '41 passed, 2 failed',
  ]);
});
