import { array, check, constantFrom, oneof, property, string } from 'fast-check';
import { parseHierarchy } from '../../../electron/automation/hierarchy.ts';
import { exactly, type Figure, type ShowLine, type ShowOptions } from '../show-line.ts';
import { giveBadNames } from './bad-names.ts';
import { breakPlaybooks } from './bad-playbooks.ts';

export const badInput: ShowLine = {
  id: '03.10',
  title:
    'a malformed playbook, a table with bad rows, an unknown token, a name too long: told by place, nothing started',
  hasShortForm: true,
  limitMs: 15 * 60_000,
  async run(options) {
    return [...(await breakPlaybooks(options)), ...(await giveBadNames(options)), ...fuzzHierarchy(options)];
  },
};

/** Text of any kind, and real dumps cut and mixed, are read or refused; an exception is a miss. */
function fuzzHierarchy({ isShort, seed }: ShowOptions): Figure[] {
  const piece = constantFrom(
    '<hierarchy rotation="0">',
    '<node text="群" bounds="[0,0][9,9]">',
    '</node>',
    '<',
    '"',
    '&#xD83D;',
    '</hierarchy>',
  );
  const text = array(oneof(piece, string({ unit: 'binary', maxLength: 40 })), { maxLength: 60 });
  const numRuns = isShort ? 5_000 : 100_000;
  const found = check(
    property(text, (parts) => {
      parseHierarchy(parts.join(''));
    }),
    { numRuns, seed },
  );
  return [exactly(`texts of ${numRuns} that the hierarchy parser threw on`, found.failed ? found.numRuns : 0, 0)];
}
