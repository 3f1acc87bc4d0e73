import { named, type Rule } from './rule.ts';

/** 14 digits may be a moment written as year to second. */
const writtenMoment = /^20[0-4]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;

/** The handset and its card: IMEI, MEID, IMSI, ICCID, EID, in digits or in groups of them. */
export const subscriberRules: readonly Rule[] = [
  {
    kind: 'subscriber',
    pattern: /\b(?:imei|meid)\w{0,3}[ \t]*[:=]?[ \t]*"?(?<value>\d{2}[- ]\d{6}[- ]\d{6}[- ]\d{1,2})(?!\d)/dgi,
  },
  {
    kind: 'subscriber',
    pattern: named('imei|imeisv|meid|icc_?id|imsi|msisdn|esn|eid|subscriber_?id|sim_?serial(?:_?number)?'),
    isMeant: (value) => /^[0-9a-f]{8,32}$/i.test(value),
  },
  // An IMSI as country, network and subscriber.
  { kind: 'subscriber', pattern: /(?<![\d-])(?<value>\d{3}[- ]\d{2,3}[- ]\d{9,10})(?![\d-])/dg },
  // An ICCID in groups of four, as it is printed on the card.
  { kind: 'subscriber', pattern: /(?<!\d)(?<value>89\d{2}(?:[- ]\d{4}){3}(?:[- ][\dA-F]{1,4}){0,2})(?![\dA-F])/dg },
  {
    kind: 'subscriber',
    pattern: /(?<!\d|\d\.)(?<value>\d{14,32})(?!\d|\.\d|ns\b)/dg,
    isMeant: (value) => !writtenMoment.test(value),
  },
];

/** Numbers that can be called, as people and dialers write them. */
export const phoneNumberRules: readonly Rule[] = [
  {
    kind: 'phone-number',
    pattern: /(?<!\d|\d\.|\+)(?<value>(?:(?:\(?\+|00)86\)?[- ]?|86[- ]?)?1[3-9]\d-?\d{4}-?\d{4})(?!\d|\.\d)/dg,
  },
  // With spaces, unless further numbers stand beside it as in a table.
  {
    kind: 'phone-number',
    pattern: /(?<!\d|\d[. ]|\+)(?<value>(?:(?:\(?\+|00)86\)?[- ]?)?1[3-9]\d \d{4} \d{4})(?! ?\d|\.\d)/dg,
  },
  { kind: 'phone-number', pattern: /(?<![\w+])(?<value>\+\d{8,15})(?!\d|\.\d)/dg },
  {
    kind: 'phone-number',
    pattern: /(?<![\w+])(?<value>\+\d{1,3}[ .-]?(?:\(\d{1,5}\)[ .-]?)?\d{2,5}(?:[ .-]\d{2,5}){1,4})(?!\d|\.\d)/dg,
    isMeant: (value) => digitCount(value) >= 8 && digitCount(value) <= 15,
  },
  { kind: 'phone-number', pattern: /(?<![\d(])(?<value>\(\d{3}\) ?\d{3}[- ]\d{4})(?!\d)/dg },
  { kind: 'phone-number', pattern: /(?<![\d-])(?<value>(?:0\d{2,3}-|\(0\d{2,3}\) ?)\d{7,8})(?![\d-])/dg },
  {
    kind: 'phone-number',
    pattern:
      /\b(?:mCallIncomingNumber|m?line1_?number|m?phone_?number|incoming_?number|mobile(?:_?(?:no|number|phone))?|mdn|number|tel)\]?\\*"?[ \t]*[:=][ \t]*\[?\\*"?(?<value>\+?[\d(][\d() -]{4,}\d)/dgi,
  },
];

function digitCount(text: string): number {
  return text.replaceAll(/\D/g, '').length;
}
