import { fail, succeed, type Outcome } from './contract/outcome.ts';
import type { EventName, EventPayload } from './contract/procedures.ts';
import { openDatabase } from './database.ts';
import { Desk } from './desk/desk.ts';
import type { LiveSources } from './desk/live-sources.ts';
import type { HealthDesk } from './devices/health-desk.ts';
import { createDispatcher } from './dispatch.ts';
import { createFeatures, type Features } from './features.ts';
import { createGround, type Base, type Ground, type Ports } from './ground.ts';
import { DisposalStack, type Disposable } from './runtime/disposal.ts';
import type { ServicesConfig, ServicesPorts } from './services-config.ts';

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
 * `disk-full`, `backup-failed`, `aborted`. After a failure nothing is left running.
 */
export async function createServices(config: ServicesConfig, ports: ServicesPorts): Promise<Outcome<Services>> {
  const life = new DisposalStack();
  try {
    const { dataFolder: folder, owner } = config;
    const { logger, machineClock = ports.clock } = ports;
    const store = openDatabase({ folder, owner, clock: machineClock, logger: logger.scoped('store') }, life);
    if (store.ok && ports.signal?.aborted !== true)
      return succeed(compose(config, { ...ports, machineClock }, { store: store.value, life }));
    await life.dispose();
    return store.ok ? fail('aborted', 'the start was given up') : store;
  } catch (failure) {
    await life.dispose();
    throw failure;
  }
}

function compose(config: ServicesConfig, ports: Ports, base: Base): Services {
  const { clock, machineClock, logger } = ports;
  const ground = { ...base, ...createGround(config, ports, base) };
  const { life, audit, settings, currentOperator } = ground;
  const features = createFeatures(config, ports, ground);
  const { devices, healthDesk, community, jobs, bench, demo, operators, about } = features;
  const desk = life.use(new Desk(liveSources(ground, features), { clock, machineClock, logger }));
  const dispatcher = life.use(
    createDispatcher({
      handlers: {
        ...desk.handlers,
        ...devices.handlers,
        ...healthDesk.handlers,
        ...community.handlers,
        ...jobs.handlers,
        ...bench.handlers,
        ...operators.handlers,
        ...settings.handlers,
        ...audit.handlers,
        ...demo.handlers,
        ...about,
      },
      currentOperator: () => currentOperator.current(),
      logger: logger.scoped('dispatch'),
      clock: machineClock,
      isOutputChecked: config.isOutputChecked,
    }),
  );
  devices.start();
  jobs.start();
  demo.startByItself(config.phones).catch((cause: unknown) => logger.error('demo-start-threw', {}, cause));
  const events = createEvents(desk, healthDesk);
  return {
    dispatch: (name, input, signal) => dispatcher.dispatch(name, input, signal),
    isWorking: () => dispatcher.isBusy || devices.isPolling() || jobs.isWorking(),
    subscribe: (event, listener) => events[event](listener),
    dispose: () => life.dispose(),
  };
}

function liveSources(ground: Ground, features: Features): LiveSources {
  const { settings, currentOperator: operator } = ground;
  const { devices, healthDesk, jobs, demo } = features;
  const { phones, hosts } = devices;
  const { readings, deskMap, alerts } = healthDesk;
  return { phones, hosts, alerts, jobs: jobs.feed, readings, deskMap, demo, operator, settings };
}

type EventSources = { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void };

function createEvents(desk: Desk, healthDesk: HealthDesk): EventSources {
  return {
    'desk.delta': (listener) => desk.subscribe(listener),
    'alerts.opened': (listener) => healthDesk.openedAlerts.subscribe(listener),
  };
}
