import type { PhoneProgram } from '../phone-program.ts';
import { am } from './am.ts';
import { pm } from './pm.ts';

const notFoundStatus = 20;

/** `cmd SERVICE …`: the shell side of a system service. */
export const cmd: PhoneProgram = async (process, phone) => {
  const [service = '', ...args] = process.args;
  if (service === 'package') return pm(process.withArgs(args), phone);
  if (service === 'activity') return am(process.withArgs(args), phone);
  await process.printError(`cmd: Can't find service: ${service}\n`);
  return notFoundStatus;
};
