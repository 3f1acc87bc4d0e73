import type { Phone } from './phone.ts';

/** The text of a computed file of `/proc` or `/sys` on this phone right now; null when the phone has no such file. */
export function renderKernelFile(key: string, phone: Phone): string | null {
  const render = renderers[key];
  return render === undefined ? null : render(phone);
}

const renderers: Readonly<Record<string, (phone: Phone) => string | null>> = {
  'proc/stat': renderStat,
  'proc/meminfo': renderMeminfo,
  'proc/uptime': renderUptime,
  'proc/loadavg': renderLoadAverage,
  'proc/version': (phone) =>
    `Linux version ${phone.model.kernel} (builder@builder-07) (gcc version 4.9.x 20150123 (prerelease) (GCC) ) #1 SMP PREEMPT ${new Date(phone.model.android.builtAt).toUTCString()}\n`,
  'proc/cpuinfo': renderCpuInfo,
  'proc/mounts': renderMounts,
  'proc/boot_id': (phone) => `${phone.bootId}\n`,
  'proc/uuid': (phone) => `${phone.random.fork(`uuid/${phone.now()}`).uuid()}\n`,
  'sys/battery/capacity': (phone) => `${phone.battery.read().level}\n`,
  'sys/battery/temp': (phone) => `${phone.battery.read().temperatureTenths}\n`,
  'sys/battery/voltage_now': (phone) => `${phone.battery.read().voltageMv * 1000}\n`,
  'sys/battery/cycle_count': (phone) => `${phone.battery.read().cycles}\n`,
  'sys/battery/charge_full': (phone) => `${phone.battery.read().fullUah}\n`,
  'sys/battery/charge_full_design': (phone) => `${phone.battery.read().designUah}\n`,
  'sys/battery/status': (phone) =>
    `${{ 2: 'Charging', 3: 'Discharging', 4: 'Not charging', 5: 'Full' }[phone.battery.read().status]}\n`,
  'sys/battery/health': (phone) => `${phone.battery.read().health === 3 ? 'Overheat' : 'Good'}\n`,
  'sys/battery/technology': (phone) => `${phone.model.technology}\n`,
  'sys/wlan0/address': (phone) => `${phone.network.wifiAddress}\n`,
  'sys/wlan0/operstate': (phone) => (phone.network.wifi === null ? 'down\n' : 'up\n'),
};

function renderStat(phone: Phone): string {
  const { cores } = phone.processor;
  const times = phone.processor.timesAt(phone.uptimeMs);
  const columns = [times.user, times.nice, times.system, times.idle, times.iowait, times.irq, times.softirq, 0, 0, 0];
  const perCore = columns.map((value) => Math.floor(value / cores)).join(' ');
  const lines = [`cpu  ${columns.join(' ')}`];
  for (let core = 0; core < cores; core += 1) lines.push(`cpu${core} ${perCore}`);
  const seconds = Math.floor(phone.uptimeMs / 1000);
  lines.push(`intr ${seconds * 1843} 0 0 0`, `ctxt ${seconds * 5210}`, `btime ${Math.floor(phone.bootedAt / 1000)}`);
  lines.push(`processes ${4200 + seconds}`, 'procs_running 2', 'procs_blocked 0', `softirq ${seconds * 901} 0 0 0`);
  return `${lines.join('\n')}\n`;
}

/** Memory in use as a share of the whole, with a slow wave. */
export function memoryUse(phone: Phone): { readonly totalKb: number; readonly availableKb: number } {
  const totalKb = phone.model.memoryKb;
  const wave = Math.sin((2 * Math.PI * phone.uptimeMs) / 230_000);
  const share = 0.27 + phone.memoryBias + 0.02 * wave;
  return { totalKb, availableKb: Math.round(totalKb * Math.max(0.02, share)) };
}

function renderMeminfo(phone: Phone): string {
  const { totalKb, availableKb } = memoryUse(phone);
  const share = (part: number): number => Math.round(totalKb * part);
  const freeKb = Math.round(availableKb * 0.35);
  const buffersKb = share(0.004);
  const rows: readonly (readonly [string, number])[] = [
    ['MemTotal', totalKb],
    ['MemFree', freeKb],
    ...(phone.hasMemAvailable ? ([['MemAvailable', availableKb]] as const) : []),
    ['Buffers', buffersKb],
    ['Cached', Math.max(0, availableKb - freeKb - buffersKb)],
    ['SwapCached', share(0.006)],
    ['Active', share(0.31)],
    ['Inactive', share(0.2)],
    ['Active(anon)', share(0.24)],
    ['Inactive(anon)', share(0.08)],
    ['Active(file)', share(0.07)],
    ['Inactive(file)', share(0.12)],
    ['Unevictable', 3948],
    ['Mlocked', 3948],
    ['SwapTotal', 1_048_572],
    ['SwapFree', 731_904],
    ['Dirty', 64],
    ['Writeback', 0],
    ['AnonPages', share(0.33)],
    ['Mapped', share(0.1)],
    ['Shmem', share(0.005)],
    ['Slab', share(0.06)],
    ['KernelStack', 38_416],
    ['PageTables', 52_120],
    ['VmallocTotal', 258_867_136],
    ['VmallocUsed', 0],
    ['CmaTotal', 204_800],
    ['CmaFree', 6_128],
  ];
  return rows.map(([name, value]) => `${`${name}:`.padEnd(15)} ${String(value).padStart(8)} kB\n`).join('');
}

function renderUptime(phone: Phone): string {
  const times = phone.processor.timesAt(phone.uptimeMs);
  return `${(phone.uptimeMs / 1000).toFixed(2)} ${(times.idle / 100).toFixed(2)}\n`;
}

/** Load averages are high by nature on Android: threads in uninterruptible sleep count. */
export function loadAverages(phone: Phone): readonly [number, number, number] {
  const level = (agoMs: number): number =>
    phone.processor.cores * (0.4 + phone.processor.loadAt(Math.max(0, phone.uptimeMs - agoMs)) * 2);
  return [level(20_000), level(150_000), level(450_000)];
}

function renderLoadAverage(phone: Phone): string {
  const averages = loadAverages(phone).map((value) => value.toFixed(2));
  return `${averages.join(' ')} 2/1874 ${6000 + (Math.floor(phone.uptimeMs / 1000) % 20_000)}\n`;
}

function renderCpuInfo(phone: Phone): string {
  const cores = Array.from(
    { length: phone.processor.cores },
    (_, core) =>
      `processor\t: ${core}\nBogoMIPS\t: 38.40\nFeatures\t: half thumb fastmult vfp edsp neon vfpv3 tls vfpv4 idiva idivt\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x0\nCPU part\t: 0xd03\nCPU revision\t: 4\n`,
  );
  return `Processor\t: AArch64 Processor rev 4 (aarch64)\n${cores.join('\n')}\nHardware\t: ${phone.model.soc}\n`;
}

function renderMounts(phone: Phone): string {
  return phone.storage
    .partitions()
    .map(
      ({ device, mountedOn, isReadOnly }) =>
        `${device} ${mountedOn} ext4 ${isReadOnly ? 'ro' : 'rw'},seclabel,relatime 0 0\n`,
    )
    .join('');
}
