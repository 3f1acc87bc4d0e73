/** How one phone's row is to look; what is left out stays as the real server prints it. */
export interface RowRule {
  /** The serial under which the real server lists it (`127.0.0.1:20001`). */
  readonly serial: string;
  /** The serial to show instead; two rules may show the same. */
  readonly shownSerial?: string;
  /** The port path of the long list (`usb:1-2.3`, macOS `usb:326542886X`, a bare `3-1`). */
  readonly portPath?: string;
  /** The state text to show instead, free words included (`no permissions (…)`). */
  readonly state?: string;
  /** Leaves the row out. */
  readonly isHidden?: boolean;
}

export interface ListRules {
  readonly rows: readonly RowRule[];
  /** Rows of the long list to add as they are, without line end. */
  readonly extraRows?: readonly string[];
  /**
   * Answers `reconnect` itself and lets the phones be, as it goes with a USB phone that nothing brings back: the
   * real server would forget a network phone then.
   */
  readonly keepsTransports?: boolean;
  /** Answer to `host:version`, e.g. 40. */
  readonly version?: number;
}

const serialWidth = 22;

/** Rewrites a device list of an adb server; rows without a rule and lines that are no rows stay as they are. */
export function rewriteList(text: string, rules: ListRules, isLong: boolean): string {
  const lines = text.split('\n').filter((line) => line !== '');
  const rewritten = lines.flatMap((line) => rewriteRow(line, rules.rows, isLong));
  const extra = (rules.extraRows ?? []).map((row) => (isLong ? row : shorten(row)));
  return [...rewritten, ...extra].map((line) => `${line}\n`).join('');
}

function rewriteRow(line: string, rows: readonly RowRule[], isLong: boolean): string[] {
  const rule = rows.find(({ serial }) => line.startsWith(serial) && /^\s/.test(line.slice(serial.length)));
  if (rule === undefined) return [line];
  if (rule.isHidden === true) return [];
  const rest = line.slice(rule.serial.length).trim();
  return [isLong ? longRow(rule, rest) : `${rule.shownSerial ?? rule.serial}\t${rule.state ?? rest}`];
}

/** `SERIAL STATE [path] product:… transport_id:…`, as AOSP `transport.cpp`, `append_transport`, lays it out. */
function longRow(rule: RowRule, rest: string): string {
  const at = rest.search(/ (?:product|model|device|transport_id):/);
  const state = at < 0 ? rest : rest.slice(0, at);
  const facts = at < 0 ? '' : rest.slice(at);
  const path = rule.portPath === undefined ? '' : ` ${rule.portPath}`;
  return `${(rule.shownSerial ?? rule.serial).padEnd(serialWidth)} ${rule.state ?? state}${path}${facts}`;
}

function shorten(row: string): string {
  const [serial = '', ...rest] = row.split(/\s+/);
  const state = rest.join(' ').replace(/ (?:usb:|product:|model:|device:|transport_id:).*$/, '');
  return `${serial}\t${state}`;
}

/** What a request by shown serial means for the real server. */
export type RealRequest =
  | { readonly kind: 'forward'; readonly service: string }
  | { readonly kind: 'refused'; readonly reason: string };

const serialPrefixes = ['host:transport:', 'host:tport:serial:', 'host-serial:'] as const;

/**
 * Puts the real serial in the place of the shown one. A serial that two rows show is refused in adb's own words, as
 * only a transport id can tell such phones apart.
 */
export function toRealRequest(service: string, rows: readonly RowRule[]): RealRequest {
  for (const prefix of serialPrefixes) {
    if (!service.startsWith(prefix)) continue;
    const rest = service.slice(prefix.length);
    const meant = rows.filter(({ shownSerial }) => shownSerial !== undefined && isSerialOf(shownSerial, rest));
    if (meant.length > 1) return { kind: 'refused', reason: 'more than one device' };
    const [only] = meant;
    if (only?.shownSerial === undefined) break;
    return { kind: 'forward', service: prefix + only.serial + rest.slice(only.shownSerial.length) };
  }
  return { kind: 'forward', service };
}

/** Serials may contain colons themselves, so they are compared from the start. */
function isSerialOf(serial: string, rest: string): boolean {
  return rest === serial || rest.startsWith(`${serial}:`);
}
