import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DriverLink } from '../../../electron/automation/drivers/driver-link.ts';
import type { DriverKind } from '../../../electron/automation/ui-driver.ts';
import { valueOf } from '../../support/device-layer.ts';
import { DriverDesk, fieldIn } from '../../support/driver-desk.ts';

/** Android 6 (without the shell protocol), 9 and 14: each of the two servers, and the newest level. */
const modelKeys = ['oppo_r9s', 'redmi_7', 'redmi_note_14'] as const;
const places = modelKeys.map((model, index) => ({ model, place: index + 1 }));
const kinds: readonly DriverKind[] = ['uiautomator2', 'dump'];
let desk: DriverDesk;

beforeAll(async () => {
  desk = await DriverDesk.open(modelKeys);
});
afterEach(async () => {
  await desk.endDrivers();
  for (const phone of desk.desk.phones) phone.clearFaults();
});
afterAll(() => desk.close());

describe.each(places)('on a $model', ({ place }) => {
  describe.each(kinds)('the %s driver', (only) => {
    it.each(['春季团购3群', '周末🎉亲子👨‍👩‍👧群😀', 'VIP-07 & "新" <群> 100%s', "it's $HOME `x` \\n 好"])(
      'types %s and reads it back',
      async (text) => {
        await desk.openSettings(place);
        const { driver } = await desk.driver(place, { only });
        const field = fieldIn(valueOf(await driver.tree()));
        expect(valueOf(await driver.setText(field, text))).toBe(text);
        expect(desk.searchText(place)).toBe(text);
      },
    );

    it('replaces what the field holds', async () => {
      await desk.openSettings(place);
      const { driver } = await desk.driver(place, { only });
      valueOf(await driver.setText(fieldIn(valueOf(await driver.tree())), '旧名字🙂'));
      expect(valueOf(await driver.setText(fieldIn(valueOf(await driver.tree())), '新'))).toBe('新');
      expect(desk.searchText(place)).toBe('新');
    });

    it('leaves the keyboard that was in use', async () => {
      await desk.openSettings(place);
      const before = desk.keyboardInUse(place);
      const { driver } = await desk.driver(place, { only });
      valueOf(await driver.setText(fieldIn(valueOf(await driver.tree())), '群'));
      expect(desk.keyboardInUse(place)).toBe(before);
      expect(await desk.shell(place, 'ime list -s')).not.toContain('UnicodeIME');
    });
  });
});

describe('the helper keyboard', () => {
  const place = 2;

  it('is put back when the connection breaks while it types', async () => {
    await desk.openSettings(place);
    const before = desk.keyboardInUse(place);
    const stop = new AbortController();
    const link = await desk.link(place);
    const slow: DriverLink = {
      ...link,
      shell: (command, options) => link.shell(command.replace(/^input text/m, 'sleep 60;input text'), options),
    };
    const { driver } = await desk.driver(place, { only: 'dump', signal: stop.signal, link: slow });
    const typing = driver.setText(fieldIn(valueOf(await driver.tree())), '断线');
    await expect.poll(() => desk.keyboardInUse(place)).toBe('io.appium.settings/.UnicodeIME');
    stop.abort();
    expect(await typing).toMatchObject({ ok: false, error: { code: 'aborted' } });
    await expect.poll(() => desk.keyboardInUse(place)).toBe(before);
  });

  it('that a phone was left with is put back by the next driver', async () => {
    const before = desk.keyboardInUse(place);
    const keyboard = 'io.appium.settings/.UnicodeIME';
    await desk.shell(
      place,
      `echo ${String(before)} >/data/local/tmp/jiqun-keyboard;ime enable ${keyboard};ime set ${keyboard}`,
    );
    expect(desk.keyboardInUse(place)).toBe(keyboard);
    const { events } = await desk.driver(place, { only: 'dump' });
    expect(desk.keyboardInUse(place)).toBe(before);
    expect(events).toContainEqual({ kind: 'keyboard-repaired' });
  });

  it('that a phone was left with and nobody noted gives way to another one', async () => {
    const keyboard = 'io.appium.settings/.UnicodeIME';
    await desk.shell(place, `ime enable ${keyboard};ime set ${keyboard}`);
    await desk.driver(place, { only: 'dump' });
    expect(desk.keyboardInUse(place)).not.toBe(keyboard);
  });

  it('that the vendor does not let be chosen is a fault with its reason', async () => {
    await desk.openSettings(place);
    const { driver } = await desk.driver(place, { only: 'dump' });
    const field = fieldIn(valueOf(await driver.tree()));
    desk.desk.phone(place).startFault({ kind: 'settings-not-kept' });
    expect(await driver.setText(field, '群名')).toMatchObject({
      error: { code: 'text-entry-unavailable', detail: { reason: 'refused' } },
    });
  });

  it('that is missing from the console leaves plain letters, and names itself for the rest', async () => {
    await desk.openSettings(place);
    const apks = { ...desk.apks(), keyboard: null };
    const { driver } = await desk.driver(place, { only: 'dump', apks });
    const field = fieldIn(valueOf(await driver.tree()));
    expect(valueOf(await driver.setText(field, 'VIP 07'))).toBe('VIP 07');
    expect(await driver.setText(field, '群名')).toMatchObject({
      error: { code: 'text-entry-unavailable', detail: { reason: 'no-helper' } },
    });
  });

  it('is not installed where the phone refuses installations', async () => {
    await desk.shell(place, 'pm uninstall io.appium.settings');
    await desk.openSettings(place);
    desk.desk.phone(place).startFault({ kind: 'install-refused' });
    const { driver } = await desk.driver(place, { only: 'dump' });
    expect(await driver.setText(fieldIn(valueOf(await driver.tree())), '群')).toMatchObject({
      error: { code: 'automation-install-refused', detail: { reason: 'install-user-restricted' } },
    });
  });
});

it('refuses a text that would press the enter key', async () => {
  await desk.openSettings(2);
  const { driver } = await desk.driver(2, { only: 'uiautomator2' });
  expect(await driver.setText(fieldIn(valueOf(await driver.tree())), '公告\n')).toMatchObject({
    error: { code: 'invalid-input' },
  });
  expect(desk.searchText(2)).toBe('');
});
