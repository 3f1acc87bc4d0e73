import { listAdbFixtures } from '../../support/adb-fixtures.ts';
import { runTests } from '../../support/vitest-report.ts';
import { atLeast, exactly, type ShowLine } from '../show-line.ts';

const suites = [
  'tests/unit/fixtures',
  'tests/unit/adb/device-row.test.ts',
  'tests/unit/adb/server-fault.test.ts',
  'tests/unit/devices-health',
];
/** The full form tries so many times the random cases of `npm test`. */
const fullFactor = 10;

/** Every recorded output parses to what its source says; cut, reordered and damaged ones give less, never something else. */
export const recordedOutputs: ShowLine = {
  id: '01.6',
  title: 'recorded adb outputs parse as their sources say; damaged ones never throw and claim nothing else',
  hasShortForm: true,
  limitMs: 10 * 60_000,
  async run({ isShort, say, signal }) {
    const files = listAdbFixtures();
    say(`${files.length} recorded outputs beside the repository`);
    const factor = isShort ? 1 : fullFactor;
    const { passed, failed, skipped } = await runTests(suites, { env: { JIQUN_CASES_FACTOR: String(factor) }, signal });
    for (const name of failed) say(`failed: ${name}`);
    const proven = files.filter((file) => passed.some((name) => name.includes(file)));
    const count = (part: string): number => passed.filter((name) => name.includes(part)).length;
    return [
      atLeast('recorded outputs found', files.length, 1, 'files'),
      exactly('recorded outputs that parse to their source', proven.length, files.length),
      atLeast('outputs tried cut at every place', count('cut anywhere'), files.length > 0 ? 40 : 1, 'files'),
      atLeast('outputs tried with lines reordered', count('lines reordered'), files.length > 0 ? 40 : 1, 'files'),
      atLeast(
        'outputs tried with random damage',
        count('never makes the parser throw'),
        files.length > 0 ? 50 : 1,
        'files',
      ),
      exactly('tests failed', failed.length, 0),
      exactly('tests skipped', skipped.length, 0),
    ];
  },
};
