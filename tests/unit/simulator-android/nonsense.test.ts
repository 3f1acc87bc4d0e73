import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toyboxTools } from '../../../simulator/shell/tools/tool-table.ts';
import { phonePrograms } from '../../../simulator/android/programs/program-table.ts';
import { TestPhone } from '../../support/phone-shell.ts';

const grammar =
  'if then else fi for in do done while case esac { } ( ) ; & | && || < > >> << <<E 2>&1 $x "$( ` $(( )) ${x:- ${x# [[ ]] ! f() x=1 x=(a b) "';
const operands = '-n -c -f -k -1 -x -S --help 1 -5 abc %s * . / /sdcard /proc/stat : a-z [ list get tap text size';

/** Words that a script may hold, in no order at all. */
const word = constantFrom(
  ...grammar.split(' '),
  ...operands.split(' '),
  ...toyboxTools.keys(),
  ...phonePrograms.keys(),
  "'",
  '\n',
  '机群',
);

describe('nonsense', () => {
  it('ends with a status and never with an exception', async () => {
    const phone = new TestPhone();
    await assert(
      asyncProperty(array(word, { minLength: 1, maxLength: 8 }), async (words) => {
        const limit = new AbortController();
        setTimeout(() => limit.abort(), 100).unref();
        const { status } = await phone.runRaw(words.join(' '), 'one\ntwo\n', limit.signal);
        expect(status).toBeGreaterThanOrEqual(0);
        expect(status).toBeLessThanOrEqual(255);
      }),
      { numRuns: 300, seed: 5 },
    );
  }, 60_000);

  it('is not what mktemp takes for a name', async () => {
    const { stderr, status } = await new TestPhone().run('mktemp plain');
    expect(stderr).toBe('mktemp: need XXXXXX in plain\n');
    expect(status).toBe(1);
  });
});
