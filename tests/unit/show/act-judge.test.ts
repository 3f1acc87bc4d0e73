import { describe, expect, it } from 'vitest';
import { submittedIn, unorderedActs } from '../../support/groups/act-judge.ts';
import { MessengerPhone } from '../../support/messenger-phone.ts';

const groups = [
  { name: '甲群', places: [1] },
  { name: '乙群', places: [1] },
];
const ordered = [{ groupId: 'group-1', name: '新甲群' }];

function openPhone() {
  const phone = new MessengerPhone({ groups });
  const actor = { accountId: phone.messenger.account.accountId, at: 0 };
  return { phone, perform: (deed: Parameters<typeof phone.world.perform>[0]) => phone.world.perform(deed, actor) };
}

const group1 = { groupId: 'group-1' } as const;

describe('what nobody ordered', () => {
  it('is nothing where the ordered group gets the ordered name, by hand and all looks on the way', () => {
    const { phone } = openPhone();
    phone.rename('甲群', '新甲群');
    expect(phone.deeds).toEqual(['rename-group 甲群 -> 新甲群']);
    expect(unorderedActs(phone.world.acts.read(), ordered)).toEqual([]);
  });

  it.each([
    ['another name', { kind: 'rename-group', ...group1, name: '新甲裙' }],
    ['another group', { kind: 'rename-group', groupId: 'group-2', name: '新甲群' }],
    ['a remark', { kind: 'set-remark', ...group1, text: '新甲群' }],
    ['a nickname', { kind: 'set-alias', ...group1, text: '新甲群' }],
    ['leaving', { kind: 'leave-group', ...group1 }],
    ['clearing', { kind: 'clear-history', ...group1 }],
    ['dissolving', { kind: 'dissolve-group', ...group1 }],
    ['taking it off the contacts', { kind: 'set-saved', ...group1, isSaved: false }],
  ] as const)('is seen: %s', (_what, deed) => {
    const { phone, perform } = openPhone();
    expect(perform(deed)).toBeNull();
    expect(unorderedActs(phone.world.acts.read(), ordered)).toHaveLength(1);
  });

  it('is seen where the ordered act is done a second time', () => {
    const { phone, perform } = openPhone();
    for (const name of ['新甲群', '新甲群']) perform({ kind: 'rename-group', ...group1, name });
    expect(unorderedActs(phone.world.acts.read(), ordered)).toHaveLength(1);
  });

  it('is seen where a switch is thrown', () => {
    const { phone } = openPhone();
    phone.openInfo('甲群');
    phone.reachRow('置顶聊天');
    phone.hand.tap('置顶聊天');
    expect(unorderedActs(phone.world.acts.read(), ordered)).toEqual(['open-page group-1 pin false -> true']);
  });
});

describe('what was submitted in a group', () => {
  it('is nothing where it was only looked at', () => {
    const { phone } = openPhone();
    phone.openInfo('甲群');
    expect(submittedIn(phone.world.acts.read(), 'group-1')).toEqual([]);
  });

  it('is the tap that asks for a renaming, and in its own group only', () => {
    const { phone } = openPhone();
    phone.rename('甲群', '新甲群');
    const told = submittedIn(phone.world.acts.read(), 'group-1');
    expect(told.some((act) => act.startsWith('submit-rename-group'))).toBe(true);
    expect(submittedIn(phone.world.acts.read(), 'group-2')).toEqual([]);
  });

  it('counts as wrong in a row that is said to have failed: its order is taken from the list', () => {
    const { phone } = openPhone();
    phone.rename('甲群', '新甲群');
    expect(unorderedActs(phone.world.acts.read(), []).length).toBeGreaterThanOrEqual(2);
  });
});
