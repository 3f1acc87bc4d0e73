import { buildPoll, counterSections, messengerPackage, type PollSection } from '../health/compound-poll.ts';

/** One command of a phone's report. */
export interface ReportCommand {
  /** Begins the file's name: `dumpsys-battery`. */
  readonly name: string;
  readonly command: string;
  /** The section of the health poll that the same parser reads. */
  readonly section: PollSection | null;
  /** Prints nothing but counters. */
  readonly isNumbersOnly: boolean;
  /** Prints what programs wrote in their own words. */
  readonly isLog: boolean;
}

interface Wanted {
  readonly name: string;
  /** Left out: as the poll asks for the section. */
  readonly command?: string;
  readonly section?: PollSection;
  readonly fromSdk?: number;
  readonly untilSdk?: number;
}

const logName = 'logcat-threadtime';

/**
 * Where the poll filters a dump, the report asks for the whole of it. Nothing here changes the phone, and nothing asks
 * for an IMEI or for accounts: what is not needed is not read in the first place.
 */
const wanted: readonly Wanted[] = [
  { name: 'getprop', command: 'getprop', section: 'properties' },
  { name: 'dumpsys-battery', section: 'battery' },
  { name: 'power-supply', section: 'battery-supply' },
  { name: 'dumpsys-power', command: 'dumpsys power', section: 'power' },
  { name: 'df-k-data', section: 'storage' },
  { name: 'df', command: 'df' },
  { name: 'proc-meminfo', command: 'cat /proc/meminfo', section: 'memory' },
  { name: 'proc-stat-first-line', section: 'cpu' },
  { name: 'top-n1', command: 'top -n 1 -b', fromSdk: 26 },
  { name: 'top-n1', command: 'top -n 1', untilSdk: 25 },
  { name: 'date', section: 'clock' },
  { name: 'proc-uptime', section: 'uptime' },
  { name: 'boot-id', section: 'boot-id' },
  { name: 'dumpsys-connectivity', command: 'dumpsys connectivity', section: 'connectivity' },
  { name: 'ip-addr-o-4', section: 'addresses' },
  { name: 'ip-addr', command: 'ip addr' },
  { name: 'netcfg', command: 'netcfg', untilSdk: 25 },
  { name: 'dumpsys-wifi', command: 'dumpsys wifi', untilSdk: 29 },
  { name: 'cmd-wifi-status', command: 'cmd wifi status', fromSdk: 30 },
  { name: 'dumpsys-telephony.registry', command: 'dumpsys telephony.registry' },
  { name: 'dumpsys-lock_settings', command: 'dumpsys lock_settings', section: 'lock-settings', fromSdk: 28 },
  { name: 'dumpsys-trust', command: 'dumpsys trust', section: 'trust' },
  { name: 'dumpsys-window-policy', section: 'window-policy' },
  { name: 'dumpsys-window-focus', command: "dumpsys window|grep -E 'mCurrentFocus|mFocusedApp'" },
  { name: `dumpsys-package-${messengerPackage}`, command: `dumpsys package ${messengerPackage}`, section: 'package' },
  { name: 'pm-path-tencent-mm', section: 'package-path' },
  { name: 'pm-list-packages-3', command: 'pm list packages -3' },
  { name: 'wm-size', command: 'wm size' },
  { name: 'wm-density', command: 'wm density' },
  { name: 'ime-list-s', command: 'ime list -s' },
  { name: 'settings-get-stay-on', command: 'settings get global stay_on_while_plugged_in' },
  { name: logName, command: 'logcat -d -v threadtime -t 300' },
];

const counterNames: ReadonlySet<string> = new Set(['df']);

/** What a report asks of a phone of this Android level; null where the level is not known asks for what all have. */
export function reportCommands(sdk: number | null): ReportCommand[] {
  const asked = buildPoll({ sdk, isFull: true }).sections;
  const fits = ({ fromSdk, untilSdk }: Wanted): boolean =>
    sdk === null
      ? fromSdk === undefined && untilSdk === undefined
      : sdk >= (fromSdk ?? 0) && sdk <= (untilSdk ?? Number.MAX_SAFE_INTEGER);
  return wanted.filter(fits).flatMap(({ name, command, section }) => {
    const whole = command ?? asked.find((candidate) => candidate.section === section)?.command;
    if (whole === undefined) return [];
    const isNumbersOnly = counterNames.has(name) || (section !== undefined && counterSections.has(section));
    return [{ name, command: whole, section: section ?? null, isNumbersOnly, isLog: name === logName }];
  });
}
