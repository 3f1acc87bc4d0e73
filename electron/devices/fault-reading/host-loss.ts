import type { HostEvidence } from './evidence.ts';
import { fact, type Finding } from './finding.ts';

/** Tries that ended without a way to the computer, or with its name unknown. */
const noWay = new Set([
  'connect-timeout',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NONAME',
]);
/** Tries that came to the computer's door, where no adb server let them in. */
const noServer = new Set(['ECONNREFUSED', 'ECONNRESET', 'closed-before-answer']);

/** What is made of a host that is gone. */
export type HostLoss = Pick<Finding, 'cause' | 'confidence' | 'facts'>;

/** Why a host is gone, from what the last try at it failed with. Pure. */
export function lossOf(host: HostEvidence): HostLoss {
  return host.kind === 'remote' ? lossOfRemote(host) : lossOfOwn(host);
}

/** Another computer: is there no way to it, or no server on it? */
function lossOfRemote(host: HostEvidence): HostLoss {
  const { lossCode, lossCause: how, stateSinceAt } = host;
  const facts = [fact(stateSinceAt, 'host-lost', { how })];
  if (lossCode === 'adb-port-taken') return portTaken(host);
  if (how !== null && noServer.has(how)) return { cause: 'server-down', confidence: 'likely', facts };
  // Taken and never answered: a server that hangs, and a tunnel whose other end is gone, look the same from here.
  const confidence = how !== null && noWay.has(how) ? 'certain' : 'likely';
  return { cause: 'host-unreachable', confidence, facts };
}

/** This computer: its server has ended, hangs, or is none. */
function lossOfOwn(host: HostEvidence): HostLoss {
  const { lossCode, lossCause: how, stateSinceAt, wasUp, losses } = host;
  if (lossCode === 'adb-port-taken') return portTaken(host);
  if (how === 'no-answer' || how === 'connect-timeout' || lossCode === 'adb-protocol') {
    const isSure = wasUp && lossCode !== 'adb-protocol';
    const facts = [fact(stateSinceAt, 'server-silent')];
    return { cause: 'server-hanging', confidence: isSure ? 'certain' : 'likely', facts };
  }
  const version = losses.at(-1)?.versionBefore ?? null;
  const facts = [fact(stateSinceAt, 'server-lost', { version })];
  return { cause: 'server-down', confidence: how === 'ECONNREFUSED' ? 'certain' : 'likely', facts };
}

function portTaken({ stateSinceAt }: HostEvidence): HostLoss {
  return { cause: 'port-taken', confidence: 'likely', facts: [fact(stateSinceAt, 'stranger-answers')] };
}
