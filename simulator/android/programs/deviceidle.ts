import type { PhoneProgram } from '../phone-program.ts';
import type { Phone } from '../phone.ts';

const firstAppId = 10_000;
const systemExceptions = ['com.android.providers.downloads', 'com.android.shell'];

/** `cmd deviceidle whitelist [+PACKAGE|-PACKAGE]…`, which is also `dumpsys deviceidle whitelist` (AOSP DeviceIdleController). */
export const deviceidle: PhoneProgram = async (process, phone) => {
  const [verb = '', ...changes] = process.args;
  if (verb !== 'whitelist') {
    await process.printError(`Unknown command: ${verb}\n`);
    return 255;
  }
  if (changes.length === 0) await process.print(listExceptions(phone));
  for (const change of changes) {
    const answer = changeException(phone, change);
    if (answer === null) {
      await process.print(`Package must be prefixed with +, -, or =: ${change}\n`);
      return 255;
    }
    await process.print(answer);
  }
  return 0;
};

function changeException(phone: Phone, change: string): string | null {
  const name = change.slice(1);
  const { idleExceptions } = phone.setup;
  if (change.startsWith('+')) {
    if (!phone.packages.has(name)) return `Unknown package: ${name}\n`;
    if (!phone.settings.isHeld) idleExceptions.add(name);
    return `Added: ${name}\n`;
  }
  if (!change.startsWith('-')) return null;
  return idleExceptions.delete(name) ? `Removed: ${name}\n` : '';
}

/** `kind,package,uid`, one a line. */
function listExceptions(phone: Phone): string {
  const rows = [
    ...systemExceptions.map((name, index) => `system-excidle,${name},${firstAppId + 12 + index}`),
    ...[...phone.setup.idleExceptions].map((name, index) => `user,${name},${firstAppId + 120 + index}`),
  ];
  return rows.map((row) => `${row}\n`).join('');
}
