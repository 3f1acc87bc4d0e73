import { parseConnectivity } from './tools/connectivity.ts';
import { parseIpAddr } from './tools/ip-addr.ts';
import { kindOfInterface, type NetworkKind } from './tools/network-interface.ts';

export type NetworkState =
  | { readonly kind: 'none' }
  /** `isValidated` is null when only an address is known. */
  | { readonly kind: NetworkKind; readonly isValidated: boolean | null };

/** Wi-Fi before cable before radio: the order in which Android prefers them. */
const preference: readonly NetworkKind[] = ['wifi', 'ethernet', 'mobile'];

/**
 * How the phone reaches the internet: by the system's default network, else by which interface has an address. "None"
 * only when the system says so: an interface list without addresses is no proof, since names vary by vendor.
 */
export function decideNetwork(outputs: {
  readonly connectivity: string;
  readonly addresses: string;
}): NetworkState | null {
  const chosen = parseConnectivity(outputs.connectivity)?.defaultNetwork ?? null;
  if (chosen === 'none') return { kind: 'none' };
  if (chosen !== null && chosen.kind !== null) return { kind: chosen.kind, isValidated: chosen.isValidated };
  const connected = new Set(
    parseIpAddr(outputs.addresses)
      .filter(({ ipv4, isUp }) => ipv4 !== null && isUp !== false)
      .map(({ name }) => kindOfInterface(name)),
  );
  const kind = preference.find((candidate) => connected.has(candidate));
  return kind === undefined ? null : { kind, isValidated: null };
}
