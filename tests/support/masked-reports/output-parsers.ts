import { decideLock } from '../../../electron/devices/health/lock-state.ts';
import { parseBatteryWear } from '../../../electron/devices/health/tools/battery-wear.ts';
import { parseBattery } from '../../../electron/devices/health/tools/battery.ts';
import { parseBootId } from '../../../electron/devices/health/tools/boot-id.ts';
import { parseClock } from '../../../electron/devices/health/tools/clock.ts';
import { parseConnectivity } from '../../../electron/devices/health/tools/connectivity.ts';
import { chooseDataRow, parseDf } from '../../../electron/devices/health/tools/df.ts';
import { parseGetprop } from '../../../electron/devices/health/tools/getprop.ts';
import { parseImeList } from '../../../electron/devices/health/tools/ime-list.ts';
import { parseIpAddr } from '../../../electron/devices/health/tools/ip-addr.ts';
import { parseLogcatLine } from '../../../electron/devices/health/tools/logcat-line.ts';
import { parseMeminfo } from '../../../electron/devices/health/tools/meminfo.ts';
import { parseNetcfg } from '../../../electron/devices/health/tools/netcfg.ts';
import { parsePackageList, parsePackagePath } from '../../../electron/devices/health/tools/package-list.ts';
import { parsePackage } from '../../../electron/devices/health/tools/package.ts';
import { parsePower } from '../../../electron/devices/health/tools/power.ts';
import { parseProcStat } from '../../../electron/devices/health/tools/proc-stat.ts';
import { parseSetting } from '../../../electron/devices/health/tools/settings-value.ts';
import { parseTelephonyRegistry } from '../../../electron/devices/health/tools/telephony-registry.ts';
import { parseTop } from '../../../electron/devices/health/tools/top.ts';
import { parseProcUptime } from '../../../electron/devices/health/tools/uptime.ts';
import { parseWifiDump, parseWifiStatus } from '../../../electron/devices/health/tools/wifi.ts';
import { parseWindowFocus } from '../../../electron/devices/health/tools/window-focus.ts';
import { parseWindowPolicy } from '../../../electron/devices/health/tools/window-policy.ts';
import { parseWmDensity, parseWmSize } from '../../../electron/devices/health/tools/wm.ts';
import { readPropertyFacts } from '../../../electron/devices/identity-facts.ts';

type Parse = (text: string) => unknown;

const noLock = { lockSettings: '', trust: '', windowPolicy: '' };

/** The product's parser of each file of a report, by how its name begins. */
const parsers: readonly (readonly [start: string, parse: Parse])[] = [
  ['getprop', (text) => readPropertyFacts(parseGetprop(text))],
  ['dumpsys-battery', parseBattery],
  ['power-supply', (text) => parseBatteryWear(text, '')],
  ['dumpsys-power', parsePower],
  ['df', (text) => chooseDataRow(parseDf(text))],
  ['proc-meminfo', parseMeminfo],
  ['proc-stat-first-line', parseProcStat],
  ['top-n1', parseTop],
  ['date', parseClock],
  ['proc-uptime', parseProcUptime],
  ['boot-id', parseBootId],
  ['dumpsys-connectivity', parseConnectivity],
  ['ip-addr', parseIpAddr],
  ['netcfg', parseNetcfg],
  ['dumpsys-wifi', parseWifiDump],
  ['cmd-wifi-status', parseWifiStatus],
  ['dumpsys-telephony.registry', parseTelephonyRegistry],
  ['dumpsys-lock_settings', (lockSettings) => decideLock({ ...noLock, lockSettings })],
  ['dumpsys-trust', (trust) => decideLock({ ...noLock, trust })],
  ['dumpsys-window-policy', parseWindowPolicy],
  ['dumpsys-window-focus', parseWindowFocus],
  ['dumpsys-package-com.tencent.mm', (text) => parsePackage(text, 'com.tencent.mm')],
  ['pm-path-tencent-mm', parsePackagePath],
  ['pm-list-packages-3', parsePackageList],
  ['wm-size', parseWmSize],
  ['wm-density', parseWmDensity],
  ['ime-list-s', parseImeList],
  ['settings-get-stay-on', parseSetting],
  ['logcat-threadtime', (text) => text.split('\n').map((line) => parseLogcatLine(line)?.tag ?? null)],
];

/** The parser for a file of a report; throws where the product has none, which would be an output that nobody reads. */
export function parserOf(fileName: string): Parse {
  const found = parsers.find(([start]) => fileName === start || fileName.startsWith(`${start}-`));
  if (found === undefined) throw new Error(`no parser for ${fileName}`);
  return found[1];
}

/** What identifies a phone differs after masking; everything else must not. */
const identifying: ReadonlySet<string> = new Set(['hardwareSerial', 'ssid', 'ipv4', 'mac']);

/** A parsed value as text, with identifiers only told apart from nothing. */
export function withoutIdentity(value: unknown): string {
  return JSON.stringify(value ?? null, (key, inner: unknown) => {
    if (identifying.has(key)) return inner === null || inner === undefined ? 'none' : 'some';
    return inner instanceof Map ? [...inner] : inner;
  });
}
