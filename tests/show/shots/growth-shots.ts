import { procedures } from '../../../electron/contract/procedures.ts';
import { stageIds, type StageId } from '../../../electron/contract/plan-ids.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { accountIn, cardsOf, readAccounts } from '../../support/console-pages/demo-accounts.ts';
import type { VirtualWorld } from './virtual-world.ts';
import type { Shot } from './shot.ts';

/** A desk of sixty accounts is a large one. */
const readPhones = 60;
const narrow = { width: 1_280, height: 800 };
const custodians = ['王芳', '李雷', '赵敏'] as const;
const teams = ['一组', '二组'] as const;
/** On a small desk each account shows something else. */
const fewStages: readonly StageId[] = ['S1', 'S4', 'S5', 'S6', 'S0', 'S2'];

const act = (console: ConsolePage, name: string) => console.page.locator(`[data-act="${name}"]`);
const part = (console: ConsolePage, name: string) => console.page.locator(`[data-section="${name}"]`);

/** A supervisor, or the operator who is usually here. */
async function appoint(console: ConsolePage, isSupervisor: boolean): Promise<void> {
  const { operators } = procedures['operators.list'].output.parse(await console.call('operators.list', {}));
  const wanted = operators.find((operator) => operator.isSupervisor === isSupervisor);
  if (wanted !== undefined) await console.call('operators.choose', { operatorId: wanted.operatorId });
}

async function openBoard(console: ConsolePage): Promise<void> {
  await console.open('growth');
  await console.page.getByRole('tab', { name: console.text('growth.tab.board'), exact: true }).click();
  await console.page.locator('[data-account-card]').first().waitFor();
}

/** Who is logged in on the first phones, none of them under a plan beyond those that were given one. */
async function openPractice(console: ConsolePage, { phoneIds }: VirtualWorld): Promise<void> {
  const known = new Set((await cardsOf(console)).map(({ phoneId }) => phoneId));
  const unread = phoneIds.slice(0, readPhones).filter((phoneId) => !known.has(phoneId));
  if (unread.length > 0) await readAccounts(console, unread);
  await openBoard(console);
}

/** Accounts in all stages, some of them warned or closed, with custodians and acts that were done by hand. */
async function furnishAccounts(console: ConsolePage, world: VirtualWorld): Promise<void> {
  await openPractice(console, world);
  const practising = (await cardsOf(console)).filter(({ isPractice }) => isPractice);
  if (practising.length === 0) return;
  await appoint(console, true);
  const stages = practising.length > fewStages.length ? stageIds : fewStages;
  for (const [index, { accountId }] of practising.entries()) {
    const stageId = stages[index % stages.length] ?? 'S0';
    await console.call('accounts.seedDemo', { accountId, stageId });
  }
  for (const [index, { accountId, startedOn }] of (await cardsOf(console)).entries()) {
    const [custodian = '', team = ''] = [custodians[index % custodians.length], teams[index % teams.length]];
    await console.call('accounts.setFields', { accountId, custodian, team, notes: '', startedOn });
  }
  await misfortunes(console);
  await workByHand(console);
  await appoint(console, false);
}

async function misfortunes(console: ConsolePage): Promise<void> {
  const report = async (stageId: StageId, signalId: 'feature_ban' | 'too_frequent_prompt' | 'member_complaint') => {
    const { accountId } = await accountIn(console, stageId);
    await console.call('accounts.reportSignal', { accountId, signalId, tool: null, at: null, note: '手机上看到的' });
  };
  await report('S1', 'feature_ban');
  await report('S4', 'too_frequent_prompt');
  await report('S5', 'member_complaint');
}

async function workByHand(console: ConsolePage): Promise<void> {
  const { accountId } = await accountIn(console, 'S6');
  const done = { accountId, groupId: null, at: null, corrects: null } as const;
  await console.call('accounts.logAct', { ...done, action: 'group_rename', groupName: '换季群', amount: 26, note: '' });
  await console.call('accounts.logAct', { ...done, action: 'friend_accept_inbound', amount: 3, note: '' });
  const path = 'stages.S6.caps.group_rename.per_day';
  const until =
    procedures['accounts.board'].output.parse(await console.call('accounts.board', {})).now + 2 * 86_400_000;
  await console.call('accounts.loosen', { accountId, path, value: 36, reason: '周末活动，当天改完', untilAt: until });
}

async function openAccount(console: ConsolePage, world: VirtualWorld, stageId: StageId): Promise<void> {
  await furnishAccounts(console, world);
  await appoint(console, true);
  await openBoard(console);
  const { accountId } = await accountIn(console, stageId);
  await console.page.locator(`[data-account-card="${accountId}"]`).click();
  await part(console, 'acts').waitFor();
}

async function leaveAccount(console: ConsolePage): Promise<void> {
  const back = console.page.locator('.growth-back');
  if ((await back.count()) > 0) await back.click();
  await appoint(console, false);
  await console.open('devices');
}

async function closeDialog(console: ConsolePage): Promise<void> {
  await console.page.keyboard.press('Escape');
  await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
  await leaveAccount(console);
}

const accountShot = (name: string, stageId: StageId, texts: readonly string[]): Shot<VirtualWorld> => ({
  name: `growth-account-${name}`,
  texts: ['growth.stage', 'growth.acts', ...texts],
  selectors: ['[data-gate]'],
  arrange: (console, world) => openAccount(console, world, stageId),
  leave: leaveAccount,
  alsoAt: narrow,
});

const dialogShot = (name: string, opener: string, texts: readonly string[]): Shot<VirtualWorld> => ({
  name: `growth-${name}`,
  texts,
  arrange: async (console, world) => {
    await openAccount(console, world, 'S6');
    await act(console, opener).first().click();
    await console.page.locator('.ant-modal').waitFor();
  },
  leave: closeDialog,
});

/** The board of accounts, the page of one in each state, and what is entered there. */
export const growthShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'growth-practice',
    texts: ['growth.practice', 'growth.demo-act', 'growth.column.practice'],
    selectors: ['[data-column="practice"] [data-account-card]'],
    arrange: openPractice,
    leave: (console) => console.open('devices'),
  },
  {
    name: 'growth-histories',
    texts: ['growth.demo-title', 'growth.demo-text', 'growth.demo-confirm'],
    arrange: async (console, world) => {
      await openPractice(console, world);
      await act(console, 'demo-histories').click();
      await console.page.locator('.growth-demo-list').waitFor();
    },
    leave: closeDialog,
  },
  {
    name: 'growth-board',
    texts: ['growth.search', 'growth.condition.suspended', 'growth.condition.cooldown', 'growth.needs', 'growth.shown'],
    selectors: ['[data-column="S6"] [data-account-card]'],
    arrange: async (console, world) => {
      await furnishAccounts(console, world);
      await openBoard(console);
    },
    leave: (console) => console.open('devices'),
    alsoAt: narrow,
  },
  {
    name: 'growth-bulk',
    texts: ['bulk.task', 'bulk.note', 'bulk.column.result', 'bulk.applies.tick'],
    selectors: ['[data-bulk-state="applies"]'],
    arrange: async (console, world) => {
      await furnishAccounts(console, world);
      await openBoard(console);
      for (const name of ['bulk-begin', 'bulk-all', 'bulk-tick']) await act(console, name).click();
      await console.page.locator('[data-bulk-state="applies"]').first().waitFor();
    },
    leave: closeDialog,
  },
  {
    name: 'growth-nothing-found',
    texts: ['growth.nothing-found', 'growth.filter-reset'],
    arrange: async (console, world) => {
      await furnishAccounts(console, world);
      await openBoard(console);
      await console.page.locator('.growth-filters .toolbar-search input').fill('没有这个人');
    },
    leave: async (console) => {
      await console.button('growth.filter-reset').click();
      await console.open('devices');
    },
  },
  accountShot('beginning', 'S0', ['growth.checklist', 'growth.tick-day', 'growth.needs-title']),
  accountShot('suspended', 'S1', ['growth.limit', 'job.code.suspended.short', 'why.until-unknown']),
  accountShot('cooling', 'S4', ['growth.limit-until', 'growth.lowered-title', 'growth.sign-off']),
  accountShot('warned', 'S5', ['growth.effect.half', 'growth.used-full']),
  accountShot('mature', 'S6', ['growth.stage-last', 'growth.used']),
  {
    name: 'growth-account-timeline',
    texts: ['growth.timeline', 'growth.timeline.tick', 'growth.timeline-more'],
    selectors: ['[data-timeline="tick"]'],
    arrange: async (console, world) => {
      await openAccount(console, world, 'S6');
      await part(console, 'timeline').getByRole('button').last().scrollIntoViewIfNeeded();
    },
    leave: leaveAccount,
  },
  {
    name: 'growth-not-supervisor',
    texts: ['growth.supervisor-only', 'growth.sign-off', 'operators.change'],
    arrange: async (console, world) => {
      await openAccount(console, world, 'S5');
      await appoint(console, false);
      await part(console, 'stage').locator('[data-supervisor-only]').waitFor();
    },
    leave: leaveAccount,
  },
  dialogShot('loosen', 'loosen', ['growth.loosen-title', 'growth.loosen-text', 'growth.loosen-until', 'growth.reason']),
  dialogShot('report', 'report-signal', ['growth.report-text', 'growth.report-what', 'growth.seen-at']),
  dialogShot('restart', 'restart', ['growth.restart-text', 'growth.event.unblock', 'growth.event.custodian-change']),
  dialogShot('by-hand', 'log-act', ['growth.log-act-text', 'growth.amount', 'growth.done-at']),
];
