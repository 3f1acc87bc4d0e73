import { type Program, UsageError } from '../program.ts';
import { parseOptions } from './options.ts';

interface Moment {
  readonly at: number;
  readonly timeZone: string;
}

/** `date [-u] [-d TIME] [+FORMAT]`; setting the clock is refused to `shell`. */
export const date: Program = async (process) => {
  const options = parseOptions(process, { letters: 'ud:r:D:s:' });
  const given = options.value('d');
  const at = given === null ? process.clock.now() : parseTime(given);
  const moment = { at, timeZone: options.has('u') ? 'UTC' : process.timeZone };
  const [format, extra] = options.operands;
  if (format !== undefined && !format.startsWith('+')) {
    return process.fail('cannot set date: Operation not permitted');
  }
  if (extra !== undefined) throw new UsageError('Max 1 argument', { mentionsHelp: true });
  await process.print(`${formatDate(format?.slice(1) ?? '%a %b %e %H:%M:%S %Z %Y', moment)}\n`);
  return 0;
};

function parseTime(text: string): number {
  const at = text.startsWith('@') ? Number(text.slice(1)) * 1000 : Date.parse(text.replace(' ', 'T'));
  if (Number.isNaN(at)) throw new UsageError(`bad date '${text}'`);
  return at;
}

/** `strftime` for the letters that scripts use. */
export function formatDate(format: string, moment: Moment): string {
  return format.replaceAll(/%([a-zA-Z%])/gu, (all, letter: string) => formatters[letter]?.(moment) ?? all);
}

function part(moment: Moment, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: moment.timeZone, hourCycle: 'h23', ...options }).format(
    moment.at,
  );
}

function two(moment: Moment, options: Intl.DateTimeFormatOptions): string {
  return part(moment, options).padStart(2, '0');
}

function offsetMinutes(moment: Moment): number {
  const name = part(moment, { timeZoneName: 'longOffset' });
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/u.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(moment: Moment): string {
  const offset = offsetMinutes(moment);
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
}

function zoneName(moment: Moment): string {
  return moment.timeZone === 'Asia/Shanghai' ? 'CST' : moment.timeZone;
}

const formatters: Readonly<Record<string, (moment: Moment) => string>> = {
  Y: (moment) => part(moment, { year: 'numeric' }),
  y: (moment) => part(moment, { year: '2-digit' }),
  m: (moment) => two(moment, { month: 'numeric' }),
  d: (moment) => two(moment, { day: 'numeric' }),
  e: (moment) => part(moment, { day: 'numeric' }).padStart(2),
  H: (moment) => two(moment, { hour: 'numeric' }),
  I: (moment) => String(((Number(part(moment, { hour: 'numeric' })) + 11) % 12) + 1).padStart(2, '0'),
  M: (moment) => two(moment, { minute: 'numeric' }),
  S: (moment) => two(moment, { second: 'numeric' }),
  N: (moment) => `${String(moment.at % 1000).padStart(3, '0')}000000`,
  s: (moment) => String(Math.floor(moment.at / 1000)),
  a: (moment) => part(moment, { weekday: 'short' }),
  A: (moment) => part(moment, { weekday: 'long' }),
  b: (moment) => part(moment, { month: 'short' }).slice(0, 3),
  B: (moment) => part(moment, { month: 'long' }),
  p: (moment) => (Number(part(moment, { hour: 'numeric' })) < 12 ? 'AM' : 'PM'),
  u: (moment) => String(new Date(moment.at + offsetMinutes(moment) * 60_000).getUTCDay() || 7),
  j: (moment) => dayOfYear(moment),
  Z: zoneName,
  z: offsetText,
  F: (moment) => formatDate('%Y-%m-%d', moment),
  T: (moment) => formatDate('%H:%M:%S', moment),
  R: (moment) => formatDate('%H:%M', moment),
  D: (moment) => formatDate('%m/%d/%y', moment),
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
};

function dayOfYear(moment: Moment): string {
  const local = new Date(moment.at + offsetMinutes(moment) * 60_000);
  const start = Date.UTC(local.getUTCFullYear(), 0, 0);
  return String(Math.floor((local.getTime() - start) / 86_400_000)).padStart(3, '0');
}
