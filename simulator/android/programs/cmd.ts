import { wifiStatus } from '../dumps/wifi-dump.ts';
import type { PhoneProgram } from '../phone-program.ts';
import { alarm } from './alarm.ts';
import { am } from './am.ts';
import { deviceidle } from './deviceidle.ts';
import { ime } from './ime.ts';
import { locksettings } from './locksettings.ts';
import { media } from './media.ts';
import { pm } from './pm.ts';
import { settings } from './settings.ts';

const notFoundStatus = 20;
const failedStatus = 255;

const wifi: PhoneProgram = async (process, phone) => {
  const [verb = ''] = process.args;
  if (verb === 'status') {
    await process.print(wifiStatus(phone));
    return 0;
  }
  await process.printError(`Unknown command: ${verb}\n`);
  return failedStatus;
};

const services: ReadonlyMap<string, PhoneProgram> = new Map<string, PhoneProgram>([
  ['activity', am],
  ['alarm', alarm],
  ['deviceidle', deviceidle],
  ['input_method', ime],
  ['lock_settings', locksettings],
  ['media_session', media],
  ['package', pm],
  ['settings', settings],
  ['wifi', wifi],
]);

/** The level that gave a service its commands. */
const firstLevels: Readonly<Record<string, number>> = { media_session: 30 };

/** `cmd SERVICE …`: the shell side of a system service. */
export const cmd: PhoneProgram = async (process, phone) => {
  const [service = '', ...args] = process.args;
  const program = services.get(service);
  if (program !== undefined && phone.sdk >= (firstLevels[service] ?? 0)) return program(process.withArgs(args), phone);
  await process.printError(`cmd: Can't find service: ${service}\n`);
  return notFoundStatus;
};
