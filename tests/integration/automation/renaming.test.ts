import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PlaybookResult } from '../../../electron/automation/engine/run-ports.ts';
import { fail } from '../../../electron/contract/outcome.ts';
import type { FaultRequest } from '../../../simulator/faults/fault-spec.ts';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import type { Group } from '../../../simulator/world/group.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { World } from '../../../simulator/world/world.ts';
import { PlaybookDesk, type RunWishes } from '../../support/automation/playbook-desk.ts';

const seed = 11;
const count = 3;
const world = new World({
  seed,
  phoneCount: count,
  plan: planGroups({ seed, phoneCount: count, groupCount: count * 24, sizes: [12, 60, 130], sameNames: count }),
});
let phones: PlaybookDesk;

beforeAll(async () => {
  phones = await PlaybookDesk.open({ count, seed, world, variantOf: (index) => messengerVariants[index - 1] });
});

afterAll(() => phones.close());

afterEach(() => {
  for (const phone of phones.desk.phones) phone.clearFaults();
});

const taken = new Set<string>();

/** A group that no other test has touched, and whose name no other group has. */
function freshGroup(index: number): Group {
  const groups = world.groupsOf(world.accountOf(index)?.accountId ?? '');
  const free = groups.find(
    ({ groupId, name }) =>
      !taken.has(groupId) && name !== '群聊' && groups.filter((other) => other.name === name).length === 1,
  );
  if (free === undefined) throw new Error('no group is left');
  taken.add(free.groupId);
  return free;
}

interface Renaming {
  readonly result: PlaybookResult;
  readonly group: Group;
  /** What the world saw of it. */
  readonly acts: readonly string[];
}

async function rename(
  index: number,
  newName: string,
  wishes: RunWishes & { readonly fault?: FaultRequest } = {},
): Promise<Renaming> {
  const { fault, ...options } = wishes;
  const { groupId, name, memberCount } = freshGroup(index);
  if (fault !== undefined) phones.desk.phone(index).startFault(fault);
  const before = world.acts.read().length;
  const variables = { groupName: name, newName, expectedMembers: String(memberCount) };
  const result = await phones.run(index, 'rename-group', variables, options);
  const acts = world.acts
    .read()
    .slice(before)
    .filter((act) => act.groupId === groupId && act.kind.endsWith('rename-group'))
    .map(({ kind }) => kind);
  return { result, group: world.group(groupId), acts };
}

describe('renaming on virtual phones', () => {
  it.each([1, 2, 3])('is done once and proven by the page in variant %i', async (index) => {
    const { result, group, acts } = await rename(index, `南区业主群 ${index}栋🌟`);
    expect(result).toMatchObject({ state: 'done', code: 'ok', verifiedBy: 'page' });
    expect(group.name).toBe(`南区业主群 ${index}栋🌟`);
    expect(acts).toEqual(['submit-rename-group', 'rename-group']);
  });

  it('keeps pictures of before and after', async () => {
    const pictures: number[] = [];
    await rename(1, '有凭证的群', {
      evidence: {
        save: async ({ bytes }) => {
          pictures.push(bytes.byteLength);
          return { ok: true, value: `picture-${pictures.length}` };
        },
      },
    });
    expect(pictures.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...pictures)).toBeLessThanOrEqual(200_000);
  });

  it('does nothing a second time, and says that it is so only where the ledger knows of the first', async () => {
    const { group } = await rename(2, '只改一次的群');
    const before = world.acts.deeds().length;
    const variables = {
      groupName: '原来的名字没有了',
      newName: '只改一次的群',
      expectedMembers: String(group.memberCount),
    };
    const known = await phones.run(2, 'rename-group', variables, { isGoalKnown: true });
    expect(known).toMatchObject({ state: 'skipped', code: 'already-so' });
    expect(await phones.run(2, 'rename-group', variables)).toMatchObject({
      state: 'failed',
      code: 'changed-meanwhile',
    });
    expect(world.acts.deeds()).toHaveLength(before);
  });

  it('asks nothing of the world in a rehearsal', async () => {
    const { result, acts, group } = await rename(3, '排练用的名字', { purpose: 'rehearse', isRehearsed: false });
    expect(result).toMatchObject({ state: 'done', wasCommitted: false });
    expect([acts, group.name === '排练用的名字']).toEqual([[], false]);
  });

  it('asks nothing of the world where the gate is closed', async () => {
    const { result, acts } = await rename(1, '不许改', {
      commit: { ask: async () => fail('commit-refused', 'closed') },
    });
    expect(result).toMatchObject({ state: 'failed', code: 'commit-refused', wasCommitted: false });
    expect(acts).toEqual([]);
  });

  it('stops where two groups have the name', async () => {
    const account = world.accountOf(1)?.accountId ?? '';
    const [one, two] = [freshGroup(1), freshGroup(1)];
    world.perform({ kind: 'rename-group', groupId: one.groupId, name: '同名的群' }, { accountId: account, at: 0 });
    world.perform({ kind: 'rename-group', groupId: two.groupId, name: '同名的群' }, { accountId: account, at: 0 });
    const result = await phones.run(1, 'rename-group', { groupName: '同名的群', newName: '哪一个' });
    expect(result).toMatchObject({ state: 'failed', code: 'group-ambiguous', wasCommitted: false });
  });

  it('says so where no group has the name', async () => {
    const result = await phones.run(2, 'rename-group', { groupName: '世上没有的群', newName: '新名' });
    expect(result).toMatchObject({ state: 'failed', code: 'group-not-found' });
  });

  it('finds a group by this account’s remark, and proves it by its real name', async () => {
    const account = world.accountOf(2)?.accountId ?? '';
    const group = freshGroup(2);
    world.perform({ kind: 'set-remark', groupId: group.groupId, text: '我自己的叫法' }, { accountId: account, at: 0 });
    const variables = { groupName: group.name, listedAs: '我自己的叫法', newName: '备注之外的名字' };
    expect(await phones.run(2, 'rename-group', variables)).toMatchObject({ state: 'done', verifiedBy: 'page' });
    expect(world.group(group.groupId).name).toBe('备注之外的名字');
  });
});

function callOtherwise({ groupId }: Group, name: string): void {
  world.perform({ kind: 'rename-group', groupId, name }, { accountId: null, at: 0 });
}

/** Two groups of one account and about one size; somebody gives the second one the name. */
function namesakes(index: number, newName: string): Group {
  const groups = world.groupsOf(world.accountOf(index)?.accountId ?? '');
  const alone = groups.filter(
    ({ groupId, name }) =>
      !taken.has(groupId) && name !== '群聊' && groups.filter((other) => other.name === name).length === 1,
  );
  const pairs = alone.flatMap((one) => alone.map((other) => ({ one, other })));
  const twins = pairs.find(({ one, other }) => one !== other && Math.abs(one.memberCount - other.memberCount) <= 3);
  if (twins === undefined) throw new Error('no two groups of one size are left');
  for (const { groupId } of [twins.one, twins.other]) taken.add(groupId);
  callOtherwise(twins.other, newName);
  return twins.one;
}

describe('another group of the name that a group was to have', () => {
  it.each([1, 2, 3])('proves nothing while the old name still leads to the group, in variant %i', async (index) => {
    const newName = `晨跑打卡${index}群`;
    const { name: groupName, memberCount } = namesakes(index, newName);
    const variables = { groupName, newName, expectedMembers: String(memberCount) };
    const looked = await phones.run(index, 'rename-group', variables, { purpose: 'verify' });
    expect(looked).toMatchObject({ state: 'unknown', code: 'group-ambiguous', verifiedBy: null });
  });

  it('does not stand in for a tap that got lost with the messenger', async () => {
    const newName = '丢了的那一下';
    const { groupId, name: groupName, memberCount } = namesakes(1, newName);
    phones.desk.phone(1).startFault(at('app-crash', 'before-effect'));
    const before = world.acts.read().length;
    const variables = { groupName, newName, expectedMembers: String(memberCount) };
    const result = await phones.run(1, 'rename-group', variables);
    expect(result).toMatchObject({ state: 'unknown', code: 'group-ambiguous', wasCommitted: true });
    expect(world.group(groupId).name).toBe(groupName);
    const acts = world.acts.read().slice(before);
    expect(acts.map(({ kind }) => kind)).not.toContain('rename-group');
  });

  it('a group that the ledger may have renamed is found done, its old name leading nowhere; any other is not', async () => {
    const group = freshGroup(3);
    const variables = { groupName: group.name, newName: '已经改好的群', expectedMembers: String(group.memberCount) };
    callOtherwise(group, '已经改好的群');
    const stranger = await phones.run(3, 'rename-group', variables, { purpose: 'verify' });
    expect(stranger).toMatchObject({ state: 'unknown', code: 'changed-meanwhile', verifiedBy: null });
    const looked = await phones.run(3, 'rename-group', variables, { purpose: 'verify', isGoalKnown: true });
    expect(looked).toMatchObject({ state: 'done', verifiedBy: 'page' });
  });
});

type Between = Extract<FaultRequest, { kind: 'interruption' }>;

const at = (what: Between['what'], point: Between['point']): FaultRequest => ({ kind: 'interruption', what, point });

describe('what comes between', () => {
  it.each<[Between['what'], Between['point']]>([
    ['update-dialog', 'chat'],
    ['permission-dialog', 'group-info'],
    ['teen-mode', 'editor'],
    ['wrong-screen', 'group-info'],
    ['screen-off', 'group-info'],
    ['screen-off', 'after-effect'],
    ['app-crash', 'editor'],
    ['too-many-results', 'now'],
    ['index-building', 'now'],
    ['update-dialog', 'after-effect'],
    ['app-crash', 'after-effect'],
  ])(
    '%s at %s does not keep it from being done once',
    async (what, point) => {
      const { result, group, acts } = await rename(2, `过了 ${what} ${point}`, { fault: at(what, point) });
      expect(result).toMatchObject({ state: 'done', verifiedBy: 'page' });
      expect(group.name).toBe(`过了 ${what} ${point}`);
      expect(acts.filter((kind) => kind === 'rename-group')).toHaveLength(1);
      // A search whose index is being built is waited for each time: on the way there and in both looks after it.
    },
    60_000,
  );

  it('another group’s page in place of the editor is left, and the right group looked for anew', async () => {
    const fault = { kind: 'interruption', what: 'wrong-screen', point: 'editor', page: 'other-info' } as const;
    const { result, group, acts } = await rename(2, '找回来的群', { fault });
    expect(result).toMatchObject({ state: 'done', verifiedBy: 'page' });
    expect(group.name).toBe('找回来的群');
    expect(acts.filter((kind) => kind === 'rename-group')).toHaveLength(1);
  });

  it.each<[Between['what'], Between['point'], string, boolean]>([
    ['too-frequent', 'group-info', 'too-frequent', true],
    ['account-limited', 'editor', 'account-limited', true],
    ['lock-screen', 'now', 'screen-locked', false],
  ])('%s at %s ends it as %s before any commit', async (what, point, code, cooldown) => {
    const { result, acts } = await rename(1, '改不成', { fault: at(what, point) });
    expect(result).toMatchObject({ state: 'failed', code, cooldown, wasCommitted: false });
    expect(acts).toEqual([]);
  });

  it('a refusal of the platform at the commit is a failure, and the account rests', async () => {
    const { result, acts } = await rename(3, '太快了', { fault: at('too-frequent', 'before-effect') });
    expect(result).toMatchObject({ state: 'failed', code: 'too-frequent', cooldown: true, wasCommitted: true });
    expect(acts).not.toContain('rename-group');
  });

  it.each<[Between['what']]>([['app-crash'], ['network-lost']])(
    '%s with the commit under way leaves the result unknown',
    async (what) => {
      const { result, acts } = await rename(3, `不知道 ${what}`, { fault: at(what, 'before-effect') });
      expect(result).toMatchObject({ state: 'unknown', code: 'not-verified', wasCommitted: true, verifiedBy: null });
      expect(acts).not.toContain('rename-group');
    },
  );

  it('slow pages and trees of the page before only take longer', async () => {
    const { result } = await rename(1, '慢慢来', { fault: { kind: 'slow-pages' } });
    expect(result).toMatchObject({ state: 'done', verifiedBy: 'page' });
  });
});

describe('what the messenger refuses', () => {
  it('is told by its reason: a name that is too long', async () => {
    const { result, acts } = await rename(1, '很'.repeat(70));
    expect(result).toMatchObject({ state: 'failed', code: 'name-refused' });
    expect(acts).not.toContain('rename-group');
  });

  it('is told by its reason: only the owner may', async () => {
    const group = freshGroup(3);
    const owner = world.membersOf(group.groupId).find(({ personId }) => personId !== group.ownerId);
    world.perform(
      { kind: 'transfer-owner', groupId: group.groupId, personId: owner?.personId ?? '' },
      { accountId: null, at: 0 },
    );
    world.perform({ kind: 'restrict-rename', groupId: group.groupId, isRestricted: true }, { accountId: null, at: 0 });
    const result = await phones.run(3, 'rename-group', { groupName: group.name, newName: '轮不到我' });
    expect(result).toMatchObject({ state: 'failed', code: 'role-refused', wasCommitted: false });
  });
});
