import { describe, expect, it } from 'vitest';
import type { Deed } from '../../../simulator/world/deed.ts';
import { planGroups, type GroupPlan } from '../../../simulator/world/world-plan.ts';
import { World } from '../../../simulator/world/world.ts';

const at = Date.UTC(2026, 0, 5);

function worldOf(groups: readonly GroupPlan[], phoneCount = 3): World {
  return new World({ seed: 3, phoneCount, plan: { groups } });
}

describe('a world of a seed', () => {
  it('has the same people in the same groups at every start', () => {
    const [first, second] = [1, 2].map(() => new World({ seed: 8, phoneCount: 6 }));
    for (const { groupId } of first?.groups ?? []) {
      expect(first?.membersOf(groupId)).toEqual(second?.membersOf(groupId));
    }
  });

  it('fills every group to the number that it tells, each person once', () => {
    const world = new World({ seed: 8, phoneCount: 6 });
    for (const { groupId, memberCount } of world.groups) {
      const ids = world.membersOf(groupId).map(({ personId }) => personId);
      expect([ids.length, new Set(ids).size]).toEqual([memberCount, memberCount]);
    }
  });

  it('has each own account and the owner in its rosters', () => {
    const world = new World({ seed: 8, phoneCount: 6 });
    for (const { groupId, ownAccounts, ownerId } of world.groups) {
      const ids = new Set(world.membersOf(groupId).map(({ personId }) => personId));
      expect([ownerId, ...ownAccounts].every((id) => ids.has(id))).toBe(true);
    }
  });

  it('lets groups share people', () => {
    const world = new World({ seed: 8, phoneCount: 6 });
    const seen = new Map<string, number>();
    for (const { groupId } of world.groups) {
      for (const { personId } of world.membersOf(groupId)) seen.set(personId, (seen.get(personId) ?? 0) + 1);
    }
    expect([...seen.values()].filter((count) => count > 1).length).toBeGreaterThan(500);
  });

  it('has people of one nickname with different pictures', () => {
    const { people } = new World({ seed: 8, phoneCount: 1 });
    const everybody = Array.from({ length: 500 }, (_, index) => people.person(`person-${index}`));
    const wang = everybody.filter(({ nickname }) => nickname === everybody[0]?.nickname);
    expect(wang.length).toBeGreaterThan(1);
    expect(new Set(wang.map(({ avatar }) => avatar)).size).toBe(wang.length);
  });
});

describe('a planned world', () => {
  it('has exactly the groups that were asked for', () => {
    const plan = planGroups({ seed: 1, phoneCount: 8, groupCount: 40, sizes: [12, 40, 120] });
    const world = new World({ seed: 1, phoneCount: 8, plan });
    expect(world.groups.map(({ memberCount }) => memberCount).slice(0, 4)).toEqual([12, 40, 120, 12]);
    for (const { accountId } of world.accounts) expect(world.groupsOf(accountId)).toHaveLength(5);
  });

  it('shows each group to as many accounts as wanted, and gives two of them one name', () => {
    const plan = planGroups({ seed: 1, phoneCount: 9, groupCount: 30, viewsPerGroup: 3, sameNames: 1 });
    const world = new World({ seed: 1, phoneCount: 9, plan });
    expect(world.groups.every(({ ownAccounts }) => ownAccounts.length === 3)).toBe(true);
    expect(new Set(world.groups.map(({ name }) => name)).size).toBe(29);
    const [first, last] = [world.groups[0], world.groups.at(-1)];
    expect([last?.name, last?.groupId]).toEqual([first?.name, 'group-30']);
    expect(world.membersOf('group-30')).not.toEqual(world.membersOf('group-1'));
  });

  it('puts in the people that it names, under what each account calls them', () => {
    const members = [{ key: 'wang', nickname: '王敏', alias: '3栋-王敏', remarks: { 2: '王总' } }];
    const world = worldOf([
      { name: 'A', places: [1, 2], members },
      { name: 'B', places: [1], members },
    ]);
    const member = world.membersOf('group-1').find(({ personId }) => personId === 'planned-wang');
    if (member === undefined) throw new Error('not there');
    expect(['account-1', 'account-2'].map((id) => world.nameFor(id, member))).toEqual(['3栋-王敏', '王总']);
    expect(world.membersOf('group-2')).toContainEqual(expect.objectContaining({ personId: 'planned-wang' }));
  });

  it('refuses a place without a phone', () => {
    expect(() => worldOf([{ name: 'A', places: [4] }])).toThrow(RangeError);
  });

  it('leaves out of the contacts what was not saved there', () => {
    const world = worldOf([{ name: 'A', places: [1, 2], unsavedBy: [2] }]);
    expect([world.savedGroupsOf('account-1').length, world.savedGroupsOf('account-2').length]).toEqual([1, 0]);
  });
});

describe('a deed', () => {
  const groupId = 'group-1';
  const plan: GroupPlan = { name: 'A', places: [1, 2, 3], owner: 1, admins: [2], size: 20 };
  const outsider = (world: World): string => world.membersOf(groupId).at(-1)?.personId ?? '';

  it('is logged with what it changed', () => {
    const world = worldOf([plan]);
    world.perform({ kind: 'rename-group', groupId, name: 'B' }, { accountId: 'account-3', at });
    expect(world.acts.deeds()).toEqual([
      {
        seq: 1,
        at,
        accountId: 'account-3',
        kind: 'rename-group',
        groupId,
        subject: null,
        before: 'A',
        after: 'B',
      },
    ]);
  });

  it.each<[string, (world: World) => Deed, string, string | null]>([
    ['dissolving by an admin', () => ({ kind: 'dissolve-group', groupId }), 'account-2', 'owner-only'],
    ['dissolving by the owner', () => ({ kind: 'dissolve-group', groupId }), 'account-1', null],
    [
      'removal by a member',
      (world) => ({ kind: 'remove-member', groupId, personId: outsider(world) }),
      'account-3',
      'owner-or-admin-only',
    ],
    [
      'removal by an admin',
      (world) => ({ kind: 'remove-member', groupId, personId: outsider(world) }),
      'account-2',
      null,
    ],
    [
      'removal of the owner by an admin',
      () => ({ kind: 'remove-member', groupId, personId: 'account-1' }),
      'account-2',
      'protected',
    ],
    [
      'removal of somebody who is not there',
      () => ({ kind: 'remove-member', groupId, personId: 'person-99999' }),
      'account-1',
      'not-a-member',
    ],
    [
      'handing over by an admin',
      () => ({ kind: 'transfer-owner', groupId, personId: 'account-3' }),
      'account-2',
      'owner-only',
    ],
    ['an empty name', () => ({ kind: 'rename-group', groupId, name: '  ' }), 'account-1', 'empty-name'],
  ])('%s', (_what, deed, accountId, refusal) => {
    const world = worldOf([plan]);
    expect(world.perform(deed(world), { accountId, at })).toBe(refusal);
    expect(world.acts.deeds()).toHaveLength(refusal === null ? 1 : 0);
  });

  it('of a removal takes the person off the roster and out of the count', () => {
    const world = worldOf([plan]);
    world.perform({ kind: 'remove-member', groupId, personId: 'account-3' }, { accountId: 'account-1', at });
    expect([world.group(groupId).memberCount, world.membersOf(groupId).length]).toEqual([19, 19]);
    expect(world.groupsOf('account-3')).toEqual([]);
    expect(world.perform({ kind: 'rename-group', groupId, name: 'B' }, { accountId: 'account-3', at })).toBe(
      'not-inside',
    );
  });

  it('of handing over makes another one the owner at once', () => {
    const world = worldOf([plan]);
    world.perform({ kind: 'transfer-owner', groupId, personId: 'account-2' }, { accountId: 'account-1', at });
    expect(world.group(groupId)).toMatchObject({ ownerId: 'account-2', adminIds: [] });
  });

  it('makes no fourth admin', () => {
    const world = worldOf([{ ...plan, size: 30 }]);
    const people = world.membersOf(groupId).slice(-3);
    const results = people.map(({ personId }) =>
      world.perform({ kind: 'set-admin', groupId, personId, isAdmin: true }, { accountId: 'account-1', at }),
    );
    expect(results).toEqual([null, null, 'admins-full']);
  });

  it('changes nothing in a group that is dissolved', () => {
    const world = worldOf([plan]);
    world.perform({ kind: 'dissolve-group', groupId }, { accountId: null, at });
    expect(world.perform({ kind: 'rename-group', groupId, name: 'B' }, { accountId: 'account-1', at })).toBe(
      'dissolved',
    );
    expect(world.groups).toEqual([]);
  });

  it('that leaves a line brings its chat to the top of every list', () => {
    const groups = ['A', 'B', 'C', 'D'].map((name) => ({ ...plan, name }));
    const world = worldOf(groups);
    const last = world.chatsOf('account-3').at(-1)?.group.groupId ?? '';
    world.perform({ kind: 'rename-group', groupId: last, name: 'Z' }, { accountId: 'account-1', at });
    expect(world.chatsOf('account-3')[0]?.group.name).toBe('Z');
  });
});
