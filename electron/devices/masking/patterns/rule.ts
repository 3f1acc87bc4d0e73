import type { IdentifierKind } from '../identifier.ts';

export interface Rule {
  readonly kind: IdentifierKind;
  /** Global, with indices; every named group that took part is an identifier. */
  readonly pattern: RegExp;
  /** False: it only looks like one. `before` is what stands before it on its line, the end of it. */
  readonly isMeant?: (value: string, before: string) => boolean;
  /** See `FoundIdentifier`. */
  readonly isOnlyHere?: boolean;
  /** Cannot be a counter, so that it is looked for in tables of counters too. */
  readonly isForNumbers?: boolean;
}

/** Words that stand where an identifier could: nothing is behind them. */
export const emptyWords =
  /^(?:unknown|none|null|nil|undefined|empty|invalid|true|false|default|absent|loaded|ready|android|owner|机主|主人|管理员|<.*>|\(.*\)|\*+|-1|2147483647|9223372036854775807|0x0*|[0:.\s-]+|02:00:00:00:00:00|ff(?::ff){5}|xx(?::xx){5})$/i;

/** What may stand between a name and its value: `name: v`, `name=v`, `"name":"v"`, `\"name\":\"v\"`, `[name]: [v]`. */
export const between = String.raw`\]?\\*["']?[ \t]*[:=][ \t]*\[?\\*["']?`;

/** Where the value of `name=value name=value` or `name: value, name: value` ends. */
export const nextField = String.raw`(?:,[ \t]*|[ \t]+)[\w-]+[ \t]?[:=]`;

/** A value without space, behind a name that ends in one of these words and perhaps a number. */
export function named(words: string): RegExp {
  const counted = String.raw`(?:${words})\d?(?:\.sim\d|_\d|\[\d\])?`;
  return new RegExp(String.raw`${counted}${between}(?<value>[^\s,;&\]"'})\\]+)`, 'gid');
}
