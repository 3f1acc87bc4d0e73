import type { FoundIdentifier, IdentifierKind } from './identifier.ts';

interface Rule {
  readonly kind: IdentifierKind;
  /** Global; the identifier is the group named `value`. */
  readonly pattern: RegExp;
  /** False: it only looks like one. */
  readonly isMeant?: (value: string, before: string) => boolean;
}

/** Words that stand where an identifier could: nothing is behind them. */
const emptyWords =
  /^(?:unknown|none|null|true|false|default|absent|loaded|ready|<.*>|\(.*\)|0+|0x0*|[0:.-]+|02:00:00:00:00:00|ff(?::ff){5})$/i;

/** `name: value`, `name=value` or `[name]: [value]`, where the name ends in one of these words and perhaps a number. */
function named(words: string): RegExp {
  return new RegExp(
    `(?:\\b|\\[)[\\w.-]{0,60}?(?:${words})\\d?(?:\\.sim\\d|_\\d)?\\]?"?\\s*[:=]\\s*\\[?"?(?<value>[^\\s,\\]"}]+)`,
    'gid',
  );
}

/** Four dotted numbers are as often a version as an address; the property or the word before tells. */
const versionBefore = new RegExp(
  '^\\[[\\w.-]*(?:version|incremental|build|display|firmware|baseband|fingerprint|release|software)[\\w.-]*\\]: |' +
    '(?:version\\w*|versionName|MIUI|EMUI|Flyme|ColorOS|HyperOS|One UI|Android)\\s*[:=]?\\s*["[]?v?$',
  'i',
);

function isAddress(value: string, before: string): boolean {
  const bytes = value.split('.').map(Number);
  if (bytes.some((byte) => byte > 255) || versionBefore.test(before)) return false;
  const [first = 0] = bytes;
  return first !== 0 && first !== 127 && value !== '255.255.255.255';
}

/** 14 digits may be a moment written as year to second. */
const writtenMoment = /^20[0-4]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;

const octet = '[0-9a-f]{2}';

/**
 * How identifiers look in what Android's tools, vendors' properties and logs print. A rule rather takes something
 * harmless for an identifier than the other way round, except where a health value could be hit: versions are no
 * addresses, counters no phone numbers.
 */
const rules: readonly Rule[] = [
  { kind: 'web-address', pattern: /(?<value>\bhttps?:\/\/[^\s"'<>)\]}]{4,})/dgi },
  { kind: 'account', pattern: /(?<value>[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,})(?![\w-])/dgi },
  { kind: 'account', pattern: /\bAccount \{name=(?<value>[^,}\n]+), type=/dg },
  {
    kind: 'account',
    pattern: /\b(?:mAccountName|account_?name|userName|nickname)\s*[:=]\s*"?(?<value>[^\s",}\]]+)/dgi,
  },
  { kind: 'account', pattern: /"(?:account|owner|user|operator|by|nickname)"\s*:\s*"(?<value>[^"\n]+)"/dgi },
  { kind: 'account', pattern: /(?<value>\bwxid_\w+)/dg },
  {
    kind: 'account',
    pattern:
      /(?:\[[\w.]*(?:device_?name|hostname|bluetooth_?name|bt\.name)\]: \[|\b(?:device_name|bluetooth_name)=)(?<value>[^\]\n]+)/dgi,
  },
  {
    kind: 'mac',
    pattern: new RegExp(`(?<![0-9a-f:-])(?<value>${octet}(?:(?::${octet}){5}|(?:-${octet}){5}))(?![0-9a-f:-])`, 'gid'),
  },
  {
    kind: 'mac',
    pattern: named('mac(?:_?addr(?:ess)?)?|bssid|bd_?addr|btaddr'),
    isMeant: (value) => /^[0-9a-f]{12}$/i.test(value),
  },
  {
    kind: 'ip',
    pattern: /(?<![\w.-])(?<value>\d{1,3}(?:\.\d{1,3}){3})(?![\w-]|\.\w)/dg,
    isMeant: isAddress,
  },
  {
    kind: 'ip',
    pattern:
      /(?<![\w:.])(?<value>(?:[0-9a-f]{1,4}:){1,7}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4})(?![\w:])/dgi,
  },
  {
    kind: 'network-name',
    pattern:
      /\bssid"?\s*[:=]\s*(?:"(?<value>[^"\n]+)"|(?<bare>(?![<"\s])(?:(?!, ?(?:BSSID|MAC|Supplicant|Security|RSSI)\b)[^"\n\]}])+))/dgi,
  },
  {
    kind: 'network-name',
    pattern: /\b(?:connected to|extra:|ConfigKey=|networkKey=|configKey:)\s*"(?<value>[^"\n]+)"/dgi,
  },
  {
    kind: 'serial',
    pattern: named('serial(?:no|_?number)?|android_?id|oaid|gaid|udid|device_?id|psno'),
    isMeant: (value) => /^(?!0x)[\w.:-]{6,64}$/.test(value) && /\d/.test(value),
  },
  {
    kind: 'serial',
    pattern:
      /\[[\w.]*(?:ap_serial|cpu_?id|chip_?id|em\.did|duid|uuid|guid|p?sno)\]: \[(?<value>(?=[^\]]*\d)[\w./:-]{8,64})\]/dgi,
  },
  {
    kind: 'subscriber',
    pattern: /\b(?:imei|meid)\w{0,3}\s*[:=]\s*"?(?<value>\d{2}[- ]\d{6}[- ]\d{6}[- ]\d{1,2})(?!\d)/dgi,
  },
  {
    kind: 'subscriber',
    pattern: named('imei|meid|iccid|imsi|msisdn|esn'),
    isMeant: (value) => /^[0-9a-f]{8,20}$/i.test(value),
  },
  {
    kind: 'subscriber',
    pattern: /(?<![\d.])(?<value>\d{14,20})(?![\d.])/dg,
    isMeant: (value) => !writtenMoment.test(value),
  },
  {
    kind: 'phone-number',
    pattern: /(?<![\d.+])(?<value>(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4}))(?![\d.])/dg,
  },
  { kind: 'phone-number', pattern: /(?<![\w+])(?<value>\+\d{8,15})(?![\w.])/dg },
  {
    kind: 'phone-number',
    pattern: /\b(?:mCallIncomingNumber|line1Number|phoneNumber|mdn)\s*[:=]\s*\[?(?<value>\+?[\d -]{5,})/dgi,
  },
];

const contextLength = 120;

/** Everything in `text` that looks like an identifier, in the order of the rules; places may overlap. */
export function findIdentifiers(text: string): FoundIdentifier[] {
  return rules.flatMap((rule) => findByRule(text, rule));
}

function findByRule(text: string, { kind, pattern, isMeant = () => true }: Rule): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  for (const match of text.matchAll(pattern)) {
    const places = match.indices?.groups ?? {};
    const place = places['value'] ?? places['bare'];
    if (place === undefined) continue;
    const value = text.slice(...place).trimEnd();
    const from = place[0];
    const before = text.slice(Math.max(text.lastIndexOf('\n', from) + 1, from - contextLength), from);
    if (value !== '' && !emptyWords.test(value) && isMeant(value, before)) {
      found.push({ kind, value, from, to: from + value.length });
    }
  }
  return found;
}
