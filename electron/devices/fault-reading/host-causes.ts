import type { FaultCause, FaultFact } from '../../contract/faults.ts';
import type { DeskEvidence, HostEvidence, ServerLoss } from './evidence.ts';
import { fact, hostSubject, secondsBetween, type Finding } from './finding.ts';
import { lossOf, type HostLoss } from './host-loss.ts';

/** So many silent phones, and not one that answers, speak against the server rather than the phones. */
const fewestSilent = 3;
/** A server that nobody brings back within this many grace times is simply down, whatever went before. */
const patience = 8;
const fightLosses = 3;

const hostCauses: ReadonlySet<FaultCause> = new Set([
  'host-unreachable',
  'adb-versions-fight',
  'port-taken',
  'server-hanging',
  'server-down',
  'server-restarted',
]);

/** True for what befalls a server, whatever hangs on it. */
export function isHostCause(cause: FaultCause): boolean {
  return hostCauses.has(cause);
}

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
 * Two adb versions: the server is ended again and again while something brings it back. Certain only when a version that was
 * replaced came back: one change alone is an upgrade as well, and a restart may follow it.
 */
function readFight(host: HostEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  const isLongDown = host.state !== 'up' && now - host.stateSinceAt > timing.serverGraceMs * patience;
  const losses = recentLosses(host, evidence);
  if (isLongDown || losses.length === 0) return null;
  const isClash = hasReturned(versionsIn(losses));
  const isOther = losses.length > 1 && host.programVersion !== null;
  if (!isClash && !isOther && losses.length < fightLosses) return null;
  const facts = losses.flatMap(factsOf);
  if (host.programVersion !== null) {
    const params = { version: host.programVersion, serverVersion: host.serverVersion };
    facts.push(fact(host.stateSinceAt, 'program-version', params));
  }
  return hostFinding(
    { cause: 'adb-versions-fight', confidence: isClash ? 'certain' : 'likely', facts },
    host,
    evidence,
  );
}

/** The versions one after the other, each change once. */
function versionsIn(losses: readonly ServerLoss[]): number[] {
  const told = losses.flatMap(({ versionBefore, versionAfter }) => [versionBefore, versionAfter]);
  const known = told.filter((version) => version !== null);
  return known.filter((version, at) => version !== known[at - 1]);
}

function hasReturned(versions: readonly number[]): boolean {
  return new Set(versions).size < versions.length;
}

function readGone(host: HostEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  const isGone = host.state === 'down' || host.state === 'unreachable';
  // That a connection broke says nothing yet: the next try tells.
  if (!isGone || now - host.stateSinceAt < timing.serverGraceMs || host.lossCause === 'connection-lost') return null;
  return hostFinding(lossOf(host), host, evidence);
}

/** It went and came back, of whatever version, and not by the console's button; and does not go again at once. */
function readRestart(host: HostEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  const losses = recentLosses(host, evidence).filter(({ backAt }) => backAt !== null);
  const last = losses.at(-1);
  if (last === undefined || host.state !== 'up' || now - (last.backAt ?? now) < timing.serverGraceMs * 2) return null;
  return hostFinding(
    { cause: 'server-restarted', confidence: 'certain', facts: losses.flatMap(factsOf) },
    host,
    evidence,
  );
}

/** The server lists its phones, and not one of them answers. */
function readMute(host: HostEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  if (host.state !== 'up') return null;
  const listed = evidence.phones.filter((phone) => phone.hostId === host.hostId && phone.isListed);
  const mute = listed.filter(({ reason, stateSinceAt }) => isMute(reason) && now - stateSinceAt > timing.silentMs);
  const hubs = new Set(mute.map(({ place }) => place?.hubId ?? null));
  const isOneHub = hubs.size === 1 && !hubs.has(null);
  if (mute.length < fewestSilent || mute.length < listed.length || isOneHub) return null;
  const at = Math.max(...mute.map(({ stateSinceAt }) => stateSinceAt));
  const facts = [fact(at, 'server-phones-silent', { count: mute.length })];
  // Phones that nobody has placed may all hang on one hub, which then is as good a guess.
  return hostFinding(
    { cause: 'server-hanging', confidence: hubs.size > 1 ? 'likely' : 'possible', facts },
    host,
    evidence,
  );
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

function hostFinding(loss: HostLoss, { hostId }: HostEvidence, evidence: DeskEvidence): Finding {
  const phoneIds = evidence.phones.filter((phone) => phone.hostId === hostId).map(({ phoneId }) => phoneId);
  return { ...loss, subject: hostSubject(hostId), phoneIds, drops: [] };
}
