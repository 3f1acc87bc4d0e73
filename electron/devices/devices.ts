import { randomUUID } from 'node:crypto';
import type { AuditNote, AuditPort } from '../audit/audit-log.ts';
import type { Host } from '../contract/hosts.ts';
import { fail, type Outcome } from '../contract/outcome.ts';
import type { Phone } from '../contract/phones.ts';
import type { Handlers, ProcedureName } from '../contract/procedures.ts';
import type { Settings } from '../contract/settings.ts';
import type { Clock } from '../runtime/clock.ts';
import { DisposalStack, type Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Migration } from '../store/migration.ts';
import type { Store } from '../store/store.ts';
import { unknownPhone } from './acts/batch.ts';
import { PhoneActs } from './acts/phone-acts.ts';
import { createPhoneEdits } from './acts/phone-edits.ts';
import { applyLabels, type LabelChange } from './acts/phone-labels.ts';
import { createPhoneReads } from './acts/phone-reads.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { judgeCatalogue } from './catalogue/verdict.ts';
import { createDemoHost, type DemoHost } from './hosts/demo-host.ts';
import { hostMigrations } from './hosts/host-migrations.ts';
import { createHostProcedures } from './hosts/host-procedures.ts';
import { HostRegistry, type AdbProgramPort } from './hosts/host-registry.ts';
import { HostStore } from './hosts/host-store.ts';
import { connectMissingRoutes, missingRoutes } from './recovery/missing-routes.ts';
import { TcpReconnector } from './recovery/tcp-reconnector.ts';
import { maskingMigrations, readMaskingSalt } from './masking/masking-salt.ts';
import { phoneMigrations } from './registry/phone-migrations.ts';
import { PhoneRegistry } from './registry/phone-registry.ts';
import { PhoneStore } from './registry/phone-store.ts';
import type { GroupSummary } from './registry/phone-view.ts';
import type { RouteNews } from './routes/route-news.ts';
import { EventLog } from './sessions/event-log.ts';
import { FairLimiter } from './sessions/limiter.ts';
import type { RawOutput } from './sessions/health-poller.ts';
import type { PhoneLink } from './sessions/phone-link.ts';
import type { HolderKind } from './state/phone-state.ts';

export const deviceMigrations: readonly Migration[] = [...phoneMigrations, ...hostMigrations, ...maskingMigrations];

export interface DevicesOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly audit: AuditPort;
  readonly settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void };
  readonly catalogue: Catalogue;
  readonly program: AdbProgramPort;
  readonly config: {
    readonly localAdbPort: number;
    /** Starts this machine's adb server once when none runs. */
    readonly isLocalServerStarted: boolean;
    readonly isRecoveryEnabled: boolean;
  };
}

type DeviceProcedure = Extract<ProcedureName, `phones.${string}` | `hosts.${string}`>;
type Change = { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> };

/** The device layer as the rest of the console uses it. */
export interface Devices extends Disposable {
  readonly phones: {
    list(): Phone[];
    get(phoneId: string): Phone | null;
    /** True for hidden demo phones too. */
    isRemembered(phoneId: string): boolean;
    subscribe(listener: (change: Change) => void): () => void;
    /** The phone's view must be built anew: something that others keep of it changed. */
    touch(phoneId: string): void;
    /** Another version of the messenger than the last poll saw was read from the phone. */
    noteMessengerVersion(phoneId: string, version: string): void;
    /** Where the views get their groups from. */
    showGroups(groupsOf: (phoneId: string) => GroupSummary | null): void;
    /** What the latest polls printed, unmasked: nothing of it may leave this process as it is. */
    rawOutputs(phoneId: string): readonly RawOutput[];
    /** See `applyLabels` of the acts. */
    applyLabels(changes: readonly LabelChange[], summary: AuditNote): Outcome<null>;
    /**
     * Runs `work` as the phone's one holder, of that kind, on its current route. `phone-busy` when it is held, the code of the state
     * when it is not ready. `signal` gives up; `work`'s own signal fires also when the phone is lost.
     */
    withPhone<T>(
      phoneId: string,
      holder: HolderKind,
      work: (link: PhoneLink, signal: AbortSignal) => Promise<Outcome<T>>,
      signal: AbortSignal,
    ): Promise<Outcome<T>>;
  };
  readonly hosts: {
    list(): Host[];
    get(hostId: string): Host | null;
    subscribe(listener: (change: Change) => void): () => void;
  };
  /** Routes that come and go, and phones that say who they are, each told once. */
  readonly news: { subscribe(listener: (news: RouteNews) => void): () => void };
  readonly demoHost: DemoHost;
  readonly handlers: Handlers<DeviceProcedure>;
  /** A poll is under way. One that takes longer than two seconds is not counted. */
  isPolling(): boolean;
  /** Begins to follow this machine's server and the stored hosts. */
  start(): void;
  dispose(): Promise<void>;
}

/** Polls that run at once over all phones. A slow one gives its place back after a while. */
export const parallelPolls = 12;
export const slowPollMs = 2_000;

/** Builds the device layer; nothing is contacted before `start`. */
export function createDevices(options: DevicesOptions): Devices {
  const { store, clock, machineClock, audit, settings, config } = options;
  const stack = new DisposalStack();
  const events = stack.use(new EventLog({ store, clock, machineClock, logger: options.logger }));
  const hostStore = new HostStore(store);
  const pollLimiter = stack.use(
    new FairLimiter({ capacity: parallelPolls, clock: machineClock, slowAfterMs: slowPollMs }),
  );
  const { hosts, registry } = createLive(options, { events, pollLimiter }, stack);
  stack.defer(settings.subscribe(() => registry.replan()));
  const connectMissing = connectMissingRoutes({ hosts, registry });
  const acts = stack.use(new PhoneActs({ registry, store, audit, events, clock, machineClock, connectMissing }));
  return {
    phones: createPhones(registry, audit),
    hosts,
    news: registry.news,
    demoHost: createDemoHost({ hosts, registry }),
    isPolling: () => pollLimiter.isBusy,
    handlers: {
      ...createPhoneEdits({ registry, audit, clock, events }),
      ...createPhoneReads({ registry, events, maskingSalt: () => readMaskingSalt(store) }),
      ...acts.handlers,
      ...createHostProcedures({ hosts, hostStore, store, audit, clock, machineClock, newId: newHostId }),
    },
    start() {
      hosts.followLocal(config.localAdbPort, config.isLocalServerStarted);
      for (const record of hostStore.load()) hosts.follow(record);
    },
    dispose: () => stack.dispose(),
  };
}

/** Hosts and phones need each other: hosts tell rows, phones ask for the host of a route. */
function createLive(
  options: DevicesOptions,
  { events, pollLimiter }: { events: EventLog; pollLimiter: FairLimiter },
  stack: DisposalStack,
): { hosts: HostRegistry; registry: PhoneRegistry } {
  const { store, clock, machineClock, logger, settings, config } = options;
  const hosts: HostRegistry = createHosts(options, () => registry);
  const onRoutesChanged = oncePerTurn(() => {
    if (stack.isDisposed) return;
    hosts.reviewCounts();
    if (config.isRecoveryEnabled) reconnector.review();
  });
  const registry: PhoneRegistry = stack.use(
    new PhoneRegistry({
      clock,
      machineClock,
      logger,
      store,
      phoneStore: new PhoneStore(store),
      events,
      hosts,
      settings: () => settings.current(),
      pollLimiter,
      isRecoveryEnabled: config.isRecoveryEnabled,
      newId: () => `phone-${randomUUID()}`,
      judgeCatalogue: (facts, isVirtual) => judgeCatalogue(facts, options.catalogue, clock.now(), isVirtual),
      onRoutesChanged,
    }),
  );
  const reconnector = stack.use(createReconnector({ clock: machineClock, hosts, registry }));
  stack.use(hosts);
  return { hosts, registry };
}

function createHosts(options: DevicesOptions, registry: () => PhoneRegistry): HostRegistry {
  const { clock, machineClock, logger, program } = options;
  return new HostRegistry({
    clock,
    machineClock,
    logger,
    program,
    onRows: (hostId, rows) => registry().takeRows(hostId, rows),
    onLost: (hostId) => registry().loseHost(hostId),
    onChanged: (hostId) => registry().reviewHost(hostId),
    countPhones: (hostId) => registry().countLive(hostId),
  });
}

function newHostId(): string {
  return `host-${randomUUID()}`;
}

function createReconnector(deps: { clock: Clock; hosts: HostRegistry; registry: PhoneRegistry }): TcpReconnector {
  const { clock, hosts, registry } = deps;
  return new TcpReconnector({
    clock,
    missing: () => missingRoutes(hosts, registry),
    connect: async (route, options) =>
      (await hosts.server(route.hostId)?.connectPhone(route.address, route.port, options)) ??
      fail('host-not-found', 'the host is not followed any more'),
  });
}

/** Many changes in one turn of the event loop are one look at what follows from them. */
function oncePerTurn(look: () => void): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    queueMicrotask(() => {
      isPlanned = false;
      look();
    });
  };
}

function createPhones(registry: PhoneRegistry, audit: AuditPort): Devices['phones'] {
  const { feed } = registry;
  return {
    list: () => feed.list(),
    get: (phoneId) => feed.get(phoneId),
    isRemembered: (phoneId) => registry.directory.get(phoneId) !== null,
    subscribe: (listener) => feed.subscribe(listener),
    touch: (phoneId) => feed.touch(phoneId),
    noteMessengerVersion: (phoneId, version) => registry.noteMessengerVersion(phoneId, version),
    showGroups: (groupsOf) => registry.showGroups(groupsOf),
    rawOutputs: (phoneId) => registry.session(phoneId)?.rawOutputs ?? [],
    applyLabels: (changes, summary) => applyLabels({ registry, audit }, changes, summary),
    withPhone: async (phoneId, holder, work, signal) => {
      const session = registry.session(phoneId);
      return session === null ? unknownPhone(phoneId) : session.hold(holder, { mayWait: false, signal }, work);
    },
  };
}
