import type { AdbDeviceState } from '../contract/phones.ts';

/** One phone as an adb server lists it. Nothing in it is unique but `transportId`, and that only while the server lives. */
export interface DeviceRow {
  /** As printed; may be empty, shared by several phones, or contain spaces. */
  readonly serial: string;
  readonly state: AdbDeviceState;
  /** The state as printed, with the reason that `no permissions` carries. */
  readonly stateText: string;
  /** Null in the short listing. */
  readonly transportId: number | null;
  /** `unknown` where neither a USB path nor a network serial tells (Windows prints no path). */
  readonly connection: 'usb' | 'tcp' | 'unknown';
  /** `1-2.3` (Linux), `326542886X` (macOS); null on Windows and for network phones. */
  readonly portPath: string | null;
  readonly product: string | null;
  /** Every character but letters and digits is printed as `_` (`Redmi_Note_7`). */
  readonly model: string | null;
  readonly device: string | null;
}

const statesByText: ReadonlyMap<string, AdbDeviceState> = new Map([
  ['device', 'device'],
  ['offline', 'offline'],
  ['unauthorized', 'unauthorized'],
  ['authorizing', 'authorizing'],
  ['connecting', 'connecting'],
  ['recovery', 'recovery'],
  ['sideload', 'sideload'],
  ['bootloader', 'bootloader'],
  ['rescue', 'rescue'],
  ['host', 'host'],
  ['unknown', 'unknown'],
  ['detached', 'unknown'],
]);

/** What an adb program prints between or before the rows (server start, version clash, errors). */
const noticePattern = /^(?:\* |List of devices|adb server|adb(?:\.exe)?: |error: |cannot connect|daemon )/;
const detailKeyPattern = /^(usb|product|model|device|features|transport_id):(.*)$/;
const barePathPattern = /^\d+-\d+(?:\.\d+)*$/;
const permissionPattern = /(^|[\t ])(no permissions(?: \([^\t]*?\))?(?:; see \[[^\]]*\])?)(?=$|[\t ])/;
const networkSerialPattern = /:\d{1,5}$|\._adb-tls-connect\._tcp\.?$|\._adb\._tcp\.?$|^emulator-\d+$/;

/**
 * Reads `adb devices`, `adb devices -l`, or the body of `host:devices-l` and `host:track-devices-l`. Lines that are
 * no row are skipped, wherever they stand; never throws. Row layout: AOSP transport.cpp `append_transport`.
 */
export function parseDeviceList(text: string): DeviceRow[] {
  const rows: DeviceRow[] = [];
  for (const line of text.split('\n')) {
    const row = parseRow(line.trimEnd());
    if (row !== null) rows.push(row);
  }
  return rows;
}

function parseRow(line: string): DeviceRow | null {
  if (line.trim() === '' || noticePattern.test(line)) return null;
  const split = splitAtPermissions(line) ?? splitAtKnownState(line) ?? splitAtNewState(line);
  if (split === null) return null;
  const details = readDetails(split.details);
  const serial = split.serial.trim();
  return {
    serial,
    state: split.state,
    stateText: split.stateText,
    transportId: details.transportId,
    connection: details.path !== null ? 'usb' : networkSerialPattern.test(serial) ? 'tcp' : 'unknown',
    portPath: details.path,
    product: details.product,
    model: details.model,
    device: details.device,
  };
}

interface SplitRow {
  readonly serial: string;
  readonly state: AdbDeviceState;
  readonly stateText: string;
  readonly details: string;
}

/** The one state with spaces and a free reason in it. */
function splitAtPermissions(line: string): SplitRow | null {
  const match = permissionPattern.exec(line);
  const stateText = match?.[2];
  if (match === null || stateText === undefined) return null;
  const start = match.index + (match[1]?.length ?? 0);
  const details = line.slice(start + stateText.length).trim();
  return { serial: line.slice(0, start), state: 'no-permissions', stateText, details };
}

/** Serials may contain spaces and even state words: the state is the first such word that only details follow. */
function splitAtKnownState(line: string): SplitRow | null {
  for (const match of line.matchAll(/(?<=^|[\t ])[a-z]+(?=$|[\t ])/g)) {
    const state = statesByText.get(match[0]);
    const details = line.slice(match.index + match[0].length).trim();
    if (state === undefined || !looksLikeDetails(details)) continue;
    return { serial: line.slice(0, match.index), state, stateText: match[0], details };
  }
  return null;
}

/** A state word of a newer adb: believed only where the layout leaves no doubt that this is a row. */
function splitAtNewState(line: string): SplitRow | null {
  const short = /^([^\t]+)\t([a-z][a-z -]{0,30})$/.exec(line);
  const match = short ?? /^(\S*) +([a-z][a-z -]*?) +(\S.*transport_id:\d+.*)$/.exec(line);
  const stateText = match?.[2];
  if (match === null || stateText === undefined) return null;
  return { serial: match[1] ?? '', state: 'unknown', stateText, details: match[3] ?? '' };
}

function looksLikeDetails(text: string): boolean {
  const first = text.split(' ', 1)[0] ?? '';
  return first === '' || detailKeyPattern.test(first) || barePathPattern.test(first);
}

interface RowDetails {
  readonly path: string | null;
  readonly product: string | null;
  readonly model: string | null;
  readonly device: string | null;
  readonly transportId: number | null;
}

/** `product` and `device` are printed raw, so their values may contain spaces: words without a key continue a value. */
function readDetails(text: string): RowDetails {
  const values = new Map<string, string>();
  let key = 'path';
  for (const word of text.split(' ')) {
    const match = detailKeyPattern.exec(word);
    if (match !== null) key = match[1] === 'usb' ? 'path' : (match[1] ?? key);
    const value = match === null ? word : (match[2] ?? '');
    const earlier = match === null ? values.get(key) : undefined;
    if (value !== '') values.set(key, earlier === undefined ? value : `${earlier} ${value}`);
  }
  const id = values.get('transport_id') ?? '';
  return {
    path: values.get('path') ?? null,
    product: values.get('product') ?? null,
    model: values.get('model') ?? null,
    device: values.get('device') ?? null,
    transportId: /^\d{1,15}$/.test(id) ? Number(id) : null,
  };
}
