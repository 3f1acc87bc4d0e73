import type { PhoneProgram } from '../phone-program.ts';

/** `getprop [NAME [DEFAULT]]`: one value, or the whole table as `[name]: [value]`. */
export const getprop: PhoneProgram = async (process, phone) => {
  const [name, fallback = ''] = process.args;
  const table = phone.properties();
  if (name !== undefined) {
    await process.print(`${table.get(name) ?? fallback}\n`);
    return 0;
  }
  const rows = [...table].map(([key, value]) => `[${key}]: [${value}]\n`);
  await process.print(rows.join(''));
  return 0;
};

/** `setprop NAME VALUE`; read-only properties refuse, `debug.`, `log.`, `sys.` and `persist.` ones take it. */
export const setprop: PhoneProgram = async (process, phone) => {
  const [name, value] = process.args;
  if (name === undefined || value === undefined) {
    await process.printError('usage: setprop NAME VALUE\n');
    return 1;
  }
  if (!/^(?:debug|log|sys\.usb|persist\.log|persist\.debug)\./u.test(name)) {
    await process.printError(`setprop: failed to set property '${name}' to '${value}'\n`);
    return 1;
  }
  phone.setProperty(name, value);
  return 0;
};
