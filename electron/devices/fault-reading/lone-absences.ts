import { plugWords, usbUnknown } from './controller-words.ts';
import type { DeskEvidence, Drop, PhoneEvidence } from './evidence.ts';
import { fact, isAway, isOnCable, minutesOf, phoneSubject, type Explained, type Finding } from './finding.ts';
import { isAlive } from './hub-members.ts';

/**
 * A phone that went alone and stays away, on a system that does not show its USB devices. An update that switched its debugging
 * off looks like that, and so does a hand that took it away: no more than possible, unless the kernel says that something came
 * to its port again; judged last.
 */
export function readLoneAbsences(evidence: DeskEvidence, explained: Explained): Finding[] {
  return evidence.phones.flatMap((phone) => {
    const drop = evidence.drops.findLast(({ phoneId }) => phoneId === phone.phoneId);
    if (drop === undefined || explained.hasDrop(drop) || explained.hasPhone(phone.phoneId)) return [];
    return isLoneAbsence(phone, drop, evidence) ? [absenceOf(phone, drop, evidence)] : [];
  });
}

function isLoneAbsence(phone: PhoneEvidence, drop: Drop, evidence: DeskEvidence): boolean {
  const { now, timing, drops } = evidence;
  const isMissed = !phone.isListed && phone.isExpected && phone.state !== 'set-aside';
  if (!isMissed || !isAway(drop) || !isOnCable(drop)) return false;
  if (now - drop.at < timing.rebootMs || isToldOfUsb(drop, evidence)) return false;
  if (plugWords(drop, evidence)?.kind === 'disconnected') return false;
  const wentWithOthers = drops.some((other) => isAway(other) && wentTogether(drop, other, timing.togetherMs));
  return !wentWithOthers && countOthers(drop, evidence) > 0;
}

/** In one moment, and from one hub as far as anybody knows. */
function wentTogether(one: Drop, other: Drop, togetherMs: number): boolean {
  if (one.phoneId === other.phoneId || one.hostId !== other.hostId) return false;
  const isElsewhere = one.place !== null && other.place !== null && one.place.hubId !== other.place.hubId;
  return !isElsewhere && Math.abs(one.at - other.at) <= togetherMs;
}

function absenceOf(phone: PhoneEvidence, drop: Drop, evidence: DeskEvidence): Finding {
  const { now } = evidence;
  const unknown = usbUnknown(evidence);
  const words = plugWords(drop, evidence);
  const facts = [
    fact(drop.at, 'stayed-away', { minutes: minutesOf(now - drop.at) }),
    fact(now, 'neighbours-stayed', { count: countOthers(drop, evidence), hub: null }),
    ...(words === null ? [] : [fact(words.at, 'kernel-line', { text: words.text })]),
    ...(unknown === null ? [] : [unknown]),
  ];
  const subject = phoneSubject(phone.phoneId, drop.hostId, phone.place);
  const confidence = words === null ? 'possible' : 'likely';
  return { cause: 'debugging-off', confidence, subject, facts, phoneIds: [phone.phoneId], drops: [drop] };
}

/** The operating system has looked since: it knows whether the phone is still on its cable. */
function isToldOfUsb(drop: Drop, { usb, hosts }: DeskEvidence): boolean {
  const isLocal = hosts.some(({ hostId, kind }) => hostId === drop.hostId && kind === 'local');
  return isLocal && usb.devices !== null && usb.readAt >= drop.at;
}

function countOthers(drop: Drop, { phones }: DeskEvidence): number {
  return phones.filter((phone) => phone.phoneId !== drop.phoneId && phone.hostId === drop.hostId && isAlive(phone))
    .length;
}
