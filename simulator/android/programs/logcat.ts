import type { ProgramProcess } from '../../shell/program.ts';
import type { PhoneProgram } from '../phone-program.ts';
import { traceMessages } from '../personal-traces.ts';
import type { Phone } from '../phone.ts';

/** One line appears this often; which one is a function of the moment, so nothing has to be kept. */
const lineEveryMs = 900;
const keptLines = 400;
/** A prime above the number of messages: each of them comes in turn. */
const stride = 101;
const valued: ReadonlySet<string> = new Set(['-v', '-t', '-T', '-b', '-e', '--pid', '-m', '-G']);

const messages: readonly (readonly [tag: string, level: string, text: string])[] = [
  ['ActivityManager', 'I', 'Start proc 21{pid}:com.android.settings/1000 for service'],
  ['WifiHAL', 'D', 'Creating message to get link statistics; iface = 30'],
  ['BatteryService', 'D', 'level:{n}, scale:100, status:2, health:2, present:true'],
  ['PowerManagerService', 'I', 'Waking up from sleep (uid=1000 reason=android.server.power:POWER)...'],
  ['MicroMsg.SDK', 'I', 'heartbeat {n}'],
  ['chatty', 'I', 'uid=1000(system) Binder:14{pid}_2 expire {n} lines'],
  ['ThermalEngine', 'W', 'sensor read failed, retrying ({n})'],
];

/** `logcat [-d] [-c] [-t N] [-v FORMAT] [TAG:LEVEL …]`: the last lines and, without `-d`, the new ones as they come. */
export const logcat: PhoneProgram = async (process, phone) => {
  if (process.args.includes('-c')) {
    phone.clearLog();
    return 0;
  }
  const count = Number(optionOf(process.args, '-t') ?? keptLines);
  const newest = Math.floor(phone.now() / lineEveryMs);
  const oldest = Math.max(newest - count + 1, Math.ceil((phone.logClearedAt ?? 0) / lineEveryMs));
  await process.print('--------- beginning of main\n');
  for (let index = oldest; index <= newest; index++) await printLine(process, phone, index);
  if (process.args.includes('-d') || process.args.includes('-t')) return 0;
  for (let index = newest + 1; ; index++) {
    await process.wait(Math.max(0, index * lineEveryMs - phone.now()));
    await printLine(process, phone, index);
  }
};

async function printLine(process: ProgramProcess, phone: Phone, index: number): Promise<void> {
  const all = phone.traces === null ? messages : [...messages, ...traceMessages(phone.traces)];
  const [tag, level, text] = all[(index * stride + phone.index) % all.length] ?? ['log', 'I', ''];
  if (!passes(process.args, tag, level)) return;
  const message = text.replace('{pid}', String((index * 31) % 90)).replace('{n}', String(index % 100));
  const pid = 1300 + ((index * 13) % 400);
  const format = optionOf(process.args, '-v') ?? 'threadtime';
  const moment = momentText(index * lineEveryMs, process.timeZone);
  if (format === 'brief') await process.print(`${level}/${tag}(${String(pid).padStart(5)}): ${message}\n`);
  else if (format === 'time')
    await process.print(`${moment} ${level}/${tag}(${String(pid).padStart(5)}): ${message}\n`);
  else
    await process.print(
      `${moment} ${String(pid).padStart(5)} ${String(pid + 4).padStart(5)} ${level} ${tag}: ${message}\n`,
    );
}

/** Filters such as `*:S MyTag:V`; without any, everything passes. */
function passes(args: readonly string[], tag: string, level: string): boolean {
  const filters = args.filter((argument, index) => argument.includes(':') && !valued.has(args[index - 1] ?? ''));
  if (filters.length === 0) return true;
  const order = 'VDIWEFS';
  const own =
    filters.find((filter) => filter.startsWith(`${tag}:`)) ?? filters.find((filter) => filter.startsWith('*:'));
  const wanted = own?.split(':')[1]?.toUpperCase() ?? 'V';
  return order.indexOf(level) >= order.indexOf(wanted);
}

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** `MM-DD HH:mm:ss.mmm`; logcat prints no year. */
function momentText(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '00';
  const time = `${part('hour')}:${part('minute')}:${part('second')}.${String(at % 1000).padStart(3, '0')}`;
  return `${part('month')}-${part('day')} ${time}`;
}
