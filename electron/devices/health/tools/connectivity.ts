import type { NetworkKind } from './network-interface.ts';
import { agreedValue, endedLines } from './output-lines.ts';

export interface NetworkAgent {
  readonly networkId: number;
  readonly kind: NetworkKind | null;
  /** `LTE`, `NR`: the mobile radio, where printed. */
  readonly radio: string | null;
  /** The system reached the internet through it; null where the capabilities are not printed. */
  readonly isValidated: boolean | null;
  readonly isRoaming: boolean | null;
}

export interface ConnectivityReport {
  /** `none`: the phone says that it has no network; null: not told. */
  readonly defaultNetwork: NetworkAgent | 'none' | null;
  readonly networks: readonly NetworkAgent[];
}

/**
 * Reads `dumpsys connectivity` (Android 7.1–14, AOSP ConnectivityService.dump), whole or filtered to the default
 * network's and the agents' lines. Kinds come from the transports; 12+ prints `ni{WIFI CONNECTED …}` in short form.
 * Under a VPN the carrying transport counts. Null when neither a default nor an agent is told.
 */
export function parseConnectivity(text: string): ConnectivityReport | null {
  const lines = endedLines(text).map((line) => line.trim());
  const networks = lines
    .filter((line) => line.startsWith('NetworkAgentInfo{'))
    .flatMap((line) => readAgent(line) ?? []);
  const named = agreedValue(lines.flatMap((line) => /^Active default network: (none|\d{1,9})$/.exec(line)?.[1] ?? []));
  if (named === null && networks.length === 0) return null;
  if (named === 'none') return { defaultNetwork: 'none', networks };
  const matching = networks.filter((agent) => agent.networkId === Number(named));
  return { defaultNetwork: named !== null && matching.length === 1 ? (matching[0] ?? null) : null, networks };
}

function readAgent(line: string): NetworkAgent | null {
  const networkId = /\bnetwork\{(\d{1,9})\}/.exec(line)?.[1];
  if (networkId === undefined) return null;
  const [, transports, capabilities] =
    /\bTransports: ([A-Z_|]+)(?: Capabilities: ([A-Z0-9_&]+)(?=[\s\]}]))?(?=[\s\]}])/.exec(line) ?? [];
  const granted = capabilities?.split('&');
  const legacy = /\bni\{\[?(?:type: )?([A-Z_]+)(?=[[\s,])(?:\[([^\]]*)\])?/.exec(line);
  return {
    networkId: Number(networkId),
    kind: transports === undefined ? kindOf(legacy?.[1]?.split('_') ?? []) : kindOf(transports.split('|')),
    radio: legacy?.[1] === 'MOBILE' && legacy[2] !== undefined && legacy[2] !== '' ? legacy[2] : null,
    isValidated: granted === undefined ? null : granted.includes('VALIDATED'),
    isRoaming: granted === undefined ? null : !granted.includes('NOT_ROAMING'),
  };
}

function kindOf(transports: readonly string[]): NetworkKind | null {
  if (transports.includes('WIFI')) return 'wifi';
  if (transports.includes('CELLULAR') || transports.includes('MOBILE')) return 'mobile';
  if (transports.includes('ETHERNET')) return 'ethernet';
  return transports.length === 0 ? null : 'other';
}
