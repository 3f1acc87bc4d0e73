import type { DeviceRow } from '../../adb/device-row.ts';
import type { Outcome } from '../../contract/outcome.ts';
import type { CatalogueResult, PhoneFacts } from '../../contract/phones.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Store } from '../../store/store.ts';
import type { HostRegistry } from '../hosts/host-registry.ts';
import { demoHostId } from '../hosts/host-record.ts';
import type { IdentityReading } from '../identity/identity-reading.ts';
import type { LiveRoute } from '../routes/live-route.ts';
import type { RouteEnd, RouteNews } from '../routes/route-news.ts';
import { RouteLosses } from '../routes/route-losses.ts';
import { RouteTable, type RouteSighting } from '../routes/route-table.ts';
import type { EventLog } from '../sessions/event-log.ts';
import type { FairLimiter } from '../sessions/limiter.ts';
import type { Transport } from '../sessions/phone-link.ts';
import { toTransport, type PhoneSession } from '../sessions/phone-session.ts';
import { isDemoPhone, releaseDemoNumbers } from './demo-phones.ts';
import { PhoneDirectory } from './phone-directory.ts';
import { PhoneFeed } from './phone-feed.ts';
import type { PhoneRecord } from './phone-record.ts';
import type { PhoneStore } from './phone-store.ts';
import type { GroupSummary } from './phone-view.ts';
import { PhoneSessions } from './phone-sessions.ts';
import { PhoneViews } from './phone-views.ts';
import { RouteBinder, type IdentifiedPhone } from './route-binder.ts';

export interface PhoneRegistryDeps {
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly store: Store;
  readonly phoneStore: PhoneStore;
  readonly events: EventLog;
  readonly hosts: Pick<HostRegistry, 'connection' | 'server'>;
  readonly settings: () => Settings;
  readonly pollLimiter: FairLimiter;
  readonly isRecoveryEnabled: boolean;
  readonly newId: () => string;
  readonly judgeCatalogue: (facts: PhoneFacts, isVirtual: boolean) => CatalogueResult;
  /** Routes, hosts or phones changed: what is missing may be another thing now. */
  readonly onRoutesChanged: () => void;
}

/**
 * All phones, live: ties the routes that hosts list to remembered phones, runs a session for each, and shows them.
 * The single place where a change of one reaches the others.
 */
export class PhoneRegistry implements Disposable {
  readonly directory: PhoneDirectory;
  readonly feed: PhoneFeed;
  /** Routes that come and go, and phones that say who they are. */
  readonly news: EventSource<RouteNews>;
  readonly #deps: PhoneRegistryDeps;
  readonly #routes: RouteTable;
  readonly #binder: RouteBinder;
  readonly #losses = new RouteLosses();
  readonly #views: PhoneViews;
  readonly #sessions: PhoneSessions;

  constructor(deps: PhoneRegistryDeps) {
    this.#deps = deps;
    const { clock, machineClock, logger } = deps;
    this.news = new EventSource(logger);
    this.feed = new PhoneFeed({ logger, ids: () => this.#ids(), build: (phoneId) => this.#views.build(phoneId) });
    this.directory = new PhoneDirectory({
      store: deps.store,
      clock: machineClock,
      phoneStore: deps.phoneStore,
      onChanged: (phoneId) => this.review(phoneId),
      onRemoved: (phoneId) => this.#removed(phoneId),
      onUnsaved: (fault) => logger.error('phone-not-saved', { code: fault.code }),
    });
    this.#routes = this.#createRoutes();
    this.#binder = new RouteBinder({
      directory: this.directory,
      routes: this.#routes,
      clock,
      newId: deps.newId,
      onIdentified: (identified) => this.#settled(identified),
      onReplaced: ({ phoneId, byPhoneId }) => this.session(phoneId)?.noteReplaced(byPhoneId),
    });
    this.#sessions = this.#createSessions();
    this.#views = new PhoneViews({
      directory: this.directory,
      session: (phoneId) => this.session(phoneId),
      sighting: (routeId) => this.sighting(routeId),
      hasHost: (hostId) => deps.hosts.connection(hostId) !== null,
      judgeCatalogue: deps.judgeCatalogue,
    });
    releaseDemoNumbers(this.directory);
    for (const { phoneId } of this.directory.all()) this.review(phoneId);
  }

  /** The running session of a phone; null when there is no such phone. */
  session(phoneId: string): PhoneSession | null {
    return this.#sessions.get(phoneId);
  }

  sighting(routeId: string): RouteSighting | null {
    return this.#routes.sighting(routeId);
  }

  takeRows(hostId: string, rows: readonly DeviceRow[]): void {
    this.#routes.takeRows(hostId, rows);
    this.#deps.onRoutesChanged();
  }

  loseHost(hostId: string): void {
    this.#routes.loseHost(hostId);
    if (hostId === demoHostId && this.#deps.hosts.connection(demoHostId) === null) this.#endDemo();
    this.reviewHost(hostId);
  }

  /** The host's state changed: so did the reason of every phone on it. */
  reviewHost(hostId: string): void {
    for (const record of this.directory.all()) {
      if (record.routes.some((route) => route.hostId === hostId)) this.review(record.phoneId);
    }
    this.#deps.onRoutesChanged();
  }

  review(phoneId: string): void {
    this.session(phoneId)?.review();
  }

  /** Asks every live route of the phone who it is. */
  refresh(phoneId: string): void {
    for (const { routeId } of this.directory.get(phoneId)?.routes ?? []) this.#routes.refresh(routeId);
  }

  /** The settings changed: intervals and limits hold from now on. */
  replan(): void {
    this.#sessions.replan();
  }

  /** See `PhoneSessions`. */
  noteMessengerVersion(phoneId: string, version: string): void {
    this.#sessions.noteMessengerVersion(phoneId, version);
  }

  /** Where the views get their groups from; the source touches the feed when a reading is new. */
  showGroups(groupsOf: (phoneId: string) => GroupSummary | null): void {
    this.#views.showGroups(groupsOf);
    for (const { phoneId } of this.directory.all()) this.feed.touch(phoneId);
  }

  /** Phones that a host lists now. */
  countLive(hostId: string): number {
    const phoneIds = new Set<string>();
    for (const { route } of this.#routes.sightings()) {
      const record = route.hostId === hostId ? this.directory.phoneOfRoute(route.routeId) : null;
      if (record !== null) phoneIds.add(record.phoneId);
    }
    return phoneIds.size;
  }

  isShown(record: PhoneRecord): boolean {
    return this.#views.isShown(record);
  }

  dispose(): void {
    this.feed.dispose();
    this.#routes.dispose();
    this.#sessions.dispose();
    this.directory.dispose();
  }

  #createRoutes(): RouteTable {
    return new RouteTable({
      clock: this.#deps.clock,
      machineClock: this.#deps.machineClock,
      shell: async (route, command, options) => {
        const transport = this.#transportOf(route);
        if (!transport.ok) return transport;
        return transport.value.server.shell(transport.value.transportId, command, options);
      },
      listener: {
        onAppeared: (route) => this.#appeared(route),
        onChanged: (route) => this.#reviewRoute(route.routeId),
        onVanished: (route) => this.#vanished(route),
        onTrustChanged: (routeId) => this.#trustChanged(routeId),
        onIdentified: (routeId, reading) => this.#identified(routeId, reading),
      },
    });
  }

  #createSessions(): PhoneSessions {
    return new PhoneSessions({
      ...this.#deps,
      directory: this.directory,
      world: {
        sighting: (routeId) => this.#routes.sighting(routeId),
        isSettled: (routeId) => this.#binder.isSettled(routeId),
        connection: (hostId) => this.#deps.hosts.connection(hostId),
        hubLoss: (routeId) => this.#losses.hubLoss(routeId, () => this.#liveRoutes()),
      },
      transportOf: (routeId) => this.#transportOf(this.sighting(routeId)?.route ?? null),
      onAnswer: (routeId, isAnswered) => this.#routes.noteAnswer(routeId, isAnswered),
      onChanged: (phoneId) => this.feed.touch(phoneId),
      onOtherBoot: (phoneId) => this.refresh(phoneId),
    });
  }

  #liveRoutes(): LiveRoute[] {
    return [...this.#routes.sightings()].map(({ route }) => route);
  }

  *#ids(): Iterable<string> {
    for (const { phoneId } of this.directory.all()) yield phoneId;
  }

  #appeared(route: LiveRoute): void {
    this.#losses.remove(route.routeId);
    this.#binder.appear(route);
    this.#noteRoute('route-added', route);
    this.#tellRoute(route, (end) => ({ kind: 'appeared', end }));
  }

  #vanished(route: LiveRoute): void {
    this.#noteRoute('route-lost', route);
    const isHostUp = this.#deps.hosts.connection(route.hostId)?.state === 'up';
    this.#tellRoute(route, (end) => ({ kind: 'vanished', end, isHostUp }));
    this.#noteLoss(route);
    this.#binder.vanish(route);
    this.#deps.onRoutesChanged();
  }

  /** A host that is gone explains its own losses. */
  #noteLoss(route: LiveRoute): void {
    if (this.#deps.hosts.connection(route.hostId)?.state !== 'up') return this.#losses.remove(route.routeId);
    for (const routeId of this.#losses.add(route, this.#deps.machineClock.now())) {
      if (routeId !== route.routeId) this.#reviewRoute(routeId);
    }
  }

  #noteRoute(kind: 'route-added' | 'route-lost', route: LiveRoute): void {
    const phoneId = this.directory.phoneOfRoute(route.routeId)?.phoneId;
    const { hostId, connection, portPath } = route;
    if (phoneId !== undefined) this.#deps.events.note(phoneId, kind, { hostId, connection, portPath });
  }

  #tellRoute(route: LiveRoute, news: (end: RouteEnd) => RouteNews): void {
    const phoneId = this.directory.phoneOfRoute(route.routeId)?.phoneId;
    if (phoneId === undefined) return;
    const { routeId, hostId, serial, connection, portPath, adbState } = route;
    this.news.emit(news({ phoneId, routeId, hostId, serial, connection, portPath, adbState }));
  }

  #trustChanged(routeId: string): void {
    if (this.#routes.sighting(routeId)?.trust !== 'answering') this.#binder.doubt(routeId);
    this.#reviewRoute(routeId);
  }

  #identified(routeId: string, reading: IdentityReading): void {
    this.#binder.identify(routeId, reading);
    this.#reviewRoute(routeId);
  }

  #settled({ phoneId, connection, isFirst, hasRebooted }: IdentifiedPhone): void {
    if (isFirst) this.#deps.events.note(phoneId, 'identified', { connection });
    if (hasRebooted) {
      this.#deps.events.note(phoneId, 'rebooted', { connection });
      this.session(phoneId)?.noteReboot(false);
    }
    this.news.emit({ kind: 'identified', phoneId, hasRebooted });
    this.review(phoneId);
  }

  #reviewRoute(routeId: string): void {
    const record = this.directory.phoneOfRoute(routeId);
    if (record !== null) this.review(record.phoneId);
  }

  #removed(phoneId: string): void {
    this.#sessions.close(phoneId);
    this.feed.touch(phoneId);
    this.#deps.onRoutesChanged();
  }

  #endDemo(): void {
    for (const record of this.directory.all()) {
      if (!isDemoPhone(record)) continue;
      this.#sessions.close(record.phoneId);
      this.feed.touch(record.phoneId);
    }
    releaseDemoNumbers(this.directory);
  }

  #transportOf(route: LiveRoute | null): Outcome<Transport> {
    const server = route === null ? null : this.#deps.hosts.server(route.hostId);
    return toTransport(route?.routeId ?? '', server, route?.transportId ?? null);
  }
}
