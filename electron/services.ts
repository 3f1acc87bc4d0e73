import { openCustody, type Custody } from './accounts/custody/custody.ts';
import { readMachineId } from './accounts/custody/machine-id.ts';
import { WitnessFolder } from './accounts/custody/witness-file.ts';
import { BrokenShippedPlan } from './accounts/plans/broken-plan.ts';
import { TimeMarkStore } from './accounts/true-time/time-mark-store.ts';
import { fail, succeed, type Outcome } from './contract/outcome.ts';
import type { EventName, EventPayload, Handlers } from './contract/procedures.ts';
import { openDatabase } from './database.ts';
import { Desk } from './desk/desk.ts';
import type { LiveSources } from './desk/live-sources.ts';
import { ShownTimeSource } from './desk/shown-time.ts';
import { createDispatcher } from './dispatch.ts';
import { createFeatures, type Features } from './features.ts';
import { createGround, type Base, type Ground, type Ports } from './ground.ts';
import { DisposalStack, type Disposable } from './runtime/disposal.ts';
import type { ServicesConfig, ServicesPorts } from './services-config.ts';
import type { Store } from './store/store.ts';
import { checkVirtualFolder } from './virtual-folder.ts';

/** The running console without its window. */
export interface Services extends Disposable {
  dispatch(name: string, input: unknown, signal?: AbortSignal): Promise<Outcome<unknown>>;
  /** A poll or a call is under way: a faster clock holds meanwhile. */
  isWorking(): boolean;
  /** The returned function ends the subscription. A listener that throws is logged and stays subscribed. */
  subscribe<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void;
  dispose(): Promise<void>;
}

/**
 * Composition root: opens the data folder, starts every feature in order and answers the one door to them.
 * Expected failures: `data-folder-locked`, `data-folder-unwritable`, `database-corrupt`, `database-newer`,
 * `disk-full`, `backup-failed`, `clock-real-phone`, `plan-broken`, `aborted`. After a failure nothing is left running.
 */
export async function createServices(config: ServicesConfig, ports: ServicesPorts): Promise<Outcome<Services>> {
  const life = new DisposalStack();
  try {
    const { dataFolder: folder, owner } = config;
    const { logger, machineClock = ports.clock } = ports;
    const store = openDatabase({ folder, owner, clock: machineClock, logger: logger.scoped('store') }, life);
    const custody = store.ok ? await takeCustody(config, ports, store.value) : store;
    if (custody.ok) life.use(custody.value);
    if (store.ok && custody.ok && ports.signal?.aborted !== true) {
      const base = { store: store.value, custody: custody.value, life };
      return succeed(compose(config, { ...ports, machineClock }, base));
    }
    await life.dispose();
    return custody.ok ? fail('aborted', 'the start was given up') : custody;
  } catch (failure) {
    await life.dispose();
    if (failure instanceof BrokenShippedPlan) return { ok: false, error: failure.fault };
    throw failure;
  }
}

/** Fails as `checkVirtualFolder` does, and as a write of the data folder: nothing could be let through then. */
async function takeCustody(
  { dataFolder: folder, clockFile }: ServicesConfig,
  { logger, machine, witnessFolder }: ServicesPorts,
  store: Store,
): Promise<Outcome<Custody>> {
  const fit = clockFile === null ? succeed(null) : checkVirtualFolder(store);
  if (!fit.ok) return fit;
  const here = machine ?? (await readMachineId());
  const lastKnownAt = new TimeMarkStore(store).at();
  const noting = logger.scoped('store');
  const witness = witnessFolder === undefined ? null : new WitnessFolder(witnessFolder, noting);
  return openCustody({ store, folder, machine: here, lastKnownAt, witness, logger: noting });
}

function compose(config: ServicesConfig, ports: Ports, base: Base): Services {
  const { clock, machineClock, logger } = ports;
  const ground = { ...base, ...createGround(config, ports, base) };
  const { life } = ground;
  const features = createFeatures(config, ports, ground);
  const { devices, jobs, schedules, demo, operators, times } = features;
  const time = life.use(
    new ShownTimeSource({ ...ports, trueClock: times.clock, isOwnClock: config.clockFile !== null, logger }),
  );
  life.defer(times.subscribe(() => time.look()));
  const desk = life.use(new Desk({ ...liveSources(ground, features), time }, { clock, machineClock, logger }));
  const dispatcher = life.use(
    createDispatcher({
      handlers: handlersOf(desk, ground, features),
      currentOperator: () => operators.presence.current(),
      onOperatorAct: () => operators.presence.stay(),
      refusalOf: (name) => times.refusalOf(name),
      logger: logger.scoped('dispatch'),
      clock: machineClock,
      isOutputChecked: config.isOutputChecked,
    }),
  );
  for (const feature of [devices, jobs, schedules]) feature.start();
  demo.startByItself(config.phones).catch((cause: unknown) => logger.error('demo-start-threw', {}, cause));
  const events = createEvents(desk, features);
  return {
    dispatch: (name, input, signal) => dispatcher.dispatch(name, input, signal),
    isWorking: () => dispatcher.isBusy || devices.isPolling() || jobs.isWorking() || schedules.isWorking(),
    subscribe: (event, listener) => events[event](listener),
    dispose: () => life.dispose(),
  };
}

/** Every procedure with the feature that answers it. */
function handlersOf(desk: Desk, { settings, audit }: Ground, features: Features): Handlers {
  const { devices, healthDesk, community, jobs, schedules, bench, operators, demo, about } = features;
  return {
    ...desk.handlers,
    ...devices.handlers,
    ...healthDesk.handlers,
    ...community.handlers,
    ...jobs.handlers,
    ...schedules.handlers,
    ...bench.handlers,
    ...operators.handlers,
    ...settings.handlers,
    ...audit.handlers,
    ...demo.handlers,
    ...about,
  };
}

function liveSources(ground: Ground, features: Features): Omit<LiveSources, 'time'> {
  const { settings, currentOperator: operator } = ground;
  const { devices, healthDesk, jobs, demo } = features;
  const { phones, hosts } = devices;
  const { readings, deskMap, alerts } = healthDesk;
  return { phones, hosts, alerts, jobs: jobs.feed, readings, deskMap, demo, operator, settings };
}

type EventSources = { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void };

function createEvents(desk: Desk, { healthDesk, community, schedules }: Features): EventSources {
  return {
    'desk.delta': (listener) => desk.subscribe(listener),
    'alerts.opened': (listener) => healthDesk.openedAlerts.subscribe(listener),
    'accounts.changed': (listener) => community.accountDesk.subscribe((accountId) => listener({ accountId })),
    'schedules.changed': (listener) => schedules.subscribe((scheduleId) => listener({ scheduleId })),
  };
}
