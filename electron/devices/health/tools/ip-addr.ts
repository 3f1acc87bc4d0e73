import { readAddress, readMac, type NetworkInterface } from './network-interface.ts';
import { endedLines } from './output-lines.ts';

type Draft = { -readonly [Field in keyof NetworkInterface]: NetworkInterface[Field] };

/**
 * Reads `ip addr` (blocks) and `ip -o -4 addr` (one line each), iproute2 of Android 7.1–14. Error lines such as
 * `Device "wlan0" does not exist.` list nothing. An interface without an `inet` line has no address here, which is
 * proof only in a complete output.
 */
export function parseIpAddr(text: string): NetworkInterface[] {
  const found = new Map<string, Draft>();
  const draftOf = (name: string): Draft => {
    const draft = found.get(name) ?? { name, isUp: null, ipv4: null, mac: null };
    found.set(name, draft);
    return draft;
  };
  let current: string | null = null;
  for (const line of endedLines(text)) {
    const header = /^\d+: ([^\s:@]+)(?:@\S+)?: <([^>]*)>/.exec(line);
    const short = /^\d+: ([^\s:@]+)\s+inet (\S+)/.exec(line);
    const indented = /^\s+(inet|link\/ether) (\S+)/.exec(line);
    if (header?.[1] !== undefined) {
      current = header[1];
      draftOf(current).isUp = (header[2] ?? '').split(',').includes('UP');
    } else if (short?.[1] !== undefined) {
      draftOf(short[1]).ipv4 ??= readAddress(short[2]);
    } else if (indented !== null && current !== null) {
      if (indented[1] === 'inet') draftOf(current).ipv4 ??= readAddress(indented[2]);
      else draftOf(current).mac ??= readMac(indented[2]);
    }
  }
  return [...found.values()];
}
