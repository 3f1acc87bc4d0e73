import { messengerVariants, type MessengerVariant } from '../../../simulator/messenger/variant.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { BenchAtPage } from '../../support/operator-desk/bench-at-page.ts';
import { HeldDesk } from '../../support/operator-desk/held-desk.ts';
import { wear } from './look.ts';
import { defineSession, type AnySession } from './session.ts';
import type { Shot } from './shot.ts';

interface BenchWorld {
  readonly held: HeldDesk;
}

const phoneCount = 6;
const groupName = '亲子阅读群';
const newName = '【秋季】亲子阅读群';
const renaming = { groupName, newName } as const;

/** The first phone on the bench. */
async function putOn(console: ConsolePage): Promise<BenchAtPage> {
  const bench = new BenchAtPage(console);
  await bench.putOn('1 号机');
  return bench;
}

/** A run of renaming, so many steps in. */
async function walk(console: ConsolePage, steps: number): Promise<BenchAtPage> {
  const bench = await putOn(console);
  await bench.begin(console.language === 'en' ? 'Rename a group' : '修改群名', 'step', renaming);
  for (let step = 0; step < steps; step++) await bench.next();
  await bench.looked();
  return bench;
}

async function leave(console: ConsolePage, { held }: BenchWorld): Promise<void> {
  held.desk.phone(1).clearFaults();
  await new BenchAtPage(console).close();
  await console.open('devices');
}

const inner = { isArrangedPerLook: true, leave } as const;

/** The playbook bench: empty, the live tree and the tester, recognition, a run step by step up to the brink, the playbooks. */
const shots: readonly Shot<BenchWorld>[] = [
  {
    name: 'bench-none',
    texts: [
      'nav.bench',
      'bench.page-text',
      'bench.none',
      'bench.none-1',
      'bench.open',
      'bench.query',
      'bench.query-empty',
    ],
    arrange: (console) => console.open('bench'),
    leave: (console) => console.open('devices'),
  },
  {
    ...inner,
    name: 'bench-selector',
    texts: ['bench.tree', 'bench.query-one', 'bench.query-tap', 'bench.node.bounds', 'bench.node.use', 'bench.taken'],
    selectors: ['.bench-box.is-taken', '.bench-tap', '.bench-node.is-selected', '[data-result="one"]'],
    arrange: async (console) => {
      const bench = await walk(console, 1);
      await bench.tryOut('find: { text: 通讯录, among: [微信, 通讯录, 发现, 我] }');
      await console.page.locator('.bench-match.is-taken').click();
    },
    alsoAt: { width: 1_280, height: 800 },
  },
  {
    ...inner,
    name: 'bench-selector-wrong',
    texts: ['bench.problem.field-unknown.cause', 'bench.problem.field-wrong.cure', 'bench.problem-line'],
    selectors: ['[data-problem="field-unknown"]', '[data-problem="field-wrong"]'],
    arrange: async (console) => {
      const bench = await putOn(console);
      await bench.tryOut('text: 群聊\ntextMatch: ^群\nzone: middle');
      await console.page.locator('[data-problem="field-wrong"]').waitFor();
    },
  },
  {
    ...inner,
    name: 'bench-sight',
    texts: ['bench.sight.screen', 'bench.sight-screens', 'bench.sight-missing', 'bench.sight-fit'],
    selectors: ['[data-sight="screen"]', '[data-sight-entry="chats"].is-fit'],
    arrange: async (console) => (await walk(console, 1)).tab('sight'),
  },
  {
    ...inner,
    name: 'bench-blocked',
    texts: ['error.ui-tree-blocked.cause', 'error.ui-tree-blocked.cure', 'bench.sight-no-tree'],
    selectors: ['.bench-picture img'],
    arrange: async (console, { held }) => {
      const bench = await walk(console, 1);
      held.desk.phone(1).startFault({ kind: 'blocked-tree' });
      await bench.looked();
      await bench.tab('sight');
    },
  },
  {
    ...inner,
    name: 'bench-step',
    texts: [
      'bench.run-next',
      'bench.run-to-brink',
      'bench.run-stop',
      'bench.run-target',
      'bench.run-steps',
      'bench.act.tap',
    ],
    selectors: ['.bench-box.is-target', '.bench-tap', '[data-record]'],
    arrange: async (console) => void (await walk(console, 5)),
    alsoAt: { width: 1_280, height: 800 },
  },
  {
    ...inner,
    name: 'bench-brink',
    texts: [
      'bench.run-brink',
      'bench.run-brink-text',
      'bench.run-to-groups',
      'bench.run-leave',
      'bench.run-leave-text',
    ],
    selectors: ['[data-end="brink"]', '.bench-box.is-target'],
    arrange: async (console) => {
      const bench = await walk(console, 1);
      await bench.toBrink();
      await bench.looked();
    },
    alsoAt: { width: 1_920, height: 1_080 },
  },
  {
    ...inner,
    name: 'bench-playbooks',
    texts: [
      'bench.rehearsals',
      'bench.rehearsals-text',
      'bench.step-commit',
      'bench.rehearsal.passed',
      'bench.rehearse',
    ],
    selectors: ['[data-rehearsal="rename-group"]', '.bench-step'],
    arrange: async (console) => {
      const bench = await putOn(console);
      await bench.begin(console.language === 'en' ? 'Rename a group' : '修改群名', 'rehearse', renaming);
      await bench.toBrink();
      await bench.tab('playbooks');
      await console.page.locator('[data-playbook="rename-group"]').click();
      await console.page.locator('.bench-step', { hasText: 'save-name' }).waitFor();
      await console.page.locator('[data-rehearsal="rename-group"]').scrollIntoViewIfNeeded();
    },
  },
];

/** Six virtual phones, the first of which comes to the bench. */
export function benchSession(): AnySession {
  return defineSession<BenchWorld>({
    phones: phoneCount,
    title: 'the playbook bench',
    wear,
    shots,
    open: async () => {
      const groups = ['晨跑打卡群', groupName, '团购通知群', '业主互助群', '手工课堂群'].map((name, index) => ({
        name,
        places: [1],
        size: 12 + index * 7,
      }));
      const held = await HeldDesk.open({ seed: 8, phoneCount, groups, messengerIn: () => newest() });
      try {
        await new BenchAtPage(held.console).introduce('小王');
        for (const [index, phoneId] of (await held.phoneIds()).entries())
          await held.console.call('phones.setLabel', { phoneId, label: `客服 ${index + 1} 号机` });
        return { console: held.console, world: { held }, close: () => held.close() };
      } catch (failure) {
        await held.close();
        throw failure;
      }
    },
  });
}

function newest(): MessengerVariant {
  const [variant] = messengerVariants;
  if (variant === undefined) throw new Error('the messenger has no variant');
  return variant;
}
