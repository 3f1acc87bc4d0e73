import type { WifiLink } from '../network.ts';
import type { Phone } from '../phone.ts';
import { androidLevel, endLines } from './dump-text.ts';

/**
 * `dumpsys wifi` (AOSP WifiStateMachine / ClientModeImpl.dump). After a disconnect `curState`, the link properties and
 * the signal level stay as they were, as on phones; only `mWifiInfo` and `mNetworkInfo` tell the truth.
 */
export function dumpWifi(phone: Phone): string {
  const { network } = phone;
  const { wifi } = network;
  const state = wifi === null ? 'DISCONNECTED/DISCONNECTED' : 'CONNECTED/CONNECTED';
  const details = `reason: (unspecified), extra: ${wifi === null ? '(none)' : `"${wifi.ssid}"`}`;
  return endLines([
    `Wi-Fi is ${network.isWifiEnabled ? 'enabled' : 'disabled'}`,
    'Stay-awake conditions: 0',
    'mInIdleMode false',
    'mScanPending false',
    ...scanLines(phone),
    'Wi-Fi api call history:',
    'Dump of ClientModeImpl',
    `curState=${phone.sdk >= androidLevel.o ? 'ConnectedState' : 'CompletedState'}`,
    `mLinkProperties {InterfaceName: wlan0 LinkAddresses: [${network.lastLink.address}/24,]  Routes: [0.0.0.0/0 -> ${network.lastLink.gateway} wlan0,] DnsAddresses: [${network.lastLink.gateway},] Domains: null MTU: 0}`,
    `mWifiInfo ${describeInfo(phone, wifi)}`,
    ...(phone.sdk >= androidLevel.r ? [] : [`mDhcpResults ${describeLease(network.lastLink)}`]),
    `mNetworkInfo [type: WIFI[], state: ${state}, ${details}, failover: false, available: ${network.isWifiEnabled}, roaming: false]`,
    'mLastSignalLevel 4',
    `mLastBssid ${network.accessPoint}`,
    'mLastNetworkId 0',
    'mOperationalMode 1',
    'mUserWantsSuspendOpt true',
    'mSuspendOptNeedsDisabled 0',
    ...keptNetworkLines(phone),
  ]);
}

/** The table of what was heard last; only planted neighbours are. */
function scanLines({ traces }: Phone): readonly string[] {
  if (traces === null) return [];
  const head =
    '    BSSID              Frequency      RSSI           Age(sec)     SSID                                 Flags';
  const rows = traces.heardNetworks.map(
    ({ ssid, bssid }, at) =>
      `  ${bssid}       2412    -${71 + at}(0:-72/1:-74)    4.${at}12    ${ssid.padEnd(32)}  [WPA2-PSK-CCMP][ESS]`,
  );
  return ['Latest scan results:', head, ...rows];
}

function keptNetworkLines({ traces }: Phone): readonly string[] {
  const [, kept] = traces?.heardNetworks ?? [];
  if (kept === undefined) return [];
  const line = `* ID: 3 SSID: "${kept.ssid}" PROVIDER-NAME: null BSSID: null FQDN: null PRIO: 0 HIDDEN: false`;
  return ['Dump of WifiConfigManager', 'WifiConfigManager - Configured networks Begin ----', line];
}

/**
 * What `cmd wifi status` prints (AOSP WifiShellCommand, Android 11 and later); older phones know no such command.
 * Ends with a newline.
 */
export function wifiStatus(phone: Phone): string {
  const { network, sdk } = phone;
  if (sdk < androidLevel.p) return 'No shell command implementation.\n';
  if (sdk < androidLevel.r) return 'Unknown command: status\n';
  if (!network.isWifiEnabled)
    return endLines(['Wifi is disabled', 'Wifi scanning is only available when wifi is enabled']);
  const { wifi } = network;
  const head = ['Wifi is enabled', 'Wifi scanning is always available'];
  const manager =
    '==== ClientModeManager instance: ConcreteClientModeManager{id=1 iface=wlan0 role=ROLE_CLIENT_PRIMARY} ====';
  if (sdk >= androidLevel.s) head.push(manager);
  if (wifi === null) return endLines([...head, 'Wifi is not connected']);
  return endLines([
    ...head,
    `Wifi is connected to "${wifi.ssid}"`,
    `WifiInfo: ${describeInfo(phone, wifi)}`,
    'successfulTxPackets: 48213',
    'successfulTxPacketsPerSecond: 1.2',
    'retriedTxPackets: 0',
    'lostTxPackets: 3',
    'successfulRxPackets: 90114',
    `NetworkCapabilities: [ Transports: WIFI Capabilities: NOT_METERED&INTERNET&NOT_RESTRICTED&TRUSTED&NOT_VPN&VALIDATED&NOT_ROAMING&FOREGROUND&NOT_CONGESTED&NOT_SUSPENDED SignalStrength: ${wifi.rssi}]`,
  ]);
}

/** `WifiInfo.toString`: the network's name is quoted from Android 11 on, which also added fields in the middle. */
function describeInfo(phone: Phone, wifi: WifiLink | null): string {
  const isNew = phone.sdk >= androidLevel.r;
  const name = wifi === null ? '<unknown ssid>' : isNew ? `"${wifi.ssid}"` : wifi.ssid;
  const address = isNew ? `, IP: ${wifi === null ? 'null' : `/${wifi.address}`}` : '';
  const standard = isNew ? ', Wi-Fi standard: 5' : '';
  const speed = wifi?.linkMbps ?? -1;
  const perDirection = phone.sdk >= androidLevel.q ? `, Tx Link speed: ${speed}Mbps, Rx Link speed: ${speed}Mbps` : '';
  return [
    `SSID: ${name}, BSSID: ${wifi === null ? '<none>' : phone.network.accessPoint}, MAC: ${phone.network.wifiAddress}${address}`,
    `Supplicant state: ${wifi === null ? 'DISCONNECTED' : 'COMPLETED'}${standard}`,
    `RSSI: ${wifi?.rssi ?? -127}, Link speed: ${speed}Mbps${perDirection}`,
    `Frequency: ${wifi?.frequencyMhz ?? -1}MHz, Net ID: ${wifi === null ? -1 : 0}`,
    `Metered hint: false, score: ${wifi === null ? 0 : 60}`,
  ].join(', ');
}

function describeLease({ address, gateway }: WifiLink): string {
  return `IP address ${address}/24 Gateway ${gateway}  DNS servers: [ ${gateway} ] Domains  DHCP server /${gateway} Vendor info null lease 43200 seconds`;
}
