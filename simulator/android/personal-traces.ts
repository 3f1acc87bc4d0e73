import type { SkinKind } from '../models/phone-model.ts';

/**
 * What of a real work phone identifies it, its owner and its place. Virtual phones carry none of it by themselves; a test
 * plants it to see that it never leaves the console.
 */
export interface PersonalTraces {
  readonly serial: string;
  readonly imeis: readonly [string, string];
  readonly wifiAddress: string;
  readonly ssid: string;
  readonly bssid: string;
  readonly ipAddress: string;
  readonly phoneNumber: string;
  readonly account: string;
}

/** Where the vendors keep them among the properties (Xiaomi, Huawei, OPPO and Meizu as recorded from real phones). */
export function traceProperties(skin: SkinKind, traces: PersonalTraces): readonly (readonly [string, string])[] {
  const { imeis, wifiAddress, phoneNumber, account } = traces;
  const [first, second] = imeis;
  const common = [
    ['ril.gsm.imei', imeis.join(',')],
    ['gsm.line1.number', phoneNumber],
    ['persist.sys.device_name', `${account} 的手机`],
    ['net.hostname', `android-${traces.serial}`],
  ] as const;
  switch (skin) {
    case 'miui':
    case 'hyperos':
      return [
        ...common,
        ['ro.ril.miui.imei0', first],
        ['ro.ril.miui.imei1', second],
        ['persist.sys.mi.account', account],
        ['ro.boot.wifimacaddr', wifiAddress.replaceAll(':', '')],
      ];
    case 'emui':
      return [...common, ['persist.radio.imei', first], ['ro.vendor.wifi.mac', wifiAddress.toUpperCase()]];
    case 'flyme':
      return [...common, ['ro.meizu.hardware.imei1', first], ['ro.meizu.hardware.imei2', second]];
    case 'coloros':
      return [...common, ['persist.radio.oppo.imei', first], ['wifi.macaddr', wifiAddress.replaceAll(':', '-')]];
    case 'oneui':
      return [...common, ['ril.serialnumber', traces.serial], ['ril.imei', second]];
    case 'plain':
      return common;
  }
}

/** Lines of a log that name them, as vendors' services and messengers do. */
export function traceMessages(
  traces: PersonalTraces,
): readonly (readonly [tag: string, level: string, text: string])[] {
  const { account, phoneNumber, ssid, bssid, ipAddress, wifiAddress, serial, imeis } = traces;
  return [
    ['SyncManager', 'I', `finished sync for Account {name=${account}, type=com.xiaomi} uid ${encode(account)}`],
    ['TelephonyIcc', 'D', `line1Number=${phoneNumber} subId=1`],
    [
      'WifiStateMachine',
      'D',
      `connected to "${ssid}" bssid=${bssid} as ${ipAddress} hex ${Buffer.from(ssid).toString('hex')}`,
    ],
    ['DhcpClient', 'D', `broadcast from ${wifiAddress.toUpperCase()} hostname android-${serial.toLowerCase()}`],
    ['StatService', 'I', `report imei=${imeis[0]} did=${encode(imeis[1])} mac=${wifiAddress.replaceAll(':', '')}`],
    [
      'HttpClient',
      'W',
      `retry https://stat.example.cn/v1?sn=${serial}&tel=${phoneNumber}&ssid=${encodeURIComponent(ssid)}`,
    ],
  ];
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
