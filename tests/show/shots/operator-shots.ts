import { messengerVariants, type MessengerVariant } from '../../../simulator/messenger/variant.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { HeldDesk } from '../../support/operator-desk/held-desk.ts';
import { OperatorAtPage } from '../../support/operator-desk/operator-at-page.ts';
import { wear } from './look.ts';
import { defineSession, type AnySession } from './session.ts';
import type { Shot } from './shot.ts';

const phoneCount = 8;
const hubPorts = 10;
const groupNames = ['晨跑打卡', '亲子阅读', '团购通知', '业主互助', '手工课堂', '羽毛球约场', '二手闲置', '旅行搭子'];
const prefix = '【秋季】';

interface OperatorWorld {
  readonly held: HeldDesk;
  readonly jobId: number;
}

async function showJob(console: ConsolePage, { jobId }: OperatorWorld): Promise<void> {
  await console.open('jobs');
  await console.page.locator(`[data-job="${jobId}"]`).click();
  await console.page.locator('.task-panel [data-tap-ring]').waitFor();
}

/** An operator with eight phones that wait: what to tap, on which phone, where; and the first row, proven. */
const shots: readonly Shot<OperatorWorld>[] = [
  {
    name: 'operator-panel',
    texts: ['tasks.button', 'tasks.tap', 'tasks.tap-hint', 'tasks.yes.act', 'tasks.no.act', 'tasks.next', 'tasks.keys'],
    selectors: ['[data-tap-ring]', '[data-choose-task]', '.task-ports .is-here', '[data-act="task-number"]'],
    arrange: showJob,
    alsoAt: { width: 1_280, height: 800 },
  },
  {
    name: 'operator-panel-wide',
    texts: ['nav.desk', 'tasks.place', 'tasks.tap', 'tasks.show-job'],
    selectors: ['[data-tap-ring]', '[data-desk-cell]'],
    arrange: async (console) => {
      await console.open('desk');
      await console.page.locator('.task-panel [data-tap-ring]').waitFor();
    },
    alsoAt: { width: 1_920, height: 1_080 },
  },
  {
    name: 'operator-panel-screen',
    texts: ['tasks.tap'],
    selectors: ['.task-picture.is-whole [data-tap-ring]'],
    arrange: async (console, world) => {
      await showJob(console, world);
      await console.page.locator('.task-picture').click();
    },
    leave: (console) => console.page.locator('.task-picture').click(),
  },
  {
    name: 'jobs-proof',
    texts: ['job.verified.page', 'jobs.attempts', 'job.item.done', 'job.mode.assist'],
    selectors: ['.job-panel [data-attempt] img', '[data-item-state="done"] .badge'],
    alsoAt: { width: 1_280, height: 800 },
    arrange: async (console, world) => {
      await showJob(console, world);
      await console.page.locator('[data-item-state="done"]').first().click();
      await console.page.locator('.job-panel [data-attempt] img').nth(1).waitFor();
    },
    leave: async (console) => {
      await console.page.locator('.job-panel .drawer-close').click();
      await console.open('devices');
    },
  },
];

/** Eight virtual phones on a hub, all waiting for the operator but for one row that is done. */
export function operatorSession(): AnySession {
  return defineSession<OperatorWorld>({
    phones: 8,
    title: 'an operator at eight waiting phones',
    wear,
    shots,
    open: async () => {
      const held = await HeldDesk.open({ seed: 8, phoneCount, groups: planGroups(), messengerIn: () => newest() });
      try {
        const jobId = await haveThemWait(held);
        return { console: held.console, world: { held, jobId }, close: () => held.close() };
      } catch (failure) {
        await held.close();
        throw failure;
      }
    },
  });
}

/** One group a phone, and one more on the first: the first row of a job goes alone, and leaves that phone another one. */
function planGroups() {
  const names = [...groupNames.map((name) => `${name}群`), `${groupNames[0] ?? ''}二群`];
  return names.map((name, index) => ({ name, places: [(index % phoneCount) + 1], size: 12 + index }));
}

function newest(): MessengerVariant {
  const [variant] = messengerVariants;
  if (variant === undefined) throw new Error('the messenger has no variant');
  return variant;
}

async function haveThemWait(held: HeldDesk): Promise<number> {
  const { console } = held;
  const operator = new OperatorAtPage(console);
  await operator.introduce('小王');
  await placeOnHub(held);
  await operator.readLists();
  await operator.readInfo('群');
  await operator.setModes('assist');
  await operator.planPrefix('群', prefix);
  const jobId = await operator.confirmPlan();
  const [first] = await operator.tasks(1);
  const place = (await held.phoneIds()).indexOf(first?.phoneId ?? '') + 1;
  held.hand(place).tap(newest().editor.button);
  await operator.tasks(phoneCount);
  return jobId;
}

/** All phones named, on the ports of one hub in their order. */
async function placeOnHub(held: HeldDesk): Promise<void> {
  const { console } = held;
  const { hosts } = await console.snapshot();
  const hostId = hosts.find(({ kind }) => kind === 'demo')?.hostId ?? '';
  const hub = { hubId: null, hostId, name: '左架上层', portCount: hubPorts };
  await console.call('deskMap.saveHub', hub);
  const { deskMap } = await console.until('the hub is there', (desk) =>
    desk.deskMap.hubs.some(({ name }) => name === hub.name),
  );
  const hubId = deskMap.hubs.find(({ name }) => name === hub.name)?.hubId ?? '';
  const phoneIds = await held.phoneIds();
  for (const [index, phoneId] of phoneIds.entries()) {
    await console.call('phones.setLabel', { phoneId, label: `客服 ${index + 1} 号机` });
  }
  const moves = phoneIds.map((phoneId, index) => ({ phoneId, place: { hubId, port: index + 1 } }));
  await console.call('deskMap.placePhones', { moves });
}
