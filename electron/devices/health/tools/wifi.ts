import { readAddress } from './network-interface.ts';
import { endedLines } from './output-lines.ts';

export interface WifiReport {
  readonly isConnected: boolean;
  /** Personal data: never logged, shown only on the operator's own screen. Null while not connected. */
  readonly ssid: string | null;
  readonly rssiDbm: number | null;
  readonly linkMbps: number | null;
  readonly frequencyMhz: number | null;
  readonly ipv4: string | null;
}

const disconnected: WifiReport = {
  isConnected: false,
  ssid: null,
  rssiDbm: null,
  linkMbps: null,
  frequencyMhz: null,
  ipv4: null,
};

/**
 * Reads `dumpsys wifi` (Android 7.1–10, AOSP ClientModeImpl/WifiStateMachine.dump). Only `mWifiInfo` and
 * `mNetworkInfo` are believed: `curState`, `mLinkProperties` and `mLastSignalLevel` stay as they were after a
 * disconnect, so addresses count only while connected. Null when `mWifiInfo` is not there, or either cannot be read.
 */
export function parseWifiDump(text: string): WifiReport | null {
  const lines = endedLines(text);
  const infos = lines.filter((line) => /^\s*mWifiInfo SSID: /.test(line));
  const [info] = infos;
  if (info === undefined || infos.length > 1) return null;
  const supplicant = /, Supplicant state: ([A-Z_0-9]+),/.exec(info)?.[1];
  if (supplicant === undefined) return null;
  const network = lines.find((line) => /^\s*mNetworkInfo \[type: WIFI/.test(line));
  const state = network === undefined ? 'CONNECTED/CONNECTED' : /, state: ([A-Z_]+\/[A-Z_]+),/.exec(network)?.[1];
  if (state === undefined) return null;
  if (supplicant !== 'COMPLETED' || state !== 'CONNECTED/CONNECTED') return disconnected;
  return { ...readInfo(info.trim().slice('mWifiInfo '.length)), ipv4: readLease(lines) };
}

/**
 * Reads `cmd wifi status` (Android 11+, WifiShellCommand): `Wifi is connected to "…"` and its `WifiInfo:` line. Null
 * when none of the fixed sentences is there.
 */
export function parseWifiStatus(text: string): WifiReport | null {
  const lines = endedLines(text).map((line) => line.trim());
  if (lines.some((line) => line === 'Wifi is disabled' || line === 'Wifi is not connected')) return disconnected;
  const sentence = lines.find((line) => line.startsWith('Wifi is connected to '));
  if (sentence === undefined) return null;
  const info = lines.find((line) => line.startsWith('WifiInfo: '));
  const ssid = readSsid(sentence.slice('Wifi is connected to '.length));
  return { ...readInfo(info?.slice('WifiInfo: '.length) ?? ''), isConnected: true, ssid };
}

function readInfo(info: string): WifiReport {
  const numberAfter = (label: string, unit: string): number | null => {
    const digits = new RegExp(`, ${label}: (-?\\d{1,6})${unit}(?:,|$)`).exec(info)?.[1];
    return digits === undefined ? null : Number(digits);
  };
  const rssi = numberAfter('RSSI', '');
  const ssid = /^SSID: (.*?), (?:BSSID|MAC): /.exec(info)?.[1];
  return {
    isConnected: true,
    ssid: ssid === undefined ? null : readSsid(ssid),
    // -127 is WifiInfo.INVALID_RSSI.
    rssiDbm: rssi !== null && rssi > -127 && rssi < 0 ? rssi : null,
    linkMbps: numberAfter('Link speed', 'Mbps'),
    frequencyMhz: numberAfter('Frequency', 'MHz'),
    ipv4: null,
  };
}

function readSsid(text: string): string | null {
  if (text === '<unknown ssid>' || text === '') return null;
  return /^".*"$/.test(text) ? text.slice(1, -1) : text;
}

function readLease(lines: readonly string[]): string | null {
  const lease = lines.find((line) => /^\s*mDhcpResults IP address /.test(line));
  return readAddress(/IP address (\S+)/.exec(lease ?? '')?.[1]);
}
