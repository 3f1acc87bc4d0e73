import type { IdentityReading } from '../identity/identity-reading.ts';

/**
 * Two cheap reads that also tell another phone or another boot behind the same transport. The exit status does not
 * matter: a shell that answers at all is alive.
 */
export const probeCommand = 'getprop ro.serialno; cat /proc/sys/kernel/random/boot_id 2>/dev/null';

const bootIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Does this answer come from the phone and the boot of that reading? What either side could not read is not held
 * against it.
 */
export function isSamePhoneAnswer(output: string, reading: IdentityReading): boolean {
  const lines = output.split('\n').map((line) => line.trim());
  const serial = lines[0] ?? '';
  const bootId = lines.find((line) => bootIdPattern.test(line)) ?? null;
  const knownSerial = reading.facts.hardwareSerial?.trim() ?? '';
  if (serial !== '' && knownSerial !== '' && serial !== bootId && serial !== knownSerial) return false;
  return bootId === null || reading.bootId === null || bootId === reading.bootId;
}
