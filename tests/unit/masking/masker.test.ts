import { describe, expect, it } from 'vitest';
import { Masker } from '../../../electron/devices/masking/masker.ts';

function mask(text: string, known: ConstructorParameters<typeof Masker>[1] = []): string {
  return new Masker('salt', known).mask({ text }).text;
}

describe('what leaves the console is without', () => {
  it.each([
    ['a serial property', '[ro.boot.serialno]: [ZX1G22ABCD]', 'ZX1G22ABCD'],
    ['an IMEI', 'slot 0: 356938035643809', '356938035643809'],
    ['an IMEI among properties', '[ril.gsm.imei]: [356938035643809,356938035643817]', '356938035643817'],
    ['an IMEI in groups', 'IMEI: 35-693803-564380-9', '693803-564380'],
    ['a chip serial in hexadecimal', '[ro.boot.ap_serial]: [0x0A1B2C3D4E5F]', '0A1B2C3D4E5F'],
    ['a chip number', '[ro.boot.cpuid]: [0x6b8bf2d3]', '6b8bf2d3'],
    ['a vendor device id', '[ro.boot.em.did]: [2012A5C3D4E5]', '2012A5C3D4E5'],
    ['a factory serial with its batch', '[ro.ril.oem.psno]: [12345/N8AB12345]', 'N8AB12345'],
    ['a SIM number', 'iccid 89860318640220133897', '89860318640220133897'],
    ['a hardware address', 'link/ether a4:50:46:12:9f:0e brd', 'a4:50:46:12:9f:0e'],
    ['a hardware address with dashes', 'peer A4-50-46-12-9F-0E', 'A4-50-46-12-9F-0E'],
    ['a Wi-Fi name', 'mWifiInfo SSID: Office Net, BSSID: x', 'Office Net'],
    ['a Wi-Fi name in quotes', 'Wifi is connected to "Office, Net"', 'Office, Net'],
    ['an address', 'inet 192.168.3.17/24 brd', '192.168.3.17'],
    ['a long address, which holds the hardware address', 'inet6 fe80::a650:46ff:fe12:9f0e/64', 'a650:46ff:fe12:9f0e'],
    ['a phone number', 'line1Number=13812345678', '13812345678'],
    ['a phone number with its country', 'tel:+86 138-1234-5678', '138-1234-5678'],
    ['an account', 'Account {name=li.ming, type=com.xiaomi}', 'li.ming'],
    ['an e-mail address', 'sync for li.ming@corp.cn done', 'li.ming@corp.cn'],
    ['a web address', 'POST https://oapi.dingtalk.com/robot/send?access_token=abc123', 'access_token'],
  ])('%s', (_what, text, secret) => {
    expect(mask(text)).not.toContain(secret);
  });

  it('what is known, however it is written', () => {
    const known = [
      { kind: 'serial', value: 'R58M12ABCDE' },
      { kind: 'mac', value: 'a4:50:46:12:9f:0e' },
    ] as const;
    const written = [
      'r58m12abcde',
      'A45046129F0E',
      Buffer.from('R58M12ABCDE').toString('base64'),
      Buffer.from('R58M12ABCDE').toString('hex').toUpperCase(),
      Buffer.from('a4:50:46:12:9f:0e').toString('base64url'),
    ];
    const masked = mask(`log R58M12ABCDE ${written.join(' and ')} end`, known);
    expect(written.filter((text) => masked.includes(text))).toEqual([]);
    expect(masked).not.toContain('R58M12ABCDE');
  });
});

describe('the mask', () => {
  it('is the same for the same identifier, in every text and every export of one console', () => {
    const first = new Masker('salt');
    const texts = [{ text: 'mac=a4:50:46:12:9f:0e' }, { text: 'BSSID: A4:50:46:12:9F:0E,' }];
    const [small = '', large = ''] = texts.map((plain) => first.mask(plain).text);
    const mac = /02:00:00(?::[0-9a-f]{2}){3}/.exec(small)?.[0] ?? 'none';
    expect(large).toBe(`BSSID: ${mac.toUpperCase()},`);
    expect(new Masker('salt').mask({ text: 'a4:50:46:12:9f:0e' }).text).toBe(mac);
  });

  it('is another one on another console', () => {
    const text = '[ro.serialno]: [ZX1G22ABCD99]';
    expect(new Masker('one').mask({ text }).text).not.toBe(new Masker('two').mask({ text }).text);
  });

  it('is learned from a later text too', () => {
    const masker = new Masker('salt');
    const texts = [{ text: 'joined MyHome_5G today' }, { text: 'SSID: "MyHome_5G", BSSID: <none>' }];
    for (const plain of texts) masker.learn(plain);
    expect(masker.mask(texts[0] ?? { text: '' }).text).not.toContain('MyHome_5G');
  });

  it('keeps the shape', () => {
    expect(mask('[ro.serialno]: [9f2c4e71]')).toMatch(/^\[ro\.serialno\]: \[fa4e[0-9a-f]{4}\]$/);
    expect(mask('imei 356938035643809')).toMatch(/^imei 0{9}[1-9]\d{5}$/);
    expect(mask('inet 10.0.4.9/24')).toMatch(/^inet 198\.1[89]\.\d+\.\d+\/24$/);
    expect(mask('tel +8613812345678')).toMatch(/^tel \+86100\d{8}$/);
  });

  it('is left as it is when masked again', () => {
    const masker = new Masker('salt');
    const once = masker.mask({ text: 'MAC: a4:50:46:12:9f:0e, SSID: "Net 7", BSSID: x 356938035643809' }).text;
    expect(masker.mask({ text: once }).text).toBe(once);
  });

  it('tells how many places of each kind it took', () => {
    const { counts } = new Masker('salt').mask({ text: 'a4:50:46:12:9f:0e 10.0.0.8 a4:50:46:12:9f:0e' });
    expect(counts).toEqual([
      { kind: 'mac', count: 2 },
      { kind: 'ip', count: 1 },
    ]);
  });
});

describe('what is no identifier stays', () => {
  it.each([
    ['battery values', '  level: 80\n  temperature: 301\n  Charge counter: 3120000\n'],
    ['a version that looks like an address', 'versionName=8.0.0.40\n[ro.build.version.incremental]: [10.1.1.0]\n'],
    ['addresses of this computer and of nothing', 'inet 127.0.0.1/8 wlan0 0.0.0.0/0\n'],
    ['a hidden hardware address', 'MAC: 02:00:00:00:00:00\n'],
    ['times', '11-22 07:35:19.123 12:34:56\n'],
    ['milliseconds since 1970', 'mNtpTime=1763797519123\n'],
    ['no Wi-Fi', 'SSID: <unknown ssid>, BSSID: <none>, MAC: 02:00:00:00:00:00\n'],
  ])('%s', (_what, text) => {
    expect(mask(text)).toBe(text);
  });

  it('a counter that reads like a phone number, where only counters stand', () => {
    const text = 'cpu  13812345678 1505 9100 13912345678\n';
    expect(new Masker('salt').mask({ text, isNumbersOnly: true }).text).toBe(text);
    expect(new Masker('salt').mask({ text }).text).not.toBe(text);
  });

  it('a word of the dump that is also the name of a Wi-Fi', () => {
    const text = 'SSID: charging, BSSID: x\nstatus: charging\n';
    expect(mask(text)).toMatch(/^SSID: WIFI-\w+, BSSID: x\nstatus: charging\n$/);
  });
});
