import { isReportWord } from '../report-words.ts';
import { between, named, type Rule } from './rule.ts';

/** `userName`, `mAccountName`, `nick_name` and their like. */
const keys = '[Mm]?(?:[Aa]ccount|[Uu]ser|[Ll]ogin|[Nn]ick|[Rr]eal|[Cc]ontact|[Oo]wner)_?[Nn]ame';

/** A word that a program rather than a person has for a name (`user: root`) says nothing. */
function isPerson(value: string): boolean {
  return !isReportWord(value);
}

/** Accounts and the names of people, as account and sync services, messengers and our own log write them. */
const accountRules: readonly Rule[] = [
  { kind: 'account', pattern: /(?<![\w.+-])(?<value>[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?![\w-])/dgi },
  { kind: 'account', pattern: /\bAccount ?\{name=(?<value>[^}\n]{1,120}?), type=/dg },
  { kind: 'account', pattern: /\*sync\*?\/[\w.]+\/[\w.]+\/(?<value>[^'"\s\]),]+)/dg },
  {
    kind: 'account',
    pattern: new RegExp(String.raw`\b${keys}\\*"?[ \t]*[:=][ \t]*\\*"(?<value>[^"\n\\]+)`, 'gd'),
    isMeant: isPerson,
  },
  // Without quotes a name ends at a space, unless what follows begins like the rest of one.
  {
    kind: 'account',
    pattern: new RegExp(
      String.raw`\b${keys}[ \t]*[:=][ \t]*(?<value>[^\s",;}\]\\]+(?: [\p{Lu}\p{Lo}][^\s",;}\]\\:=]*(?![\w:=]))*)`,
      'gdu',
    ),
    isMeant: isPerson,
  },
  {
    kind: 'account',
    pattern:
      /"(?:account|owner|user|operator|by|nickname|author|contact|openedBy|signedBy|acknowledgedBy|operatorName)"[ \t]*:[ \t]*"(?<value>[^"\n\\]+)"/dgi,
    isMeant: isPerson,
  },
  { kind: 'account', pattern: /(?<value>\b(?:wxid_\w+|gh_[0-9a-f]{6,}|\d{6,}@(?:chatroom|openim)))\b/dg },
  { kind: 'account', pattern: named('uin|qq(?:_?(?:no|num(?:ber)?))?'), isMeant: (value) => /^\d{5,12}$/.test(value) },
  { kind: 'account', pattern: /\bUser "(?<value>[^"\n]+)" \(id=/dg },
  { kind: 'account', pattern: /\bUserInfo\{\d+:(?<value>[^:}\n]+):/dg },
];

const belongings = 'phone|iPhone|iPad|Buds|AirPods|Watch|Mac(?:Book)?|Galaxy|Redmi|Mi|Pixel';
const belongingsZh = '手机|iPhone|iPad|耳机|音箱|平板|电脑|手表|手环|小米|红米|华为|荣耀';

/** What people call their phones, headsets and computers. */
const deviceNameRules: readonly Rule[] = [
  {
    kind: 'device-name',
    pattern:
      /\[(?!ro\.(?:product|build|vendor|odm)\b)[\w.]*(?:device_?name|hostname|bluetooth[._]?name|bt[._]?name|p2p_?name|friendly_?name)\]: \[(?<value>[^\]\n]+)/dgi,
  },
  { kind: 'device-name', pattern: /\b(?:device_name|bluetooth_name|wifi_p2p_device_name)=(?<value>[^\]\n"]+)/dgi },
  {
    kind: 'device-name',
    pattern: /\bdevice ?name(?: is)?[ \t]*[:=][ \t]*\\*"?(?<value>[^"\n,;}\])\\]+)/dgi,
    isMeant: (value) => !value.startsWith('/') && !isReportWord(value),
  },
  {
    kind: 'device-name',
    pattern:
      /\b(?:bluetooth|bt_|bta_|bonded|paired|headset|a2dp)\w{0,40}[^\n"]{0,60}?\b(?:name|alias)[ \t]*[:=][ \t]*\\*"?(?<value>[^"\n,;}\])\\]+)/dgi,
    isMeant: isPerson,
  },
  { kind: 'device-name', pattern: /\bDevice: (?<value>\S.*)$(?=\n[ \t]*deviceAddress)/dgm },
  {
    kind: 'device-name',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?<value>[\p{L}\p{N}.]{1,20}(?: [\p{L}\p{N}.]{1,20})?['’]s (?:${belongings})\b)`,
      'gdu',
    ),
  },
  {
    kind: 'device-name',
    pattern: new RegExp(String.raw`(?<value>[\p{L}\p{N}._@-]{1,40} ?的 ?(?:${belongingsZh}))`, 'gdu'),
  },
  {
    kind: 'device-name',
    pattern: new RegExp(String.raw`\bhost_?name${between}(?<value>[^\s,;\]"'}\\]+)`, 'gid'),
    isMeant: isPerson,
  },
];

export const personRules: readonly Rule[] = [...accountRules, ...deviceNameRules];
