import { describe, expect, it } from 'vitest';
import { messengerVariants } from '../../../simulator/messenger/variant.ts';
import { MessengerPhone, ownGroup, variantOf } from '../../support/messenger-phone.ts';

const versions = messengerVariants.map((variant) => ({ version: variant.version, variant }));

describe.each(versions)('renaming a group in $version', ({ variant }) => {
  it('goes from search over chat and info page to the editor, and changes the world once', () => {
    const phone = new MessengerPhone({ variant });
    phone.rename(ownGroup, '晨跑打卡8群');
    expect(phone.deeds).toEqual([`rename-group ${ownGroup} -> 晨跑打卡8群`]);
    expect(phone.world.group('group-1').name).toBe('晨跑打卡8群');
  });

  it('shows the new name in the row that it came from', () => {
    const phone = new MessengerPhone({ variant });
    phone.rename(ownGroup, '晨跑打卡8群');
    expect(phone.host.focus.activity).toBe(variant.info.activity);
    expect(phone.hand.sees('晨跑打卡8群')).toBe(true);
  });

  it('leaves a grey line in the chat', () => {
    const phone = new MessengerPhone({ variant });
    phone.rename(ownGroup, '晨跑打卡8群');
    phone.hand.back();
    expect(phone.hand.texts()).toContain('你修改群名为“晨跑打卡8群”');
  });

  it('puts the present name into the field, and offers nothing to commit before it is changed', () => {
    const phone = new MessengerPhone({ variant });
    phone.openNameEditor(ownGroup);
    expect(phone.host.focusedField?.text).toBe(ownGroup);
    expect(phone.hand.find(variant.editor.button)?.isEnabled).toBe(false);
    phone.hand.tap(variant.editor.button);
    expect(phone.world.acts.read().some(({ kind }) => kind === 'submit-rename-group')).toBe(false);
  });

  it('gives the hint as the text of an emptied field', () => {
    const phone = new MessengerPhone({ variant });
    phone.openNameEditor(ownGroup);
    phone.hand.write('');
    expect(phone.tree()).toContain(`text="${variant.editor.hint}"`);
  });

  it('is seen by the others in the group as done by somebody else', () => {
    const phone = new MessengerPhone({ variant, groups: [{ name: ownGroup, places: [1, 2], owner: 2 }] });
    phone.world.perform(
      { kind: 'rename-group', groupId: 'group-1', name: '晨跑8' },
      { accountId: 'account-2', at: phone.clock.now() },
    );
    phone.openChat('晨跑8');
    const { nickname = '' } = phone.world.accountOf(2) ?? {};
    expect(phone.hand.texts()).toContain(`"${nickname}"修改群名为“晨跑8”`);
  });
});

describe('who may rename', () => {
  const large = { name: ownGroup, places: [1, 2], size: 101, owner: 2 };

  it.each([
    ['a member of a group of 100', { ...large, size: 100 }, true],
    ['a member of a group of 101', large, false],
    ['an admin of a group of 101', { ...large, admins: [1] }, true],
    ['the owner of a group of 500', { ...large, size: 500, owner: 1 }, true],
    ['a member of a small group that restricts it', { ...large, size: 9, isRenameRestricted: true }, false],
  ])('%s', (_who, group, isAllowed) => {
    const phone = new MessengerPhone({ groups: [group] });
    phone.openNameEditor(ownGroup);
    expect(phone.host.focusedField !== null).toBe(isAllowed);
  });

  it('is told in a dialog that names the owner', () => {
    const phone = new MessengerPhone({ groups: [large] });
    phone.openNameEditor(ownGroup);
    const { nickname = '' } = phone.world.accountOf(2) ?? {};
    expect(phone.hand.texts()).toContain(`当前群聊人数较多，只有群主${nickname}才能修改群名称`);
    phone.hand.tap('我知道了');
    expect(phone.hand.sees('群聊名称')).toBe(true);
  });

  it('counts when the deed arrives, not when the page opened', () => {
    const phone = new MessengerPhone({ groups: [{ ...large, size: 60 }] });
    phone.openNameEditor(ownGroup);
    phone.world.perform(
      { kind: 'restrict-rename', groupId: 'group-1', isRestricted: true },
      { accountId: 'account-2', at: phone.clock.now() },
    );
    phone.hand.write('新名');
    phone.hand.tap('完成');
    expect(phone.deeds).toEqual(['restrict-rename false -> true']);
    expect(phone.world.acts.read().at(-1)).toMatchObject({
      kind: 'refuse-rename-group',
      subject: 'owner-or-admin-only',
    });
    expect(phone.hand.texts()).toContain('群主已设置只有群主/群管理员才能修改群名称');
  });
});

describe('the length of a name', () => {
  it('is cut by the field where the version does so', () => {
    const variant = variantOf('7.0.22');
    const phone = new MessengerPhone({ variant });
    phone.openNameEditor(ownGroup);
    phone.hand.write('长'.repeat(variant.editor.longest + 5));
    expect(phone.host.focusedField?.text).toBe('长'.repeat(variant.editor.longest));
  });

  it('never cuts a character in two', () => {
    const variant = variantOf('7.0.22');
    const phone = new MessengerPhone({ variant });
    phone.openNameEditor(ownGroup);
    phone.hand.write(`${'长'.repeat(variant.editor.longest - 1)}😀`);
    expect(phone.host.focusedField?.text).toBe('长'.repeat(variant.editor.longest - 1));
  });

  it('is refused by the messenger where the version does so', () => {
    const phone = new MessengerPhone();
    phone.rename(ownGroup, '长'.repeat(33));
    expect(phone.hand.texts()).toContain('群聊名称不能超过32个字符');
    expect(phone.deeds).toEqual([]);
  });
});
