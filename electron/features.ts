import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Operators } from './accounts/operators.ts';
import { createBenchDesk } from './bench-desk.ts';
import { createCommunity } from './community.ts';
import { createConsoleHandlers, createSurroundings } from './console-info.ts';
import { DemoStore } from './demo/demo-store.ts';
import { DemoService } from './demo/demo.ts';
import { loadCatalogue } from './devices/catalogue/catalogue.ts';
import { createDevices, type Devices } from './devices/devices.ts';
import { createHealthDesk, type HealthDesk } from './devices/health-desk.ts';
import type { DemoHost } from './devices/hosts/demo-host.ts';
import type { Ground, Ports } from './ground.ts';
import { createJobDesk } from './job-desk.ts';
import { createMessengerDesk, type MessengerDesk } from './messenger-desk.ts';
import type { ServicesConfig } from './services-config.ts';

export type Features = ReturnType<typeof createFeatures>;

/** Every feature, in the order in which they stand on each other; they are disposed in reverse. */
export function createFeatures(config: ServicesConfig, ports: Ports, ground: Ground) {
  const { store, life, audit, settings, adb, currentOperator } = ground;
  const { clock, machineClock, logger, info } = ports;
  const catalogue = loadCatalogue(fileURLToPath(new URL('catalogue.json', ports.resourcesFolder)));
  const scoped = logger.scoped('devices');
  const devices = life.use(
    createDevices({ store, clock, machineClock, logger: scoped, audit, settings, catalogue, program: adb, config }),
  );
  const operators = new Operators({ store, audit, clock, currentOperator: ground.currentOperator });
  const messenger = createMessengerDesk({ ...ground, ports, config, phones: devices.phones });
  const { automation, evidence, helpers, playbooks, isTreeHidden } = messenger;
  const { dataFolder } = config;
  const about = createConsoleHandlers({ info, dataFolder, store, adb, evidence });
  const views = { playbooks, isTreeHidden, pictures: evidence };
  const community = life.use(createCommunity({ ...ground, ...views, ports, devices, dataFolder }));
  const { cooldowns, kinds, accounts: modes, groups } = community;
  const surroundings = createSurroundings({ about, operators, hosts: devices.hosts, currentOperator, groups });
  const healthDesk = life.use(openHealthDesk(ports, ground, { devices, surroundings, helpers }));
  const jobs = life.use(createJobDesk({ ...ground, ports, devices, healthDesk, cooldowns, modes, kinds, evidence }));
  const bench = life.use(createBenchDesk({ ...ground, ports, devices, automation, accounts: modes, cooldowns, jobs }));
  const demo = life.use(createDemo(config, ports, ground, devices.demoHost));
  return { devices, healthDesk, community, jobs, bench, demo, operators, about };
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
}

function openHealthDesk(
  { clock, machineClock, logger, files, notifier }: Ports,
  { store, worker, history, backups, audit, settings }: Ground,
  { devices, surroundings, helpers }: HealthGround,
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
    preparation: { moreSteps: [], helpers },
    surroundings,
    files,
    backups,
    notifier: notifier ?? null,
  });
}
