import type { BatteryReading } from '../battery.ts';
import type { Phone } from '../phone.ts';

const usage = [
  'Battery service (battery) commands:',
  '  help',
  '  set [ac|usb|wireless|status|level|temp|present|invalid] <value>',
  '  unplug',
  '  reset',
];

/**
 * `dumpsys battery set KEY VALUE`, `unplug`, `reset`: the readings are frozen with the given value until `reset`.
 * Answers what the command prints, null for nothing.
 */
export function changeBattery(phone: Phone, [command, key, value]: readonly string[]): string | null {
  const { battery } = phone;
  switch (command) {
    case 'unplug':
      battery.freeze({ source: 'none', status: 3 });
      return null;
    case 'reset':
      battery.thaw();
      return null;
    case 'set': {
      const change = readChange(key, Number(value));
      if (change === null) return `Unknown set option: ${key ?? ''}\n`;
      battery.freeze(change);
      return null;
    }
    default:
      return `${usage.join('\n')}\n`;
  }
}

function readChange(key: string | undefined, value: number): Partial<BatteryReading> | null {
  if (!Number.isFinite(value)) return null;
  switch (key) {
    case 'ac':
    case 'usb':
    case 'wireless':
      return { source: value === 0 ? 'none' : key };
    case 'level':
      return { level: value };
    case 'temp':
      return { temperatureTenths: value };
    case 'status':
      return isStatus(value) ? { status: value } : null;
    default:
      return null;
  }
}

function isStatus(value: number): value is BatteryReading['status'] {
  return value === 2 || value === 3 || value === 4 || value === 5;
}
