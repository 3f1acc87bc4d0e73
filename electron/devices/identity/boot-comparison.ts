import type { IdentityReading } from './identity-reading.ts';

/** Readings travel through adb with delays; two looks at one boot agree at least this well. */
const bootTimeToleranceMs = 15_000;

type BootReading = Pick<IdentityReading, 'bootId' | 'uptimeMs' | 'wlanAddress' | 'readAt'>;

/**
 * Do two readings of equal serial and model come from one running phone? The boot id decides where both have it.
 * Otherwise moment of boot and wlan address: both must agree for `same`, one that disagrees makes `different`.
 */
export function compareBoots(one: BootReading, other: BootReading): 'same' | 'different' | 'unclear' {
  if (one.bootId !== null && other.bootId !== null) return one.bootId === other.bootId ? 'same' : 'different';
  const hasEqualWlan = agree(one.wlanAddress, other.wlanAddress, (a, b) => a === b);
  const hasEqualBoot = agree(bootedAt(one), bootedAt(other), (a, b) => Math.abs(a - b) <= bootTimeToleranceMs);
  if (hasEqualWlan === false || hasEqualBoot === false) return 'different';
  return hasEqualWlan === true && hasEqualBoot === true ? 'same' : 'unclear';
}

function bootedAt(reading: BootReading): number | null {
  return reading.uptimeMs === null ? null : reading.readAt - reading.uptimeMs;
}

/** Null when one of the two is unknown. */
function agree<T>(one: T | null, other: T | null, isEqual: (a: T, b: T) => boolean): boolean | null {
  return one === null || other === null ? null : isEqual(one, other);
}
