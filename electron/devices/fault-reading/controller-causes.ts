import type { FaultFact } from '../../contract/faults.ts';
import { busOf, isBelow, portOfPath } from '../desk-map/usb-path.ts';
import { hubIdOf } from '../desk-map/place.ts';
import type { KernelLine, KernelLineKind } from '../usb/kernel-line.ts';
import { isRefused, type Refusal, type SeenDevice } from '../usb/usb-watch.ts';
import type { DeskEvidence, Drop, PhoneEvidence } from './evidence.ts';
import { busText, controllerSubject, unique } from './controller-words.ts';
import { fact, hubSubject, isAway, type Explained, type Finding } from './finding.ts';
import { readPushes } from './push-causes.ts';

/** What the system refuses and what drops belong together within this time. */
const nearMs = 10_000;
const keptFacts = 6;
const limitWords: readonly KernelLineKind[] = ['no-resources', 'config-refused'];
const powerWords: readonly KernelLineKind[] = ['over-current', 'no-power'];
/** Said of a device that stays on its port. */
const refusalWords: ReadonlySet<KernelLineKind> = new Set(['config-refused', 'no-power']);

/** Limits of a USB controller, and power that does not suffice: in the system's own words, else by what pushes what off. */
export function readControllers(evidence: DeskEvidence, explained: Explained): Finding[] {
  const local = evidence.hosts.find(({ kind }) => kind === 'local');
  const told = local === undefined ? [] : [...readPower(evidence, local.hostId), ...readLimit(evidence, local.hostId)];
  const isTold = new Set(told.flatMap(({ drops }) => drops));
  const isNew = (drop: Drop): boolean => !explained.hasDrop(drop) && !isTold.has(drop);
  return [...told, ...(told.length > 0 ? [] : readPushes(evidence, isNew))];
}

/** The controller's resources are used up: the kernel says so, or leaves phones present and unusable. One a bus. */
function readLimit(evidence: DeskEvidence, hostId: string): Finding[] {
  const lines = linesOf(evidence, limitWords);
  const refusals = recentRefusals(evidence);
  const ports = unique([...lines, ...refusals].map(({ portPath }) => portPath));
  const named = ports.filter((port) => port !== null);
  const busses = unique(named.map(busOf));
  const ofBus = busses.map((bus) =>
    limitOf(evidence, { hostId, bus, ports: named.filter((port) => busOf(port) === bus) }),
  );
  return [...ofBus, ...(busses.length === 0 ? [limitOf(evidence, { hostId, bus: null, ports: [] })] : [])].flat();
}

interface Bus {
  readonly hostId: string;
  /** Null: the words name no port. */
  readonly bus: string | null;
  /** Ports whose phones were refused. */
  readonly ports: readonly string[];
}

function limitOf(evidence: DeskEvidence, bus: Bus): Finding[] {
  const lines = linesOf(evidence, limitWords).filter(
    ({ portPath }) => portPath === null || bus.ports.includes(portPath),
  );
  const refused = refusedDevices(evidence).filter(({ portPath }) => bus.ports.includes(portPath));
  const last = lines.at(-1);
  // The line that names the port follows at once.
  const isFresh = bus.bus === null && last !== undefined && evidence.now - last.at < evidence.timing.settleMs;
  if ((last === undefined && bus.ports.length === 0) || isFresh) return [];
  const { phoneIds, drops, isOver } = concernedBy(evidence, bus, lines);
  if (isOver && refused.length === 0) return [];
  const facts = [
    ...lines.map(asFact),
    ...refused.map(({ sinceAt, portPath }) => fact(sinceAt, 'not-configured', { port: portPath })),
  ].slice(-keptFacts);
  // Of no phone that is known here, or said to an earlier run: something else may be meant by now.
  const isTold = lines.some(({ at }) => at >= evidence.startedAt);
  const [surest, surely] = isTold ? (['certain', 'likely'] as const) : (['likely', 'possible'] as const);
  const confidence = phoneIds.length > 0 ? surest : surely;
  const subject = controllerSubject(bus.hostId, bus.bus);
  return [{ cause: 'controller-limit', confidence, subject, facts, phoneIds, drops }];
}

interface Concerned {
  readonly phoneIds: readonly string[];
  readonly drops: readonly Drop[];
  /** Every phone that was refused is up, and none of them keeps coming and going. */
  readonly isOver: boolean;
}

/** Phones that were refused, and phones that went when the words were said. */
function concernedBy(evidence: DeskEvidence, { hostId, bus, ports }: Bus, lines: readonly KernelLine[]): Concerned {
  const refusals = recentRefusals(evidence).filter(({ portPath }) => ports.includes(portPath));
  const phones = phonesAt(evidence, hostId, { ports, serials: refusals.map(({ serial }) => serial) });
  const isOnBus = (drop: Drop): boolean => bus === null || busText(drop) === bus;
  const words = lines.filter(({ kind }) => kind === 'no-resources');
  const gone = dropsNear(evidence, { hostId, lines: words, isConcerned: isOnBus }).filter(isAway);
  const down = phones.filter(({ isListed }) => !isListed).map(({ phoneId }) => phoneId);
  const missing = unique([...down, ...phonesOf(gone)]);
  const all = unique([...missing, ...phones.map(({ phoneId }) => phoneId)]);
  // Whenever it went: it was there again and refused, or had its room for a moment only.
  const drops = evidence.drops.filter(
    (drop) => all.includes(drop.phoneId) && (isAway(drop) || isRecent(drop.at, evidence)),
  );
  const isSteady = drops.length <= phones.length;
  const isOver = missing.length === 0 && phones.length > 0 && isSteady;
  return { phoneIds: missing.length > 0 ? missing : all, drops, isOver };
}

/** A port or a whole hub that is switched off because it draws, or is asked for, too much. */
function readPower(evidence: DeskEvidence, hostId: string): Finding[] {
  const lines = linesOf(evidence, powerWords);
  const byHub = Map.groupBy(lines, ({ portPath }) => portOfPath(portPath)?.hubPath ?? '');
  return [...byHub].flatMap(([hubPath, ofHub]) => {
    if (hubPath === '') return [];
    const hubId = hubIdOf(hostId, hubPath);
    const drops = dropsNear(evidence, { hostId, lines: ofHub, isConcerned: ({ place }) => place?.hubId === hubId });
    const refused = phonesAt(evidence, hostId, { ports: ofHub.map(({ portPath }) => portPath), serials: [] });
    const gone = refused.filter(({ isListed }) => !isListed).map(({ phoneId }) => phoneId);
    const phoneIds = unique([...phonesOf(drops), ...gone]);
    // Some boards print the words for empty ports all day long.
    if (phoneIds.length === 0) return [];
    const subject = hubSubject({ hostId, hubId, hubPath });
    const facts = ofHub.map(asFact).slice(-keptFacts);
    const confidence = ofHub.some(({ at }) => at >= evidence.startedAt) ? 'certain' : 'likely';
    return [{ cause: 'usb-power', confidence, subject, facts, phoneIds, drops }];
  });
}

/** The kernel says it once: its words hold as long as a phone that went with them, or that they refused, is away. */
function linesOf(evidence: DeskEvidence, kinds: readonly KernelLineKind[]): KernelLine[] {
  const local = evidence.hosts.find(({ kind }) => kind === 'local');
  const gone = evidence.drops.filter(
    (drop) => drop.hostId === local?.hostId && drop.connection === 'usb' && isAway(drop),
  );
  const wentWith = ({ at }: KernelLine): boolean => gone.some((drop) => Math.abs(at - drop.at) < nearMs);
  return (evidence.usb.kernelLines ?? []).filter((line) => {
    if (!kinds.includes(line.kind) || isPulled(line, evidence)) return false;
    return isRecent(line.at, evidence) || wentWith(line) || isRefusedStill(line, evidence);
  });
}

/** What was refused on that port has left it since. */
function isPulled(line: KernelLine, { usb }: DeskEvidence): boolean {
  const { portPath } = line;
  if (!refusalWords.has(line.kind) || portPath === null) return false;
  const lines = usb.kernelLines ?? [];
  return lines
    .slice(lines.indexOf(line))
    .some(
      (later) =>
        later.kind === 'disconnected' &&
        later.portPath !== null &&
        (later.portPath === portPath || isBelow(portPath, later.portPath)),
    );
}

function isRefusedStill({ kind, portPath }: KernelLine, { phones }: DeskEvidence): boolean {
  if (!refusalWords.has(kind) || portPath === null) return false;
  return phones.some(({ place, isListed }) => place?.portPath === portPath && !isListed);
}

/** Present and without a configuration for a while: the kernel would not give it what it needs, and that is not power. */
function refusedDevices(evidence: DeskEvidence): SeenDevice[] {
  const { usb, now, timing } = evidence;
  return (usb.devices ?? []).filter(
    (device) => isRefused(device) && now - device.sinceAt > timing.settleMs && !isShortOfPower(device, evidence),
  );
}

function recentRefusals(evidence: DeskEvidence): Refusal[] {
  return evidence.usb.refusals.filter(
    (refusal) => isRecent(refusal.at, evidence) && !isShortOfPower(refusal, evidence),
  );
}

function isShortOfPower({ portPath }: Pick<Refusal, 'portPath'>, evidence: DeskEvidence): boolean {
  return linesOf(evidence, powerWords).some((line) => line.portPath === portPath);
}

function isRecent(at: number, { now, timing }: DeskEvidence): boolean {
  return now - at < timing.quietMs;
}

function phonesAt(
  { phones }: DeskEvidence,
  hostId: string,
  { ports, serials }: { readonly ports: readonly (string | null)[]; readonly serials: readonly (string | null)[] },
): PhoneEvidence[] {
  return phones.filter(
    (phone) => phone.hostId === hostId && (isAmong(phone.place?.portPath, ports) || isAmong(phone.usbSerial, serials)),
  );
}

function dropsNear(
  { drops }: DeskEvidence,
  near: {
    readonly hostId: string;
    readonly lines: readonly KernelLine[];
    readonly isConcerned: (drop: Drop) => boolean;
  },
): Drop[] {
  return drops.filter(
    (drop) =>
      drop.hostId === near.hostId &&
      near.isConcerned(drop) &&
      near.lines.some(({ at }) => Math.abs(at - drop.at) < nearMs),
  );
}

function isAmong(text: string | null | undefined, texts: readonly (string | null)[]): boolean {
  return text !== null && text !== undefined && texts.includes(text);
}

function phonesOf(drops: readonly Drop[]): string[] {
  return drops.map(({ phoneId }) => phoneId);
}

function asFact(line: KernelLine): FaultFact {
  return fact(line.at, 'kernel-line', { text: line.text });
}
