import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneFactsSchema } from '../../../electron/contract/phones.ts';
import { parseIdentity } from '../../../electron/devices/identity-facts.ts';
import { detectSkin } from '../../../electron/devices/skin.ts';
import { claimsNoMore } from '../fixtures/parse-case.ts';

const sections: Readonly<Record<string, string>> = {
  getprop:
    '[ro.product.model]: [Redmi 7]\n[ro.product.brand]: [Xiaomi]\n[ro.product.device]: [onc]\n[ro.product.cert]: [M1810F6LE]\n[ro.serialno]: [SAMPLE01]\n[ro.build.version.release]: [9]\n[ro.build.version.sdk]: [28]\n[ro.build.version.security_patch]: [2020-03-01]\n[ro.miui.ui.version.name]: [V11]\n',
  'boot-id': 'b3a1c0de-0000-4000-8000-000000000001\n',
  uptime: '3600.00 1.00\n',
  'wlan-mac': '0a:1b:2c:3d:4e:5f\n',
  'wlan-ip': '22: wlan0    inet 192.168.43.17/24 brd 192.168.43.255 scope global wlan0\n',
  memory: 'MemTotal:        3777284 kB\n',
  screen: 'Physical size: 1440x2560\nOverride size: 720x1280\n',
};

function answer(changes: Readonly<Record<string, string>> = {}): string {
  return Object.entries({ ...sections, ...changes })
    .map(([name, output]) => `jiqunidentity>${name}\n${output}\njiqunidentity=0\njiqunidentity<${name}\n`)
    .join('');
}

describe('the identity of a phone', () => {
  it('is read from one answer', () => {
    const identity = parseIdentity(answer());
    expect(identity).toMatchObject({
      facts: {
        hardwareSerial: 'SAMPLE01',
        model: 'Redmi 7',
        device: 'onc',
        certModel: 'M1810F6LE',
        androidRelease: '9',
        sdk: 28,
        skin: 'MIUI 11',
        securityPatch: '2020-03-01',
        ramMb: 3689,
        screen: '720x1280',
      },
      bootId: 'b3a1c0de-0000-4000-8000-000000000001',
      uptimeMs: 3_600_000,
      wlanAddress: '0a:1b:2c:3d:4e:5f',
      isVirtual: false,
    });
    expect(phoneFactsSchema.parse(identity.facts)).toEqual(identity.facts);
  });

  it('names a phone of the simulator as virtual', () => {
    expect(parseIdentity(answer({ getprop: '[ro.boot.jiqun.virtual]: [1]\n' })).isVirtual).toBe(true);
  });

  it('falls back to the Wi-Fi address where the hardware address is hidden', () => {
    const hidden = 'cat: /sys/class/net/wlan0/address: Permission denied\n';
    expect(parseIdentity(answer({ 'wlan-mac': hidden })).wlanAddress).toBe('192.168.43.17/24');
    expect(parseIdentity(answer({ 'wlan-mac': '02:00:00:00:00:00\n', 'wlan-ip': '' })).wlanAddress).toBeNull();
  });

  it('takes an unknown serial for none', () => {
    expect(parseIdentity(answer({ getprop: '[ro.serialno]: [unknown]\n' })).facts.hardwareSerial).toBeNull();
  });

  it('cut anywhere, claims nothing else', () => {
    const text = answer();
    const whole = parseIdentity(text);
    for (let end = 0; end < text.length; end++) {
      expect(claimsNoMore({ ...parseIdentity(text.slice(0, end)) }, whole), `cut at ${end}`).toBe(true);
    }
  });

  it('takes anything without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseIdentity(text)));
    fc.assert(fc.property(fc.string(), (text) => void parseIdentity(answer({ getprop: text, memory: text }))));
  });
});

describe('the skin', () => {
  it.each([
    [{ 'ro.miui.ui.version.name': 'V10', 'ro.build.version.incremental': 'V10.1.1.0.NCKCNFI' }, 'MIUI 10.1.1.0'],
    [{ 'ro.miui.ui.version.name': 'V816', 'ro.mi.os.version.name': 'OS1.0' }, 'HyperOS 1.0'],
    [{ 'ro.build.version.emui': 'EmotionUI_9.1.0' }, 'EMUI 9.1.0'],
    [{ 'ro.build.version.emui': 'EmotionUI_10.0.0', 'ro.build.version.magic': 'MagicUI_3.0.0' }, 'Magic UI 3.0.0'],
    [{ 'ro.build.version.opporom': 'V5.2.1' }, 'ColorOS 5.2.1'],
    [{ 'ro.build.version.oplusrom': 'V13.0' }, 'ColorOS 13.0'],
    [{ 'ro.build.version.oneui': '60101' }, 'One UI 6.1.1'],
    [{ 'ro.build.version.oneui': '50100' }, 'One UI 5.1'],
    [{ 'ro.build.display.id': 'Flyme 7.1.5.2A' }, 'Flyme 7.1.5.2A'],
    [{ 'ro.build.display.id': 'OPM1.171019.026' }, null],
    [{}, null],
  ])('of %o is %s', (properties, skin) => {
    expect(detectSkin(new Map(Object.entries(properties)))).toBe(skin);
  });
});
