import { z } from 'zod';
import type { GroupRow } from '../../../electron/contract/group-book.ts';
import { jobSchema, operatorTaskSchema, type OperatorTask } from '../../../electron/contract/jobs.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { ConsolePage } from '../../support/console-pages/console-page.ts';
import type { Shot } from './shot.ts';
import type { VirtualWorld } from './virtual-world.ts';

const tasksSchema = z.object({ tasks: z.array(operatorTaskSchema) });
const lookEveryMs = 40;
const patientMs = 20_000;
const readTimeoutMs = 240_000;
const hourMs = 3_600_000;
const instruction = '打开客户群的群公告\n核对本周价格和截止时间\n有错就改，改完截图发到工作群';

async function plan(console: ConsolePage, title: string, phoneIds: readonly string[]): Promise<number> {
  const window = { startAt: null, endAt: null };
  const payload = { phoneIds, instruction };
  const planned = await console.call('jobs.plan', { kind: 'by-hand', title, payload, window });
  return jobSchema.parse(planned).jobId;
}

async function start(console: ConsolePage, title: string, phoneIds: readonly string[]): Promise<number> {
  const jobId = await plan(console, title, phoneIds);
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  return jobId;
}

async function untilTasks(console: ConsolePage, count: number, withinMs = patientMs): Promise<readonly OperatorTask[]> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const { tasks } = tasksSchema.parse(await console.call('jobs.tasks', {}));
    if (tasks.length >= count) return tasks;
    if (performance.now() > deadline) throw new Error(`${tasks.length} tasks wait, not ${count}`);
    await console.page.waitForTimeout(lookEveryMs);
  }
}

async function answer(console: ConsolePage, isDone: boolean): Promise<void> {
  const [task] = await untilTasks(console, 1);
  if (task !== undefined) await console.call('jobs.answer', { attemptId: task.attemptId, isDone });
}

async function show(console: ConsolePage, jobId: number): Promise<void> {
  await console.open('jobs');
  await console.page.locator(`[data-job="${jobId}"]`).click();
  await console.page.locator(`[data-open-job="${jobId}"] [data-item]`).first().waitFor();
}

/** One row done, one given up, the others waiting for the operator. */
async function startHalfDone(console: ConsolePage, { phoneIds }: VirtualWorld): Promise<number> {
  const jobId = await start(console, '核对群公告', phoneIds);
  await answer(console, true);
  await untilTasks(console, Math.min(3, phoneIds.length - 1));
  await answer(console, false);
  return jobId;
}

/** The rules are read where they still stand above the page; else they have been. */
export async function readRules(console: ConsolePage): Promise<void> {
  const accept = console.page.locator('[data-act="accept-rules"]');
  if ((await accept.count()) > 0) await accept.click();
  await accept.waitFor({ state: 'detached' });
}

/** Every group that is known, or those that one phone lists. */
export async function groupsOf(console: ConsolePage, phoneId: string | null = null): Promise<readonly GroupRow[]> {
  const filter = { text: '', role: null, phoneId, setId: null, isQuestioned: false, order: 'name' } as const;
  const page = await console.call('groups.page', { filter, after: 0, limit: 2_000 });
  return procedures['groups.page'].output.parse(page).rows;
}

/** A renaming that a person was asked to do, and that was cancelled meanwhile: nobody knows whether it was done. */
async function startUnknown(console: ConsolePage, { phoneIds }: VirtualWorld): Promise<number> {
  const [phoneId = ''] = phoneIds;
  await readRules(console);
  await console.call('groups.read', { phoneId });
  const groupIds = (await groupsOf(console, phoneId)).map(({ groupId }) => groupId);
  await runJob(console, 'groups.read-info', { groupIds, withMembers: false });
  const rule = { kind: 'affix', prefix: '', suffix: '（新）' } as const;
  const preview = await console.call('groups.previewRename', { groupIds, rule, via: {} });
  const row = procedures['groups.previewRename'].output.parse(preview).rows.find(({ verdict }) => verdict === 'change');
  const accountId = row?.choices[0]?.accountId ?? '';
  await console.call('accounts.setMode', { accountId, mode: 'assist' });
  const window = { startAt: null, endAt: null };
  const payload = { groupIds: [row?.groupId ?? ''], rule };
  const planned = await console.call('jobs.plan', { kind: 'groups.rename', title: '改群名', payload, window });
  const { jobId } = jobSchema.parse(planned);
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  await untilTasks(console, 1, readTimeoutMs);
  await console.call('jobs.cancel', { jobId, itemIds: null });
  await console.until('somebody has to look', ({ jobs }) =>
    jobs.some((job) => job.jobId === jobId && job.counts['needs-review'] === 1),
  );
  await console.call('accounts.setMode', { accountId, mode: 'auto' });
  return jobId;
}

/** Plans it, says yes and waits for its end. */
export async function runJob(console: ConsolePage, kind: string, payload: unknown): Promise<void> {
  const window = { startAt: null, endAt: null };
  const { jobId } = jobSchema.parse(await console.call('jobs.plan', { kind, title: '读取', payload, window }));
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  await console.until(
    `${kind} is over`,
    ({ jobs }) => jobs.some((job) => job.jobId === jobId && job.state === 'over'),
    readTimeoutMs,
  );
}

/** Nothing of it goes on, and the next shot finds the devices page. */
async function leave(console: ConsolePage): Promise<void> {
  const { jobs } = await console.snapshot();
  for (const { jobId, state } of jobs) {
    if (state !== 'over' && state !== 'cancelled') await console.call('jobs.cancel', { jobId, itemIds: null });
  }
  await console.page.locator('.task-panel').waitFor({ state: 'detached' });
  await console.open('devices');
}

async function leaveDialog(console: ConsolePage): Promise<void> {
  await console.page.keyboard.press('Escape');
  await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
  await leave(console);
}

/** The jobs centre from its empty page to a job that is over, the panel of the operator, 全部停止. */
export const jobShots: readonly Shot<VirtualWorld>[] = [
  {
    name: 'jobs-none',
    texts: ['nav.jobs', 'jobs.page-text', 'jobs.none', 'jobs.none-text', 'jobs.new-hand-task', 'stop-all.button'],
    arrange: (console) => console.open('jobs'),
    leave: (console) => console.open('devices'),
  },
  {
    name: 'jobs-hand-task',
    texts: ['jobs.hand-title', 'jobs.hand-text', 'jobs.hand-steps', 'jobs.hand-phones', 'jobs.hand-plan'],
    arrange: async (console) => {
      await console.open('jobs');
      await console.button('jobs.new-hand-task').click();
      const dialog = console.page.getByRole('dialog');
      await dialog.getByLabel(console.text('jobs.hand-name')).fill('核对群公告');
      await dialog.getByLabel(console.text('jobs.hand-steps')).fill(instruction);
      await dialog.locator('[data-act="all-online"]').click();
    },
    leave: leaveDialog,
  },
  {
    name: 'jobs-plan',
    texts: ['jobs.standing.planned', 'jobs.verdict.ready', 'jobs.act.confirm', 'jobs.act.replan', 'job.kind.by-hand'],
    selectors: ['[data-item-state="planned"]'],
    arrange: async (console, { phoneIds }) => show(console, await plan(console, '核对群公告', phoneIds)),
    leave,
  },
  {
    name: 'jobs-confirm',
    texts: ['jobs.confirm-title', 'jobs.confirm-text', 'jobs.verdict.ready', 'act.cancel'],
    arrange: async (console, { phoneIds }) => {
      await show(console, await plan(console, '核对群公告', phoneIds));
      await console.page.locator('[data-act="job-confirm"]').click();
      await console.page.locator('.job-figures').waitFor();
    },
    leave: leaveDialog,
  },
  {
    name: 'jobs-running',
    texts: ['jobs.standing.running', 'job.item.waiting-for-operator', 'job.item.done', 'tasks.yes.act', 'tasks.next'],
    selectors: ['.task-panel', '[data-item-state="done"]', '[data-item-state="failed"]'],
    arrange: async (console, world) => {
      await show(console, await startHalfDone(console, world));
      await console.page.locator('[data-item-state="failed"]').first().waitFor();
      await console.page.locator('.task-panel').waitFor();
    },
    leave,
    alsoAt: { width: 1_280, height: 800 },
  },
  {
    name: 'jobs-row',
    texts: ['jobs.attempts', 'jobs.purpose.run', 'job.code.given-up.cause', 'jobs.act.retry-row', 'jobs.item.cure'],
    selectors: ['.job-panel [data-attempt]'],
    arrange: async (console, world) => {
      await show(console, await startHalfDone(console, world));
      await console.page.locator('[data-item-state="failed"]').first().click();
      await console.page.locator('.job-panel [data-attempt]').waitFor();
      await console.button('tasks.close').click();
    },
    leave: async (console) => {
      await console.page.locator('.job-panel .drawer-close').click();
      await leave(console);
    },
  },
  {
    name: 'jobs-stopped',
    texts: ['jobs.standing.stopped', 'jobs.act.resume', 'jobs.verify-first', 'job.code.stopped-all.short'],
    selectors: ['[data-item-state="ready"]'],
    arrange: async (console, world) => {
      await show(console, await startHalfDone(console, world));
      await console.page.locator('[data-act="stop-all"]').click();
      await console.page.locator('[data-job-standing="stopped"]').first().waitFor();
      // A message stays for as long as the pointer is on it.
      await console.page.mouse.move(0, 400);
      await console.page.locator('.ant-message-notice').first().waitFor({ state: 'detached', timeout: 20_000 });
    },
    leave,
  },
  {
    name: 'jobs-over',
    texts: ['jobs.standing.over-partly', 'jobs.act.retry', 'jobs.act.export', 'job.verified.operator', 'jobs.ended-at'],
    arrange: async (console, { phoneIds }) => {
      const jobId = await start(console, '核对群公告', phoneIds.slice(0, 6));
      for (let answered = 0; answered < Math.min(6, phoneIds.length); answered++) await answer(console, answered !== 2);
      await console.until('the job is over', ({ jobs }) =>
        jobs.some((job) => job.jobId === jobId && job.state === 'over'),
      );
      await show(console, jobId);
      await console.page.locator('[data-job-standing="over-partly"]').first().waitFor();
    },
    leave,
  },
  {
    name: 'jobs-export',
    texts: ['jobs.export-title', 'jobs.export-text', 'jobs.export-purpose'],
    arrange: async (console) => {
      await console.open('jobs');
      const over = console.page.locator('[data-job-standing="over-partly"]').first();
      await over.click();
      await console.page.locator('[data-act="job-export"]').click();
    },
    leave: leaveDialog,
  },
  {
    name: 'jobs-window',
    texts: ['jobs.standing.waiting', 'jobs.waits.before-window', 'jobs.next-run', 'jobs.window'],
    arrange: async (console, { phoneIds }) => {
      const startAt = Date.now() + 3 * hourMs;
      const planned = await console.call('jobs.plan', {
        kind: 'by-hand',
        title: '晚间核对群公告',
        payload: { phoneIds, instruction },
        window: { startAt, endAt: startAt + 2 * hourMs },
      });
      const { jobId } = jobSchema.parse(planned);
      await console.call('jobs.confirm', { jobId, isConfirmed: true });
      await show(console, jobId);
      await console.page.locator('[data-job-standing="waiting"]').first().waitFor();
    },
    leave,
  },
  {
    name: 'jobs-review',
    texts: ['jobs.review-title', 'jobs.review-done', 'jobs.review-not-done', 'job.item.needs-review', 'jobs.attempts'],
    selectors: ['.job-panel [data-attempt]'],
    arrange: async (console, world) => {
      const jobId = await startUnknown(console, world);
      await show(console, jobId);
      await console.page.locator('[data-item-state="needs-review"]').first().click();
      await console.page.locator('.job-panel [data-attempt]').waitFor();
    },
    leave: async (console) => {
      await console.page.locator('.job-panel .drawer-close').click();
      await console.open('devices');
    },
    alsoAt: { width: 1_280, height: 800 },
  },
];
