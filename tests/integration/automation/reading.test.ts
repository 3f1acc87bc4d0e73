import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { World } from '../../../simulator/world/world.ts';
import { PlaybookDesk } from '../../support/automation/playbook-desk.ts';

const seed = 5;
const count = 3;
const world = new World({
  seed,
  phoneCount: count,
  plan: planGroups({ seed, phoneCount: count, groupCount: count * 24, sizes: [9, 45, 137, 12], ownedShare: 0.6 }),
});
let phones: PlaybookDesk;

beforeAll(async () => {
  phones = await PlaybookDesk.open({ count, seed, world, variantOf: (index) => messengerVariants[index - 1] });
});

afterAll(() => phones.close());

afterEach(() => {
  for (const phone of phones.desk.phones) phone.clearFaults();
});

function accountOf(index: number) {
  const account = world.accountOf(index);
  if (account === null) throw new Error(`no phone ${index}`);
  return account;
}

describe.each(['uiautomator2', 'dump'] as const)('reading with %s', (only) => {
  it.each([1, 2, 3])('reads exactly the saved groups of phone %i', async (index) => {
    const names = world.savedGroupsOf(accountOf(index).accountId).map(({ name }) => name);
    const { state, lists } = await phones.run(index, 'read-group-list', {}, { only });
    expect(state).toBe('done');
    expect(lists['groups']).toEqual({ items: names, statedCount: names.length, isComplete: true });
  });

  it.each([1, 2, 3])('reads whose account is on phone %i', async (index) => {
    const { values } = await phones.run(index, 'read-own-identity', {}, { only });
    const { messengerId, personId } = accountOf(index);
    expect(values).toEqual({ messengerId, nickname: world.people.person(personId).nickname });
  });
});

async function focusOf(index: number): Promise<string> {
  const link = await phones.link(index);
  const answer = await link.shell('dumpsys window|grep mCurrentFocus', { timeoutMs: 5_000 });
  return answer.ok ? answer.value.stdout : '';
}

describe('a phone that is read', () => {
  it('may sleep, and is left on its home screen', async () => {
    const link = await phones.link(1);
    await link.shell('input keyevent KEYCODE_SLEEP', { timeoutMs: 5_000 });
    expect(await phones.run(1, 'read-group-list', {})).toMatchObject({ state: 'done' });
    expect(await focusOf(1)).not.toContain('com.tencent.mm');
  });
});

describe('reading a group', () => {
  it.each([1, 2, 3])('reads count, role and every member on phone %i, whatever they are called', async (index) => {
    const { accountId, personId } = accountOf(index);
    const unique = world
      .groupsOf(accountId)
      .filter(({ name }, _place, all) => all.filter((other) => other.name === name).length === 1);
    for (const size of [9, 45, 137]) {
      const group = unique.find(({ memberCount, name }) => memberCount === size && name !== '群聊');
      if (group === undefined) throw new Error(`no group of ${size}`);
      const { state, values, lists } = await phones.run(index, 'read-group', {
        groupName: group.name,
        withMembers: 'yes',
      });
      const role = group.ownerId === personId ? 'owner' : group.adminIds.includes(personId) ? 'admin' : 'member';
      expect(state).toBe('done');
      expect(values).toMatchObject({ memberCount: size, role, presentName: group.name });
      const members = world.membersOf(group.groupId).map((member) => world.nameFor(accountId, member));
      expect(lists['members']).toMatchObject({ statedCount: size, isComplete: true });
      expect(lists['members']?.items.length).toBe(size);
      expect(lists['members']?.items.map(cut)).toEqual(members.map(cut));
    }
  });

  it('reads no members where nobody asked for them', async () => {
    const [group] = world.groupsOf(accountOf(1).accountId);
    const { lists, values } = await phones.run(1, 'read-group', { groupName: group?.name ?? '' });
    expect([lists['members'], values['memberCount']]).toEqual([undefined, group?.memberCount]);
  });

  it('changes nothing in the world', () => {
    expect(world.acts.deeds()).toEqual([]);
  });
});

describe('what comes between a list and its end', () => {
  it('does not keep it from being read whole', async () => {
    phones.desk.phone(1).startFault({ kind: 'interruption', what: 'update-dialog', point: 'group-list' });
    const names = world.savedGroupsOf(accountOf(1).accountId).map(({ name }) => name);
    const { lists } = await phones.run(1, 'read-group-list', {});
    expect(lists['groups']).toEqual({ items: names, statedCount: names.length, isComplete: true });
  });

  it.each([
    ['blocked-tree', 'tree-blocked'],
    ['lock-screen', 'screen-locked'],
    ['too-frequent', 'too-frequent'],
  ] as const)('%s is told as %s', async (kind, code) => {
    phones.desk.phone(2).startFault({ kind });
    expect(await phones.run(2, 'read-group-list', {})).toMatchObject({ state: 'failed', code });
  });
});

/** The messenger itself cuts long names in a grid. */
function cut(name: string): string {
  return name.replace(/…$/, '').slice(0, 8);
}
