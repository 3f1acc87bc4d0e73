import { loadAverages, memoryUse } from '../kernel-files.ts';
import type { Phone } from '../phone.ts';
import { dumpTime, endLines } from './dump-text.ts';

/** `dumpsys cpuinfo` (AOSP ProcessCpuTracker). */
export function dumpCpuInfo(phone: Phone): string {
  const busy = phone.processor.loadAt(phone.uptimeMs) * 100;
  const share = (part: number): string => (busy * part).toFixed(1).replace(/\.0$/u, '');
  const now = phone.now();
  return endLines([
    `Load: ${loadAverages(phone)
      .map((value) => value.toFixed(2))
      .join(' / ')}`,
    `CPU usage from 300012ms to 0ms ago (${dumpTime(now - 300_012)}.114 to ${dumpTime(now)}.126):`,
    `  ${share(0.4)}% 1208/system_server: ${share(0.25)}% user + ${share(0.15)}% kernel / faults: 9121 minor 12 major`,
    `  ${share(0.2)}% 2410/com.tencent.mm: ${share(0.14)}% user + ${share(0.06)}% kernel / faults: 2004 minor`,
    `  ${share(0.1)}% 561/surfaceflinger: ${share(0.06)}% user + ${share(0.04)}% kernel`,
    `${share(1)}% TOTAL: ${share(0.6)}% user + ${share(0.36)}% kernel + 0.1% iowait + ${share(0.03)}% softirq`,
  ]);
}

/** `dumpsys meminfo`: the totals at its end, which tools read. */
export function dumpMemInfo(phone: Phone): string {
  const { totalKb, availableKb } = memoryUse(phone);
  return endLines([
    'Applications Memory Usage (in Kilobytes):',
    `Uptime: ${phone.uptimeMs} Realtime: ${phone.uptimeMs}`,
    '',
    'Total PSS by process:',
    `    ${withCommas(Math.round(totalKb * 0.06))}: system (pid 1208)`,
    `    ${withCommas(Math.round(totalKb * 0.05))}: com.tencent.mm (pid 2410 / activities)`,
    '',
    `Total RAM: ${withCommas(totalKb)} (status normal)`,
    ` Free RAM: ${withCommas(availableKb)} (   91,204K cached pss +   640,112K cached kernel +    88,440K free)`,
    ` Used RAM: ${withCommas(totalKb - availableKb)} (1,402,331K used pss +   311,204K kernel)`,
    '   Tuning: 256 (large 512), oom   322,560K, restore limit   107,520K (high-end-gfx)',
  ]);
}

/** `dumpsys batterystats`: the head of the statistics since the last charge. */
export function dumpBatteryStats(phone: Phone): string {
  const { level, designUah, chargeCounterUah } = phone.battery.read();
  return endLines([
    'Battery History (0% used, 18KB used of 256KB, 61 strings using 5004):',
    `                    0 (10) RESET:TIME: ${dumpTime(phone.now() - 3_600_000).replaceAll(/[ :]/gu, '-')}`,
    `                    0 (2) ${String(level).padStart(3, '0')} status=charging health=good plug=usb`,
    '',
    'Statistics since last charge:',
    '  System starts: 0, currently on battery: false',
    `  Estimated battery capacity: ${Math.round(designUah / 1000)} mAh`,
    `  Last learned battery capacity: ${Math.round(chargeCounterUah / Math.max(level, 1) / 10)} mAh`,
  ]);
}

function withCommas(kb: number): string {
  return `${kb.toLocaleString('en-US')}K`;
}
