import type { Snapshot } from '../../../electron/contract/desk.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { holdClockBack, hurryClock } from '../../support/desk-states/app-clock.ts';
import { places, RealDesk, type Place } from '../../support/desk-states/real-desk.ts';
import { furnish } from './furnishing.ts';
import { wear } from './look.ts';
import { acceptRules, defineSession, openConsole, orClose, type AnySession } from './session.ts';
import type { Shot } from './shot.ts';

interface RealWorld {
  readonly desk: RealDesk;
  readonly phoneIds: ReadonlyMap<Place, string>;
}

/** As long as the console tries by itself before it asks for a hand, and a little more. */
const patienceMs = 150_000;
const hurry = 12;

function idOf({ phoneIds }: RealWorld, place: Place): string {
  const phoneId = phoneIds.get(place);
  if (phoneId === undefined) throw new Error(`no phone for ${place}`);
  return phoneId;
}

/** The drawer of one phone, with the state, the cause and the next step in sight. */
function stateShot(name: string, place: Place, [state, reason]: readonly [Phone['state'], string]): Shot<RealWorld> {
  return {
    name: `state-${name}`,
    texts: [`state.${state}.name`, `reason.${reason}.cause`, ...(reason === 'none' ? [] : [`reason.${reason}.next`])],
    selectors: [`.phone-row[data-phone-state="${state}"]`],
    arrange: async (console, world) => {
      const phoneId = idOf(world, place);
      if (place === 'offline') world.desk.goOffline();
      if (place === 'preparing') await plugInAnew(console, world, phoneId);
      await console.until(`${place} is ${state}`, ({ phones }) =>
        phones.some((phone) => phone.phoneId === phoneId && phone.state === state && phone.reason.code === reason),
      );
      await scrollTo(console, phoneId);
      await console.openDrawer(phoneId);
    },
    leave: (console) => console.closeDrawer(),
    isArrangedPerLook: place === 'preparing',
  };
}

/** The drawer of a phone that the console asks a question about. */
function questionShot(name: string, kind: 'duplicate-serial' | 'maybe-same-phone'): Shot<RealWorld> {
  return {
    name,
    texts: [`identity.${kind}.title`, `identity.${kind}.text`, 'identity.same', 'identity.different', 'identity.hint'],
    arrange: async (console) => {
      const { phones } = await console.until(`a question ${kind}`, (desk) =>
        desk.phones.some(({ question }) => question?.kind === kind),
      );
      const phoneId = phones.find(({ question }) => question?.kind === kind)?.phoneId ?? '';
      await scrollTo(console, phoneId);
      await console.openDrawer(phoneId);
    },
    leave: (console) => console.closeDrawer(),
  };
}

async function plugInAnew(console: ConsolePage, { desk }: RealWorld, phoneId: string): Promise<void> {
  desk.pullOut();
  await console.until('the phone is away', ({ phones }) =>
    phones.some((phone) => phone.phoneId === phoneId && phone.state === 'absent'),
  );
  desk.plugIn();
}

/** Rows outside the window are not there: the search brings this one into it. */
async function scrollTo(console: ConsolePage, phoneId: string): Promise<void> {
  const row = console.page.locator(`#phone-${phoneId}`);
  if ((await row.count()) > 0) return row.scrollIntoViewIfNeeded();
  await console.page.locator('[data-phone-list]').press('End');
}

const wornShot: Shot<RealWorld> = {
  name: 'state-worn',
  texts: ['health.battery-temperature.hot', 'health.battery-level.low', 'score.sum'],
  arrange: async (console, world) => {
    await console.call('phones.recheck', { phoneIds: [...world.phoneIds.values()] });
    await scrollTo(console, idOf(world, 'worn'));
    await console.openDrawer(idOf(world, 'worn'));
  },
  leave: (console) => console.closeDrawer(),
};

const shots: readonly Shot<RealWorld>[] = [
  {
    name: 'lock-question',
    texts: ['lock-policy.title', 'lock-policy.text', 'lock-policy.none', 'lock-policy.required-meaning', 'act.later'],
    arrange: () => Promise.resolve(),
    leave: (console) => console.button('lock-policy.none').click(),
  },
  stateShot('preparing', 'preparing', ['preparing', 'identifying']),
  stateShot('unauthorized', 'unauthorized', ['unauthorized', 'waiting-for-authorization']),
  stateShot('no-permission', 'noPermission', ['no-permission', 'usb-permission-missing']),
  stateShot('authorizing', 'authorizing', ['authorizing', 'authorization-in-progress']),
  stateShot('recovery', 'recovery', ['not-android', 'in-recovery']),
  stateShot('set-aside', 'setAside', ['set-aside', 'set-aside-by-operator']),
  stateShot('absent', 'unplugged', ['absent', 'unplugged']),
  stateShot('hub-lost', 'onHub', ['absent', 'hub-lost']),
  stateShot('needs-hand', 'needsHand', ['needs-hand', 'recovery-exhausted']),
  // After the one above the console's clock has caught up, and gives this one its time.
  stateShot('offline', 'offline', ['offline', 'adb-says-offline']),
  wornShot,
  questionShot('duplicate-serial', 'duplicate-serial'),
  questionShot('identity-question', 'maybe-same-phone'),
  {
    name: 'two-routes',
    texts: ['route.title', 'route.current', 'route.live'],
    arrange: async (console, world) => {
      await scrollTo(console, idOf(world, 'twoRoutes'));
      await console.openDrawer(idOf(world, 'twoRoutes'), 'facts');
    },
    leave: (console) => console.closeDrawer(),
  },
  {
    name: 'states-table',
    texts: ['state.ready.name', 'state.unauthorized.name', 'state.needs-hand.name', 'state.set-aside.name'],
    arrange: () => Promise.resolve(),
    alsoAt: { width: 1280, height: 800 },
  },
  {
    name: 'states-cards',
    texts: ['state.ready.name', 'state.unauthorized.name', 'state.needs-hand.name', 'state.absent.name'],
    arrange: async (console) => {
      await console.call('settings.update', { patch: { devicesView: 'cards' } });
      await console.page.locator('.phone-card').first().waitFor();
    },
    leave: async (console) => {
      await console.call('settings.update', { patch: { devicesView: 'table' } });
    },
  },
  {
    name: 'attendance-missing',
    texts: ['attendance.title', 'attendance.hint'],
    selectors: ['.missing-entry'],
    arrange: (console) => console.page.locator('.attendance button').click(),
    leave: (console) => console.page.locator('.attendance button').click(),
  },
];

/** Phones that count as real, on USB, with everything that can be wrong with them. */
export function realDeskSession(): AnySession {
  return defineSession<RealWorld>({
    phones: 18,
    title: 'a real desk with troubles',
    wear,
    open: async () => {
      const desk = await RealDesk.open();
      const opened = await openConsole(null, { adbPort: desk.adbPort, phones: 0 }, [() => desk.close()]);
      const phoneIds = await orClose(opened, () => bringAbout(opened.console, desk));
      return { ...opened, world: { desk, phoneIds } };
    },
    shots,
  });
}

/** Well at first, named and numbered, then each with its trouble, and the console's patience hurried. */
async function bringAbout(console: ConsolePage, desk: RealDesk): Promise<ReadonlyMap<Place, string>> {
  await holdClockBack(console.app, patienceMs);
  await acceptRules(console);
  const well = await console.untilReady(Object.keys(places).length);
  const phoneIds = tellApart(desk, well);
  await furnish(console, await numberByPlace(console, well.phones, phoneIds));
  await acceptRules(console);
  desk.breakPhones();
  await hurryClock(console.app, hurry);
  await console.call('phones.setAside', { phoneIds: [phoneIds.get('setAside') ?? ''], isSetAside: true });
  return phoneIds;
}

/** Phones get their numbers as they answer, which is chance: here the number says what is special about the phone. */
async function numberByPlace(
  console: ConsolePage,
  phones: readonly Phone[],
  phoneIds: ReadonlyMap<Place, string>,
): Promise<Phone[]> {
  await console.call('operators.create', { name: '班长' });
  const placed = [...phoneIds.values()];
  const rank = ({ phoneId }: Phone): number => (placed.includes(phoneId) ? placed.indexOf(phoneId) : placed.length);
  const inOrder = phones.toSorted((left, right) => rank(left) - rank(right));
  for (const { phoneId } of inOrder) await console.call('phones.setNumber', { phoneId, number: null });
  const numbered = inOrder.map((phone, index) => ({ ...phone, number: index + 1 }));
  for (const { phoneId, number } of numbered) await console.call('phones.setNumber', { phoneId, number });
  return numbered;
}

/** The same phones on a Windows computer, whose adb tells no ports, well and in use. */
export function windowsDeskSession(): AnySession {
  return defineSession<RealDesk>({
    phones: 18,
    title: 'a real desk on Windows',
    wear,
    open: async () => {
      const desk = await RealDesk.open(false);
      const opened = await openConsole(desk, { adbPort: desk.adbPort, phones: 0 }, [() => desk.close()]);
      await orClose(opened, async () => {
        await acceptRules(opened.console);
        const { phones } = await opened.console.untilReady(Object.keys(places).length);
        await furnish(opened.console, phones);
        await acceptRules(opened.console);
        await opened.console.call('settings.update', { patch: { lockPolicy: 'none' } });
      });
      return opened;
    },
    shots: [
      {
        name: 'windows-rows',
        texts: ['column.route', 'state.ready.name', 'host.local'],
        arrange: () => Promise.resolve(),
      },
    ],
  });
}

/** Which row is which phone; of the twins the one on the port. */
function tellApart(desk: RealDesk, { phones }: Snapshot): ReadonlyMap<Place, string> {
  const found = new Map<Place, string>();
  for (const place of desk.placeNames) {
    const phone = phones.find(({ routes, facts }) =>
      place === 'windows'
        ? facts.hardwareSerial === desk.serial(place)
        : routes.some(({ portPath }) => portPath === desk.portOf(place)),
    );
    if (phone === undefined) throw new Error(`${place} did not appear`);
    found.set(place, phone.phoneId);
  }
  return found;
}
