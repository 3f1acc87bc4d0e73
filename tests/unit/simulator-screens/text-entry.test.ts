import { describe, expect, it } from 'vitest';
import { Display } from '../../../simulator/screens/display.ts';
import { createLauncherScreen } from '../../../simulator/screens/launcher-screen.ts';
import { ScreenHost } from '../../../simulator/screens/screen-host.ts';
import { createSettingsScreen } from '../../../simulator/screens/settings-screen.ts';
import { TextField } from '../../../simulator/screens/text-field.ts';
import { walkTree } from '../../../simulator/screens/ui-node.ts';

const clock = { now: () => Date.UTC(2026, 0, 5, 2, 30), after: () => () => undefined };
const display = new Display(720, 1520, 320);

function openSettings(): ScreenHost {
  const host = new ScreenHost({
    clock,
    display: () => display,
    batteryPercent: () => 80,
    messengerPackage: 'com.tencent.mm',
    launcher: createLauncherScreen({ packageName: 'home', activity: 'Home', now: () => clock.now(), apps: () => [] }),
  });
  host.start(createSettingsScreen());
  return host;
}

function searchNode(host: ScreenHost) {
  const [window] = host.look().windows;
  const node = window === undefined ? undefined : [...walkTree(window.node)].find(({ field }) => field !== null);
  if (node === undefined) throw new Error('there is no search field');
  return node;
}

function xmlOf(host: ScreenHost): string {
  const dump = host.dump();
  return 'xml' in dump ? dump.xml : '';
}

function tapSearch(host: ScreenHost): void {
  const { left, top } = searchNode(host).bounds;
  host.tap(left + 5, top + 5);
}

describe('a text field', () => {
  it('takes a typed text only once it has the focus', () => {
    const host = openSettings();
    host.typeText('蓝');
    expect(searchNode(host).text).toBe('搜索设置项');
    tapSearch(host);
    host.typeText('蓝');
    expect(searchNode(host).text).toBe('蓝');
    expect(xmlOf(host)).toMatch(/text="蓝"[^>]*focused="true"/u);
  });

  it('changes the page that it belongs to', () => {
    const host = openSettings();
    tapSearch(host);
    host.typeText('电池');
    expect(xmlOf(host)).not.toContain('WLAN');
  });

  it('loses a whole emoji with one press of the delete key', () => {
    const field = new TextField({ text: '群😀' });
    field.deleteBefore();
    expect(field.text).toBe('群');
  });

  it('takes text in at its cursor', () => {
    const field = new TextField({ text: '群' });
    field.moveToStart();
    field.insert('好');
    expect(field.text).toBe('好群');
  });

  it('keeps no more than it accepts', () => {
    const field = new TextField({ accept: (text) => text.slice(0, 3) });
    field.set('一二三四');
    expect([field.text, field.cursor]).toEqual(['一二三', 3]);
  });

  it('gives BACK to its keyboard first', () => {
    const host = openSettings();
    tapSearch(host);
    host.pressKey('KEYCODE_BACK');
    expect([host.isKeyboardShown, host.focus.packageName]).toEqual([false, 'com.android.settings']);
    host.pressKey('4');
    expect(host.focus.packageName).toBe('home');
  });

  it('loses the focus with its page', () => {
    const host = openSettings();
    tapSearch(host);
    host.pressKey('HOME');
    expect(host.focusedField).toBeNull();
  });
});
