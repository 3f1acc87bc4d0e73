import { describe, expect, it } from 'vitest';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import { walkTree } from '../../../simulator/screens/ui-node.ts';
import { MessengerPhone, ownGroup, variantOf } from '../../support/messenger-phone.ts';

const versions = messengerVariants.map((variant) => ({ version: variant.version, variant }));

describe.each(versions)('member list of $version', ({ variant }) => {
  it('shows every member in its grid, one cell each, though names repeat', () => {
    const phone = new MessengerPhone({ variant, groups: [{ name: ownGroup, places: [1], size: 500 }] });
    phone.openInfo(ownGroup);
    phone.reachRow(variant.info.moreMembers);
    phone.hand.tap(variant.info.moreMembers);
    expect(phone.hand.sees('聊天成员(500)')).toBe(true);
    const cells = new Set<string>();
    for (let page = 0; page < 60; page++) {
      for (const cell of cellsOf(phone)) cells.add(cell);
      phone.hand.scroll(0.3);
    }
    expect(cells.size).toBe(500);
  });
});

/** Cells by the picture in them: names repeat, pictures do not. */
function cellsOf(phone: MessengerPhone): string[] {
  return [...walkTree(phone.host.front().node)].flatMap(({ look }) =>
    look.avatar === undefined ? [] : [String(look.avatar)],
  );
}

describe('the info page', () => {
  const large = { name: ownGroup, places: [1, 2], size: 60, owner: 2 };

  it('has the number of members in its title', () => {
    const phone = new MessengerPhone({ groups: [large] });
    phone.openInfo(ownGroup);
    expect(phone.hand.sees('聊天信息(60)')).toBe(true);
  });

  it.each([
    ['a member', large, false],
    ['an admin', { ...large, admins: [1] }, true],
    ['the owner', { ...large, owner: 1 }, true],
  ])('offers removal and management to %s', (_who, group, isOffered) => {
    const phone = new MessengerPhone({ groups: [group] });
    phone.openInfo(ownGroup);
    expect(phone.hand.reach({ description: '删除成员' })).toBe(isOffered);
    expect(phone.hand.reach('群管理')).toBe(isOffered);
  });

  it('needs no link to all members in a small group', () => {
    const phone = new MessengerPhone({ groups: [{ ...large, size: 20 }] });
    phone.openInfo(ownGroup);
    expect(phone.hand.reach('查看更多群成员')).toBe(false);
  });

  it('keeps the group in the contacts or takes it out', () => {
    const phone = new MessengerPhone({ groups: [large] });
    phone.openInfo(ownGroup);
    phone.reachRow('保存到通讯录');
    phone.hand.tap('保存到通讯录');
    expect(phone.messenger.groups).toEqual([]);
    expect(phone.deeds).toEqual(['set-saved true -> false']);
  });

  it('asks before it leaves, and goes back to the first page', () => {
    const phone = new MessengerPhone({ groups: [large] });
    phone.openInfo(ownGroup);
    phone.reachRow('退出群聊');
    phone.hand.tap('退出群聊');
    expect(phone.deeds).toEqual([]);
    phone.hand.tap('确定');
    expect(phone.deeds).toEqual(['leave-group - -> -']);
    expect(phone.host.focus.activity).toBe('com.tencent.mm.ui.LauncherUI');
  });

  it('edits a remark on a page like that of the name, which renames nothing', () => {
    const phone = new MessengerPhone({ groups: [large] });
    phone.openInfo(ownGroup);
    phone.reachRow('备注');
    phone.hand.tap('备注');
    phone.hand.write('重点群');
    phone.hand.tap('完成');
    expect(phone.deeds).toEqual(['set-remark - -> 重点群']);
    expect(phone.world.group('group-1').name).toBe(ownGroup);
  });
});

describe('a profile', () => {
  const members = [{ key: 'wang', nickname: '王小敏', messengerId: 'wangxm88' }];
  const open = (friendsOf: number[]): MessengerPhone => {
    const phone = new MessengerPhone({
      groups: [{ name: ownGroup, places: [1], size: 4, members: members.map((each) => ({ ...each, friendsOf })) }],
    });
    phone.openInfo(ownGroup);
    phone.hand.tap('王小敏');
    return phone;
  };

  it('shows the 微信号 of a friend', () => {
    expect(open([1]).hand.texts()).toContain('微信号: wangxm88');
  });

  it('shows none of a stranger, and offers to add him', () => {
    const { hand } = open([]);
    expect(hand.sees(/微信号/u)).toBe(false);
    expect(hand.sees('添加到通讯录')).toBe(true);
  });
});

describe('search', () => {
  const names = ['大读书会1群', '读书会1群', '家人们', '家人们', '钓鱼群'];
  const groups = names.map((name) => ({ name, places: [1] }));
  const searching = (words: string, version = '8.0.40'): MessengerPhone => {
    const phone = new MessengerPhone({ groups, variant: variantOf(version) });
    phone.hand.tap({ description: '搜索' });
    phone.hand.write(words);
    return phone;
  };

  it('lists the exact name before names that contain it, under its section', () => {
    const texts = searching('读书会1群').hand.texts();
    expect(texts.slice(0, 3)).toEqual(['群聊', '读书会1群', '大读书会1群']);
  });

  it('shows two groups of one name as two hits', () => {
    expect(
      searching('家人们')
        .hand.texts()
        .filter((text) => text === '家人们'),
    ).toHaveLength(3);
  });

  it('says when there is nothing', () => {
    expect(searching('没有这个').hand.sees('没有找到相关结果')).toBe(true);
  });

  it('finds a renamed group by its old name in the records alone', () => {
    const phone = searching('');
    phone.world.perform(
      { kind: 'rename-group', groupId: 'group-5', name: '垂钓群' },
      { accountId: null, at: phone.clock.now() },
    );
    phone.world.perform(
      { kind: 'rename-group', groupId: 'group-5', name: '海钓群' },
      { accountId: null, at: phone.clock.now() },
    );
    phone.hand.write('垂钓');
    expect([phone.hand.sees('群聊'), phone.hand.sees('聊天记录')]).toEqual([false, true]);
    phone.hand.write('海钓群');
    expect([phone.hand.sees('群聊'), phone.hand.sees('聊天记录')]).toEqual([true, true]);
  });

  it('repeats what is used most in a section of its own in newer versions', () => {
    const phone = searching('', '8.0.78');
    const top = phone.messenger.chats[0]?.group.name ?? '';
    phone.hand.write(top);
    expect(phone.hand.texts()).toEqual(expect.arrayContaining(['最常使用', '群聊']));
  });
});

describe('views as public dumps have them', () => {
  it('gives the tab labels of 7.0 no area, and their parents one', () => {
    const phone = new MessengerPhone({ variant: variantOf('7.0.22') });
    expect(phone.tree()).toMatch(/text="通讯录"[^>]*bounds="\[0,0\]\[0,0\]"/u);
    phone.hand.tap('通讯录');
    expect(phone.hand.sees('新的朋友')).toBe(true);
  });

  it('cuts a long name in the chat list with an ellipsis', () => {
    const name = '一群没有名字但是名字特别特别特别长长到一行肯定放不下';
    const phone = new MessengerPhone({ groups: [{ name, places: [1] }] });
    expect(phone.tree()).toContain(`text="${name.slice(0, 16)}…"`);
  });

  it('has no title in the view tree of a chat of 8.0.78, though it is painted', () => {
    const phone = new MessengerPhone({ variant: variantOf('8.0.78') });
    phone.openChat(ownGroup);
    expect(phone.tree()).not.toContain(`${ownGroup}(12)`);
    expect(phone.hand.sees(`${ownGroup}(12)`)).toBe(true);
  });

  it('marks the field that has the focus', () => {
    const phone = new MessengerPhone();
    phone.openNameEditor(ownGroup);
    expect(phone.tree()).toMatch(/class="android.widget.EditText"[^>]*focused="true"/u);
  });

  it('shows the own nickname and 微信号 on the last tab', () => {
    const phone = new MessengerPhone();
    phone.hand.tap('我');
    const { nickname = '', messengerId = '' } = phone.world.accountOf(1) ?? {};
    expect(phone.hand.texts()).toEqual(expect.arrayContaining([nickname, `微信号：${messengerId}`]));
  });
});
