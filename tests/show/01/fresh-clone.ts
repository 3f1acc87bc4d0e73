import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FreshClone } from '../../support/fresh-clone.ts';
import { countPaintedRows } from '../../support/painted-rows.ts';
import { atMost, exactly, told, type Figure, type ShowLine } from '../show-line.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const secondStartSeconds = 15;
/** The most that the whole suite may ever take on a fresh machine; 13 min with the first issue's lines alone. */
const testMinutes = 45;
/** Far below what there is, far above a suite that runs only in part. */
const leastTests = 3_000;
const readyPattern = /^READY phones=(\d+) ready=(\d+) screenshot=(.+)$/mu;
const closingPattern = /^(\d+) passed, (\d+) failed$/mu;

/** The newcomer's way: clone, one command, a desk of six; again, quickly; and the whole test suite. */
export const freshClone: ShowLine = {
  id: '01.1',
  title: 'fresh clone with nothing installed: npm start -- --once, again within 15 s, npm test',
  hasShortForm: false,
  limitMs: 60 * 60_000,
  async run({ say, signal }) {
    const clone = await FreshClone.make(signal);
    try {
      say('first start');
      const first = await clone.npm(['start', '--', '--once'], signal);
      if (first.exitCode !== 0) say(first.output.slice(-2_000));
      const figures = [...(await describeStart(first.output, first.exitCode, 'first start')), ...describeRest(clone)];
      figures.push(told('first start took', `${Math.round(first.seconds)} s`));
      say('second start');
      const second = await clone.npm(['start', '--', '--once'], signal);
      figures.push(...(await describeStart(second.output, second.exitCode, 'second start')), ...describeRest(clone));
      figures.push(atMost('second start took', second.seconds, secondStartSeconds, 's'));
      say('npm test');
      const tests = await clone.npm(['test'], signal);
      keepOutput(tests.output);
      if (tests.exitCode !== 0) say(tests.output.slice(-6_000));
      return [
        ...figures,
        ...describeTests(tests.output, tests.exitCode),
        atMost('npm test took', tests.seconds / 60, testMinutes, 'min'),
      ];
    } finally {
      clone.remove();
    }
  },
};

async function describeStart(output: string, exitCode: number, what: string): Promise<Figure[]> {
  const [, phones = '0', ready = '0', screenshot = ''] = readyPattern.exec(output) ?? [];
  return [
    exactly(`${what}: exit code`, exitCode, 0),
    exactly(`${what}: phones`, Number(phones), 6),
    exactly(`${what}: ready`, Number(ready), 6),
    exactly(`${what}: phones painted in the picture of the window`, await lookAtPicture(screenshot, what), 6),
  ];
}

/** Copies the picture out of the clone, which is removed, to where a person can look at it, and counts its rows. */
async function lookAtPicture(file: string, what: string): Promise<number | string> {
  if (file === '' || !existsSync(file)) return 'no picture';
  mkdirSync(join(root, 'reports'), { recursive: true });
  copyFileSync(file, join(root, 'reports', `${what.replace(' ', '-')}.png`));
  return countPaintedRows(readFileSync(file));
}

/** What a run printed in full: the clone with its own reports is removed. */
function keepOutput(output: string): void {
  mkdirSync(join(root, 'reports'), { recursive: true });
  writeFileSync(join(root, 'reports', 'npm-test-of-the-clone.txt'), output);
}

function describeRest(clone: FreshClone): Figure[] {
  const left = clone.leftovers();
  return [exactly('processes left', left.length === 0 ? 0 : left.join(' | '), 0)];
}

function describeTests(output: string, exitCode: number): Figure[] {
  const [, passed = '0', failed = 'unknown'] = closingPattern.exec(output.trimEnd().split('\n').at(-1) ?? '') ?? [];
  return [
    exactly('npm test: exit code', exitCode, 0),
    exactly('npm test: failed', failed, '0'),
    { name: 'npm test: passed', value: Number(passed), bar: `≥ ${leastTests}`, isMet: Number(passed) >= leastTests },
  ];
}
