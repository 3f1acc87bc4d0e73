import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { CabledPhones } from '../../support/fault-desk/cabled-phones.ts';
import type { UsbBench } from '../../../simulator/usb/usb-bench.ts';
import { furnish } from './furnishing.ts';
import { wear } from './look.ts';
import { acceptRules, defineSession, openConsole, orClose, type AnySession } from './session.ts';
import type { Shot } from './shot.ts';

interface CabledWorld {
  readonly bench: UsbBench;
  readonly phoneCount: number;
}

const hubSize = 7;
const flapMs = 450;

/** Seven phones a hub, half of the hubs on each of two busses. */
function portsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const hub = Math.floor(index / hubSize);
    return `${(hub % 2) + 1}-${Math.floor(hub / 2) + 1}.${(index % hubSize) + 1}`;
  });
}

async function openDesk(console: ConsolePage): Promise<void> {
  await console.open('desk');
  await console.page.locator('[data-desk-cell]').first().waitFor();
}

const backToDevices = (console: ConsolePage): Promise<void> => console.open('devices');

async function wiggle(console: ConsolePage, bench: UsbBench, index: number): Promise<void> {
  for (let time = 0; time < 4; time++) {
    bench.unplug(index);
    await console.page.waitForTimeout(flapMs);
    bench.plug(index);
    await console.page.waitForTimeout(flapMs);
  }
}

const cabledShots: readonly Shot<CabledWorld>[] = [
  {
    name: 'desk-map',
    texts: ['nav.desk', 'desk.text', 'fault.none', 'host.local'],
    selectors: ['[data-hub-id="local|1-1"]'],
    arrange: openDesk,
    leave: backToDevices,
  },
  {
    name: 'desk-map-found',
    texts: ['desk.found'],
    selectors: ['.port-cell.is-found'],
    arrange: async (console) => {
      await openDesk(console);
      await console.page.locator('.desk-search input').fill('前台');
    },
    leave: backToDevices,
  },
  {
    name: 'desk-map-faults',
    texts: ['fault.cause.hub-lost.name', 'fault.cause.cable-loose.name', 'fault.next'],
    selectors: ['[data-reading="hub-lost"]', '[data-reading="cable-loose"]', '.hub-block.is-explained'],
    arrange: async (console, { bench, phoneCount }) => {
      await openDesk(console);
      await wiggle(console, bench, phoneCount > hubSize ? hubSize * 2 + 3 : 6);
      bench.killHub(phoneCount > hubSize ? '2-1' : '1-1');
      await console.page.locator('[data-reading="hub-lost"]').waitFor();
    },
    leave: async (console, { bench, phoneCount }) => {
      bench.heal();
      await backToDevices(console);
      await console.untilReady(phoneCount);
    },
  },
  {
    name: 'desk-map-history',
    texts: ['fault.over', 'fault.cause.hub-lost.name'],
    selectors: ['[data-reading="hub-lost"]'],
    arrange: async (console) => {
      await openDesk(console);
      await console.until('the hub is read no more', ({ readings }) =>
        readings.every(({ cause }) => cause !== 'hub-lost'),
      );
      await console.page.getByRole('tab', { name: console.text('fault.over') }).click();
    },
    leave: backToDevices,
  },
];

const byHandShots: readonly Shot<CabledWorld>[] = [
  {
    name: 'desk-map-by-hand',
    texts: ['desk.fill', 'desk.unplaced', 'desk.placing'],
    selectors: ['.port-empty.can-take', '[data-desk-tray]'],
    arrange: async (console) => {
      await openDesk(console);
      await console.page.locator('[data-desk-tray] [data-desk-cell]').first().click();
    },
    leave: backToDevices,
    isArrangedPerLook: true,
  },
  {
    name: 'desk-map-hub-dialog',
    texts: ['desk.edit-hub', 'desk.hub-name', 'desk.hub-ports', 'desk.remove-hub'],
    arrange: async (console) => {
      await openDesk(console);
      await console.button('desk.edit-hub').click();
    },
    leave: async (console) => {
      await console.page.keyboard.press('Escape');
      await backToDevices(console);
    },
    isArrangedPerLook: true,
  },
];

/** Phones on cables of this machine, on hubs that their paths make known. */
export function cabledDeskSession(phones: 6 | 100): AnySession {
  // The smaller desk has one phone beside its hub, so that a cable and a hub can fail apart.
  const ports = phones === 6 ? ['1-1.1', '1-1.2', '1-1.3', '1-1.4', '1-1.5', '1-4.1'] : portsOf(phones);
  return session({
    phones,
    title: `the map of ${phones} phones on cables`,
    ports,
    showsPorts: true,
    shots: cabledShots,
  });
}

/** The same on Windows, where the operator says what hangs where. */
export function placedDeskSession(): AnySession {
  const options = { phones: 6, title: 'a map made by hand', ports: portsOf(6), showsPorts: false } as const;
  return session({ ...options, shots: byHandShots, prepare: setUpByHand });
}

async function setUpByHand(console: ConsolePage): Promise<void> {
  await console.call('deskMap.saveHub', { hubId: null, hostId: 'local', name: '左架上层', portCount: 7 });
  const { deskMap, phones } = await console.until('the hub is there', (desk) => desk.deskMap.hubs.length > 0);
  const hubId = deskMap.hubs[0]?.hubId ?? '';
  const placed = phones.toSorted((left, right) => (left.number ?? 0) - (right.number ?? 0)).slice(0, 4);
  const moves = placed.map(({ phoneId }, index) => ({ phoneId, place: { hubId, port: index + 1 } }));
  await console.call('deskMap.placePhones', { moves });
}

interface CabledSession {
  readonly phones: 6 | 100;
  readonly title: string;
  readonly ports: readonly string[];
  readonly showsPorts: boolean;
  readonly shots: readonly Shot<CabledWorld>[];
  readonly prepare?: (console: ConsolePage) => Promise<void>;
}

function session({ phones, title, ports, showsPorts, shots, prepare }: CabledSession): AnySession {
  return defineSession<CabledWorld>({
    phones,
    title,
    wear,
    shots,
    open: async () => {
      const cabled = await CabledPhones.open(phones, 20_262);
      const { bench, proxy } = await cabled.cable(ports, { hasTree: false, hasLog: false, showsPorts });
      const world = { bench, phoneCount: phones };
      const opened = await openConsole(world, { adbPort: proxy.port, phones: 0 }, [() => cabled.close()]);
      await orClose(opened, async () => {
        await acceptRules(opened.console);
        const ready = await opened.console.untilReady(phones);
        await furnish(opened.console, ready.phones);
        await acceptRules(opened.console);
        await opened.console.call('settings.update', { patch: { lockPolicy: 'none' } });
        await prepare?.(opened.console);
      });
      return opened;
    },
  });
}
