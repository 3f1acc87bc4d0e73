import { listAdbFixtures } from '../../support/adb-fixtures.ts';
import { runTests } from '../../support/vitest-report.ts';
import { atLeast, exactly, told, type ShowLine } from '../show-line.ts';

const suites = [
  'tests/unit/fixtures',
  'tests/unit/adb/device-row.test.ts',
  'tests/unit/adb/server-fault.test.ts',
  'tests/unit/devices-health',
];
/** It needs programs of the machine and no recorded output; 01.2 is about it. */
const shellSuite = 'mksh with toybox';
/** Outputs of our own in the same shapes, which every machine has. */
const leastSamples = 10;
/** The full form tries so many times the random cases of `npm test`. */
const fullFactor = 10;

/**
 * Every recorded output parses to what its source says; cut, reordered and damaged ones give less, never something else;
 * garbage and the outputs of other tools give nothing.
 */
export const recordedOutputs: ShowLine = {
  id: '01.6',
  title: 'recorded adb outputs parse as their sources say; damaged ones claim nothing else, garbage nothing at all',
  hasShortForm: true,
  limitMs: 10 * 60_000,
  async run({ isShort, say, signal }) {
    const files = listAdbFixtures();
    // They are not part of the repository: without them the short form proves the same over our own samples, and says so.
    const isBeside = files.length > 0;
    say(
      isBeside ? `${files.length} recorded outputs beside the repository` : 'no recorded outputs beside the repository',
    );
    const factor = isShort ? 1 : fullFactor;
    const { passed, failed, skipped } = await runTests(suites, { env: { JIQUN_CASES_FACTOR: String(factor) }, signal });
    for (const name of failed) say(`failed: ${name}`);
    const left = skipped.filter((name) => !name.includes(shellSuite));
    const proven = files.filter((file) => passed.some((name) => name.includes(file)));
    const count = (part: string): number => passed.filter((name) => name.includes(part)).length;
    return [
      isBeside || !isShort
        ? atLeast('recorded outputs found', files.length, 1, 'files')
        : told('recorded outputs found', 'none: our own samples only'),
      exactly('recorded outputs that parse to their source', proven.length, files.length),
      atLeast('outputs tried cut at every place', count('cut anywhere'), isBeside ? 40 : leastSamples, 'files'),
      atLeast('outputs tried with lines reordered', count('lines reordered'), isBeside ? 40 : leastSamples, 'files'),
      atLeast('outputs tried damaged at every place', count('damaged anywhere'), isBeside ? 50 : leastSamples, 'files'),
      atLeast(
        'outputs tried with damage at random',
        count('never makes the parser throw'),
        isBeside ? 50 : leastSamples,
        'files',
      ),
      atLeast(
        'parsers given the outputs of all other tools',
        count('what other tools print'),
        isBeside ? 40 : leastSamples,
        'files',
      ),
      atLeast(
        'kinds of garbage that all parsers take as unknown',
        passed.filter((name) => /any parser.*(?:garbage|words and signs) as unknown/u.test(name)).length,
        2,
        'kinds',
      ),
      exactly('tests failed', failed.length, 0),
      isBeside || !isShort
        ? exactly('tests skipped', left.length, 0)
        : told('tests skipped, for want of recorded outputs', left.length),
      told(
        'tests of the shell beside mksh and toybox skipped, for want of these programs',
        skipped.length - left.length,
      ),
    ];
  },
};
