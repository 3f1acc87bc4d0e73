import { parseOptions } from '../../shell/tools/options.ts';
import { memoryUse } from '../kernel-files.ts';
import type { Phone } from '../phone.ts';
import type { PhoneProgram } from '../phone-program.ts';
import { type RunningProcess, runningProcesses } from '../running-processes.ts';

const androidO = 26;
const defaultDelaySeconds = 3;

/** `top [-b] [-n ROUNDS] [-d SECONDS] [-m COUNT]`: toybox's layout, and toolbox's up to Android 7. */
export const top: PhoneProgram = async (process, phone) => {
  const options = parseOptions(process, { letters: 'Hbqn:d:m:o:k:s:p:u:O:t' });
  const rounds = Number(options.value('n') ?? Infinity);
  const delayMs = Number(options.value('d') ?? defaultDelaySeconds) * 1000;
  const limit = Number(options.value('m') ?? 20);
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await process.wait(delayMs);
    await process.print(phone.sdk < androidO ? drawOld(phone, limit) : drawToybox(phone, limit));
  }
  return 0;
};

/** The share of all cores that each process takes, busiest first. */
function sharesOf(phone: Phone, limit: number): readonly (readonly [RunningProcess, number])[] {
  const busy = phone.processor.loadAt(phone.uptimeMs) * phone.processor.cores * 100;
  const weighted = runningProcesses(phone).toSorted((a, b) => b.threads - a.threads);
  const total = weighted.reduce((sum, { threads }) => sum + threads, 0);
  return weighted.slice(0, limit).map((entry) => [entry, (busy * entry.threads) / total] as const);
}

function column(percent: number, name: string): string {
  return `${String(Math.round(percent)).padStart(4)}%${name}`;
}

function drawToybox(phone: Phone, limit: number): string {
  const { totalKb, availableKb } = memoryUse(phone);
  const { cores } = phone.processor;
  const busy = phone.processor.loadAt(phone.uptimeMs) * cores * 100;
  const processes = runningProcesses(phone);
  const share = [
    `${cores * 100}%cpu`,
    column(busy * 0.52, 'user'),
    column(busy * 0.06, 'nice'),
    column(busy * 0.36, 'sys'),
    column(cores * 100 - busy, 'idle'),
    column(cores * 0.09, 'iow'),
    column(busy * 0.03, 'irq'),
    column(busy * 0.03, 'sirq'),
    column(0, 'host'),
  ];
  const usedKb = totalKb - Math.round(availableKb * 0.35);
  const rows = sharesOf(phone, limit).map(([entry, percent]) => {
    const memory = ((100 * entry.rssKb) / totalKb).toFixed(1);
    return `${String(entry.pid).padStart(5)} ${entry.user.padEnd(12)} 20   0 ${short(entry.vszKb)} ${short(entry.rssKb)} ${short(entry.rssKb * 0.6)} S ${percent.toFixed(1).padStart(5)} ${memory.padStart(5)}   1:23.45 ${entry.name}`;
  });
  return `${[
    `Tasks: ${processes.length} total,   1 running, ${processes.length - 1} sleeping,   0 stopped,   0 zombie`,
    `  Mem: ${String(totalKb).padStart(8)}K total, ${String(usedKb).padStart(8)}K used, ${String(totalKb - usedKb).padStart(8)}K free, ${String(Math.round(totalKb * 0.004)).padStart(8)}K buffers`,
    ` Swap:  1048572K total,   316668K used,   731904K free, ${String(Math.round(availableKb * 0.65)).padStart(8)}K cached`,
    share.join(' '),
    '  PID USER         PR  NI VIRT  RES  SHR S[%CPU] %MEM     TIME+ ARGS',
    ...rows,
  ].join('\n')}\n`;
}

/** Toolbox's `top` of Android 7: shares of the whole, ticks in between. */
function drawOld(phone: Phone, limit: number): string {
  const load = phone.processor.loadAt(phone.uptimeMs);
  const ticks = 300 * phone.processor.cores;
  const [user, system] = [Math.round(ticks * load * 0.6), Math.round(ticks * load * 0.4)];
  const percent = (value: number): number => Math.round((100 * value) / ticks);
  const rows = sharesOf(phone, limit).map(([entry, value]) => {
    const share = `${Math.round(value / phone.processor.cores)}%`;
    return `${String(entry.pid).padStart(5)} ${entry.user.padEnd(8)} 20   0 ${share.padStart(4)} S ${String(entry.threads).padStart(5)} ${String(entry.vszKb).padStart(6)}K ${String(entry.rssKb).padStart(6)}K  fg ${entry.name}`;
  });
  return `${[
    '',
    `User ${percent(user)}%, System ${percent(system)}%, IOW 0%, IRQ 0%`,
    `User ${user} + Nice 0 + Sys ${system} + Idle ${ticks - user - system} + IOW 0 + IRQ 0 + SIRQ 0 = ${ticks}`,
    '',
    '  PID USER     PR  NI CPU% S  #THR     VSS     RSS PCY Name',
    ...rows,
  ].join('\n')}\n`;
}

function short(kb: number): string {
  if (kb >= 1_048_576) return `${(kb / 1_048_576).toFixed(1)}G`.padStart(4);
  return kb >= 1024 ? `${Math.round(kb / 1024)}M`.padStart(4) : `${Math.round(kb)}K`.padStart(4);
}
