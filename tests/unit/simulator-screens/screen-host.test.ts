import { describe, expect, it } from 'vitest';
import { createHomeScreen } from '../../../simulator/messenger/home-screen.ts';
import { Messenger } from '../../../simulator/messenger/messenger.ts';
import { messengerVariants, type MessengerVariant } from '../../../simulator/messenger/variant.ts';
import { Display } from '../../../simulator/screens/display.ts';
import { createDialerScreen } from '../../../simulator/screens/dialer-screen.ts';
import { createLauncherScreen } from '../../../simulator/screens/launcher-screen.ts';
import { ScreenHost } from '../../../simulator/screens/screen-host.ts';
import { World } from '../../../simulator/world/world.ts';

const clock = { now: () => Date.UTC(2026, 0, 5, 2, 30), after: () => () => undefined };
const display = new Display(720, 1520, 320);
const tabBarY = display.content.bottom - display.dp(20);
const contactsTabX = display.width * 0.375;

function openPhone(variant: MessengerVariant, seed = 7) {
  const world = new World({ seed, phoneCount: 4 });
  const account = world.accountOf(1);
  if (account === null) throw new Error('the desk has no first phone');
  const messenger = new Messenger({ world, account, variant, clock });
  const launcher = createLauncherScreen({
    packageName: 'com.miui.home',
    activity: 'com.miui.home.launcher.Launcher',
    now: () => clock.now(),
    apps: () => [],
  });
  const host = new ScreenHost({
    clock,
    display: () => display,
    batteryPercent: () => 80,
    launcher,
    messengerPackage: 'com.tencent.mm',
  });
  return { world, messenger, host };
}

function readTree(host: ScreenHost): string {
  const dump = host.dump();
  if (dump.kind !== 'tree') throw new Error(`no tree: ${dump.kind}`);
  return dump.xml;
}

function centreOf(xml: string, text: string): { x: number; y: number } {
  const match = new RegExp(`text="${text}"[^>]*bounds="\\[(\\d+),(\\d+)\\]\\[(\\d+),(\\d+)\\]"`, 'u').exec(xml);
  if (match === null) throw new Error(`${text} is not on the screen`);
  const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1).map(Number);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function openGroupList(host: ScreenHost): void {
  host.tap(contactsTabX, tabBarY);
  const { x, y } = centreOf(readTree(host), '群聊');
  host.tap(x, y);
}

describe.each(messengerVariants.map((variant) => ({ variant, version: variant.version })))(
  'messenger $version',
  ({ variant }) => {
    it('leads from the contacts tab to the group list', () => {
      const { host, messenger } = openPhone(variant);
      host.start(createHomeScreen(messenger));
      openGroupList(host);
      expect(host.focus.activity).toBe(variant.groupList.activity);
    });

    it('closes the group list with a row that counts all groups', () => {
      const { host, messenger } = openPhone(variant);
      host.start(createHomeScreen(messenger));
      openGroupList(host);
      for (let turn = 0; turn < 30; turn++) host.swipe({ x: 300, y: 1200 }, { x: 300, y: 400 });
      expect(readTree(host)).toContain(`text="${messenger.groups.length}个群聊"`);
    });

    it('writes each opened page into the act log of the world', () => {
      const { host, messenger, world } = openPhone(variant);
      host.start(createHomeScreen(messenger));
      openGroupList(host);
      expect(world.acts.read().map((act) => act.kind)).toEqual(['open-messenger', 'open-tab', 'open-group-list']);
    });
  },
);

describe('display of a virtual phone', () => {
  const variant = messengerVariants[0];
  if (variant === undefined) throw new Error('no messenger variant');

  it('shows the number that the dialler was opened with', () => {
    const { host } = openPhone(variant);
    host.start(createDialerScreen('com.android.dialer', '42'));
    expect(readTree(host)).toContain('text="42"');
  });

  it('lets no tap through the tab bar to the row below it', () => {
    const { host, messenger, world } = openPhone(variant);
    host.start(createHomeScreen(messenger));
    host.tap(display.width * 0.625, tabBarY);
    expect(world.acts.read().some((act) => act.kind === 'open-chat')).toBe(false);
  });

  it('takes no tap while it is dark', () => {
    const { host, messenger } = openPhone(variant);
    host.start(createHomeScreen(messenger));
    host.pressKey('KEYCODE_SLEEP');
    host.tap(contactsTabX, tabBarY);
    host.pressKey('224');
    host.swipe({ x: 360, y: 1200 }, { x: 360, y: 400 });
    expect(readTree(host)).toContain('微信(');
  });

  it('gives the keyguard the focus while it is locked', () => {
    const { host } = openPhone(variant);
    host.keyguard.lock();
    expect(host.focus.packageName).toBe('com.android.systemui');
  });

  it('opens a lock with a PIN only for the right PIN', () => {
    const { host } = openPhone(variant);
    host.keyguard.setPin('2468');
    host.keyguard.lock();
    for (const pin of ['1111', '2468']) {
      host.swipe({ x: 360, y: 1200 }, { x: 360, y: 400 });
      host.typeText(pin);
      host.pressKey('KEYCODE_ENTER');
      expect(host.keyguard.isShowing).toBe(pin !== '2468');
    }
  });

  it('hides the tree of the messenger alone when the phone blocks it', () => {
    const { host, messenger } = openPhone(variant);
    host.setTreeMode('blocked');
    expect(readTree(host)).toContain('com.miui.home');
    host.start(createHomeScreen(messenger));
    expect(readTree(host)).toMatch(/<node [^>]*package="com\.tencent\.mm"[^>]*bounds="\[0,0\]\[0,0\]" \/>/u);
  });

  it('has an empty hierarchy, or never becomes idle, when told so', () => {
    const { host } = openPhone(variant);
    host.setTreeMode('empty');
    expect(readTree(host)).toContain('<hierarchy rotation="0"></hierarchy>');
    host.setTreeMode('no-idle');
    expect(host.dump().kind).toBe('no-idle');
  });

  it('shows a dialog instead of the page until a button closes it', () => {
    const { host, messenger } = openPhone(variant);
    host.start(createHomeScreen(messenger));
    host.openDialog({ packageName: 'com.tencent.mm', title: '发现新版本', text: '', buttons: ['以后再说'] });
    expect(readTree(host)).not.toContain('通讯录');
    const { x, y } = centreOf(readTree(host), '以后再说');
    host.tap(x, y);
    expect(readTree(host)).toContain('通讯录');
  });

  it('paints a PNG of the size of the display', async () => {
    const { host } = openPhone(variant);
    const png = Buffer.from(await host.paint());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([720, 1520]);
  });
});

describe('world', () => {
  it('is the same for the same seed', () => {
    const [first, second] = [1, 2].map(() => new World({ seed: 3, phoneCount: 10 }));
    expect(first?.groups).toEqual(second?.groups);
  });

  it('differs for another seed', () => {
    expect(new World({ seed: 3, phoneCount: 10 }).groups).not.toEqual(new World({ seed: 4, phoneCount: 10 }).groups);
  });

  it('gives every account 8 to 30 groups and shares some between accounts', () => {
    const world = new World({ seed: 5, phoneCount: 100 });
    const counts = world.accounts.map(({ accountId }) => world.groupsOf(accountId).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...counts)).toBeLessThanOrEqual(30);
    expect(world.groups.some((group) => group.ownAccounts.length > 1)).toBe(true);
  });
});
