import { named, nextField, type Rule } from './rule.ts';

/** Four dotted numbers are as often a version as an address; the property or the word before tells. */
const versionBefore = new RegExp(
  String.raw`^\[[\w.-]*(?:version|incremental|build|display|firmware|baseband|fingerprint|release|software)[\w.-]*\]: ` +
    String.raw`|(?:version\w*|versionName|MIUI|EMUI|Flyme|ColorOS|HyperOS|One UI|Android)[ \t]*[:=/]?[ \t]*["[]?v?$|\bv$`,
  'i',
);

/** Whether what stands behind these words of the line is a version, however much it looks like an address. */
export function isVersionBehind(before: string): boolean {
  return versionBefore.test(before);
}

function isAddress(value: string, before: string): boolean {
  const bytes = value.split('.').map(Number);
  if (bytes.some((byte) => byte > 255) || isVersionBehind(before)) return false;
  const [first = 0] = bytes;
  return first !== 0 && first !== 127 && value !== '255.255.255.255';
}

const pair = '[0-9a-f]{2}';
const group = '[0-9a-f]{1,4}';

/** Hardware addresses: with colons or dashes, in three groups of four, without anything behind a name, half hidden. */
const hardwareRules: readonly Rule[] = [
  {
    kind: 'mac',
    pattern: new RegExp(
      `(?<![0-9a-z])(?<value>${pair}(?:(?::${pair}){5}|(?:-${pair}){5}))(?![0-9a-z]|[:-]${pair}(?![0-9a-z]))`,
      'gid',
    ),
  },
  { kind: 'mac', pattern: /(?<![\w.])(?<value>(?=[\d.]*[a-f])[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})(?![\w.])/dgi },
  {
    kind: 'mac',
    pattern: named('mac(?:_?addr(?:ess)?)?|bssid|bd_?addr|bt_?addr|bt_?mac|hw_?addr'),
    isMeant: (value) => /^[0-9a-f]{12}$/i.test(value),
  },
  {
    kind: 'mac',
    pattern: new RegExp(`(?<![0-9a-z])(?<value>xx(?::xx){3}(?::${pair}){2})(?![0-9a-z])`, 'gid'),
    isOnlyHere: true,
  },
];

const addressRules: readonly Rule[] = [
  {
    kind: 'ip',
    pattern: /(?<![\d.])(?<value>\d{1,3}(?:\.\d{1,3}){3})(?![\dA-Za-z]|\.\w)/dg,
    isMeant: isAddress,
  },
  {
    kind: 'ip',
    pattern: new RegExp(
      String.raw`(?<![\w.]|::)(?<!(?<![0-9a-z])${group}:)` +
        `(?<value>(?:${group}:){1,7}:(?:${group}(?::${group}){0,6})?|(?:${group}:){7}${group})` +
        String.raw`(?!\w|:[0-9a-f:])`,
      'gid',
    ),
  },
];

/** Names of networks: in `WifiInfo`, scan results, kept networks, wpa_supplicant's lines; domains and proxies. */
const nameRules: readonly Rule[] = [
  { kind: 'network-name', pattern: /(?<!b)ssid\\*"?[ \t]*[:=][ \t]*\\*"(?<value>[^"\n\\]+)/dgi },
  { kind: 'network-name', pattern: /(?<!b)ssid[ \t]*[:= ][ \t]*'(?<value>[^'\n]+)'/dgi },
  {
    kind: 'network-name',
    pattern: new RegExp(
      String.raw`(?<!b)ssid[ \t]*[:=][ \t]*(?<value>(?!["'<\s\\])[^"\n\]}](?:(?!${nextField})(?:[^"\n\]}\\]|\\(?!"))){0,127})`,
      'gid',
    ),
  },
  // A row of scan results: address, frequency, signal, age, name, flags.
  {
    kind: 'network-name',
    pattern: new RegExp(
      String.raw`^[ \t]*${pair}(?::${pair}){5}[ \t]+\d{4,5}[ \t]+-?\d+\S*[ \t]+\S+[ \t]+(?<value>[^\s[](?:.{0,63}?\S)?)[ \t]{2,}\[`,
      'gimd',
    ),
  },
  // `name:address(5GHz)-55`, as the choice of a network is logged.
  {
    kind: 'network-name',
    pattern: new RegExp(String.raw`(?<=[/:]\s)(?<value>[^\s/:"][^/:"\n]{0,31}):${pair}(?::${pair}){5}\(\d`, 'gid'),
  },
  {
    kind: 'network-name',
    pattern: /"(?<value>[^"\n\\]{1,64})\\*"-?(?:WPA|NONE|SAE|WEP|OWE|WAPI|EAP|DPP|OPEN)/dg,
  },
  {
    kind: 'network-name',
    pattern:
      /\b(?:connected to|joined|roam(?:ed|ing) to|associat\w+ (?:to|with)|extra:|ConfigKey=|networkKey=|configKey:)[ \t]*\\*"(?<value>[^"\n\\]+)/dgi,
  },
  { kind: 'network-name', pattern: /(?<![\w-])(?<value>DIRECT-[\w'-]{2,60})/dg },
  { kind: 'network-name', pattern: /\bDomains: (?!null\b)(?<value>\w[\w-]*(?:[.,] ?[\w-]+)*)(?=\s|$)/dgm },
  { kind: 'network-name', pattern: /\bDomains (?!DHCP\b)(?<value>[\w.-]+) +DHCP server/dg },
  {
    kind: 'network-name',
    pattern: /(?:\bPrivateDnsServerName: (?!null\b)|\bHttpProxy: \[)(?<value>[\w-]+(?:\.[\w-]+)*)/dg,
  },
  { kind: 'network-name', pattern: /\[[\w.-]*(?:\.domain|dns\.search|domainname)\]: \[(?<value>[^\]\n]+)/dg },
];

export const networkRules: readonly Rule[] = [...hardwareRules, ...addressRules, ...nameRules];
