import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import type { PersonalTraces } from '../../../simulator/android/personal-traces.ts';

/** What identifies the phone in one place of the desk and its owner; the same for the same seed. */
export function plantTraces(seed: number, index: number): PersonalTraces {
  const random = new SeededRandom(`traces/${seed}/${index}`);
  const digits = (count: number): string => random.letters('0123456789', count);
  const mac = (): string =>
    Array.from({ length: 6 }, (_, at) => (at === 0 ? 'a4' : random.letters('0123456789abcdef', 2))).join(':');
  const serials = [random.letters('0123456789abcdef', 8), `R5${random.letters('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 9)}`];
  const names = [`Wang Office ${digits(3)}`, `仓库二楼_${digits(4)}`, `shopdesk${random.letters('bcdfghjk', 5)}`];
  const accounts = [`li.ming${digits(4)}@corp-mail.cn`, `zhangsan${digits(4)}`, `13${digits(9)}`];
  return {
    serial: serials[index % serials.length] ?? digits(12),
    imeis: [`86${digits(13)}`, `35${digits(13)}`],
    wifiAddress: mac(),
    bssid: mac(),
    ssid: names[index % names.length] ?? `Net ${digits(4)}`,
    ipAddress: `10.${20 + index}.${random.between(1, 250)}.${random.between(2, 250)}`,
    phoneNumber: `1${random.pick(['38', '59', '77', '91'])}${digits(8)}`,
    account: accounts[index % accounts.length] ?? `user${digits(6)}`,
  };
}
