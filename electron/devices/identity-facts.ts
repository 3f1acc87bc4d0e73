import type { PhoneFacts } from '../contract/phones.ts';
import { buildCompoundCommand, splitCompoundOutput, type CommandSection } from './health/compound-command.ts';
import { parseBootId } from './health/tools/boot-id.ts';
import { parseGetprop, propertyOf } from './health/tools/getprop.ts';
import { parseIpAddr } from './health/tools/ip-addr.ts';
import { parseMeminfo } from './health/tools/meminfo.ts';
import { readMac } from './health/tools/network-interface.ts';
import { parseProcUptime } from './health/tools/uptime.ts';
import { parseWmSize } from './health/tools/wm.ts';
import { quote } from './shell-quote.ts';
import { detectSkin } from './skin.ts';

/** What a phone says of itself, and what tells two routes to it apart from two phones. */
export interface IdentityFacts {
  readonly facts: PhoneFacts;
  readonly bootId: string | null;
  readonly uptimeMs: number | null;
  /** The Wi-Fi hardware address, else its IPv4; only good for comparing two routes asked at about the same time. */
  readonly wlanAddress: string | null;
  /** A phone of our own simulator says so in `ro.boot.jiqun.virtual`. */
  readonly isVirtual: boolean;
}

type IdentitySection = 'getprop' | 'boot-id' | 'uptime' | 'wlan-mac' | 'wlan-ip' | 'memory' | 'screen';

/** Not the whole getprop: MIUI keeps the IMEI in it, which has no business here. */
const propertyPrefixes = [
  'ro\\.serialno',
  'ro\\.boot\\.(serialno|jiqun)',
  'ro\\.product\\.',
  'ro\\.vendor\\.oplus\\.market\\.',
  'ro\\.oppo\\.market\\.',
  'ro\\.config\\.marketing_name',
  'ro\\.meizu\\.carrier\\.model',
  'ro\\.build\\.version\\.',
  'ro\\.build\\.display\\.id',
  'ro\\.miui\\.ui\\.version\\.',
  'ro\\.mi\\.os\\.version\\.',
];

const sections: readonly CommandSection<IdentitySection>[] = [
  { section: 'getprop', command: `getprop|grep -E ${quote(`^\\[(${propertyPrefixes.join('|')})`)}`, lineLimit: 400 },
  { section: 'boot-id', command: 'cat /proc/sys/kernel/random/boot_id', lineLimit: 10 },
  { section: 'uptime', command: 'cat /proc/uptime', lineLimit: 10 },
  { section: 'wlan-mac', command: 'cat /sys/class/net/wlan0/address', lineLimit: 10 },
  { section: 'wlan-ip', command: 'ip -o -4 addr show wlan0', lineLimit: 10 },
  { section: 'memory', command: 'head -n 8 /proc/meminfo', lineLimit: 20 },
  { section: 'screen', command: 'wm size', lineLimit: 10 },
];

/** Fixed, so that a stored answer can be read again; what is marked here holds no text from outside the phone. */
const mark = 'jiqunidentity';

/** One shell command for everything that `parseIdentity` reads (Android 7.1–14). */
export const identityCommand = buildCompoundCommand(sections, mark);

/** Reads the answer to `identityCommand`. Whatever is missing, cut off or odd is null; never throws. */
export function parseIdentity(text: string): IdentityFacts {
  const outputs = splitCompoundOutput(
    text,
    sections.map(({ section }) => section),
    mark,
  );
  const outputOf = (section: IdentitySection): string => outputs.get(section)?.output ?? '';
  const properties = parseGetprop(outputOf('getprop'));
  const totalKib = parseMeminfo(outputOf('memory'))?.totalKib ?? null;
  const size = parseWmSize(outputOf('screen')).effective;
  const wlan = parseIpAddr(outputOf('wlan-ip')).find(({ name }) => name === 'wlan0');
  return {
    facts: {
      ...readPropertyFacts(properties),
      ramMb: totalKib === null ? null : Math.round(totalKib / 1024),
      screen: size === null ? null : `${size.width}x${size.height}`,
      messengerVersion: null,
    },
    bootId: parseBootId(outputOf('boot-id')),
    uptimeMs: parseProcUptime(outputOf('uptime')),
    wlanAddress: readMac(outputOf('wlan-mac')) ?? wlan?.ipv4 ?? null,
    isVirtual: properties.get('ro.boot.jiqun.virtual') === '1',
  };
}

type PropertyFacts = Omit<PhoneFacts, 'ramMb' | 'screen' | 'messengerVersion'>;

/** The part of the facts that comes from properties alone. */
export function readPropertyFacts(properties: ReadonlyMap<string, string>): PropertyFacts {
  const first = (...keys: readonly string[]): string | null =>
    keys.map((key) => propertyOf(properties, key)).find((value) => value !== null) ?? null;
  const sdk = first('ro.build.version.sdk');
  return {
    hardwareSerial: readSerial(first('ro.serialno', 'ro.boot.serialno')),
    model: first('ro.product.model', 'ro.product.vendor.model', 'ro.product.odm.model'),
    brand: first('ro.product.brand', 'ro.product.vendor.brand'),
    device: first('ro.product.device', 'ro.product.vendor.device'),
    marketName: first(
      'ro.config.marketing_name',
      'ro.vendor.oplus.market.name',
      'ro.oppo.market.name',
      'ro.product.marketname',
      'ro.product.odm.marketname',
      'ro.product.vendor.marketname',
    ),
    certModel: first('ro.product.cert', 'ro.meizu.carrier.model'),
    androidRelease: first('ro.build.version.release'),
    sdk: sdk !== null && /^\d{1,3}$/.test(sdk) ? Number(sdk) : null,
    skin: detectSkin(properties),
    securityPatch: readPatch(first('ro.build.version.security_patch')),
  };
}

/** Placeholders that many phones share (`0123456789ABCDEF`) stay: telling such phones apart is the registry's work. */
function readSerial(serial: string | null): string | null {
  return serial === null || /^(?:unknown|null)$/i.test(serial) ? null : serial;
}

function readPatch(patch: string | null): string | null {
  return patch !== null && /^\d{4}-\d{2}-\d{2}$/.test(patch) ? patch : null;
}
