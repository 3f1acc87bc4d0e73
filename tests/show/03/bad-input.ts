import type { ShowLine } from '../show-line.ts';
import { giveBadNames } from './bad-names.ts';
import { breakPlaybooks } from './bad-playbooks.ts';
import { fuzzHierarchy } from './fuzzed-dumps.ts';

export const badInput: ShowLine = {
  id: '03.10',
  title:
    'a malformed playbook, a table with bad rows, an unknown token, a name too long: told by place, nothing started',
  hasShortForm: true,
  limitMs: 15 * 60_000,
  async run(options) {
    return [...(await breakPlaybooks(options)), ...(await giveBadNames(options)), ...(await fuzzHierarchy(options))];
  },
};
