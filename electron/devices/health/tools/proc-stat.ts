import { endedLines } from './output-lines.ts';

/** Ticks since boot, over all cores that are on. */
export interface CpuTimes {
  readonly user: number;
  readonly nice: number;
  readonly system: number;
  readonly idle: number;
  readonly iowait: number;
  readonly irq: number;
  readonly softirq: number;
  readonly steal: number;
}

/**
 * Reads the first `cpu` line of `/proc/stat` (proc(5); the shell user may read it on every Android). The `cpuN` lines
 * are not used, because cores that are off vanish from them. Null unless there is exactly one readable total.
 */
export function parseProcStat(text: string): CpuTimes | null {
  const totals = endedLines(text).filter((line) => /^cpu\s/.test(line));
  const [line] = totals;
  if (line === undefined || totals.length > 1) return null;
  const fields = line.trim().split(/\s+/).slice(1);
  if (fields.length < 7 || !fields.every((field) => /^\d{1,15}$/.test(field))) return null;
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = fields.map(Number);
  return { user, nice, system, idle, iowait, irq, softirq, steal };
}

/** Kernels count 100 ticks a second and core; less than this is no second apart. */
const leastTicks = 50;

/**
 * Percent of all cores busy between two samples of one boot. Null when they are too close, or when time ran backwards
 * (a restart between them).
 */
export function busyBetween(before: CpuTimes, after: CpuTimes): number | null {
  const total = sumOf(after) - sumOf(before);
  // iowait may step back on multi-core kernels (proc(5)), so it is only used within the sum of the two rest states.
  const rest = after.idle + after.iowait - before.idle - before.iowait;
  if (total < leastTicks || rest < 0 || rest > total || after.user < before.user) return null;
  return ((total - rest) / total) * 100;
}

function sumOf(times: CpuTimes): number {
  const { user, nice, system, idle, iowait, irq, softirq, steal } = times;
  return user + nice + system + idle + iowait + irq + softirq + steal;
}
