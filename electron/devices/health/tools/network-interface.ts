export type NetworkKind = 'wifi' | 'mobile' | 'ethernet' | 'other';

/** One network interface as `ip addr` or `netcfg` lists it. */
export interface NetworkInterface {
  readonly name: string;
  /** Null in `ip -o`, which prints no flags. */
  readonly isUp: boolean | null;
  /** `192.168.1.5/24`; null when none is listed (`0.0.0.0` is none). */
  readonly ipv4: string | null;
  readonly mac: string | null;
}

/**
 * By name, as Qualcomm (rmnet, rmnet_data), MediaTek (ccmni), Spreadtrum (seth_lte), Samsung (rmnet) and HiSilicon
 * (rmnet) call them. USB tethering (rndis), Wi-Fi direct and hotspots (p2p, swlan, ap) lead nowhere: null.
 */
export function kindOfInterface(name: string): NetworkKind | null {
  if (/^wlan\d+$/.test(name)) return 'wifi';
  if (/^(?:rmnet\d+|rmnet_data\d+|ccmni\d+|seth_\w+|v4-(?:rmnet|ccmni)\w*|pdp_ip\d+)$/.test(name)) return 'mobile';
  return /^eth\d+$/.test(name) ? 'ethernet' : null;
}

const addressPattern = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** `a.b.c.d/p` with four valid bytes, or null; the "no address" 0.0.0.0 is null. */
export function readAddress(text: string | undefined): string | null {
  const [address, prefix] = (text ?? '').split('/');
  if (address === undefined || prefix === undefined || !/^(?:[12]?\d|3[0-2])$/.test(prefix)) return null;
  return addressPattern.test(address) && address !== '0.0.0.0' ? `${address}/${prefix}` : null;
}

/** A hardware address that identifies something: Android hands out 02:00:00:00:00:00 where it hides the real one. */
export function readMac(text: string | undefined): string | null {
  const mac = text?.trim().toLowerCase();
  if (mac === undefined || !/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/.test(mac)) return null;
  return mac === '02:00:00:00:00:00' || mac === '00:00:00:00:00:00' ? null : mac;
}
