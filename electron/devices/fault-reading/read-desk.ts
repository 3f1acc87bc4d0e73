import { faultCauses } from '../../contract/faults.ts';
import { readCables } from './cable-causes.ts';
import { readControllers } from './controller-causes.ts';
import type { DeskEvidence } from './evidence.ts';
import { Explained, type FaultRule, type Finding } from './finding.ts';
import { readHosts } from './host-causes.ts';
import { readHubs } from './hub-causes.ts';
import { readPhones, readSilence } from './phone-causes.ts';

/** The most general first: what it explains, no narrower rule counts again. */
const rules: readonly FaultRule[] = [readHosts, readControllers, readHubs, readPhones, readCables, readSilence];

/**
 * Reads from what dropped when, and from what the operating system says, what is wrong with the desk: at most one finding
 * per cause and subject, the most general first. A desk on which nothing is wrong, or on which a hand pulled a cable, has
 * none. Pure.
 */
export function readDesk(evidence: DeskEvidence): Finding[] {
  const explained = new Explained();
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const finding of rule(evidence, explained)) {
      findings.push(finding);
      explained.add(finding);
    }
  }
  return distinct(findings).toSorted((left, right) => rankOf(left) - rankOf(right));
}

/** What makes a finding the same one as before. */
export function keyOf({ cause, subject }: Pick<Finding, 'cause' | 'subject'>): string {
  return [cause, subject.kind, subject.hostId, subject.hubId, subject.place, subject.phoneId].join('|');
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((finding) => [keyOf(finding), finding])).values()].toReversed();
}

function rankOf({ cause }: Finding): number {
  return faultCauses.indexOf(cause);
}
