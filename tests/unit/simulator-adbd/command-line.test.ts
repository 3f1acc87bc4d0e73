import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../../simulator/desk/command-line.ts';

describe('arguments of the virtual phones', () => {
  test('have defaults', () => {
    expect(readCommandLine([])).toEqual({
      count: 6,
      seed: 1,
      scenario: 'calm',
      adbPath: 'adb',
      stateFolder: null,
      clockFile: null,
      isJson: false,
      isInsideElectron: false,
      wantsHelp: false,
    });
  });

  test('are read', () => {
    const args =
      '--count 20 --seed 7 --scenario chaos --adb /usr/bin/adb --state dir --clock desk.json --json --parent electron'.split(
        ' ',
      );
    expect(readCommandLine(args)).toMatchObject({
      count: 20,
      seed: 7,
      scenario: 'chaos',
      clockFile: 'desk.json',
      isJson: true,
      isInsideElectron: true,
    });
  });

  test.each([['--count', '0'], ['--count', '201'], ['--count', 'many'], ['--scenario', 'doom'], ['--what'], ['stray']])(
    '%s %s is refused with a reason',
    (...args) => {
      expect(readCommandLine(args)).toHaveProperty('problem');
    },
  );
});
