import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Operators } from './accounts/operators.ts';
import { createBenchDesk } from './bench-desk.ts';
import { createCommunity, type Community } from './community.ts';
import type { PhonePreparation } from './contract/preparation.ts';
import { createConsoleHandlers, createSurroundings } from './console-info.ts';
import { DemoStore } from './demo/demo-store.ts';
import { DemoService } from './demo/demo.ts';
import { loadCatalogue } from './devices/catalogue/catalogue.ts';
import { createDevices, type Devices } from './devices/devices.ts';
import { openDeskTimes, type DeskTimes } from './desk-times.ts';
import { createHealthDesk, type HealthDesk } from './devices/health-desk.ts';
import type { DemoHost } from './devices/hosts/demo-host.ts';
import type { Ground, Ports } from './ground.ts';
import { createJobDesk } from './job-desk.ts';
import type { WhenTimeKnown } from './jobs/job-start.ts';
import { createMessengerDesk, type MessengerDesk } from './messenger-desk.ts';
import { withMorePhones } from './more-phones.ts';
import { createScheduleDesk } from './schedule-desk.ts';
import type { ServicesConfig } from './services-config.ts';

export type Features = ReturnType<typeof createFeatures>;

/** Every feature, in the order in which they stand on each other; they are disposed in reverse. */
export function createFeatures(config: ServicesConfig, ports: Ports, ground: Ground) {
  const { store, life, adb, currentOperator } = ground;
  const { info } = ports;
  const devices = life.use(openDevices(config, ports, ground));
  const operators = life.use(openOperators(ports, ground));
  const messenger = createMessengerDesk({ ...ground, ports, config, phones: devices.phones });
  const { automation, evidence, helpers, playbooks, isTreeHidden } = messenger;
  const { dataFolder } = config;
  const about = createConsoleHandlers({ info, dataFolder, store, adb, evidence });
  const views = { playbooks, isTreeHidden, pictures: evidence };
  const { rights } = operators;
  const times = life.use(openDeskTimes({ ...ground, ports, config, devices }));
  // What counts, and what is held against it, is noted by the true time; phones, health and alerts by the PC's.
  const timed = { ...ports, clock: times.clock };
  const whenTimeKnown: WhenTimeKnown = (task) => times.whenKnown(task);
  const counting = { custody: times.custody, isTimeKnown: () => times.isKnown(), whenTimeKnown };
  const community = life.use(
    createCommunity({ ...ground, ...views, ports: timed, devices, dataFolder, rights, times }),
  );
  const { gate, accounts: modes, groups } = community;
  const surroundings = createSurroundings({ about, operators, hosts: devices.hosts, currentOperator, groups });
  const healthDesk = life.use(openHealthDesk(ports, ground, { devices, surroundings, helpers, community }));
  const jobs = life.use(
    createJobDesk({ ...ground, ...community, modes, ports: timed, counting, devices, healthDesk, evidence }),
  );
  const schedules = life.use(createScheduleDesk({ ...ground, ports: timed, whenTimeKnown, devices, community, jobs }));
  const bench = life.use(
    createBenchDesk({ ...ground, ports: timed, devices, automation, accounts: modes, gate, jobs }),
  );
  stopWhenRefused(ground, { times, bench });
  const demo = life.use(createDemo(config, ports, ground, devices.demoHost));
  return { devices, healthDesk, community, jobs, schedules, bench, demo, operators, about, times };
}

function openOperators({ clock, machineClock }: Ports, { store, audit, settings, currentOperator }: Ground): Operators {
  const idleMinutes = (): number => settings.current().operatorIdleMinutes;
  return new Operators({ store, audit, clock, machineClock, currentOperator, idleMinutes });
}

function openDevices(config: ServicesConfig, ports: Ports, { store, audit, settings, adb }: Ground): Devices {
  const { clock, machineClock, logger, resourcesFolder, morePhones } = ports;
  const catalogue = loadCatalogue(fileURLToPath(new URL('catalogue.json', resourcesFolder)));
  const shared = { store, clock, machineClock, audit, settings, catalogue };
  const devices = createDevices({ ...shared, logger: logger.scoped('devices'), program: adb, config });
  return morePhones === undefined ? devices : withMorePhones(devices, morePhones);
}

/** What is under way on a desk of its own time ends as soon as a real phone is there. */
function stopWhenRefused(
  { life }: Ground,
  { times, bench }: { readonly times: DeskTimes; readonly bench: ReturnType<typeof createBenchDesk> },
): void {
  const stop = new AbortController();
  life.defer(() => stop.abort());
  const look = (): void => {
    if (times.time.refusal() !== null) void bench.handlers['jobs.stopAll']({}, stop.signal);
  };
  life.defer(times.subscribe(look));
}

function createDemo(config: ServicesConfig, ports: Ports, ground: Ground, host: DemoHost): DemoService {
  const { store, audit, adb } = ground;
  return new DemoService({
    store: new DemoStore(store),
    launcher: ports.demoLauncher,
    host,
    audit,
    findAdb: () => adb.find(),
    endServer: (port) => adb.endServer(port),
    stateFolder: join(config.dataFolder, 'demo'),
    seed: config.seed,
    random: ports.random,
    logger: ports.logger.scoped('demo'),
  });
}

interface HealthGround {
  readonly devices: Devices;
  readonly surroundings: ReturnType<typeof createSurroundings>;
  readonly helpers: MessengerDesk['helpers'];
  readonly community: Community;
}

/** A phone whose checklist was read with its messenger on it passed that check with the version that it has. */
function passMessenger({ phoneId, fault, checks }: PhonePreparation, { accountDesk }: Community): void {
  const found = checks.find(({ stepId }) => stepId === 'messenger');
  const version = found?.state === 'ok' ? found.params['version'] : undefined;
  if (fault === null && typeof version === 'string') accountDesk.passCheck(phoneId, version);
}

function openHealthDesk(
  { clock, machineClock, logger, files, notifier }: Ports,
  { store, worker, history, backups, audit, settings }: Ground,
  { devices, surroundings, helpers, community }: HealthGround,
): HealthDesk {
  return createHealthDesk({
    store,
    worker,
    historyThread: history.thread,
    clock,
    machineClock,
    logger: logger.scoped('devices'),
    audit,
    settings,
    devices,
    preparation: { moreSteps: [], helpers, onChecked: (checklist) => passMessenger(checklist, community) },
    moreSources: [community.reminder],
    surroundings,
    files,
    backups,
    notifier: notifier ?? null,
  });
}
