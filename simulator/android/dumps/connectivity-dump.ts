import type { Phone } from '../phone.ts';
import { androidLevel, endLines } from './dump-text.ts';

interface Agent {
  readonly networkId: number;
  readonly type: 'WIFI' | 'MOBILE';
  readonly subtype: string;
  readonly transport: 'WIFI' | 'CELLULAR';
  readonly extra: string;
  readonly interfaceName: string;
  readonly address: string;
  readonly gateway: string;
}

const networkIdBase = 100;

/** `dumpsys connectivity` (AOSP ConnectivityService.dump): the default network and the line of each agent. */
export function dumpConnectivity(phone: Phone): string {
  const agent = currentAgent(phone);
  const isNew = phone.sdk >= androidLevel.s;
  return endLines([
    isNew
      ? 'NetworkProviders for: WifiNetworkFactory TelephonyNetworkFactory[0]'
      : 'NetworkFactories for: WifiNetworkFactory Ethernet TelephonyNetworkFactory[0] UntrustedWifiNetworkFactory',
    '',
    `Active default network: ${agent?.networkId ?? 'none'}`,
    '',
    'Current Networks:',
    ...(agent === null ? [] : [isNew ? `  ${shortAgent(phone, agent)}` : longAgent(phone, agent)]),
    'Requests: REQUEST:2 LISTEN:8 BACKGROUND_REQUEST:1 total:11',
    'NetworkRequest [ REQUEST id=1, [ Capabilities: INTERNET&NOT_RESTRICTED&TRUSTED&NOT_VPN] ]',
    '',
    'Restrict background: false',
    '',
    'mLegacyTypeTracker:',
    'Supported types: 0 1 2 3 4 5 9 10 11 12 13 14 15 17',
    'Current state:',
    '',
    'Bad Wi-Fi avoidance: unrestricted',
  ]);
}

function currentAgent(phone: Phone): Agent | null {
  const { wifi, isOnMobileData, sim } = phone.network;
  const networkId = networkIdBase + (phone.index % 20);
  if (wifi !== null) {
    const { ssid, address, gateway } = wifi;
    const extra = `"${ssid}"`;
    return { networkId, type: 'WIFI', subtype: '', transport: 'WIFI', extra, interfaceName: 'wlan0', address, gateway };
  }
  if (!isOnMobileData || sim === null) return null;
  return {
    networkId: networkId + 1,
    type: 'MOBILE',
    subtype: 'LTE',
    transport: 'CELLULAR',
    extra: 'internet.example.com',
    interfaceName: phone.model.platform.startsWith('mt') ? 'ccmni0' : 'rmnet_data0',
    address: `10.34.${phone.index % 250}.53`,
    gateway: `10.34.${phone.index % 250}.1`,
  };
}

/** Up to Android 11: the whole `NetworkInfo` in brackets. */
function longAgent(phone: Phone, agent: Agent): string {
  const { networkId, type, subtype, extra } = agent;
  const isLegacy = phone.sdk < androidLevel.o;
  const flags = isLegacy
    ? 'roaming: false, failover: false, isAvailable: true'
    : 'failover: false, available: true, roaming: false';
  const reason = type === 'MOBILE' ? 'connected' : '(unspecified)';
  return [
    `NetworkAgentInfo{ ni{[type: ${type}[${subtype}], state: CONNECTED/CONNECTED, reason: ${reason}, extra: ${extra}, ${flags}]}`,
    `network{${networkId}}`,
    ...(isLegacy ? [] : [`nethandle{${BigInt(networkId) * 0x100000000n + 0xcafed00dn}}`]),
    describeLink(phone, agent),
    `nc{[ ${describeCapabilities(phone, agent)}]}`,
    'Score{60}',
    'everValidated{true}',
    'lastValidated{true}',
    'created{true} lingering{false} explicitlySelected{false} acceptUnvalidated{false}',
    'everCaptivePortalDetected{false} lastCaptivePortalDetected{false} }',
  ].join('  ');
}

/** From Android 12 on: `ni{WIFI CONNECTED …}` and words instead of flags. */
function shortAgent(phone: Phone, agent: Agent): string {
  const { networkId, type, subtype, extra } = agent;
  const kind = subtype === '' ? type : `${type}[${subtype}]`;
  return [
    `NetworkAgentInfo{network{${networkId}}`,
    `handle{${BigInt(networkId) * 0x100000000n + 0xcafed00dn}}`,
    `ni{${kind} CONNECTED extra: ${type === 'WIFI' ? '' : extra}}`,
    'Score(Policies : EVER_USER_SELECTED&IS_VALIDATED ; KeepConnected : 0)',
    'created validated',
    describeLink(phone, agent),
    `nc{[ ${describeCapabilities(phone, agent)}]}`,
    'factorySerialNumber=5}',
  ].join('  ');
}

function describeLink({ traces }: Phone, { interfaceName, address, gateway }: Agent): string {
  const routes = `Routes: [ 0.0.0.0/0 -> ${gateway} ${interfaceName} ]`;
  const addresses = [`${address}/24`, ...(traces === null ? [] : [`${traces.longAddress}/64`])].join(',');
  const servers = [gateway, ...(traces === null ? [] : [traces.publicAddress])].map((server) => `/${server}`).join(',');
  return `lp{{InterfaceName: ${interfaceName} LinkAddresses: [ ${addresses} ] DnsAddresses: [ ${servers} ] Domains: null MTU: 1500 ${routes}}}`;
}

function describeCapabilities({ sdk }: Phone, { transport }: Agent): string {
  const granted = [
    ...(transport === 'WIFI' ? ['NOT_METERED'] : ['SUPL']),
    'INTERNET',
    'NOT_RESTRICTED',
    'TRUSTED',
    'NOT_VPN',
    'VALIDATED',
    ...(sdk >= androidLevel.p ? ['NOT_ROAMING'] : []),
    ...(sdk >= androidLevel.o ? ['FOREGROUND'] : []),
    ...(sdk >= androidLevel.p ? ['NOT_CONGESTED', 'NOT_SUSPENDED'] : []),
    ...(sdk >= androidLevel.s ? ['NOT_VCN_MANAGED'] : []),
  ];
  const bandwidth = 'LinkUpBandwidth>=51200Kbps LinkDnBandwidth>=102400Kbps';
  return `Transports: ${transport} Capabilities: ${granted.join('&')} ${bandwidth}`;
}
