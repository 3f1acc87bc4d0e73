import { describe, expect, it } from 'vitest';
import { findModel, modelForPlace, phoneModels } from '../../../simulator/models/phone-model.ts';
import { TestPhone } from '../../support/phone-shell.ts';

describe('models', () => {
  it('are ten recommended ones and some that are not', () => {
    expect(phoneModels.filter(({ isRecommended }) => isRecommended)).toHaveLength(10);
    expect(phoneModels.filter(({ isRecommended }) => !isRecommended).length).toBeGreaterThanOrEqual(6);
    expect(new Set(phoneModels.map(({ key }) => key)).size).toBe(phoneModels.length);
  });

  it('cover every Android level and skin that the console knows', () => {
    expect(new Set(phoneModels.map(({ android }) => android.sdk))).toEqual(new Set([23, 25, 26, 27, 28, 29, 33, 34]));
    expect(new Set(phoneModels.map(({ skin }) => skin.kind)).size).toBe(7);
  });

  it('come in a fixed order of places, every sixth not recommended', () => {
    const places = Array.from({ length: 12 }, (_, at) => modelForPlace(at + 1));
    expect(places.map(({ isRecommended }) => isRecommended)).toEqual(places.map((_model, at) => (at + 1) % 6 !== 0));
    expect(modelForPlace(1)).toBe(modelForPlace(1));
  });

  it('refuse an unknown key', () => {
    expect(() => findModel('brick')).toThrow(RangeError);
  });
});

describe('getprop', () => {
  it.each(phoneModels.map(({ key }) => key))('of %s has about 300 lines in the form of Android', async (modelKey) => {
    const text = await new TestPhone({ modelKey }).output('getprop');
    const entries = text.match(/^\[[^\]]+\]: \[[^\]]*\]$/gmu) ?? [];
    expect(entries.length).toBeGreaterThan(240);
    expect(entries.join('\n')).toBe(text.trimEnd());
  });

  it('has values that span lines', async () => {
    const text = await new TestPhone({ modelKey: 'oppo_a5_2018' }).output('getprop');
    expect(text).toMatch(
      /^\[persist\.sys\.boot\.reason\.history\]: \[reboot,431\nshutdown,userrequested,90114\nreboot,9342\]$/mu,
    );
  });

  it.each([
    ['redmi_5a', 'ro.miui.ui.version.name', 'V10'],
    ['redmi_5a', 'ro.product.cert', 'MCE3B'],
    ['redmi_5a', 'init.svc.adbd', 'stopping'],
    ['honor_8x', 'ro.build.version.emui', 'EmotionUI_9.1.0'],
    ['honor_8x', 'ro.config.marketing_name', 'HONOR 8X'],
    ['oppo_a5_2018', 'ro.build.version.opporom', 'V5.2'],
    ['oppo_a5s', 'ro.oppo.market.name', 'OPPO A5s'],
    ['meizu_v8', 'ro.build.display.id', 'Flyme 7.1.5.2A'],
    ['meizu_v8', 'ro.product.board', ''],
    ['redmi_note_14', 'ro.mi.os.version.name', 'OS1.0'],
    ['galaxy_a52', 'ro.build.version.oneui', '50101'],
    ['pixel_4a', 'ro.product.model', 'Pixel 4a'],
  ])('of %s says %s=%s', async (modelKey, name, value) => {
    expect(await new TestPhone({ modelKey }).output(`getprop ${name}`)).toBe(`${value}\n`);
  });

  it('prints the default for a property that is not there', async () => {
    expect(await new TestPhone().output('getprop no.such; getprop no.such fallback')).toBe('\nfallback\n');
  });

  it('follows the radio', async () => {
    const phone = new TestPhone();
    expect(await phone.output('getprop wlan.driver.status')).toBe('ok\n');
    phone.device.phone.network.setWifiEnabled(false);
    expect(await phone.output('getprop wlan.driver.status')).toBe('unloaded\n');
  });

  it('keeps what setprop may set until the next boot', async () => {
    const phone = new TestPhone();
    expect((await phone.run('setprop debug.x 1; setprop ro.serialno no')).status).toBe(1);
    expect(await phone.output('getprop debug.x; getprop ro.serialno')).toBe(`1\n${phone.device.serial}\n`);
    phone.device.reboot('system');
    expect(await phone.output('getprop debug.x')).toBe('\n');
  });
});
