import type { FaultFact } from '../../contract/faults.ts';
import type { SeenDevice } from '../usb/usb-watch.ts';
import { plugWords, usbUnknown } from './controller-words.ts';
import type { DeskEvidence, Drop, PhoneEvidence, Reading } from './evidence.ts';
import { fact, isAway, minutesOf, phoneSubject, secondsBetween, type Explained, type Finding } from './finding.ts';
import { isAlive } from './hub-members.ts';
import { isMute } from './host-causes.ts';

const fewestRestarts = 3;
const flatPercent = 3;
const risingCelsius = 3;
const keptSamples = 3;

/** What is wrong with one phone: it restarts, overheated, ran empty, lost its debugging switch, or is silent. */
export function readPhones(evidence: DeskEvidence, explained: Explained): Finding[] {
  return evidence.phones.flatMap((phone) => {
    const found = readRestarts(phone, evidence) ?? readAbsence(phone, evidence, explained);
    return found === null ? [] : [found];
  });
}

/** Listed by adb and mute while others answer; judged last, as everything else may explain it. */
export function readSilence(evidence: DeskEvidence, explained: Explained): Finding[] {
  return evidence.phones.flatMap((phone) => {
    const found = explained.hasPhone(phone.phoneId) ? null : readMutePhone(phone, evidence);
    return found === null ? [] : [found];
  });
}

function readRestarts(phone: PhoneEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing } = evidence;
  // One that stays away after them does not begin to be well after a while.
  const untilAt = phone.isListed ? now : (phone.rebootsAt.at(-1) ?? now);
  const recent = phone.rebootsAt.filter((at) => untilAt - at < timing.flapWindowMs * fewestRestarts);
  const [first] = recent;
  const last = recent.at(-1);
  if (first === undefined || last === undefined || recent.length < fewestRestarts) return null;
  if (phone.isListed && now - last > timing.quietMs) return null;
  const params = { times: recent.length, minutes: minutesOf(last - first) };
  const drops = evidence.drops.filter(({ phoneId, hasRebooted }) => phoneId === phone.phoneId && hasRebooted === true);
  return finding('phone-restarting', 'certain', phone, { facts: [fact(first, 'restarted', params)], drops });
}

/** Why a phone that is away by itself went. */
function readAbsence(phone: PhoneEvidence, evidence: DeskEvidence, explained: Explained): Finding | null {
  if (phone.isListed) return null;
  const drop = evidence.drops.findLast(({ phoneId }) => phoneId === phone.phoneId) ?? null;
  if (drop !== null && (explained.hasDrop(drop) || !isAway(drop))) return null;
  const device = deviceWithoutAdb(phone, evidence);
  const switchedOff = device === null ? null : debuggingOff(phone, device, evidence);
  // A phone that is seen to run was taken away by neither heat nor an empty battery.
  if (switchedOff?.confidence === 'certain') return switchedOff;
  const told = drop === null ? null : (readHeat(phone, drop, evidence) ?? readEmpty(phone, drop, evidence));
  return told ?? switchedOff ?? (drop === null ? null : readUpdate(phone, drop, evidence));
}

/** Hot, or growing hot, right before it went. */
function readHeat(phone: PhoneEvidence, drop: Drop, evidence: DeskEvidence): Finding | null {
  const samples = samplesBefore(phone.temperatures, drop, evidence);
  const last = samples.at(-1);
  const lowest = Math.min(...samples.map(({ value }) => value));
  if (last === undefined) return null;
  const isHot = last.value >= evidence.batteryBadCelsius;
  const isRising = last.value >= evidence.batteryWarnCelsius && last.value - lowest >= risingCelsius;
  if (!isHot && !isRising) return null;
  const facts = samples.slice(-keptSamples).map(({ at, value }) => fact(at, 'temperature', { celsius: value }));
  return finding('phone-hot', isHot ? 'likely' : 'possible', phone, { facts, drops: [drop] });
}

function readEmpty(phone: PhoneEvidence, drop: Drop, evidence: DeskEvidence): Finding | null {
  const last = samplesBefore(phone.levels, drop, evidence).at(-1);
  if (last === undefined || last.value > flatPercent) return null;
  const facts = [fact(last.at, 'level', { percent: last.value })];
  return finding('phone-flat', 'likely', phone, { facts, drops: [drop] });
}

function samplesBefore(samples: readonly Reading[], drop: Drop, { timing }: DeskEvidence): Reading[] {
  return samples.filter(({ at }) => at <= drop.at && drop.at - at < timing.sampleMs);
}

/** The operating system sees the phone, working, without adb's interface, and not in its bootloader. */
function deviceWithoutAdb(phone: PhoneEvidence, evidence: DeskEvidence): SeenDevice | null {
  const { usb, now, timing, phones } = evidence;
  const { usbSerial, place } = phone;
  if (!isOnLocal(phone, evidence) || usbSerial === null) return null;
  // Cheap phones share a serial: then the port has to tell them apart.
  const isShared = phones.some((other) => other.phoneId !== phone.phoneId && other.usbSerial === usbSerial);
  const device = (usb.devices ?? []).find(
    ({ serial, portPath }) => serial === usbSerial && (!isShared || portPath === place?.portPath),
  );
  if (device === undefined || device.hasAdb || device.isBootloader) return null;
  if (!device.isConfigured || !device.isAuthorized) return null;
  return now - device.sinceAt < timing.withoutAdbMs ? null : device;
}

/** Certain where Android is seen to run; a phone that is off and charges, or in recovery, may offer nothing either. */
function debuggingOff(phone: PhoneEvidence, device: SeenDevice, evidence: DeskEvidence): Finding {
  const facts = [
    ...rebootFacts(phone, evidence.now),
    fact(device.sinceAt, 'on-usb-without-adb', { port: device.portPath }),
  ];
  const drops = evidence.drops.filter((drop) => drop.phoneId === phone.phoneId && isAway(drop));
  return finding('debugging-off', device.hasFiles ? 'certain' : 'likely', phone, { facts, drops });
}

/** The system does not tell: a phone that restarted or was updated, and stays away while its neighbours are there. */
function readUpdate(phone: PhoneEvidence, drop: Drop, evidence: DeskEvidence): Finding | null {
  const { usb, now, timing, phones } = evidence;
  const isKnown = usb.devices !== null && usb.readAt >= drop.at && isOnLocal(phone, evidence);
  if (isKnown || drop.connection === 'tcp' || now - drop.at < timing.rebootMs) return null;
  const words = plugWords(drop, evidence);
  if (words?.kind === 'disconnected') return null;
  const near = (at: number | null | undefined): boolean =>
    at !== null && at !== undefined && at <= drop.at + timing.settleMs && drop.at - at < timing.flapWindowMs;
  const wasUpdated = near(phone.update?.at);
  const hasRestarted = near(phone.rebootAskedAt) || near(phone.rebootsAt.at(-1));
  const stayed = phones.filter(
    (other) => other.phoneId !== phone.phoneId && other.hostId === drop.hostId && isAlive(other),
  );
  if ((!wasUpdated && !hasRestarted) || stayed.length === 0) return null;
  const unknown = usbUnknown(evidence);
  const facts = [
    ...rebootFacts(phone, now),
    fact(drop.at, 'stayed-away', { minutes: minutesOf(now - drop.at) }),
    fact(now, 'neighbours-stayed', { count: stayed.length, hub: null }),
    ...(words === null ? [] : [fact(words.at, 'kernel-line', { text: words.text })]),
    ...(unknown === null ? [] : [unknown]),
  ];
  const isLikely = wasUpdated || words !== null;
  return finding('debugging-off', isLikely ? 'likely' : 'possible', phone, { facts, drops: [drop] });
}

function isOnLocal(phone: PhoneEvidence, { hosts }: DeskEvidence): boolean {
  return hosts.some(({ hostId, kind }) => hostId === phone.hostId && kind === 'local');
}

function rebootFacts({ update, rebootAskedAt, rebootsAt }: PhoneEvidence, now: number): FaultFact[] {
  const recentMs = 3_600_000;
  const facts: FaultFact[] = [];
  if (rebootAskedAt !== null && now - rebootAskedAt < recentMs) facts.push(fact(rebootAskedAt, 'restart-asked'));
  const restartedAt = rebootsAt.at(-1);
  if (restartedAt !== undefined && now - restartedAt < recentMs) {
    facts.push(fact(restartedAt, 'restarted', { times: 1, minutes: 1 }));
  }
  if (update !== null && now - update.at < recentMs) {
    facts.push(fact(update.at, 'updated', { from: update.from, to: update.to }));
  }
  return facts;
}

function readMutePhone(phone: PhoneEvidence, evidence: DeskEvidence): Finding | null {
  const { now, timing, phones, hosts } = evidence;
  const isHostUp = hosts.some(({ hostId, state }) => hostId === phone.hostId && state === 'up');
  if (!phone.isListed || !isHostUp || !isMute(phone.reason) || now - phone.stateSinceAt < timing.silentMs) return null;
  const answering = phones.filter((other) => other.hostId === phone.hostId && isAlive(other)).length;
  const facts = [fact(phone.stateSinceAt, 'silent', { seconds: Math.round(secondsBetween(phone.stateSinceAt, now)) })];
  if (answering > 0) facts.push(fact(now, 'others-answer', { count: answering }));
  return finding('phone-silent', answering > 0 ? 'certain' : 'likely', phone, { facts, drops: [] });
}

function finding(
  cause: Finding['cause'],
  confidence: Finding['confidence'],
  phone: PhoneEvidence,
  { facts, drops }: { readonly facts: readonly FaultFact[]; readonly drops: readonly Drop[] },
): Finding {
  const subject = phoneSubject(phone.phoneId, phone.hostId ?? '', phone.place);
  return { cause, confidence, subject, facts, phoneIds: [phone.phoneId], drops };
}
