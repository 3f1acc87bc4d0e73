import { named, type Rule } from './rule.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Serials and the ids that Android and advertisers give a phone, and the secrets of web addresses. */
export const deviceRules: readonly Rule[] = [
  { kind: 'web-address', pattern: /(?<value>\b(?:https?|wss?|ftps?|rtsp|mqtts?):\/\/[^\s"'<>)\]}\\]{4,})/dgi },
  {
    kind: 'serial',
    pattern: named(
      'serial(?:no|_?number)?|android[_ ]?id|ssaid|oaid|gaid|aaid|vaid|adid|idfa|advertising_?id|ad_?id|utdid|udid|device_?id|install(?:ation)?_?id|client_?id|psno',
    ),
    isMeant: (value) => /^(?!0x)[\w.:-]{6,64}$/.test(value) && /\d/.test(value),
  },
  {
    kind: 'serial',
    pattern:
      /\[[\w.]*(?:ap_serial|cpu_?id|chip_?id|em\.did|duid|uuid|guid|p?sno)\]: \[(?<value>(?=[^\]]*\d)[\w./:-]{8,64})\]/dgi,
  },
  // Alone on its line it is a boot id, which tells one boot from another and nothing else.
  {
    kind: 'serial',
    pattern: new RegExp(String.raw`(?<![\w-])(?<value>(?!\w{8}-0000-1000-8000-00805f9b34fb)${uuid})(?![\w-])`, 'gid'),
    isMeant: (_value, before) => before.trim() !== '',
  },
  // The volume id of a memory card, by which its folder is named.
  {
    kind: 'serial',
    pattern: /\/(?:storage|media_rw|mnt\/runtime\/\w+)\/(?<value>[0-9A-F]{4}-[0-9A-F]{4})\b/dg,
    isForNumbers: true,
  },
  // What a lock's secrets are kept under.
  { kind: 'serial', pattern: /\b(?:SID|SP Handle)[ \t]*[:=][ \t]*(?<value>[0-9a-f]{4,})/dgi },
  {
    kind: 'free-text',
    pattern:
      /\b(?:access_?token|refresh_?token|auth_?token|token|secret|passw(?:or)?d|pwd|psk|passphrase|authorization)\\*["']?[ \t]*[:=][ \t]*\\*["']?(?:Bearer )?(?<value>[\w.~+/-]{8,}=*)/dgi,
    isMeant: (value) => /\d/.test(value) && !value.startsWith('android.'),
  },
];
