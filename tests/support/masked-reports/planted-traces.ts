import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import type { HeardNetwork, PersonalTraces } from '../../../simulator/android/personal-traces.ts';

/** Networks that are called by a word of everyday language, which no dump needs. */
const everydayNames = ['teahouse', 'Courtyard', 'sunflower', 'Lakeside', 'bakery', 'orchard', 'rooftop', 'riverbank'];

/** What identifies the phone in one place of the desk and its owner; the same for the same seed. */
export function plantTraces(seed: number, index: number): PersonalTraces {
  const random = new SeededRandom(`traces/${seed}/${index}`);
  const digits = (count: number): string => random.letters('0123456789', count);
  const hex = (count: number): string => random.letters('0123456789abcdef', count);
  const mac = (): string => ['a4', hex(2), hex(2), hex(2), hex(2), hex(2)].join(':');
  const serials = [hex(8), `R5${random.letters('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 9)}`];
  const names = [
    `Wang Office ${digits(3)}`,
    `仓库二楼_${digits(4)}`,
    `shopdesk${random.letters('bcdfghjk', 5)}`,
    everydayNames[index % everydayNames.length] ?? 'teahouse',
  ];
  const accounts = [`li.ming${digits(4)}@corp-mail.cn`, `zhangsan${digits(4)}`, `13${digits(9)}`];
  const mobile = `1${random.pick(['38', '59', '77', '91'])}${digits(8)}`;
  return {
    serial: serials[index % serials.length] ?? digits(12),
    androidId: hex(16),
    advertisingId: [hex(8), hex(4), `4${hex(3)}`, `a${hex(3)}`, hex(12)].join('-'),
    imeis: [`86${digits(13)}`, `35${digits(13)}`],
    imsi: `460-00-${digits(10)}`,
    iccid: `8986${digits(16)}`,
    wifiAddress: mac(),
    bssid: mac(),
    ssid: names[index % names.length] ?? `Net ${digits(4)}`,
    heardNetworks: hearNetworks(index, { mac, digits, hex }),
    ipAddress: `10.${20 + index}.${random.between(1, 250)}.${random.between(2, 250)}`,
    publicAddress: `114.${random.between(80, 250)}.${random.between(1, 250)}.${random.between(2, 250)}`,
    longAddress: `2409:8a${hex(2)}:${hex(4)}:${hex(4)}::${hex(3)}1`,
    phoneNumber: mobile,
    callerNumber: `+1 (415) ${random.between(200, 999)}-${digits(4)}`,
    account: accounts[index % accounts.length] ?? `user${digits(6)}`,
    emailAddress: `chen.jie${digits(5)}@example-shop.com`,
    userName: `Huang Li${digits(3)}`,
    bluetoothName: `Zhao Min's phone ${digits(3)}`,
    pairedName: `Buds of Ms Qian ${digits(3)}`,
    cell: {
      mcc: '460',
      mnc: '00',
      cellId: String(random.between(100_000_000, 268_000_000)),
      areaCode: String(random.between(10_000, 60_000)),
      physicalId: String(random.between(101, 503)),
    },
    latitude: `31.${random.between(100_000, 999_999)}`,
    longitude: `121.${random.between(100_000, 999_999)}`,
    streetAddress: `上海市静安区南京西路${random.between(100, 999)}弄${random.between(1, 99)}号`,
  };
}

interface Letters {
  readonly mac: () => string;
  readonly digits: (count: number) => string;
  readonly hex: (count: number) => string;
}

/** An everyday word, a printer or television that calls itself, and a neighbour in Chinese. */
function hearNetworks(index: number, { mac, digits, hex }: Letters): readonly HeardNetwork[] {
  const everyday = everydayNames[(index * 3 + 1) % everydayNames.length] ?? 'bakery';
  const names = [everyday, `DIRECT-${hex(2)}-TvRoom${digits(3)}`, `楼下奶茶店${digits(3)}`];
  return names.map((ssid) => ({ ssid, bssid: mac() }));
}

/** Every planted text. Numbers of a cell are short, so each is looked for as it is printed. */
export function phrasesOf(traces: PersonalTraces): string[] {
  const { imeis, heardNetworks, cell, ...rest } = traces;
  const { mcc, mnc, cellId, areaCode, physicalId } = cell;
  return [
    ...imeis,
    ...heardNetworks.flatMap(({ ssid, bssid }) => [ssid, bssid]),
    cellId,
    `lac=${areaCode}`,
    `mTac=${areaCode}`,
    `mPci=${physicalId}`,
    `mMcc=${mcc} mMnc=${mnc}`,
    ...Object.values(rest),
  ];
}

/** Those that the phone's services write into a log. */
export function phrasesOfLog(traces: PersonalTraces): string[] {
  return phrasesOf(traces).filter((phrase) => !/^m[A-Z]\w+=/.test(phrase));
}
