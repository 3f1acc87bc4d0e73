import { beforeEach, describe, expect, it } from 'vitest';
import { AutomationPhone } from '../../support/automation-phone.ts';

const settingsPackage = 'com.android.settings';
let phone: AutomationPhone;

beforeEach(async () => {
  phone = await new AutomationPhone('redmi_note_14').open();
  await phone.phone.run('am start -n com.android.settings/.Settings');
});

describe('the server itself', () => {
  it('says that it is ready', async () => {
    expect((await phone.ask('GET', '/status')).value).toMatchObject({ ready: true, build: { version: '10.6.6' } });
  });

  it('lists its session', async () => {
    expect((await phone.ask('GET', '/sessions')).value).toMatchObject([{ capabilities: {} }]);
  });

  it('knows no other session', async () => {
    expect(await phone.ask('DELETE', '/session/other')).toMatchObject({
      status: 404,
      value: { error: 'invalid session id' },
    });
  });

  it('answers a path it does not know with a bare 404', async () => {
    expect(await phone.command('GET', '/nothing/here')).toEqual({ status: 404, value: null });
  });

  it('takes settings that it knows and refuses others', async () => {
    await phone.command('POST', '/appium/settings', { settings: { waitForIdleTimeout: 50 } });
    expect((await phone.command('GET', '/appium/settings')).value).toMatchObject({ waitForIdleTimeout: 50 });
    expect(await phone.command('POST', '/appium/settings', { settings: { nonsense: 1 } })).toMatchObject({
      value: { error: 'unsupported operation' },
    });
  });
});

describe('the page source', () => {
  it('names its elements after the views, with Chinese and emoji whole', async () => {
    await phone.command('POST', '/keys', { text: '' });
    const id = await phone.find('class name', 'android.widget.EditText');
    await phone.command('POST', `/element/${id}/value`, { text: '电池😀', replace: true });
    const source = String((await phone.command('GET', '/source')).value);
    expect(source).toMatch(
      /^<\?xml version='1\.0' encoding='UTF-8' standalone='yes' \?>\r\n<hierarchy index="0" class="hierarchy" rotation="0" width="1080"/u,
    );
    expect(source).toMatch(
      /<android\.widget\.EditText index="\d+" package="com\.android\.settings" class="android\.widget\.EditText" text="电池&#128512;"/u,
    );
  });

  it('has one view without an area where the app hides its views', async () => {
    phone.phone.device.setCondition('blocked-tree', true);
    await phone.phone.run('am start -n com.tencent.mm/.ui.LauncherUI');
    expect(String((await phone.command('GET', '/source')).value)).toMatch(
      /<android\.view\.View [^>]*bounds="\[0,0\]\[0,0\]"/u,
    );
  });

  it('waits for a restless screen and then gives it all the same', async () => {
    await phone.command('POST', '/appium/settings', { settings: { waitForIdleTimeout: 500 } });
    phone.phone.device.setCondition('no-idle-state', true);
    const source = phone.command('GET', '/source');
    await phone.settle();
    expect(String((await source).value)).toContain(settingsPackage);
  });

  it('gives up after ten seconds without a window', async () => {
    phone.phone.device.setCondition('empty-tree', true);
    const source = phone.command('GET', '/source');
    await phone.settle();
    phone.clock.advance(10_000);
    expect(await source).toMatchObject({ status: 500, value: { error: 'unknown error' } });
  });
});

describe('finding', () => {
  it.each([
    ['id', 'android:id/search_src_text'],
    ['class name', 'android.widget.EditText'],
    ['accessibility id', '转到上一层级'],
    ['xpath', '//android.widget.TextView[@text="电池"]'],
    ['xpath', '//*[contains(@text, "关于") and @clickable="true"]'],
    ['xpath', '(//android.widget.TextView)[2]'],
    ['xpath', '//android.widget.ListView/*[last()]'],
    ['xpath', '//*[@text="蓝牙"]/following-sibling::*[1]'],
    ['-android uiautomator', 'new UiSelector().text("蓝牙")'],
    ['-android uiautomator', 'new UiSelector().textContains("手机")'],
    ['-android uiautomator', '.resourceId("android:id/title").instance(1)'],
    [
      '-android uiautomator',
      'new UiSelector().className("android.widget.ListView").childSelector(new UiSelector().text("WLAN"))',
    ],
  ])('by %s %s', async (strategy, selector) => {
    expect(await phone.command('POST', '/element', { strategy, selector })).toMatchObject({ status: 200 });
  });

  it('says so when nothing is there', async () => {
    expect(await phone.command('POST', '/element', { strategy: 'id', selector: 'android:id/none' })).toMatchObject({
      status: 404,
      value: { error: 'no such element' },
    });
    expect((await phone.command('POST', '/elements', { strategy: 'id', selector: 'android:id/none' })).value).toEqual(
      [],
    );
  });

  it.each([
    ['xpath', '//*[@text="'],
    ['-android uiautomator', 'new UiSelector().text('],
    ['-android uiautomator', 'new UiSelector().colour("red")'],
    ['by magic', 'x'],
  ])('refuses a selector that cannot be read: %s %s', async (strategy, selector) => {
    expect(await phone.command('POST', '/element', { strategy, selector })).toMatchObject({
      status: 400,
      value: { error: 'invalid selector' },
    });
  });

  it('scrolls a list until the row is in view', async () => {
    await phone.phone.run('wm size 720x900');
    const selector =
      'new UiScrollable(new UiSelector().scrollable(true)).scrollIntoView(new UiSelector().text("关于手机"))';
    expect(
      await phone.command('POST', '/element', { strategy: 'xpath', selector: '//*[@text="关于手机"]' }),
    ).toMatchObject({
      status: 404,
    });
    expect(await phone.command('POST', '/element', { strategy: '-android uiautomator', selector })).toMatchObject({
      status: 200,
    });
  });
});

describe('an element', () => {
  it('is known again after its page was built anew, and stale once it has gone', async () => {
    const id = await phone.find('xpath', '//*[@text="蓝牙"]');
    expect((await phone.command('GET', `/element/${id}/text`)).value).toBe('蓝牙');
    await phone.phone.run('input keyevent HOME');
    expect(await phone.command('GET', `/element/${id}/text`)).toMatchObject({
      status: 404,
      value: { error: 'stale element reference' },
    });
  });

  it('tells its attributes and its place', async () => {
    const id = await phone.find('xpath', '//*[@text="蓝牙"]');
    expect((await phone.command('GET', `/element/${id}/attribute/resourceId`)).value).toBe('android:id/title');
    expect((await phone.command('GET', `/element/${id}/attribute/displayed`)).value).toBe('true');
    expect((await phone.command('GET', `/element/${id}/rect`)).value).toMatchObject({ x: 0, width: 1080 });
  });

  it('takes text behind what it holds unless it is to be replaced', async () => {
    const id = await phone.find('class name', 'android.widget.EditText');
    await phone.command('POST', `/element/${id}/value`, { text: '电' });
    await phone.command('POST', `/element/${id}/value`, { text: '池' });
    expect((await phone.command('GET', `/element/${id}/text`)).value).toBe('电池');
    await phone.command('POST', `/element/${id}/value`, { text: '蓝牙', replace: true });
    expect((await phone.command('GET', `/element/${id}/text`)).value).toBe('蓝牙');
    await phone.command('POST', `/element/${id}/clear`);
    expect((await phone.command('GET', `/element/${id}/text`)).value).toBe('搜索设置项');
  });

  it('that is no field takes no text', async () => {
    const id = await phone.find('xpath', '//*[@text="蓝牙"]');
    expect(await phone.command('POST', `/element/${id}/value`, { text: 'x' })).toMatchObject({
      status: 400,
      value: { error: 'invalid element state' },
    });
  });
});

describe('touching', () => {
  it('taps an element', async () => {
    const id = await phone.find('accessibility id', '转到上一层级');
    await phone.command('POST', `/element/${id}/click`);
    expect(phone.screens.focus.packageName).not.toBe(settingsPackage);
  });

  it('taps by W3C actions at a point', async () => {
    const actions = [
      {
        type: 'pointer',
        id: 'finger',
        actions: [
          { type: 'pointerMove', x: 30, y: 120 },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ];
    await phone.command('POST', '/actions', { actions });
    expect(phone.screens.focus.packageName).not.toBe(settingsPackage);
  });

  it('scrolls by direction and tells when there is no more', async () => {
    await phone.phone.run('wm size 720x900');
    const list = await phone.find('class name', 'android.widget.ListView');
    const scroll = async (): Promise<unknown> =>
      (await phone.command('POST', '/appium/gestures/scroll', { origin: list, direction: 'down', percent: 1 })).value;
    expect(await scroll()).toBe(true);
    for (let turn = 0; turn < 5; turn++) await scroll();
    expect(await scroll()).toBe(false);
  });

  it('is refused where the vendor keeps adb from tapping', async () => {
    phone.phone.device.setCondition('security-switch-off', true);
    const { status, value } = await phone.command('POST', '/appium/gestures/click', { offset: { x: 5, y: 5 } });
    expect([status, JSON.stringify(value)]).toEqual([500, expect.stringContaining('INJECT_EVENTS')]);
  });

  it('presses keys', async () => {
    await phone.command('POST', '/appium/device/press_keycode', { keycode: 3 });
    expect(phone.screens.focus.packageName).not.toBe(settingsPackage);
  });
});

describe('alerts', () => {
  it('are read and answered', async () => {
    expect(await phone.command('GET', '/alert/text')).toMatchObject({ status: 404, value: { error: 'no such alert' } });
    phone.phone.device.setCondition('update-dialog', true);
    expect(String((await phone.command('GET', '/alert/text')).value)).toContain('更新');
    await phone.command('POST', '/alert/dismiss', { buttonLabel: '取消' });
    expect(phone.screens.dialog).toBeNull();
  });
});

describe('the phone', () => {
  it('is described', async () => {
    expect((await phone.command('GET', '/appium/device/info')).value).toMatchObject({
      apiVersion: '34',
      model: '24094RAD4C',
      realDisplaySize: '1080x2400',
      displayDensity: 440,
    });
    expect((await phone.command('GET', '/window/current/size')).value).toEqual({ width: 1080, height: 2400 });
  });

  it('keeps its clipboard from everyone but keyboards since Android 10', async () => {
    const content = Buffer.from('公告').toString('base64');
    await phone.command('POST', '/appium/device/set_clipboard', { content, contentType: 'plaintext' });
    expect(phone.screens.clipboard).toBe('公告');
    expect((await phone.command('POST', '/appium/device/get_clipboard', {})).value).toBe('');
  });

  it('is drawn', async () => {
    const picture = Buffer.from(String((await phone.command('GET', '/screenshot')).value), 'base64');
    expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  });
});
