import { describe, expect, it } from 'vitest';
import { faultSpecSchema, type FaultRequest } from '../../../simulator/faults/fault-spec.ts';
import { hiddenVariant } from '../../../simulator/messenger/variant.ts';
import { MessengerPhone, ownGroup } from '../../support/messenger-phone.ts';

type Request = Extract<FaultRequest, { kind: 'interruption' | 'held-act' | 'slow-pages' }>;

/** Starts a fault of the messenger on the phone in hand; the returned function ends it. */
function interrupt(phone: MessengerPhone, request: Request): () => void {
  const spec = faultSpecSchema.parse(request);
  if (spec.kind !== 'interruption' && spec.kind !== 'held-act' && spec.kind !== 'slow-pages') throw new TypeError();
  return phone.device.interrupt(spec);
}

const twoGroups = [
  { name: ownGroup, places: [1] },
  { name: '钓鱼群', places: [1] },
];

describe('a dialog', () => {
  it.each([
    ['update-dialog', '发现新版本'],
    ['permission-dialog', '权限申请'],
    ['teen-mode', '青少年模式'],
    ['account-limited', /被限制/u],
    ['too-frequent', /频繁/u],
  ] as const)('%s lies over the page at which it is to come', (what, words) => {
    const phone = new MessengerPhone();
    interrupt(phone, { kind: 'interruption', what, point: 'chat' });
    expect(phone.hand.sees(words)).toBe(false);
    phone.openChat(ownGroup);
    expect(phone.hand.sees(words)).toBe(true);
  });

  it('comes as often as ordered and no more', () => {
    const phone = new MessengerPhone();
    interrupt(phone, { kind: 'interruption', what: 'update-dialog', point: 'search' });
    phone.hand.tap({ description: '搜索' });
    phone.hand.tap('取消');
    phone.hand.back();
    phone.hand.tap({ description: '搜索' });
    expect(phone.hand.sees('发现新版本')).toBe(false);
  });

  it('is on record once it came, not when it was ordered', () => {
    const phone = new MessengerPhone();
    interrupt(phone, { kind: 'interruption', what: 'update-dialog', point: 'chat' });
    expect(phone.device.interruptions.strikes).toEqual([]);
    phone.openChat(ownGroup);
    expect(phone.device.interruptions.strikes).toMatchObject([
      { what: 'update-dialog', point: 'chat', groupId: 'group-1' },
    ]);
  });

  it('goes with its fault', () => {
    const phone = new MessengerPhone();
    const end = interrupt(phone, { kind: 'interruption', what: 'update-dialog' });
    end();
    expect(phone.hand.sees('发现新版本')).toBe(false);
  });

  it('leaves which button was pressed in the log', () => {
    const phone = new MessengerPhone();
    interrupt(phone, { kind: 'interruption', what: 'update-dialog' });
    phone.hand.tap('立即更新');
    expect(phone.world.acts.read().at(-1)).toMatchObject({ kind: 'answer-dialog', subject: '发现新版本/立即更新' });
  });

  it.each([
    ['redmi_7', '仅在使用中允许', 'com.lbe.security.miui'],
    ['oppo_a5_2018', '使用时允许', 'grant_singleton'],
  ])('asks for a permission in the words of the vendor of %s', (modelKey, words, mark) => {
    const phone = new MessengerPhone({ modelKey });
    interrupt(phone, { kind: 'interruption', what: 'permission-dialog' });
    expect(phone.hand.sees(words)).toBe(true);
    expect(phone.tree()).toContain(mark);
  });

  it('has the focus of its own window', async () => {
    const phone = new MessengerPhone({ modelKey: 'redmi_7' });
    interrupt(phone, { kind: 'interruption', what: 'permission-dialog', wording: 'vivo' });
    expect(phone.hand.sees('使用应用时允许')).toBe(true);
    expect(phone.tree()).toContain('package="com.android.permissioncontroller"');
  });
});

describe('a deed', () => {
  it('that comes too often is refused in words, and changes nothing', () => {
    const phone = new MessengerPhone();
    interrupt(phone, { kind: 'interruption', what: 'too-frequent', point: 'before-effect' });
    phone.rename(ownGroup, '新名');
    expect(phone.hand.texts()).toContain('操作过于频繁，请稍后再试');
    expect(phone.deeds).toEqual([]);
    expect(phone.world.acts.read().at(-1)).toMatchObject({ kind: 'refuse-rename-group', subject: 'too-frequent' });
  });

  it('without a network fails, and the chat list says why', () => {
    const phone = new MessengerPhone();
    phone.openNameEditor(ownGroup);
    const end = interrupt(phone, { kind: 'interruption', what: 'network-lost' });
    phone.hand.write('新名');
    phone.hand.tap('完成');
    expect(phone.hand.texts()).toContain('当前无法连接网络，可检查网络设置是否正常。');
    expect(phone.deeds).toEqual([]);
    phone.hand.tap('确定');
    for (let steps = 0; steps < 4; steps++) phone.hand.back();
    expect(phone.hand.sees('当前无法连接网络，可检查网络设置是否正常。')).toBe(true);
    end();
    expect(phone.hand.sees('当前无法连接网络，可检查网络设置是否正常。')).toBe(false);
  });

  it('finds the network again once its time is over', () => {
    const phone = new MessengerPhone();
    phone.openNameEditor(ownGroup);
    interrupt(phone, { kind: 'interruption', what: 'network-lost', lastsMs: 3_000 });
    phone.clock.advance(3_000);
    phone.hand.write('新名');
    phone.hand.tap('完成');
    expect(phone.deeds).toHaveLength(1);
    const [strike] = phone.device.interruptions.strikes;
    expect((strike?.endedAt ?? 0) - (strike?.at ?? 0)).toBe(3_000);
  });

  it.each([
    ['before-effect', 0],
    ['after-effect', 1],
  ] as const)('whose app crashes %s took effect %i times', (point, count) => {
    const phone = new MessengerPhone();
    interrupt(phone, { kind: 'interruption', what: 'app-crash', point });
    phone.rename(ownGroup, '新名');
    expect(phone.hand.sees('微信已停止运行')).toBe(true);
    expect(phone.deeds).toHaveLength(count);
  });

  it.each([
    ['group-renamed', ['rename-group 晨跑打卡7群 -> 改名换姓的群', 'rename-group 改名换姓的群 -> 新名']],
    ['group-dissolved', ['dissolve-group 晨跑打卡7群 -> -']],
    ['removed-from-group', ['remove-member account-1 -> -']],
  ] as const)('meets a group that was changed meanwhile: %s', (what, deeds) => {
    const phone = new MessengerPhone({ groups: [{ name: ownGroup, places: [1], owner: null }] });
    interrupt(phone, { kind: 'interruption', what, point: 'before-effect' });
    phone.rename(ownGroup, '新名');
    expect(phone.deeds).toEqual(deeds);
  });

  it('meets a group that its owner was removed from, once he had handed it over', () => {
    const phone = new MessengerPhone();
    interrupt(phone, { kind: 'interruption', what: 'removed-from-group', point: 'before-effect' });
    phone.rename(ownGroup, '新名');
    expect(phone.world.acts.deeds().map(({ kind }) => kind)).toEqual(['transfer-owner', 'remove-member']);
    expect(phone.hand.texts()).toContain('你已不在该群聊中');
  });

  it('held before it takes effect shows that it is under way, and is done when let go', async () => {
    const phone = new MessengerPhone();
    const release = interrupt(phone, { kind: 'held-act', point: 'before-effect' });
    phone.rename(ownGroup, '新名');
    await phone.device.interruptions.whenHeld();
    expect([phone.hand.sees('正在保存...'), phone.deeds, phone.device.truth().heldActs]).toEqual([true, [], 1]);
    release();
    expect(phone.deeds).toHaveLength(1);
    expect(phone.hand.sees('正在保存...')).toBe(false);
  });

  it('held after it took effect shows nothing of that before it is let go', () => {
    const phone = new MessengerPhone();
    const release = interrupt(phone, { kind: 'held-act', point: 'after-effect' });
    phone.rename(ownGroup, '新名');
    expect([phone.world.group('group-1').name, phone.hand.sees('正在保存...')]).toEqual(['新名', true]);
    release();
    expect(phone.host.focus.activity).toBe(phone.messenger.variant.info.activity);
  });

  it('is held for its time', () => {
    const phone = new MessengerPhone();
    interrupt(phone, { kind: 'held-act', point: 'before-effect', holdMs: 3_000 });
    phone.rename(ownGroup, '新名');
    phone.clock.advance(2_999);
    expect(phone.deeds).toEqual([]);
    phone.clock.advance(1);
    expect(phone.deeds).toHaveLength(1);
  });

  it('of another group is not held', () => {
    const phone = new MessengerPhone({ groups: twoGroups });
    interrupt(phone, { kind: 'held-act', groupId: 'group-2' });
    phone.rename(ownGroup, '新名');
    expect(phone.deeds).toHaveLength(1);
  });
});

describe('somebody at the phone', () => {
  it('leaves another chat in front', () => {
    const phone = new MessengerPhone({ groups: twoGroups });
    interrupt(phone, { kind: 'interruption', what: 'wrong-screen', point: 'group-info' });
    phone.openInfo(ownGroup);
    expect(phone.host.focus.activity).toBe(phone.messenger.variant.chat.activity);
    expect(phone.hand.sees('钓鱼群(12)')).toBe(true);
  });

  it('leaves the info page of another group, which only its name tells', () => {
    const phone = new MessengerPhone({ groups: twoGroups });
    interrupt(phone, { kind: 'interruption', what: 'wrong-screen', point: 'group-info', page: 'other-info' });
    phone.openInfo(ownGroup);
    phone.reachRow('群聊名称');
    expect(phone.hand.sees('钓鱼群')).toBe(true);
  });

  it('locks it, with a PIN, until the fault ends', () => {
    const phone = new MessengerPhone();
    const end = interrupt(phone, { kind: 'interruption', what: 'lock-screen', point: 'chat' });
    phone.openChat(ownGroup);
    expect(phone.host.focus.packageName).toBe('com.android.systemui');
    end();
    expect(phone.host.focus.packageName).toBe('com.tencent.mm');
  });
});

describe('search in trouble', () => {
  it('says that its index is not ready', () => {
    const phone = new MessengerPhone();
    const end = interrupt(phone, { kind: 'interruption', what: 'index-building' });
    phone.hand.tap({ description: '搜索' });
    phone.hand.write(ownGroup);
    expect([phone.hand.sees(/索引建立/u), phone.hand.sees('群聊')]).toEqual([true, false]);
    end();
    expect(phone.hand.sees('群聊')).toBe(true);
  });

  it('has the wanted group behind 更多群聊 when there are too many', () => {
    const groups = ['钓鱼群', '徒步群', '手作群', '瑜伽群', ownGroup].map((name) => ({ name, places: [1] }));
    const phone = new MessengerPhone({ groups });
    interrupt(phone, { kind: 'interruption', what: 'too-many-results' });
    phone.hand.tap({ description: '搜索' });
    phone.hand.write(ownGroup);
    expect(phone.hand.sees(`包含：${ownGroup}`)).toBe(true);
    phone.hand.tap('更多群聊');
    phone.hand.tap(ownGroup);
    expect(phone.hand.sees('钓鱼群')).toBe(true);
    expect(phone.hand.sees(ownGroup)).toBe(true);
  });
});

describe('a messenger that takes its time', () => {
  const slow = { kind: 'slow-pages', staleTreeMs: 300, loadMs: 600, searchMs: 800, replyMs: 500 } as const;

  it('shows the view tree of the page before, while the new page is painted', () => {
    const phone = new MessengerPhone();
    interrupt(phone, slow);
    phone.hand.tap({ description: '搜索' });
    expect(phone.tree()).toContain('通讯录');
    expect(phone.hand.sees('取消')).toBe(true);
    phone.clock.advance(300);
    expect(phone.tree()).not.toContain('通讯录');
  });

  it('shows the results of the words before until the new ones are there', () => {
    const phone = new MessengerPhone({ groups: twoGroups });
    interrupt(phone, slow);
    phone.hand.tap({ description: '搜索' });
    phone.hand.write(ownGroup);
    phone.clock.advance(800);
    phone.hand.write('钓鱼群');
    expect(phone.hand.sees(ownGroup)).toBe(true);
    phone.clock.advance(800);
    expect(phone.hand.sees(ownGroup)).toBe(false);
  });

  it('shows only that a page loads until it has', () => {
    const phone = new MessengerPhone();
    interrupt(phone, { ...slow, searchMs: 0 });
    phone.openChat(ownGroup);
    expect(phone.hand.texts()).toEqual([]);
    phone.clock.advance(600);
    expect(phone.hand.sees(`${ownGroup}(12)`)).toBe(true);
  });
});

describe('a version that hides its views', () => {
  it('gives one view without an area, and paints what a person can use', () => {
    const phone = new MessengerPhone({ variant: hiddenVariant });
    expect(phone.tree()).toMatch(/<node [^>]*package="com\.tencent\.mm"[^>]*bounds="\[0,0\]\[0,0\]" \/>/u);
    phone.openNameEditor(ownGroup);
    phone.hand.write('人手改的名');
    phone.hand.tap('确定');
    expect(phone.deeds).toEqual([`rename-group ${ownGroup} -> 人手改的名`]);
  });

  it('hides its own views alone', () => {
    const phone = new MessengerPhone({ variant: hiddenVariant });
    phone.host.pressKey('HOME');
    expect(phone.tree()).not.toContain('bounds="[0,0][0,0]"');
  });
});
