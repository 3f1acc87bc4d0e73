import { randomBytes } from 'node:crypto';
import { quote } from '../shell-quote.ts';
import {
  buildCompoundCommand,
  splitCompoundOutput,
  type CommandSection,
  type SectionOutput,
} from './compound-command.ts';

/** The package whose version is a health check. */
export const messengerPackage = 'com.tencent.mm';

export const pollSections = [
  'battery',
  'power',
  'storage',
  'memory',
  'cpu',
  'clock',
  'uptime',
  'boot-id',
  'connectivity',
  'addresses',
  'lock-settings',
  'trust',
  'window-policy',
  'package',
  'package-path',
  'battery-supply',
  'properties',
] as const;
export type PollSection = (typeof pollSections)[number];

/** Sections that print nothing but counters: no run of digits in them identifies anything. */
export const counterSections: ReadonlySet<string> = new Set<PollSection>([
  'storage',
  'memory',
  'cpu',
  'clock',
  'uptime',
  'battery-supply',
]);

export type PollOutputs = ReadonlyMap<PollSection, SectionOutput>;

export interface Poll {
  readonly command: string;
  readonly sections: readonly CommandSection<PollSection>[];
  /** Marks the sections of this one poll; random, so that no output can imitate it. */
  readonly mark: string;
}

export interface PollRequest {
  /** Null while the Android level is not known: only what every level has is asked then. */
  readonly sdk: number | null;
  /** The full poll adds what changes rarely: lock, messenger version, battery wear, some properties. */
  readonly isFull: boolean;
  /** Tests pass one; letters and digits. */
  readonly mark?: string;
}

const powerLines = 'mWakefulness=|mHoldingDisplaySuspendBlocker=|Display Power: state=';
const packageLines = '^[A-Z]|^ +Package \\[|^ +versionCode=|^ +versionName=|^ +User [0-9]+:|Unable to find package';
const propertyNames = [
  'ro.build.version.release',
  'ro.build.version.security_patch',
  'ro.build.version.incremental',
  'gsm.sim.state',
  'gsm.network.type',
  'persist.security.adbinput',
  'persist.security.adbinstall',
  'persist.sys.permission.enable',
] as const;
const propertyLines = `^\\[(${propertyNames.map((name) => name.replaceAll('.', '\\.')).join('|')})\\]`;
const supplyFiles = ['battery', 'bms']
  .flatMap((folder) => ['charge_full', 'charge_full_design', 'cycle_count'].map((file) => `${folder}/${file}`))
  .join(' ');

/** The clock stands in the middle: it is compared with the midpoint of sending and receiving. */
function cheapSections(): CommandSection<PollSection>[] {
  return [
    { section: 'battery', command: 'dumpsys battery', lineLimit: 400 },
    { section: 'power', command: `dumpsys power|grep -E ${quote(powerLines)}`, lineLimit: 20 },
    { section: 'storage', command: 'df -k /data', lineLimit: 20 },
    { section: 'memory', command: 'head -n 8 /proc/meminfo', lineLimit: 20 },
    { section: 'clock', command: 'date +%s;echo "$EPOCHREALTIME"', lineLimit: 10 },
    { section: 'cpu', command: 'head -n 1 /proc/stat', lineLimit: 10 },
    { section: 'uptime', command: 'cat /proc/uptime', lineLimit: 10 },
    { section: 'boot-id', command: 'cat /proc/sys/kernel/random/boot_id', lineLimit: 10 },
    {
      section: 'connectivity',
      command: `dumpsys connectivity|grep -E ${quote('^ *Active default network|^ *NetworkAgentInfo\\{')}`,
      lineLimit: 40,
    },
    { section: 'addresses', command: 'ip -o -4 addr', lineLimit: 60 },
  ];
}

/** `dumpsys lock_settings` came with Android 9; asking an older phone would only print an error. */
function rareSections(sdk: number | null): CommandSection<PollSection>[] {
  const lockSettings: CommandSection<PollSection> = {
    section: 'lock-settings',
    command: 'dumpsys lock_settings',
    lineLimit: 300,
  };
  return [
    ...(sdk === null || sdk >= 28 ? [lockSettings] : []),
    { section: 'trust', command: `dumpsys trust|grep -F ${quote('(current)')}`, lineLimit: 20 },
    { section: 'window-policy', command: 'dumpsys window policy', lineLimit: 500 },
    {
      section: 'package',
      command: `dumpsys package ${messengerPackage}|grep -E ${quote(packageLines)}`,
      lineLimit: 200,
    },
    { section: 'package-path', command: `pm path ${messengerPackage}`, lineLimit: 80 },
    { section: 'battery-supply', command: `cd /sys/class/power_supply&&grep . ${supplyFiles}`, lineLimit: 20 },
    { section: 'properties', command: `getprop|grep -E ${quote(propertyLines)}`, lineLimit: 40 },
  ];
}

/**
 * The one shell command of a poll. Works on mksh and toybox of Android 7.1–14, needs no root and changes nothing on
 * the phone; stays under 4096 bytes, the packet size of the oldest adbd. dumpsys gives up by itself after 10 s per
 * service, so a poll with one hanging service ends: allow it 15 s and more.
 */
export function buildPoll(request: PollRequest): Poll {
  const sections = [...cheapSections(), ...(request.isFull ? rareSections(request.sdk) : [])];
  const mark = request.mark ?? `jq${randomBytes(8).toString('hex')}`;
  return { command: buildCompoundCommand(sections, mark), sections, mark };
}

/** Every asked section of `poll`, whole or marked as incomplete; see `splitCompoundOutput`. */
export function splitPoll(text: string, poll: Pick<Poll, 'sections' | 'mark'>): PollOutputs {
  return splitCompoundOutput(
    text,
    poll.sections.map(({ section }) => section),
    poll.mark,
  );
}
