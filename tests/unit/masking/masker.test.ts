import { describe, expect, it } from 'vitest';
import { Masker } from '../../../electron/devices/masking/masker.ts';

function mask(text: string, known: ConstructorParameters<typeof Masker>[1] = []): string {
  return new Masker('salt', known).mask({ text }).text;
}

/** As `dumpsys wifi` prints what it heard. */
function scanRow(bssid: string, ssid: string): string {
  return `  ${bssid}       2412    -55(0:-55/1:-60)    2.345    ${ssid.padEnd(32)}  [WPA2-PSK-CCMP][ESS]`;
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
    ['a bearer token', 'Authorization: Bearer eyJhbGci0iJIUzI1', 'eyJhbGci0iJIUzI1'],
    ['a cell', 'CellIdentityLte:{ mCi=16920331 mPci=351 mTac=4566 mMcc=460 mMnc=00 }', '16920331'],
    ['the physical cell', 'CellIdentityLte:{ mCi=16920331 mPci=351 mTac=4566 }', '351'],
    ['the area of a cell', 'CellIdentityLte:{ mCi=16920331 mPci=351 mTac=4566 }', '4566'],
    ['the network of a cell', 'CellIdentityLte:{ mCi=16920331 mTac=4566 mMcc=460 mMnc=11 }', '460'],
    ['a 5G cell', 'CellIdentityNr:{ mPci = 143 mTac = 6553601 mNci = 7383842817 }', '7383842817'],
    ['a cell in hexadecimal', 'CellIdentityGsm:{ mLac=9876 mCid=54321 mBsic=0x2b }', '0x2b'],
    ['a CDMA station', 'CellIdentityCdma:{ mNetworkId=11 mSystemId=14162 mBasestationId=4321 }', '14162'],
    ['where a CDMA station stands', 'mCellLocation=Bundle[{baseStationId=12, baseStationLatitude=448123}]', '448123'],
    ['a cell as two numbers', 'mCellLocation=[9876,12345678,-1]', '9876'],
    ['a cell in a log', 'mcc=460 mnc=00 lac=9876 cid=54321', '9876'],
    ['a cell in JSON', '{"lac":"9876","cid":54321}', '54321'],
    ['a latitude', 'latitude=31.230416, longitude=121.473701', '31.230416'],
    ['a longitude in JSON', '{"lat":31.230416,"lng":121.473701}', '121.473701'],
    ['a location', 'Location[gps 31.230416,121.473701 hAcc=12 et=+3d02h]', '121.473701'],
    ['a pair of coordinates', 'last seen (31.230416, 121.473701)', '31.230416'],
    ['a street', 'address=上海市静安区南京西路100号, level=3', '南京西路'],
    ['a Wi-Fi that is heard', scanRow('c8:3a:35:aa:bb:cc', 'Neighbour Net 5G'), 'Neighbour Net 5G'],
    ['a heard Wi-Fi called by a word', scanRow('c8:3a:35:aa:bb:cc', 'teahouse'), 'teahouse'],
    ['the address of a heard Wi-Fi', scanRow('c8:3a:35:aa:bb:cc', 'teahouse'), 'c8:3a:35:aa:bb:cc'],
    ['a Wi-Fi that was passed over', 'filtered out: Tea house:c8:3a:35:aa:bb:cc(2.4GHz)-81 / x', 'Tea house'],
    ['its address behind the name', 'filtered out: Tea house:c8:3a:35:aa:bb:cc(2.4GHz)-81 / x', 'c8:3a:35'],
    ['a Wi-Fi in the words of wpa_supplicant', "associate with SSID 'teahouse'", 'teahouse'],
    ['a Wi-Fi without quotes', 'ssid=tea house bssid=c8:3a:35:aa:bb:cc state=COMPLETED', 'tea house'],
    ['a kept network', '* ID: 3 SSID: "teahouse" PROVIDER-NAME: null', 'teahouse'],
    ['a key of a network', 'mConfigKey "teahouse"WPA_PSK', 'teahouse'],
    ['a direct connection', 'p2p peer DIRECT-4f-TvRoom is near', 'DIRECT-4f'],
    ['a domain', 'Domains: lan.corp-mail.cn MTU: 0', 'corp-mail'],
    ['a name server by name', 'PrivateDnsServerName: dns.corp-mail.cn', 'corp-mail'],
    ['a public address before an arrow', 'probe 114.88.3.9->10.0.0.8', '114.88.3.9'],
    ['a long public address behind a word', 'ip:2409:8a28:1:2::9f ok', '2409:8a28'],
    ['a hardware address before a colon', 'peer a4:50:46:12:9f:0e: up', 'a4:50:46'],
    ['a hardware address in three groups', 'peer a450.4612.9f0e', 'a450.4612'],
    ['a half hidden hardware address', 'peer XX:XX:XX:XX:9F:0E', '9F:0E'],
    ['an IMSI in parts', 'imsi:460-00-1234567890', '1234567890'],
    ['a SIM number in groups', 'iccid 8986 0318 6402 2013 3897', '6402'],
    ['an eSIM', 'eid=89049032004008882600012345678901', '8904903200'],
    ['an American number', 'call from +1 (415) 555-0132', '555-0132'],
    ['an American number without country', 'call from (415) 555-0132', '555-0132'],
    ['a British number', 'call from +44 20 7946 0958', '7946'],
    ['a Chinese number with dashes', 'tel:+86-138-1234-5678', '1234-5678'],
    ['a Chinese number with zeros before', 'dial 0086 13812345678', '12345678'],
    ['a Chinese number in brackets', 'dial (+86)138 1234 5678', '1234 5678'],
    ['a Chinese number that ends a sentence', 'call 13812345678.', '13812345678'],
    ['a Chinese landline', 'call 021-65431234', '65431234'],
    ['a name with spaces', 'nickname=Li Ming, level=3', 'Ming'],
    ['the account of a sync', "PARTIAL_WAKE_LOCK '*sync*/com.android.contacts/com.xiaomi/1234567'", '1234567'],
    ['an Android user', ' User "Huang Li" (id=0, flags=0x13) (current): trusted=0', 'Huang'],
    ['an Android user in a log', 'UserInfo{0:Huang Li:13}', 'Huang'],
    ['an Android ID', 'android_id=9774d56d682e549c', '9774d56d'],
    ['an Android ID in words', 'Android ID: 9774d56d682e549c', '9774d56d'],
    ['an advertising id', 'gaid 38400000-8cf0-41bd-b23e-10b96e40000d', '38400000'],
    ['an OAID', '"oaid":"7f7c3ef0a1b2c3d4"', '7f7c3ef0'],
    ['a Bluetooth name', '[persist.bluetooth.name]: [Zhao Min Phone 3]', 'Zhao'],
    ['a paired headset', 'Remote device name is: Buds of Qian', 'Qian'],
    ["somebody's phone", "found Zhao Min's phone nearby", 'Zhao'],
    ['the phone of somebody', '发现 赵敏的手机', '赵敏'],
    ['a peer', 'mThisDevice Device: Li Ming 3\n deviceAddress: 02:00:00:00:00:00', 'Li Ming'],
    ['a memory card', '/dev/fuse 100 20 80 20% /storage/1A2B-3C4D', '1A2B-3C4D'],
    ['what a lock is kept under', '        SP Handle = 1a2b3c4d5e6f7a8b', '1a2b3c4d'],
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
    expect(mask('tel +1 (415) 555-0132')).toMatch(/^tel \+1 \(00\d\) \d{3}-\d{4}$/);
    expect(mask('imsi:460-00-1234567890')).toMatch(/^imsi:000-00-0{4}[1-9]\d{5}$/);
    expect(mask('SP Handle = 1A2B3C4D5E6F')).toMatch(/^SP Handle = FA4E[0-9A-F]{8}$/);
  });

  it('of a place is nought, so that JSON stays JSON', () => {
    expect(mask('{"lat":31.230416,"lng":-121.473701,"cid":54321}')).toBe('{"lat":0.0,"lng":0.0,"cid":0}');
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
    ['a heard network without a name', scanRow('02:00:00:00:00:00', '')],
    ['a network that is null', '{"ssid":null,"bssid":null}'],
    ['a cell that is not known', 'CellIdentityLte:{ mCi=2147483647 mPci=0 mTac=0 }\nmCellLocation=[-1,-1,-1]\n'],
    ['the operator', 'mMcc and mMnc: [gsm.operator.numeric]: [46000]\n[gsm.operator.alpha]: [CMCC]\n'],
    ['nanoseconds', 'mTimeStamp=102090575822043ns\n'],
    ['a boot id', 'c2cbd6b0-4f42-4d8e-9f0a-0b1c2d3e4f5a\n'],
    ['a service of Bluetooth', 'uuid 0000110b-0000-1000-8000-00805f9b34fb\n'],
    ['ids of three processes', '  135  1300 1304 top -n 1\n'],
    ['a user agent', 'Version/8.0.0.40 v1.2.3.4\n'],
    ['who runs a program', 'user: root, userName=system\n'],
    ['the owner as Android calls him', ' User "机主" (id=0, flags=0x13)\n'],
  ])('%s', (_what, text) => {
    expect(mask(text)).toBe(text);
  });

  it('a counter that reads like a phone number, where only counters stand', () => {
    const text = 'cpu  13812345678 1505 9100 13912345678\n';
    expect(new Masker('salt').mask({ text, isNumbersOnly: true }).text).toBe(text);
    expect(new Masker('salt').mask({ text }).text).not.toBe(text);
  });

  it('a version, though an address reads like it', () => {
    const masker = new Masker('salt', [{ kind: 'ip', value: '8.0.0.40' }]);
    const text = 'versionName=8.0.0.40\n';
    expect(masker.mask({ text }).text).toBe(text);
    expect(masker.mask({ text: 'ping 8.0.0.40' }).text).not.toContain('8.0.0.40');
  });

  it('a word of the dump that is also the name of a Wi-Fi', () => {
    const text = 'SSID: charging, BSSID: x\nstatus: charging\n';
    expect(mask(text)).toMatch(/^SSID: WIFI-\w+, BSSID: x\nstatus: charging\n$/);
  });
});

describe('a text without end', () => {
  it.each([
    'a',
    '1',
    '1.',
    'a-',
    'ab:',
    ' ',
    '\n',
    '字',
    'a@',
    'ssid=',
    'nickname=Li ',
    'Account {name=',
    'address=',
    'bluetooth',
  ])('of %j is read in a moment', (part) => {
    const text = part.repeat(Math.ceil(100_000 / part.length));
    const startedMs = performance.now();
    new Masker('salt').mask({ text });
    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });
});
