import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStranger } from '../../../simulator/messenger/stranger.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { World } from '../../../simulator/world/world.ts';
import { PlaybookDesk } from '../../support/automation/playbook-desk.ts';

const seed = 4;
const count = 12;
const world = new World({
  seed,
  phoneCount: count,
  plan: planGroups({ seed, phoneCount: count, groupCount: count * 2 }),
});
let phones: PlaybookDesk;

beforeAll(async () => {
  phones = await PlaybookDesk.open({ count, seed, world, variantOf: (index) => createStranger(seed * 100 + index) });
});

afterAll(() => phones.close());

it(
  'a version that nobody has seen ends in done or in unknown-screen before any commit, and nothing else happens',
  { timeout: 240_000 },
  async () => {
    const places = Array.from({ length: count }, (_, index) => index + 1);
    const ends = await Promise.all(
      places.map(async (index) => {
        const [group] = world.groupsOf(world.accountOf(index)?.accountId ?? '');
        if (group === undefined) throw new Error('no group');
        const newName = `陌生版本 ${index}`;
        const variables = { groupName: group.name, newName };
        const result = await phones.run(index, 'rename-group', variables, {
          phone: { isVirtual: true, appVersion: '8.1.90' },
        });
        return { result, isSo: world.group(group.groupId).name === newName, index };
      }),
    );
    for (const { result, isSo, index } of ends) {
      const { state, code, wasCommitted } = result;
      const isTrue = isSo ? state === 'done' : state === 'failed' && code === 'unknown-screen' && !wasCommitted;
      expect([index, state, code, wasCommitted, isTrue]).toEqual([index, state, code, wasCommitted, true]);
    }
    const wrong = world.acts.deeds().filter(({ kind }) => kind !== 'rename-group');
    expect(wrong).toEqual([]);
  },
);
