import { changeBattery } from '../dumps/battery-change.ts';
import { dumps } from '../dumps/dump-table.ts';
import type { PhoneProgram } from '../phone-program.ts';
import { deviceidle } from './deviceidle.ts';
import type { Phone } from '../phone.ts';

const androidQ = 29;
const missingStatus = 20;
/** Options of dumpsys itself that are followed by a value. */
const valued: ReadonlySet<string> = new Set(['-t', '-T', '--priority', '--skip']);

/** `dumpsys [-l] [-t SECONDS] SERVICE [ARG…]`, and all services without one. */
export const dumpsys: PhoneProgram = async (process, phone) => {
  const args = skipOptions(process.args);
  if (args[0] === '-l') {
    await process.print(listServices(phone));
    return 0;
  }
  const [service, ...rest] = args;
  if (service === undefined) return dumpAll(process, phone);
  if (service === 'battery' && rest.length > 0) {
    const complaint = changeBattery(phone, rest);
    if (complaint !== null) await process.print(complaint);
    return 0;
  }
  if (service === 'deviceidle' && rest.length > 0) return deviceidle(process.withArgs(rest), phone);
  const text = dumps.get(service)?.(phone, rest) ?? null;
  if (text === null) {
    await process.printError(`Can't find service: ${service}\n`);
    return phone.sdk >= androidQ ? missingStatus : 0;
  }
  await process.print(text);
  return 0;
};

const dumpAll: PhoneProgram = async (process, phone) => {
  await process.print(listServices(phone));
  for (const [service, dump] of dumps) {
    const text = dump(phone, []);
    if (text === null) continue;
    await process.print(`${'-'.repeat(79)}\nDUMP OF SERVICE ${service}:\n${text}`);
  }
  return 0;
};

function skipOptions(args: readonly string[]): readonly string[] {
  const [first = ''] = args;
  return valued.has(first) ? skipOptions(args.slice(2)) : args;
}

function listServices(phone: Phone): string {
  const names = [...dumps].filter(([, dump]) => dump(phone, []) !== null).map(([name]) => `  ${name}\n`);
  return `Currently running services:\n${names.join('')}`;
}
