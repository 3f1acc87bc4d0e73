import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Shot } from './shot.ts';
import { phoneIdOf, type VirtualWorld } from './virtual-world.ts';

async function scrollDrawer(console: ConsolePage, to: 'end' | 'start'): Promise<void> {
  const code = `for (const at of document.querySelectorAll('.drawer, .drawer *')) {
    if (at.scrollHeight > at.clientHeight && getComputedStyle(at).overflowY !== 'visible') {
      at.scrollTop = ${to === 'end' ? 'at.scrollHeight' : '0'};
    }
  }`;
  await console.page.evaluate(code);
}

/** Opens a phone's drawer at a tab. */
function openAt(tab: string, number = 1): Shot<VirtualWorld>['arrange'] {
  return (console, world) => console.openDrawer(phoneIdOf(world, number), tab);
}

const leave = (console: ConsolePage): Promise<void> => console.closeDrawer();

/** Everything about one phone, section by section. */
export const drawerShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'drawer-overview',
    texts: ['state.ready.name', 'reason.none.cause', 'health.title', 'health.battery-level.name', 'drawer.facts'],
    arrange: openAt('overview', 3),
    leave,
    alsoAt: { width: 1280, height: 800 },
  },
  {
    name: 'drawer-care',
    texts: ['nav.care', 'care.open-page', 'care.swelling', 'care.rest', 'care.charge'],
    selectors: ['[data-section="care"] .care-lines'],
    isArrangedPerLook: true,
    arrange: async (console, world) => {
      await console.openDrawer(phoneIdOf(world, 2));
      await console.page.locator('[data-section="care"]').scrollIntoViewIfNeeded();
    },
    leave,
  },
  {
    name: 'drawer-note',
    texts: ['note.title', 'act.save'],
    // The text above it is longer in one language than in the other.
    isArrangedPerLook: true,
    arrange: async (console, world) => {
      await console.openDrawer(phoneIdOf(world, 1));
      await console.page
        .locator('.note-editor textarea')
        .first()
        .fill('左上角有裂纹；充电口松。借给二楼直播间，周五还。');
      await scrollDrawer(console, 'end');
    },
    leave,
  },
  {
    name: 'drawer-facts',
    texts: ['catalogue.title', 'route.title', 'route.current', 'fact.title'],
    arrange: openAt('facts'),
    leave,
  },
  {
    name: 'drawer-facts-end',
    texts: ['fact.hardwareSerial', 'fact.messengerVersion', 'fact.phone-id'],
    isArrangedPerLook: true,
    arrange: async (console, world) => {
      await console.openDrawer(phoneIdOf(world, 1), 'facts');
      await scrollDrawer(console, 'end');
    },
    leave,
  },
  { name: 'drawer-groups-unread', texts: ['groups.read', 'groups.never-read'], arrange: openAt('groups'), leave },
  {
    name: 'drawer-groups',
    texts: ['groups.count', 'groups.complete', 'groups.read-at'],
    selectors: ['.group-list li'],
    arrange: async (console, world) => {
      await console.openDrawer(phoneIdOf(world, 1), 'groups');
      await console.button('groups.read').click();
      await console.page.locator('.group-list li').first().waitFor({ timeout: 60_000 });
    },
    leave,
  },
  {
    name: 'drawer-screen',
    texts: ['screen.take', 'screen.taken'],
    selectors: ['img.screenshot'],
    arrange: async (console, world) => {
      await console.openDrawer(phoneIdOf(world, 1), 'screen');
      await console.button('screen.take').click();
      await console.page.locator('img.screenshot').waitFor();
    },
    leave,
  },
  {
    name: 'drawer-raw',
    texts: ['raw.refresh', 'raw.hint'],
    selectors: ['.raw-output'],
    arrange: async (console, world) => {
      await console.openDrawer(phoneIdOf(world, 1), 'raw');
      await console.page.locator('.drawer .ant-collapse-item').first().click();
    },
    leave,
  },
  {
    name: 'drawer-events',
    texts: ['events.refresh'],
    selectors: ['.event-list li'],
    arrange: openAt('events', 2),
    leave,
  },
];
