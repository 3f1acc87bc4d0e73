import type { FaultFact } from '../../contract/faults.ts';
import type { DeskEvidence, HostEvidence, ServerLoss } from './evidence.ts';
import { fact, hostSubject, secondsBetween, type Finding } from './finding.ts';

/** So many silent phones, and not one that answers, speak against the server rather than the phones. */
const fewestSilent = 3;
/** A server that nobody brings back within this many grace times is simply down, whatever went before. */
const patience = 8;
const fightLosses = 3;

/** Hosts that cannot be reached, and adb servers that are gone, hang, or are killed again and again. */
export function readHosts(evidence: DeskEvidence): Finding[] {
  return evidence.hosts.filter(({ isCountedOn }) => isCountedOn).flatMap((host) => readHost(host, evidence));
}

function readHost(host: HostEvidence, evidence: DeskEvidence): Finding[] {
  const found =
    readFight(host, evidence) ?? readGone(host, evidence) ?? readRestart(host, evidence) ?? readMute(host, evidence);
  return found === null ? [] : [found];
}

/**
 * Two adb versions: the server is ended again and again while something brings it back, or more than once with a change
 * of its version. One change alone is an upgrade as well.
 */
function readFight(host: HostEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  const isLongDown = host.state !== 'up' && now - host.stateSinceAt > timing.serverGraceMs * patience;
  const losses = recentLosses(host, evidence);
  if (isLongDown || losses.length === 0) return null;
  const versions = new Set(losses.flatMap(({ versionBefore, versionAfter }) => [versionBefore, versionAfter]));
  versions.delete(null);
  const isClash = losses.length > 1 && (versions.size > 1 || host.programVersion !== null);
  if (!isClash && losses.length < fightLosses) return null;
  const facts = losses.flatMap(factsOf);
  if (host.programVersion !== null) {
    const params = { version: host.programVersion, serverVersion: host.serverVersion };
    facts.push(fact(host.stateSinceAt, 'program-version', params));
  }
  return hostFinding('adb-versions-fight', isClash ? 'certain' : 'likely', host, { evidence, facts });
}

function readGone(host: HostEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  const isGone = host.state === 'down' || host.state === 'unreachable';
  if (!isGone || now - host.stateSinceAt < timing.serverGraceMs) return null;
  const at = host.stateSinceAt;
  if (host.kind === 'remote') {
    const facts = [fact(at, 'host-lost', { how: host.lossCause })];
    return hostFinding('host-unreachable', 'certain', host, { evidence, facts });
  }
  if (host.lossCause === 'no-answer' || host.lossCause === 'connect-timeout') {
    return hostFinding('server-hanging', 'certain', host, { evidence, facts: [fact(at, 'server-silent')] });
  }
  const version = host.losses.at(-1)?.versionBefore ?? null;
  return hostFinding('server-down', 'certain', host, { evidence, facts: [fact(at, 'server-lost', { version })] });
}

/** It went and came back, of whatever version, and not by the console's button; and does not go again at once. */
function readRestart(host: HostEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  const losses = recentLosses(host, evidence).filter(({ backAt }) => backAt !== null);
  const last = losses.at(-1);
  if (last === undefined || host.state !== 'up' || now - (last.backAt ?? now) < timing.serverGraceMs * 2) return null;
  return hostFinding('server-restarted', 'certain', host, { evidence, facts: losses.flatMap(factsOf) });
}

/** The server lists its phones, and not one of them answers. */
function readMute(host: HostEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  if (host.state !== 'up') return null;
  const listed = evidence.phones.filter((phone) => phone.hostId === host.hostId && phone.isListed);
  const mute = listed.filter(({ reason, stateSinceAt }) => isMute(reason) && now - stateSinceAt > timing.silentMs);
  const hubs = new Set(mute.map(({ place }) => place?.hubId ?? ''));
  if (mute.length < fewestSilent || mute.length < listed.length || hubs.size < 2) return null;
  const at = Math.max(...mute.map(({ stateSinceAt }) => stateSinceAt));
  const facts = [fact(at, 'server-phones-silent', { count: mute.length })];
  return hostFinding('server-hanging', 'likely', host, { evidence, facts });
}

/** Why a listed phone is shown as not answering. */
export function isMute(reason: string): boolean {
  return reason === 'probe-failed' || reason === 'adb-says-offline' || reason === 'recovery-exhausted';
}

/** Losses that count: not long ago, and not ended by the console's own button. */
function recentLosses(host: HostEvidence, { now, timing }: DeskEvidence): ServerLoss[] {
  const recent = host.losses.filter(({ at, isByOperator }) => now - at < timing.flapWindowMs && !isByOperator);
  const last = recent.at(-1);
  const isQuiet = last === undefined || now - (last.backAt ?? now) > timing.quietMs;
  return isQuiet ? [] : recent;
}

function factsOf(loss: ServerLoss): FaultFact[] {
  const went = fact(loss.at, 'server-lost', { version: loss.versionBefore });
  if (loss.backAt === null) return [went];
  const seconds = secondsBetween(loss.at, loss.backAt);
  return [went, fact(loss.backAt, 'server-back', { version: loss.versionAfter, seconds })];
}

function hostFinding(
  cause: Finding['cause'],
  confidence: Finding['confidence'],
  { hostId }: HostEvidence,
  { evidence, facts }: { readonly evidence: DeskEvidence; readonly facts: readonly FaultFact[] },
): Finding {
  const phoneIds = evidence.phones.filter((phone) => phone.hostId === hostId).map(({ phoneId }) => phoneId);
  return { cause, confidence, subject: hostSubject(hostId), facts, phoneIds, drops: [] };
}
