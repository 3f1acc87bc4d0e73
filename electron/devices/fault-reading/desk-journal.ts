import type { Host } from '../../contract/hosts.ts';
import type { Phone } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Devices } from '../devices.ts';
import { cableOf, placeOfPath, type Place } from '../desk-map/place.ts';
import type { RouteEnd, RouteNews } from '../routes/route-news.ts';
import type { UsbSight } from '../usb/usb-watch.ts';
import { AwaitedPhones } from './awaited-phones.ts';
import type { DeskNotes } from './desk-notes.ts';
import { DropJournal } from './drop-journal.ts';
import type { DeskEvidence, HostEvidence, PhoneEvidence } from './evidence.ts';
import { HostJournal } from './host-journal.ts';
import { PhoneJournal } from './phone-journal.ts';
import type { FaultTiming } from './timing.ts';

export interface DeskJournalDeps {
  readonly devices: Pick<Devices, 'phones' | 'hosts' | 'news'>;
  /** Cables and servers live in the machine's time. */
  readonly machineClock: Clock;
  readonly settings: { current(): Settings };
  readonly timing: FaultTiming;
  readonly placeOf: (phone: Phone) => Place | null;
  readonly usb: () => UsbSight;
  /** What an earlier run noted. */
  readonly earlier: DeskNotes;
  /** Something was noted that may change what is read. */
  readonly onNoted: () => void;
}

/** Notes what happens on the desk, bounded, and lays it out as evidence. */
export class DeskJournal implements Disposable {
  readonly #deps: DeskJournalDeps;
  readonly #startedAt: number;
  readonly #drops: DropJournal;
  readonly #hosts: HostJournal;
  readonly #phones: PhoneJournal;
  readonly #awaited = new AwaitedPhones();
  readonly #leftHostIds = new Set<string>();
  /** When phones and hosts came to be as they are, in the machine's time. */
  readonly #since = new Map<string, { readonly text: string; readonly at: number }>();
  readonly #stops: readonly (() => void)[];

  constructor(deps: DeskJournalDeps) {
    this.#deps = deps;
    this.#startedAt = deps.machineClock.now();
    const { devices, earlier, timing } = deps;
    this.#hosts = new HostJournal(earlier.losses);
    this.#phones = new PhoneJournal(earlier.stories);
    this.#drops = new DropJournal({
      placeOf: (end) => this.#placeOfEnd(end),
      isRestartAsked: (phoneId, at) => this.#phones.isRestartAsked(phoneId, at, timing.rebootMs),
      earlier,
    });
    for (const host of devices.hosts.list()) this.#takeHost(host);
    for (const phone of devices.phones.list()) this.#takePhone(phone);
    this.#awaitPhones();
    this.#stops = [
      devices.news.subscribe((news) => {
        this.#takeNews(news);
        deps.onNoted();
      }),
      devices.hosts.subscribe(({ changed, removed }) => {
        for (const hostId of changed) this.#takeHost(devices.hosts.get(hostId));
        for (const hostId of removed) this.#leave(hostId);
        deps.onNoted();
      }),
      devices.phones.subscribe(({ changed, removed }) => {
        const isNews = [...changed].map((phoneId) => this.#takePhone(devices.phones.get(phoneId)));
        for (const phoneId of removed) this.#forget(phoneId);
        if (removed.size > 0 || isNews.includes(true)) deps.onNoted();
      }),
    ];
  }

  evidence(): DeskEvidence {
    const { devices, settings, timing, usb } = this.#deps;
    const { batteryWarnCelsius, batteryBadCelsius } = settings.current();
    const phones = devices.phones.list();
    const { drops, arrivals } = this.#drops.notes;
    return {
      now: this.#now(),
      startedAt: this.#startedAt,
      timing,
      batteryWarnCelsius,
      batteryBadCelsius,
      hosts: devices.hosts.list().map((host) => this.#hostEvidence(host, phones)),
      leftHostIds: this.#leftHostIds,
      phones: phones.map((phone) => this.#phoneEvidence(phone)),
      drops,
      arrivals,
      usb: usb(),
    };
  }

  /** What the next run of the console has to know. */
  get notes(): DeskNotes {
    const { devices, usb } = this.#deps;
    const away = devices.phones.list().filter((phone) => !isListed(phone));
    const { refusals, kernelLines } = usb();
    return {
      ...this.#drops.notes,
      losses: this.#hosts.notes,
      stories: new Map(away.map(({ phoneId }) => [phoneId, this.#phones.of(phoneId)])),
      refusals,
      kernelLines: kernelLines ?? [],
    };
  }

  /** A phone of this machine is missing, or something is on its way: worth asking the operating system. */
  isAnyMissing(): boolean {
    const { devices, timing } = this.#deps;
    const { drops, arrivals } = this.#drops.notes;
    const last = Math.max(drops.at(-1)?.at ?? 0, arrivals.at(-1)?.at ?? 0);
    if (this.#now() - last < timing.withoutAdbMs) return true;
    const locals = new Set(devices.hosts.list().flatMap(({ kind, hostId }) => (kind === 'local' ? [hostId] : [])));
    return devices.phones.list().some((phone) => !isListed(phone) && locals.has(cableOf(phone)?.hostId ?? ''));
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  #now(): number {
    return this.#deps.machineClock.now();
  }

  /** Whoever was there when the console was closed, as far as anybody knows. */
  #awaitPhones(): void {
    const { devices, earlier } = this.#deps;
    const gone = new Set(earlier.drops.flatMap(({ phoneId, backAt }) => (backAt === null ? [phoneId] : [])));
    for (const phone of devices.phones.list()) {
      const hostId = lastHost(phone.routes);
      if (hostId === null || isListed(phone) || gone.has(phone.phoneId)) continue;
      if (phone.routes.some(({ connection }) => connection !== 'tcp')) this.#awaited.expect(hostId, phone.phoneId);
    }
  }

  #takeNews(news: RouteNews): void {
    this.#drops.take(news, this.#now());
    if (news.kind === 'appeared') this.#awaited.see(news.end.phoneId);
    if (news.kind !== 'vanished' || news.isHostUp || news.end.connection === 'tcp') return;
    this.#awaited.expect(news.end.hostId, news.end.phoneId);
  }

  #takeHost(host: Host | null): void {
    if (host === null) return;
    const { hostId, state } = host;
    this.#leftHostIds.delete(hostId);
    const wasRead = this.#since.get(hostId)?.text === 'up' && this.#isRead({ hostId, state: 'up' });
    // Told before its phones go: they are awaited from now on, and nobody else.
    if (wasRead && state !== 'up') this.#awaited.clear(hostId);
    this.#note(hostId, state);
    this.#hosts.take(host, this.#now());
  }

  #leave(hostId: string): void {
    this.#leftHostIds.add(hostId);
    this.#awaited.clear(hostId);
    this.#forget(hostId);
  }

  #isRead({ hostId, state }: Pick<Host, 'hostId' | 'state'>): boolean {
    if (state !== 'up') return false;
    return this.#awaited.isComplete(hostId) || this.#now() - this.#sinceOf(hostId) >= this.#deps.timing.gatherMs;
  }

  /** Answers whether it stands otherwise than before: a poll alone is no news. */
  #takePhone(phone: Phone | null): boolean {
    if (phone === null) return false;
    this.#phones.take(phone, this.#now());
    return this.#note(phone.phoneId, phone.state);
  }

  #note(id: string, text: string): boolean {
    if (this.#since.get(id)?.text === text) return false;
    this.#since.set(id, { text, at: this.#now() });
    return true;
  }

  #forget(id: string): void {
    this.#hosts.forget(id);
    this.#phones.forget(id);
    this.#since.delete(id);
  }

  #sinceOf(id: string): number {
    return this.#since.get(id)?.at ?? this.#now();
  }

  #placeOfEnd({ hostId, portPath, phoneId }: RouteEnd): Place | null {
    const phone = this.#deps.devices.phones.get(phoneId);
    return placeOfPath(hostId, portPath) ?? (phone === null ? null : this.#deps.placeOf(phone));
  }

  #hostEvidence(host: Host, phones: readonly Phone[]): HostEvidence {
    const hasPhones = phones.some(({ isVirtual, routes }) => !isVirtual && lastHost(routes) === host.hostId);
    const stateSinceAt = this.#sinceOf(host.hostId);
    return this.#hosts.evidenceOf(host, { stateSinceAt, hasPhones, isRead: this.#isRead(host) });
  }

  #phoneEvidence(phone: Phone): PhoneEvidence {
    const { phoneId, isExpected, state, reason, routes } = phone;
    const { temperatures, levels, rebootAskedAt, update } = this.#phones.of(phoneId);
    const cable = cableOf(phone);
    return {
      phoneId,
      hostId: lastHost(routes),
      place: this.#deps.placeOf(phone),
      usbSerial: cable?.serial ?? null,
      isListed: isListed(phone),
      isExpected,
      state,
      reason: reason.code,
      stateSinceAt: this.#sinceOf(phoneId),
      temperatures,
      levels,
      rebootsAt: this.#drops.rebootsOf(phoneId),
      rebootAskedAt,
      update,
    };
  }
}

function isListed({ routes }: Phone): boolean {
  return routes.some(({ isLive }) => isLive);
}

/** The host that the phone is on, or was on last. */
function lastHost(routes: Phone['routes']): string | null {
  const current = routes.find(({ isCurrent }) => isCurrent) ?? routes.find(({ isLive }) => isLive);
  const seen = routes.toSorted((left, right) => (right.seenAt ?? 0) - (left.seenAt ?? 0))[0];
  return (current ?? seen)?.hostId ?? null;
}
