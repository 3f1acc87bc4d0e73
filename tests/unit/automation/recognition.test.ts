import { describe, expect, it } from 'vitest';
import { prepareApp, recognise, type Look } from '../../../electron/automation/engine/recognition.ts';
import { fillIn, fillPattern } from '../../../electron/automation/playbooks/variables.ts';
import { messengerApp, shippedPlaybooks } from '../../support/automation/shipped-playbooks.ts';
import { paperRow, treeOf, type PaperView } from '../../support/automation/paper-views.ts';

const variables = { groupName: '操作频繁交流', newName: '新群' };
const file = shippedPlaybooks.find(messengerApp, 'rename-group')?.app;
if (file === undefined) throw new Error('the playbook has problems');
const app = prepareApp(
  file,
  (text, isPattern) => (isPattern ? fillPattern(text, variables) : fillIn(text, variables)),
  Object.values(variables),
);

function look(...windows: PaperView[]): Look {
  return recognise(app, treeOf(windows));
}

function nameOf(seen: Look): string {
  if (seen.kind === 'screen') return seen.screen;
  return seen.kind === 'interrupted' ? seen.interruption.id : seen.kind;
}

const page = (...children: PaperView[]): PaperView => ({ of: 'FrameLayout', children });
const title = (text: string): PaperView => ({ of: 'TextView', text, box: [100, 60, 600, 140] });
const icon = (desc: string): PaperView => ({ of: 'ImageView', desc, isTappable: true, box: [640, 60, 720, 140] });
const field = (text = '', top = 60): PaperView => ({
  of: 'EditText',
  text,
  isTappable: true,
  box: [20, top, 600, top + 80],
});
const list = (...rows: PaperView[]): PaperView => ({ of: 'ListView', box: [0, 150, 720, 1400], children: rows });
const tabs: PaperView = {
  of: 'RelativeLayout',
  box: [0, 1400, 720, 1520],
  children: ['微信', '通讯录', '发现', '我'].map((text, index) => ({
    isTappable: true,
    box: [index * 180, 1400, index * 180 + 180, 1520],
    children: [{ text, box: [index * 180, 1450, index * 180 + 180, 1500] }],
  })),
};
const dialog = (text: string, ...buttons: string[]): PaperView => ({
  of: 'FrameLayout',
  box: [60, 500, 660, 900],
  children: [
    { of: 'TextView', text, box: [60, 500, 660, 700] },
    ...buttons.map((button, index): PaperView => ({
      of: 'Button',
      text: button,
      isTappable: true,
      box: [60 + index * 300, 800, 360 + index * 300, 900],
    })),
  ],
});

const scrolled = (words: string): PaperView => ({
  of: 'ScrollView',
  box: [0, 150, 720, 1400],
  children: [{ of: 'TextView', text: words, box: [60, 500, 660, 700] }],
});

describe('a screen is known by its words', () => {
  it.each<[string, PaperView]>([
    ['chats', page(title('微信(12)'), icon('搜索'), list(paperRow(150, ['家长群'])), tabs)],
    ['contacts', page(title('通讯录'), list(paperRow(150, ['新的朋友']), paperRow(270, ['群聊'])), tabs)],
    ['me', page(list(paperRow(150, ['王磊', '微信号：desk_1'])), tabs)],
    ['home', page(list(paperRow(150, ['朋友圈'])), tabs)],
    ['group-list', page(title('群聊'), list(paperRow(150, ['家长群']), paperRow(270, ['1个群聊'])))],
    ['group-chat', page(title('家长群(38)'), icon('更多信息'), list(paperRow(150, ['大家好'])), field('', 1400))],
    ['group-info', page(title('聊天信息(38)'), list(paperRow(150, ['群聊名称', '家长群'])))],
    ['member-list', page(title('聊天成员(38)'), list(paperRow(150, ['小王'])))],
    ['group-manage', page(title('群管理'), list(paperRow(150, ['群主管理权转让'])))],
    ['edit-name', page(title('修改群聊名称'), field('家长群', 200), icon('完成'))],
    ['search', page(field('家长'), list(paperRow(150, ['家长群'])))],
  ])('%s', (name, window) => {
    expect(nameOf(look(window))).toBe(name);
  });

  it.each<[string, PaperView]>([
    [
      'chats',
      page(
        title('微信'),
        list(paperRow(150, ['聊天信息(3)']), paperRow(270, ['群聊']), paperRow(390, ['群管理'])),
        tabs,
      ),
    ],
    ['search', page(field('群聊名称'), list(paperRow(150, ['修改群聊名称'])))],
    ['group-list', page(title('群聊'), list(paperRow(150, ['聊天成员(5)']), paperRow(270, ['2个群聊'])))],
  ])('%s, whatever the groups in its list are called', (name, window) => {
    expect(nameOf(look(window))).toBe(name);
  });

  it.each<[string, PaperView]>([
    ['an editor of something else', page(title('备注'), field('家长群', 300))],
    ['a page without a title', page(list(paperRow(200, ['甲'])))],
    ['a mini program', page(title('点餐'))],
  ])('%s is not known', (_what, window) => {
    expect(nameOf(look(window))).toBe('unknown');
  });
});

describe('an interruption', () => {
  it.each<[string, PaperView]>([
    ['too-frequent', dialog('操作太频繁，请稍后再试', '确定')],
    ['account-limited', dialog('你的账号被限制，请稍后再试', '确定')],
    ['rename-refused', dialog('当前群聊人数较多，只有群主王磊才能修改群名称', '我知道了')],
    ['name-refused', dialog('群聊名称不能超过32个字符', '我知道了')],
    ['network', dialog('当前无法连接网络，可检查网络设置是否正常。', '确定')],
    ['update-offer', dialog('发现新版本 8.0.99', '以后再说', '更新')],
    ['leave-unsaved', dialog('是否保存本次编辑？', '不保存', '保存')],
    ['teen-mode', dialog('开启青少年模式', '我知道了')],
  ])('%s is known in its own window, over any page', (name, window) => {
    const below = page(title('聊天信息(38)'), list(paperRow(150, ['群聊名称', '家长群'])));
    expect(nameOf(look(below, window))).toBe(name);
  });

  it('of the platform is known on a page that is known too', () => {
    expect(
      nameOf(
        look(page(title('聊天信息(38)'), { of: 'TextView', text: '操作频繁，稍后再试', box: [0, 700, 720, 800] })),
      ),
    ).toBe('too-frequent');
  });

  it.each(['违规者一律移出本群', '请勿频繁刷屏'])('is no announcement on a page that is known: %s', (text) => {
    expect(nameOf(look(page(title('聊天信息(38)'), scrolled(text))))).toBe('group-info');
  });

  it.each([
    ['你的账号被限制使用', 'account-limited'],
    ['操作太频繁，请稍后再试', 'too-frequent'],
  ])('of the platform is known in a dialog whose words scroll: %s', (text, code) => {
    const below = page(title('聊天信息(38)'), list(paperRow(150, ['群聊名称', '家长群'])));
    const words: PaperView = { of: 'TextView', text, box: [60, 500, 660, 700] };
    const box = [60, 500, 660, 900] as const;
    const seen = look(below, { of: 'FrameLayout', box, children: [{ of: 'ScrollView', box, children: [words] }] });
    expect(seen).toMatchObject({ kind: 'interrupted', interruption: { code, meaning: 'cooldown' } });
  });

  it('is no group that is called so: in a list, as a title, as what the run is about', () => {
    expect(nameOf(look(page(title('微信'), list(paperRow(150, ['太频繁了稍后再试'])), tabs)))).toBe('chats');
    expect(nameOf(look(page(title('操作频繁交流(38)'), icon('聊天信息'))))).toBe('group-chat');
  });

  it('of the phone is known by its app', () => {
    const prompt: PaperView = {
      ...dialog('允许“微信”使用麦克风？'),
      app: 'com.lbe.security.miui',
      children: [
        { of: 'Button', text: '拒绝', isTappable: true, app: 'com.lbe.security.miui', box: [60, 800, 360, 900] },
      ],
    };
    expect(nameOf(look(prompt))).toBe('permission-asked');
  });
});

describe('what is no page of the messenger', () => {
  it('is another app in front', () => {
    expect(look({ of: 'FrameLayout', text: '桌面', app: 'com.miui.home' })).toMatchObject({
      kind: 'away',
      packageName: 'com.miui.home',
    });
  });

  it('is a page whose views carry no words', () => {
    expect(nameOf(look(page({ of: 'View', box: [0, 0, 720, 700] }, { of: 'View', box: [0, 700, 720, 1520] })))).toBe(
      'unlabelled',
    );
  });
});
