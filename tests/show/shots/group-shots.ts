import type { GroupRow } from '../../../electron/contract/group-book.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import { idsOf, leaveDrawer, locate, openGroups, readTimeoutMs } from './group-pages.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';

const narrow = { width: 1_280, height: 800 };
const wide = { width: 1_920, height: 1_000 };
const renamedAtOnce = 4;
const suffix = '二期';

async function chooseAll(console: ConsolePage): Promise<void> {
  const clear = locate(console, 'clear-chosen');
  if ((await clear.count()) > 0) await clear.click();
  await console.page.locator('.group-head input').check();
}

async function openWizard(console: ConsolePage, world: VirtualWorld): Promise<void> {
  await openGroups(console, world);
  await chooseAll(console);
  await locate(console, 'rename').click();
  await console.page.locator('[data-scope-group]').first().waitFor();
}

const next = (console: ConsolePage): Promise<void> => locate(console, 'wizard-next').click();

async function openRule(console: ConsolePage, world: VirtualWorld): Promise<void> {
  await openWizard(console, world);
  await next(console);
  await console.page.locator('[data-field="theme"]').fill('秋季团购');
  await console.page.locator('[data-sample]').first().waitFor();
}

async function openPreview(console: ConsolePage, world: VirtualWorld): Promise<void> {
  await openRule(console, world);
  await next(console);
  await console.page.locator('[data-preview-row]').first().waitFor();
}

async function leaveWizard(console: ConsolePage): Promise<void> {
  await locate(console, 'wizard-close').click();
  await console.page.locator('[data-rename-step]').waitFor({ state: 'detached' });
  await console.open('devices');
}

/** The groups before any phone was read. */
export const noGroupsShot: Shot<VirtualWorld> = {
  name: 'groups-none',
  texts: ['nav.groups', 'groups.none-yet', 'groups.nothing', 'groups.read-lists'],
  arrange: (console) => console.open('groups'),
  leave: (console) => console.open('devices'),
};

/** The groups page, its drawers, and renaming from the choice of groups to the way back. */
export const groupShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'groups-list',
    texts: ['nav.groups', 'groups.column.roster', 'groups.rename-chosen', 'groups.chosen', 'groups.sets'],
    selectors: ['.group-line.is-selected'],
    arrange: async (console, world) => {
      await openGroups(console, world);
      await chooseAll(console);
    },
    leave: (console) => console.open('devices'),
    alsoAt: narrow,
  },
  {
    name: 'groups-nothing-found',
    texts: ['groups.nothing-found', 'groups.filter-reset'],
    arrange: async (console, world) => {
      await openGroups(console, world);
      await console.page.getByLabel(console.text('groups.search')).fill('没有这样的群');
      await console.page.locator('.jobs-none').waitFor();
    },
    leave: async (console) => {
      await console.button('groups.filter-reset').click();
      await console.open('devices');
    },
  },
  {
    name: 'groups-one',
    texts: ['groups.views', 'groups.names', 'groups.roles', 'groups.members', 'groups.members-search'],
    arrange: async (console, world) => {
      const groups = await openGroups(console, world);
      const group = groups.find(({ roster }) => roster !== null) ?? groups[0];
      // The list draws those in sight only; this one may be further down.
      await console.page.getByLabel(console.text('groups.search')).fill(group?.name ?? '');
      await console.page.locator(`[data-group="${group?.groupId ?? ''}"] .link-button`).click();
      await console.page.locator('[data-group-drawer] .member-list').waitFor();
    },
    leave: async (console) => {
      await console.page.keyboard.press('Escape');
      await console.page.locator('.ant-drawer-open').first().waitFor({ state: 'hidden' });
      await console.page.getByLabel(console.text('groups.search')).fill('');
      await console.open('devices');
    },
  },
  {
    name: 'groups-questions',
    texts: ['join.title', 'join.left', 'join.same', 'join.different', 'join.later', 'join.fact.members'],
    selectors: ['[data-join-question]'],
    arrange: async (console, world) => {
      await openGroups(console, world);
      await locate(console, 'questions').click();
      await console.page.locator('[data-join-question]').waitFor();
    },
    leave: leaveDrawer,
  },
  {
    name: 'groups-answered',
    texts: ['join.decisions', 'join.undo', 'join.said-different'],
    selectors: ['[data-decision]'],
    arrange: async (console, world) => {
      await openGroups(console, world);
      await locate(console, 'questions').click();
      await locate(console, 'join-different').click();
      await console.page.locator('[data-decision]').first().waitFor();
    },
    leave: async (console) => {
      await locate(console, 'join-undo').first().click();
      await console.page.locator('[data-decision]').first().waitFor({ state: 'detached' });
      await leaveDrawer(console);
    },
  },
  {
    name: 'groups-sets',
    texts: ['sets.title', 'sets.suggested', 'sets.new-of-chosen'],
    arrange: async (console, world) => {
      await openGroups(console, world);
      await chooseAll(console);
      await locate(console, 'sets').click();
      await console.page.locator('[data-sets] .set-list').waitFor();
    },
    leave: leaveDrawer,
  },
  {
    name: 'groups-set',
    texts: ['sets.name', 'sets.sort-by-name', 'act.save', 'sets.remove'],
    selectors: ['[data-set-group]'],
    arrange: async (console, world) => {
      const groups = await openGroups(console, world);
      const { sets } = procedures['groups.sets'].output.parse(await console.call('groups.sets', {}));
      const groupIds = groups.slice(0, 6).map(({ groupId }) => groupId);
      if (sets.length === 0) await console.call('groups.saveSet', { setId: null, name: '秋季团购', groupIds });
      await locate(console, 'sets').click();
      await console.page.locator('[data-set]').first().click();
      await console.page.locator('[data-set-group]').first().waitFor();
    },
    leave: leaveDrawer,
  },
  {
    name: 'groups-export',
    texts: ['groups.export-title', 'groups.export-text', 'export.format'],
    arrange: async (console, world) => {
      await openGroups(console, world);
      await chooseAll(console);
      await locate(console, 'export-names').click();
    },
    leave: leaveDrawer,
  },
  {
    name: 'groups-rename-scope',
    texts: ['rename.step.scope', 'rename.scope-hint', 'rename.to-rule'],
    selectors: ['[data-scope-group]'],
    arrange: openWizard,
    leave: leaveWizard,
    alsoAt: narrow,
  },
  {
    name: 'groups-rename-rule',
    texts: ['rename.sample', 'groups.field.template', 'groups.number.order', 'rename.to-preview'],
    selectors: ['[data-sample="change"]'],
    arrange: openRule,
    leave: leaveWizard,
    alsoAt: narrow,
  },
  {
    name: 'groups-rename-token',
    texts: ['rename.unknown-token', 'rename.unknown-token-cure'],
    arrange: async (console, world) => {
      await openRule(console, world);
      await console.page.locator('[data-field="template"]').fill('{店名}{序号}');
      await console.page.locator('.rule-sample .notice-bad').waitFor();
    },
    leave: leaveWizard,
  },
  {
    name: 'groups-rename-table',
    texts: [
      'groups.rule.table',
      'groups.table-problems',
      'groups.table-problem.unknown-group',
      'groups.table-good-only',
    ],
    arrange: async (console, world) => {
      const groups = await openGroups(console, world);
      await chooseAll(console);
      await locate(console, 'rename').click();
      await next(console);
      await console.page.getByText(console.text('groups.rule.table'), { exact: true }).click();
      const [first, second] = groups;
      const lines = [
        '群ID,群名,新群名',
        `${first?.groupId ?? ''},,新一群`,
        ',没有这个群,新二群',
        `${second?.groupId ?? ''},,${'长'.repeat(60)}`,
      ];
      await console.page.locator('[data-file="names"]').setInputFiles({
        name: '新群名.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`${lines.join('\n')}\n`),
      });
      await console.page.locator('.rule-form .notice-bad').waitFor();
    },
    leave: leaveWizard,
  },
  {
    name: 'groups-rename-preview',
    texts: ['rename.column.via', 'groups.verdict.change', 'rename.to-confirm'],
    selectors: ['[data-row-verdict="change"]'],
    arrange: openPreview,
    leave: leaveWizard,
    alsoAt: narrow,
  },
  {
    name: 'groups-rename-blocked',
    texts: ['groups.verdict.blocked', 'job.code.too-long.short', 'job.code.too-long.cure'],
    selectors: ['[data-problem="too-long"]', '[data-row-verdict="blocked"]'],
    arrange: async (console, world) => {
      await openRule(console, world);
      await console.page.locator('[data-field="template"]').fill(`{原群名}{城市}{负责人}${'长'.repeat(20)}`);
      await console.page.locator('[data-sample="blocked"]').first().waitFor();
      await next(console);
      await console.page.locator('[data-problem="too-long"]').waitFor();
    },
    leave: leaveWizard,
    alsoAt: wide,
  },
  {
    name: 'groups-rename-confirm',
    texts: ['rename.confirm-title', 'rename.confirm-text', 'groups.confirm-rename', 'jobs.verdict.ready'],
    selectors: ['[data-rename-step="confirm"] [data-item]'],
    arrange: async (console, world) => {
      await openPreview(console, world);
      await next(console);
      await console.page.locator('[data-rename-step="confirm"] [data-item]').first().waitFor();
    },
    leave: async (console) => {
      await locate(console, 'wizard-back').click();
      await console.page.locator('[data-rename-step="preview"]').waitFor();
      await leaveWizard(console);
    },
    alsoAt: narrow,
  },
  {
    name: 'groups-rename-run',
    texts: ['job.item.done', 'job.item.running', 'jobs.act.pause', 'rename.done'],
    isArrangedPerLook: true,
    arrange: async (console, world) => {
      await startRename(console, world);
      await console.page.locator('[data-item-state="done"]').first().waitFor({ timeout: readTimeoutMs });
    },
    leave: async (console) => {
      await locate(console, 'restore-names').waitFor({ timeout: readTimeoutMs });
      await leaveWizard(console);
    },
  },
  {
    name: 'groups-rename-result',
    texts: ['rename.over', 'rename.result', 'rename.restore', 'rename.open-in-jobs', 'jobs.act.export'],
    selectors: ['[data-item-state="done"]'],
    arrange: async (console, world) => {
      await startRename(console, world);
      await locate(console, 'restore-names').waitFor({ timeout: readTimeoutMs });
    },
    leave: leaveWizard,
    alsoAt: narrow,
  },
  {
    name: 'groups-rename-restore',
    texts: ['rename.step.preview', 'groups.verdict.change', 'rename.to-confirm'],
    selectors: ['[data-row-verdict="change"]'],
    arrange: async (console) => {
      await openNewestRename(console);
      await locate(console, 'restore-names').click();
      await console.page.locator('[data-preview-row]').first().waitFor();
    },
    leave: leaveWizard,
  },
];

/** The jobs page shows whichever job was looked at last. */
async function openNewestRename(console: ConsolePage): Promise<void> {
  const { jobs } = await console.snapshot();
  const renames = jobs.filter(
    ({ kind, state, counts }) => kind === 'groups.rename' && state === 'over' && counts.done > 0,
  );
  const newest = Math.max(...renames.map(({ jobId }) => jobId));
  await console.open('jobs');
  await console.page.locator(`[data-job="${newest}"]`).click();
}

/** Renames a few groups that were never renamed: a group is renamed twice a week at most. */
async function startRename(console: ConsolePage, world: VirtualWorld): Promise<void> {
  const groups = await openGroups(console, world);
  const clear = locate(console, 'clear-chosen');
  if ((await clear.count()) > 0) await clear.click();
  const search = console.page.getByLabel(console.text('groups.search'));
  for (const { groupId, name } of await pickRenamable(console, groups)) {
    // The list draws no row that is out of sight.
    await search.fill(name);
    await console.page.locator(`[data-group="${groupId}"] input`).check();
  }
  await search.fill('');
  await locate(console, 'rename').click();
  await next(console);
  await console.page.getByText(console.text('groups.rule.affix'), { exact: true }).click();
  await console.page.locator('[data-field="suffix"]').fill(suffix);
  await console.page.locator('[data-sample="change"]').first().waitFor();
  await next(console);
  await console.page.locator('[data-row-verdict="change"]').first().waitFor();
  await next(console);
  await console.page.locator('[data-rename-step="confirm"] [data-item]').first().waitFor();
  await next(console);
  await console.page.locator('[data-rename-step="run"] [data-item]').first().waitFor();
}

async function pickRenamable(console: ConsolePage, groups: readonly GroupRow[]): Promise<readonly GroupRow[]> {
  const unchanged = groups.filter(({ renamedAt }) => renamedAt === null);
  const rule = { kind: 'affix', prefix: '', suffix } as const;
  const answer = await console.call('groups.previewRename', { groupIds: idsOf(unchanged), rule, via: {} });
  const { rows } = procedures['groups.previewRename'].output.parse(answer);
  const changing = new Set(rows.flatMap(({ groupId, verdict }) => (verdict === 'change' ? [groupId] : [])));
  return unchanged.filter(({ groupId }) => changing.has(groupId)).slice(0, renamedAtOnce);
}
