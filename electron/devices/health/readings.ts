import type { HealthCheckId } from '../../contract/phones.ts';
import { messengerPackage, type PollOutputs, type PollSection } from './compound-poll.ts';
import { decideLock, type LockState } from './lock-state.ts';
import { decideNetwork, type NetworkState } from './network-state.ts';
import { parseBatteryWear, type WearReport } from './tools/battery-wear.ts';
import { parseBattery, type BatteryReport } from './tools/battery.ts';
import { parseBootId } from './tools/boot-id.ts';
import { parseClock } from './tools/clock.ts';
import { chooseDataRow, parseDf, type FileSystemRow } from './tools/df.ts';
import { parseGetprop } from './tools/getprop.ts';
import { parseMeminfo, type MemoryReport } from './tools/meminfo.ts';
import { parsePackagePath } from './tools/package-list.ts';
import { parsePackage } from './tools/package.ts';
import { parsePower } from './tools/power.ts';
import { busyBetween, parseProcStat, type CpuTimes } from './tools/proc-stat.ts';
import { parseProcUptime } from './tools/uptime.ts';
import { parseWindowPolicy } from './tools/window-policy.ts';

/** CPU times of one poll, kept by the caller for the next. */
export interface CpuSample {
  readonly times: CpuTimes;
  readonly bootId: string | null;
}

export interface ClockSkew {
  /** Positive: the phone is ahead. */
  readonly skewMs: number;
  /** How far off that may be: half the call's duration, and the clock's coarseness. */
  readonly uncertaintyMs: number;
}

export type ScreenState = 'on' | 'off' | 'always-on' | 'screensaver';

export type MessengerReading =
  | { readonly kind: 'installed'; readonly version: string; readonly versionCode: number | null }
  | { readonly kind: 'missing' };

/** What one poll proved; null where it proved nothing. */
export interface HealthReadings {
  /** When the answer arrived, host time. */
  readonly readAt: number;
  /** The checks that this poll asked for; the others keep their earlier answer for a while. */
  readonly asked: ReadonlySet<HealthCheckId>;
  readonly battery: BatteryReport | null;
  readonly wear: WearReport | null;
  /** The phone answered where its wear would be, and tells nothing. */
  readonly isWearNotOffered: boolean;
  readonly storage: FileSystemRow | null;
  readonly memory: MemoryReport | null;
  readonly cpuSample: CpuSample | null;
  /** Percent of all cores since the previous sample. */
  readonly busyPercent: number | null;
  readonly network: NetworkState | null;
  readonly clockSkew: ClockSkew | null;
  readonly screen: ScreenState | null;
  readonly lock: LockState | null;
  readonly uptimeMs: number | null;
  readonly bootId: string | null;
  readonly messenger: MessengerReading | null;
  /** Empty unless a full poll asked. */
  readonly properties: ReadonlyMap<string, string>;
}

export interface ReadingContext {
  /** Host times (epoch ms) around the call. */
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly previousCpuSample: CpuSample | null;
}

/** Which sections a check needs; one is enough, the check itself weighs them. */
const sourcesOfCheck: Record<HealthCheckId, readonly PollSection[]> = {
  'battery-level': ['battery'],
  'battery-temperature': ['battery'],
  'battery-status': ['battery'],
  'battery-wear': ['battery-supply'],
  storage: ['storage'],
  memory: ['memory'],
  load: ['cpu'],
  network: ['connectivity', 'addresses'],
  'clock-skew': ['clock'],
  screen: ['power'],
  lock: ['trust', 'window-policy'],
  uptime: ['uptime'],
  'messenger-version': ['package', 'package-path'],
};

/** Which checks a poll with these sections answers. */
function askedChecks(outputs: PollOutputs): ReadonlySet<HealthCheckId> {
  const asked = new Set<HealthCheckId>();
  for (const id of checkIdsOf(sourcesOfCheck)) if (sourcesOfCheck[id].some((name) => outputs.has(name))) asked.add(id);
  return asked;
}

function checkIdsOf(table: Record<HealthCheckId, unknown>): HealthCheckId[] {
  return Object.keys(table).filter((key): key is HealthCheckId => Object.hasOwn(table, key));
}

/**
 * Turns the sections of one poll (`splitPoll`) into typed values. Sections that did not come back whole are not read
 * at all. Never throws, whatever the phone printed.
 */
export function readHealth(outputs: PollOutputs, context: ReadingContext): HealthReadings {
  const textOf = (section: PollSection): string => completeText(outputs, section);
  const bootId = parseBootId(textOf('boot-id'));
  const cpuSample = readCpu(textOf('cpu'), bootId);
  const supply = outputs.get('battery-supply');
  const wear = parseBatteryWear(textOf('battery-supply'), textOf('battery'));
  return {
    readAt: context.receivedAt,
    asked: askedChecks(outputs),
    battery: parseBattery(textOf('battery')),
    wear,
    isWearNotOffered: wear === null && supply !== undefined && supply.exitCode !== null,
    storage: chooseDataRow(parseDf(textOf('storage'))),
    memory: parseMeminfo(textOf('memory')),
    cpuSample,
    busyPercent: busySince(context.previousCpuSample, cpuSample),
    network: decideNetwork({ connectivity: textOf('connectivity'), addresses: textOf('addresses') }),
    clockSkew: readSkew(textOf('clock'), context),
    screen: readScreen(textOf('power'), textOf('window-policy')),
    lock: decideLock({
      lockSettings: textOf('lock-settings'),
      trust: textOf('trust'),
      windowPolicy: textOf('window-policy'),
    }),
    uptimeMs: parseProcUptime(textOf('uptime')),
    bootId,
    messenger: readMessenger(outputs),
    properties: parseGetprop(textOf('properties')),
  };
}

function completeText(outputs: PollOutputs, section: PollSection): string {
  const found = outputs.get(section);
  return found === undefined || found.exitCode === null ? '' : found.output;
}

function readCpu(text: string, bootId: string | null): CpuSample | null {
  const times = parseProcStat(text);
  return times === null ? null : { times, bootId };
}

/** Two samples of different starts of the phone have nothing to do with each other. */
function busySince(before: CpuSample | null, after: CpuSample | null): number | null {
  if (before === null || after === null || before.bootId !== after.bootId) return null;
  return busyBetween(before.times, after.times);
}

function readSkew(text: string, context: ReadingContext): ClockSkew | null {
  const clock = parseClock(text);
  if (clock === null || context.receivedAt < context.sentAt) return null;
  return {
    skewMs: clock.epochMs - (context.sentAt + context.receivedAt) / 2,
    uncertaintyMs: (context.receivedAt - context.sentAt) / 2 + clock.coarsenessMs,
  };
}

function readScreen(powerText: string, policyText: string): ScreenState | null {
  const power = parsePower(powerText);
  if (power?.wakefulness === 'dozing') return 'always-on';
  if (power?.wakefulness === 'dreaming') return 'screensaver';
  const isOn = power?.isScreenOn ?? parseWindowPolicy(policyText)?.isScreenOn ?? null;
  return isOn === null ? null : isOn ? 'on' : 'off';
}

/**
 * Installed means: for the main user. A dual-app copy alone does not count. Missing is believed from the package
 * service's own sentence, or from `pm path` that ended with an error code and printed nothing.
 */
export function readMessenger(outputs: PollOutputs, packageName = messengerPackage): MessengerReading | null {
  const report = parsePackage(completeText(outputs, 'package'), packageName);
  if (report?.kind === 'missing') return report;
  if (report !== null) {
    const owner = report.users.find(({ userId }) => userId === 0);
    if (owner?.isInstalled === false) return { kind: 'missing' };
    if (owner !== undefined && report.versionName !== null) {
      return { kind: 'installed', version: report.versionName, versionCode: report.versionCode };
    }
    return null;
  }
  const path = outputs.get('package-path');
  if (path === undefined || path.exitCode === null || parsePackagePath(path.output) !== null) return null;
  return path.exitCode === 1 && path.output.trim() === '' ? { kind: 'missing' } : null;
}
