import type { SkinKind } from '../models/phone-model.ts';

/** A network that the phone hears; not its own. */
export interface HeardNetwork {
  readonly ssid: string;
  readonly bssid: string;
}

/** The cell that the phone stands in; numbers as dumps print them. */
export interface ServingCell {
  readonly mcc: string;
  readonly mnc: string;
  readonly cellId: string;
  readonly areaCode: string;
  readonly physicalId: string;
}

/**
 * What of a real work phone identifies it, its owner and its place. Virtual phones carry none of it by themselves; a test
 * plants it to see that it never leaves the console.
 */
export interface PersonalTraces {
  readonly serial: string;
  readonly androidId: string;
  readonly advertisingId: string;
  readonly imeis: readonly [string, string];
  /** As country, network and subscriber: `460-00-1234567890`. */
  readonly imsi: string;
  readonly iccid: string;
  readonly wifiAddress: string;
  readonly ssid: string;
  readonly bssid: string;
  readonly heardNetworks: readonly HeardNetwork[];
  readonly ipAddress: string;
  readonly publicAddress: string;
  readonly longAddress: string;
  readonly phoneNumber: string;
  readonly callerNumber: string;
  readonly account: string;
  readonly emailAddress: string;
  /** Of the Android user. */
  readonly userName: string;
  readonly bluetoothName: string;
  readonly pairedName: string;
  readonly cell: ServingCell;
  readonly latitude: string;
  readonly longitude: string;
  readonly streetAddress: string;
}

/** Where the vendors keep them among the properties (Xiaomi, Huawei, OPPO and Meizu as recorded from real phones). */
export function traceProperties(skin: SkinKind, traces: PersonalTraces): readonly (readonly [string, string])[] {
  const { imeis, wifiAddress, phoneNumber, bluetoothName, iccid } = traces;
  const [first, second] = imeis;
  const common = [
    ['ril.gsm.imei', imeis.join(',')],
    ['gsm.line1.number', phoneNumber],
    ['persist.sys.device_name', `${traces.account} 的手机`],
    ['persist.bluetooth.name', bluetoothName],
    ['net.hostname', `android-${traces.serial}`],
  ] as const;
  switch (skin) {
    case 'miui':
    case 'hyperos':
      return [
        ...common,
        ['ro.ril.miui.imei0', first],
        ['ro.ril.miui.imei1', second],
        ['persist.sys.mi.account', traces.account],
        ['persist.radio.iccid', `${iccid},<null>`],
        ['ro.boot.wifimacaddr', wifiAddress.replaceAll(':', '')],
      ];
    case 'emui':
      return [...common, ['persist.radio.imei', first], ['ro.vendor.wifi.mac', wifiAddress.toUpperCase()]];
    case 'flyme':
      return [...common, ['ro.meizu.hardware.imei1', first], ['ril.iccid.sim1', iccid]];
    case 'coloros':
      return [...common, ['persist.radio.oppo.imei', first], ['wifi.macaddr', wifiAddress.replaceAll(':', '-')]];
    case 'oneui':
      return [...common, ['ril.serialnumber', traces.serial], ['ril.imei', second]];
    case 'plain':
      return common;
  }
}

type Message = readonly [tag: string, level: string, text: string];

/** Lines of a log that name them, as vendors' services and messengers do. */
export function traceMessages(traces: PersonalTraces): readonly Message[] {
  return [...networkMessages(traces), ...ownerMessages(traces), ...placeMessages(traces)];
}

function networkMessages(traces: PersonalTraces): readonly Message[] {
  const { ssid, bssid, ipAddress, wifiAddress, serial, heardNetworks, publicAddress, longAddress } = traces;
  const heard = heardNetworks.map((network) => `${network.ssid}:${network.bssid}(2.4GHz)-81`).join(' / ');
  const [first] = heardNetworks;
  return [
    [
      'WifiStateMachine',
      'D',
      `connected to "${ssid}" bssid=${bssid} as ${ipAddress} hex ${Buffer.from(ssid).toString('hex')}`,
    ],
    ['WifiNetworkSelector', 'D', `Networks filtered out due to low signal strength: ${heard}`],
    [
      'wpa_supplicant',
      'I',
      `wlan0: Trying to associate with ${first?.bssid ?? ''} (SSID='${first?.ssid ?? ''}' freq=2412 MHz)`,
    ],
    ['RoamingHint', 'D', `${first?.ssid ?? ''} was left, back on the old one`],
    ['DhcpClient', 'D', `broadcast from ${wifiAddress.toUpperCase()} hostname android-${serial.toLowerCase()}`],
    ['NetworkMonitor', 'D', `probe ${publicAddress}->${ipAddress} and ip:${longAddress} ok`],
    ['BluetoothRemoteDevices', 'I', `Remote device name is: ${traces.pairedName}`],
    ['BluetoothAdapterService', 'D', `adapter name: ${traces.bluetoothName}`],
  ];
}

function ownerMessages(traces: PersonalTraces): readonly Message[] {
  const { account, phoneNumber, callerNumber, emailAddress, imsi, iccid, imeis, wifiAddress, serial, ssid } = traces;
  return [
    ['SyncManager', 'I', `finished sync for Account {name=${account}, type=com.xiaomi} uid ${encode(account)}`],
    ['GmailProvider', 'D', `account ${emailAddress} has 3 new`],
    ['UserManager', 'D', `UserInfo{0:${traces.userName}:13} running`],
    ['TelephonyIcc', 'D', `line1Number=${phoneNumber} subId=1 imsi:${imsi}`],
    ['SubscriptionInfo', 'D', `{id=1 iccId=${iccid} number=+86 ${groups(phoneNumber, ' ')}}`],
    ['Dialer', 'I', `missed call from ${callerNumber}, tel:+86-${groups(phoneNumber, '-')}`],
    ['StatService', 'I', `report imei=${imeis[0]} did=${encode(imeis[1])} mac=${wifiAddress.replaceAll(':', '')}`],
    ['AdvertisingIdClient', 'I', `gaid ${traces.advertisingId} android_id=${traces.androidId}`],
    [
      'HttpClient',
      'W',
      `retry https://stat.example.cn/v1?sn=${serial}&tel=${phoneNumber}&ssid=${encodeURIComponent(ssid)}`,
    ],
  ];
}

function placeMessages({ cell, latitude, longitude, streetAddress }: PersonalTraces): readonly Message[] {
  return [
    ['LocationManager', 'D', `Location[gps ${latitude},${longitude} hAcc=12 et=+3d02h]`],
    ['AMapLocation', 'I', `{"latitude":${latitude},"longitude":${longitude},"address":"${streetAddress}"}`],
    [
      'CellLocationUtil',
      'D',
      `mcc=${cell.mcc} mnc=${cell.mnc} lac=${cell.areaCode} cid=${cell.cellId} pci=${cell.physicalId}`,
    ],
  ];
}

function groups(phoneNumber: string, separator: string): string {
  return [phoneNumber.slice(0, 3), phoneNumber.slice(3, 7), phoneNumber.slice(7)].join(separator);
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
