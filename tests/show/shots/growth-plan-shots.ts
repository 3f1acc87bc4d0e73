import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { readAccounts } from '../../support/console-pages/demo-accounts.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';

/** A desk of sixty accounts is a large one, and takes a while to be read. */
const fewAccounts = 6;
const narrow = { width: 1_280, height: 800 };
const perDay = 'stages.S4.caps.group_rename.per_day';

const act = (console: ConsolePage, name: string) => console.page.locator(`[data-act="${name}"]`);
const cell = (console: ConsolePage, rule: string) => console.page.locator(`input[data-rule="${rule}"]`);

async function openTab(console: ConsolePage, tab: 'plans' | 'lists'): Promise<void> {
  await console.open('growth');
  await console.page.getByRole('tab', { name: console.text(`growth.tab.${tab}`), exact: true }).click();
}

async function openEditor(console: ConsolePage): Promise<void> {
  await openTab(console, 'plans');
  await act(console, 'edit-plan').last().click();
  await console.page.locator('[data-check="sound"]').waitFor();
}

async function openSection(console: ConsolePage, section: string): Promise<void> {
  await openEditor(console);
  await console.page.locator(`[data-plan-section="${section}"]`).click();
}

/** Away from an editor without keeping anything. */
async function leaveEditor(console: ConsolePage): Promise<void> {
  await console.page.locator('[data-nav="devices"]').click();
  const drop = act(console, 'leave-drop');
  if ((await drop.count()) > 0) await drop.click();
  await console.page.locator('[data-page="devices"]').waitFor();
}

/** A second version that is tighter, given to the first accounts. */
async function givePlans(console: ConsolePage, { phoneIds }: VirtualWorld): Promise<void> {
  const known = procedures['plans.list'].output.parse(await console.call('plans.list', {}));
  if (known.accounts.length < fewAccounts) await readAccounts(console, phoneIds.slice(0, fewAccounts));
  const { templates, accounts } = procedures['plans.list'].output.parse(await console.call('plans.list', {}));
  const [shipped] = templates;
  if (shipped === undefined || templates.length > 1) return;
  const name = { templateId: shipped.templateId, version: shipped.version };
  const got = await console.call('plans.get', { kind: 'template', ...name });
  const { text } = procedures['plans.get'].output.parse(got);
  const tighter = text
    .replace(/^version: 1$/mu, 'version: 2')
    .replace('max_continuous_batch_minutes: 30', 'max_continuous_batch_minutes: 20');
  await console.call('plans.save', { text: tighter, reason: null });
  const accountIds = accounts.slice(0, 2).map(({ accountId }) => accountId);
  if (accountIds.length === 0) return;
  const source = { kind: 'template', ...name } as const;
  await console.call('plans.assign', { accountIds, source, reason: null, untilAt: null });
}

const people = [
  ['opt-out', '陈静怡', '3 月 2 日来电，不再接收'],
  ['opt-out', '王大勇', '群里投诉过'],
  ['opt-out', 'Anna 林', ''],
  ['protected', '周老师', '社群顾问'],
  ['whitelist', '客服小蓝', '各群都在'],
] as const;

async function openLists(console: ConsolePage): Promise<void> {
  for (const [list, name, note] of people) await console.call('lists.add', { list, name, note });
  await openTab(console, 'lists');
  await console.page.locator('[data-entry]').first().waitFor();
}

/** The plans and their editor, and the lists of people. */
export const growthPlanShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'plans-list',
    texts: ['plans.shipped', 'plans.open', 'plans.assign', 'plans.import', 'plans.list-text'],
    selectors: ['[data-plan="onboarding 2"]'],
    arrange: async (console, world) => {
      await givePlans(console, world);
      await openTab(console, 'plans');
      await console.page.locator('[data-plan="onboarding 2"]').waitFor();
    },
    leave: (console) => console.open('devices'),
    alsoAt: narrow,
  },
  {
    name: 'plans-caps',
    texts: ['plans.caps-text', 'plans.change.tightened', 'plans.change.beyond', 'plans.takes.beyond', 'plans.unsaved'],
    selectors: [`[data-diff="${perDay}"]`],
    arrange: async (console) => {
      await openEditor(console);
      await cell(console, perDay).fill('30');
      await cell(console, 'stages.S5.caps.group_rename.per_day').fill('8');
      await console.page.locator(`[data-diff="${perDay}"]`).waitFor();
    },
    leave: leaveEditor,
    alsoAt: narrow,
  },
  {
    name: 'plans-problem',
    texts: ['plans.problems', 'plan.problem.zero-loosened.cure', 'plan.problem.days-overlap.short'],
    selectors: ['[data-problem="zero-loosened"]', '[data-problem="days-overlap"]'],
    arrange: async (console) => {
      await openEditor(console);
      await cell(console, 'stages.S2.caps.group_rename.per_day').fill('1');
      await console.page.locator('[data-plan-section="stages"]').click();
      await console.page.locator('[data-stage="3"]').click();
      await cell(console, 'stages.S3.day_from').fill('6');
      await console.page.locator('[data-problem="days-overlap"]').waitFor();
    },
    leave: leaveEditor,
    alsoAt: narrow,
  },
  ...(['stages', 'health', 'restart', 'tools', 'gaps', 'rest', 'basics', 'text'] as const).map(
    (section): Shot<VirtualWorld> => ({
      name: `plans-${section}`,
      texts: [`plans.section.${section}`, 'plans.no-changes'],
      selectors: [`[data-section="${section}"]`],
      arrange: (console) => openSection(console, section),
      leave: leaveEditor,
    }),
  ),
  {
    name: 'plans-leave',
    texts: ['plans.leave-title', 'plans.leave-text', 'plans.leave-stay', 'plans.leave-keep', 'plans.leave-drop'],
    arrange: async (console) => {
      await openEditor(console);
      await cell(console, perDay).fill('4');
      await console.page.locator('[data-nav="devices"]').click();
      await act(console, 'leave-stay').waitFor();
    },
    leave: async (console) => {
      await act(console, 'leave-drop').click();
      await console.page.locator('[data-page="devices"]').waitFor();
    },
  },
  {
    name: 'plans-assign',
    texts: ['plans.assign-changes', 'plans.assign-search'],
    selectors: ['[data-assign-preview]'],
    arrange: async (console, world) => {
      await givePlans(console, world);
      await openTab(console, 'plans');
      await act(console, 'assign-plan').first().click();
      await act(console, 'assign-all').click();
      await console.page.locator('[data-assign-preview]').waitFor();
    },
    leave: async (console) => {
      await console.page.keyboard.press('Escape');
      await console.page.locator('.ant-drawer-content-wrapper').waitFor({ state: 'hidden' });
      await console.open('devices');
    },
    alsoAt: narrow,
  },
  {
    name: 'people-lists',
    texts: ['lists.meaning.opt-out', 'lists.read-by.opt-out', 'lists.search', 'lists.remove'],
    selectors: ['[data-entry]'],
    arrange: openLists,
    leave: (console) => console.open('devices'),
    alsoAt: narrow,
  },
  {
    name: 'people-import',
    texts: ['lists.source-text.text', 'lists.problem.twice.cause', 'lists.problem.twice.cure', 'lists.verdict.known'],
    selectors: ['[data-row-verdict="wrong"]'],
    arrange: async (console) => {
      await openLists(console);
      await act(console, 'import-people').click();
      await console.page.locator('.ant-modal textarea').fill('王大勇\n李四\t来电\n李四\n孙七');
      await console.page.locator('[data-row-verdict="wrong"]').waitFor();
    },
    leave: closeDialog,
  },
  {
    name: 'people-remove',
    texts: ['lists.opt-out-title', 'lists.opt-out-text', 'lists.reason', 'lists.type-name'],
    arrange: async (console) => {
      await openLists(console);
      await act(console, 'remove-person').first().click();
      await console.page.locator('.ant-modal textarea').waitFor();
    },
    leave: closeDialog,
  },
];

async function closeDialog(console: ConsolePage): Promise<void> {
  await console.page.keyboard.press('Escape');
  await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
  await console.open('devices');
}
