import { faultCauses, type FaultReading } from '../../contract/faults.ts';
import { readCables } from './cable-causes.ts';
import { readControllers } from './controller-causes.ts';
import type { DeskEvidence } from './evidence.ts';
import { Explained, type FaultRule, type Finding } from './finding.ts';
import { isHostCause, readHosts } from './host-causes.ts';
import { readHubs } from './hub-causes.ts';
import { readLoneAbsences } from './lone-absences.ts';
import { readPhones, readSilence } from './phone-causes.ts';
import { readTogether } from './together-causes.ts';

/** The most general first: what it explains, no narrower rule counts again. */
const rules: readonly FaultRule[] = [
  readControllers,
  readHubs,
  readTogether,
  readPhones,
  readCables,
  readSilence,
  readLoneAbsences,
];

/**
 * Reads from what dropped when, and from what the operating system says, what is wrong with the desk: at most one finding
 * per cause and subject, the most general first. A desk on which nothing is wrong, or on which a hand pulled a cable, has
 * none. Of a host whose phones have not been read nothing is found but what befell its server. Pure.
 */
export function readDesk(evidence: DeskEvidence): Finding[] {
  const explained = new Explained();
  const findings = readHosts(evidence);
  for (const finding of findings) explained.add(finding);
  const read = withoutUnread(evidence);
  for (const rule of rules) {
    for (const finding of rule(read, explained)) {
      findings.push(finding);
      explained.add(finding);
    }
  }
  return distinct(findings).toSorted(byRank);
}

/**
 * Nobody can say whether this still holds: its host, or the phones on it, have not been read. A host that an earlier run
 * knew may still join this one.
 */
export function isUnknown(
  { cause, subject }: Pick<FaultReading, 'cause' | 'subject'>,
  evidence: DeskEvidence,
): boolean {
  const { now, startedAt, timing, leftHostIds } = evidence;
  const host = evidence.hosts.find(({ hostId }) => hostId === subject.hostId);
  if (host === undefined) return !leftHostIds.has(subject.hostId) && now - startedAt < timing.joinMs;
  if (!isHostCause(cause)) return !host.isRead;
  return host.state === 'connecting' || (host.state !== 'up' && now - host.stateSinceAt < timing.serverGraceMs);
}

/** What makes a finding the same one as before. */
export function keyOf({ cause, subject }: Pick<Finding, 'cause' | 'subject'>): string {
  return [cause, subject.kind, subject.hostId, subject.hubId, subject.place, subject.phoneId].join('|');
}

/** The most general first. */
export function byRank(left: Pick<Finding, 'cause'>, right: Pick<Finding, 'cause'>): number {
  return faultCauses.indexOf(left.cause) - faultCauses.indexOf(right.cause);
}

function withoutUnread(evidence: DeskEvidence): DeskEvidence {
  const readIds = new Set(evidence.hosts.flatMap(({ hostId, isRead }) => (isRead ? [hostId] : [])));
  return {
    ...evidence,
    phones: evidence.phones.filter(({ hostId }) => hostId !== null && readIds.has(hostId)),
    drops: evidence.drops.filter(({ hostId }) => readIds.has(hostId)),
    arrivals: evidence.arrivals.filter(({ hostId }) => readIds.has(hostId)),
  };
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [keyOf(finding), finding])).values()].toReversed();
}
