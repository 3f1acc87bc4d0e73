import { dumpBattery } from '../dumps/battery-dump.ts';
import type { Phone } from '../phone.ts';
import type { PhoneProgram } from '../phone-program.ts';

/** A service's dump: text, or null when it has none for these arguments. */
type Dump = (phone: Phone, args: readonly string[]) => string;

const dumps: Readonly<Record<string, Dump>> = {
  battery: (phone) => dumpBattery(phone),
};

/** `dumpsys SERVICE [ARG…]`. */
export const dumpsys: PhoneProgram = async (process, phone) => {
  const [service, ...args] = process.args;
  const dump = service === undefined ? undefined : dumps[service];
  if (dump === undefined) {
    await process.printError(`Can't find service: ${service ?? ''}\n`);
    return phone.sdk >= 29 ? 20 : 0;
  }
  await process.print(dump(phone, args));
  return 0;
};
