import { readAddress, readMac, type NetworkInterface } from './network-interface.ts';
import { endedLines } from './output-lines.ts';

/**
 * Reads `netcfg` of old phones (toolbox; gone from AOSP in 6, kept by some vendors), with or without the MAC column.
 * An interface that is UP with 0.0.0.0 is not connected.
 */
export function parseNetcfg(text: string): NetworkInterface[] {
  return endedLines(text).flatMap((line) => {
    const row = /^(\S+)\s+(UP|DOWN)\s+(\S+)\s+0x[0-9a-f]{8}(?:\s+(\S+))?\s*$/i.exec(line);
    const [, name, state, address, mac] = row ?? [];
    if (name === undefined) return [];
    return [{ name, isUp: state === 'UP', ipv4: readAddress(address), mac: readMac(mac) }];
  });
}
