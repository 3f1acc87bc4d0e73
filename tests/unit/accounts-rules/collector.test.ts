import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { rulesOf } from '../../../electron/accounts/plans/plan-rules.ts';
import { ruleTests } from './families.ts';
import { rulePathsOf } from './rule-walk.ts';
import { template, templateFile } from './template.ts';

const factsFile = join(import.meta.dirname, '../../../../shared/facts/warmup-sop.json');
const note = existsSync(factsFile) ? '' : ' (skipped: no ../shared/facts/warmup-sop.json)';

const ofTemplate = rulePathsOf(parse(readFileSync(templateFile, 'utf8')));
const ofTests = ruleTests.map(({ path }) => path);

/** What only the console's own form of the template says: the facts say it in a title, or leave it to be understood. */
const ownRules = [
  'health.signals.too_frequent_prompt.repeat.count',
  'health.signals.verification_prompt_3.when',
  'health.signals.failure_rate.when',
  'health.signals.device_unhealthy.when',
];

test('every rule of the template has a test that is named by its path', () => {
  expect([...ofTemplate, ...understood()].filter((path) => !ofTests.includes(path))).toEqual([]);
});

test('every test is named by the path of a rule that the template has', () => {
  const paths = new Set([...ofTemplate, ...understood()]);
  expect(ofTests.filter((path) => !paths.has(path))).toEqual([]);
});

test('no rule has two tests', () => {
  expect(ofTests.filter((path, place) => ofTests.indexOf(path) < place)).toEqual([]);
});

test('whatever the plan counts as a rule is one here', () => {
  expect([...rulesOf(template).keys()].filter((path) => !ofTests.includes(path))).toEqual([]);
});

test.skipIf(note !== '')(`every rule of the facts has a test that is named by its path${note}`, () => {
  const ofFacts = rulePathsOf(JSON.parse(readFileSync(factsFile, 'utf8')));
  expect(ofFacts.length).toBeGreaterThan(390);
  expect(ofFacts.filter((path) => !ofTests.includes(path))).toEqual([]);
});

test.skipIf(note !== '')(`every test is named by a path of the facts, but for what they say in a title${note}`, () => {
  const ofFacts = new Set(rulePathsOf(JSON.parse(readFileSync(factsFile, 'utf8'))));
  expect(ofTests.filter((path) => !ofFacts.has(path)).toSorted()).toEqual(ownRules.toSorted());
});

/** Rules that hold although the file does not say them: from the second signal on it is a repeated one. */
function understood(): readonly string[] {
  return [...rulesOf(template).keys()].filter((path) => path.endsWith('.repeat.count'));
}
