import type { Locator } from 'playwright-core';
import { z } from 'zod';
import { accountSchema } from '../../../electron/contract/accounts.ts';
import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import type { Snapshot } from '../../../electron/contract/desk.ts';
import { jobItemSchema, operatorTaskSchema, type JobItem, type OperatorTask } from '../../../electron/contract/jobs.ts';
import type { ConsolePage } from '../console-pages/console-page.ts';

const patientMs = 120_000;
const lookEveryMs = 40;
const clickMs = 1_000;

/** What an operator does in the window to have groups renamed, click by click. */
export class OperatorAtPage {
  readonly #console: ConsolePage;

  constructor(console: ConsolePage) {
    this.#console = console;
  }

  /** Says who he is, and to have read the platforms' rules: first as nobody, then as himself. */
  async introduce(name: string): Promise<void> {
    const { page } = this.#console;
    await this.act('accept-rules').click();
    await page.locator('.operator-button').click();
    const question = page.getByRole('dialog');
    await question.getByLabel(this.#console.text('operators.new')).fill(name);
    await question.getByRole('button', { name: this.#console.text('operators.confirm') }).click();
    await this.act('accept-rules').click();
    await this.act('accept-rules').waitFor({ state: 'detached' });
  }

  /** Has the phones read which groups there are. */
  async readLists(): Promise<void> {
    await this.#console.open('groups');
    await this.#runJob('groups.read-list', () => this.act('read-lists').click());
  }

  /** Has the pages of those groups read whose names hold the text. */
  async readInfo(text: string): Promise<void> {
    await this.choose(text);
    await this.#runJob('groups.read-info', () => this.act('read-info').click());
  }

  /** Shows the groups whose names hold the text, and ticks all of them. */
  async choose(text: string): Promise<void> {
    await this.#openGroups();
    const { page } = this.#console;
    await page.getByLabel(this.#console.text('groups.search')).fill(text);
    const others = page.locator('[data-group]').filter({ hasNotText: text });
    await page.locator('[data-group]').first().waitFor();
    await others.first().waitFor({ state: 'detached' });
    const clear = this.act('clear-chosen');
    if ((await clear.count()) > 0) await clear.click();
    await page.getByLabel(this.#console.text('groups.select-all')).check();
  }

  /** The list of groups, also where a renaming was left open. */
  async #openGroups(): Promise<void> {
    await this.#console.open('groups');
    const close = this.act('wizard-close');
    if ((await close.count()) > 0) await close.click();
    await close.waitFor({ state: 'detached' });
  }

  /** Chooses in the list of accounts who touches the messenger on that phone. */
  async chooseMode(phoneId: string, mode: ExecutionMode): Promise<void> {
    const { page } = this.#console;
    const accounts = await this.#accounts();
    const accountId = accounts.find((account) => account.phoneId === phoneId)?.accountId ?? '';
    await this.#openGroups();
    await this.act('accounts').click();
    const row = page.locator(`[data-account="${accountId}"]`);
    await row.getByText(this.#console.text(`accounts.mode.${mode}`), { exact: true }).click();
    await row.getByText(this.#console.text('accounts.mode-by', { name: await this.#name() })).waitFor();
    await page.keyboard.press('Escape');
    await row.waitFor({ state: 'detached' });
  }

  /** The same for all accounts, without the window. */
  async setModes(mode: ExecutionMode): Promise<void> {
    for (const { accountId } of await this.#accounts()) {
      await this.#console.call('accounts.setMode', { accountId, mode });
    }
  }

  /** Goes through the wizard for the groups whose names hold the text, up to the plan; answers how many rows would run. */
  async planPrefix(text: string, prefix: string): Promise<void> {
    const { page } = this.#console;
    await this.choose(text);
    await this.act('rename').click();
    const next = this.act('wizard-next');
    await next.click();
    await page.getByText(this.#console.text('groups.rule.affix'), { exact: true }).click();
    await page.locator('input[data-field="prefix"]').fill(prefix);
    await page.locator('[data-sample="change"]').first().waitFor();
    await next.click();
    await page.locator('[data-row-verdict="change"]').first().waitFor();
    await next.click();
    await page.locator('[data-rename-step="confirm"]').waitFor();
  }

  /** Says yes to the plan in the wizard; answers the id of the job. */
  async confirmPlan(): Promise<number> {
    const { page } = this.#console;
    await page.locator('[data-rename-step="confirm"] [data-act="wizard-next"]').click();
    const { jobs } = await this.#console.until('the renaming runs', (desk) =>
      desk.jobs.some(({ kind, state }) => kind === 'groups.rename' && state === 'running'),
    );
    return Math.max(...jobs.filter(({ kind }) => kind === 'groups.rename').map(({ jobId }) => jobId));
  }

  /** Waits until so many tasks wait for him; answers them in the order of the panel. */
  async tasks(count: number): Promise<readonly OperatorTask[]> {
    const deadline = performance.now() + patientMs;
    for (;;) {
      const answer = await this.#console.call('jobs.tasks', {});
      const { tasks } = z.object({ tasks: z.array(operatorTaskSchema) }).parse(answer);
      if (tasks.length >= count) return tasks;
      if (performance.now() > deadline) throw new Error(`${tasks.length} tasks wait, not ${count}`);
      await this.#console.page.waitForTimeout(lookEveryMs);
    }
  }

  /** Brings the task to the front of the panel; answers the panel's part with it. */
  async openTask({ attemptId }: OperatorTask): Promise<Locator> {
    const { page } = this.#console;
    const shown = page.locator(`.task-panel [data-task="${attemptId}"]`);
    const waiting = page.locator(`.task-panel [data-choose-task="${attemptId}"]`);
    const deadline = performance.now() + patientMs;
    while ((await shown.count()) === 0) {
      if (performance.now() > deadline) throw new Error(`the task ${attemptId} is not in the panel`);
      // It may come to the front by itself right when it is clicked, as the one before it has ended.
      await waiting.click({ timeout: clickMs }).catch(() => undefined);
    }
    return shown;
  }

  /** Answers a task in the panel: it is done, or it is not going to be done. */
  async answer(task: OperatorTask, isDone: boolean): Promise<void> {
    const shown = await this.openTask(task);
    await shown.locator(`[data-act="${isDone ? 'task-done' : 'task-given-up'}"]:enabled`).click();
    await shown.waitFor({ state: 'detached' });
  }

  /** Shows a job on the jobs page. */
  async openJob(jobId: number): Promise<void> {
    await this.#console.open('jobs');
    const { page } = this.#console;
    const openRow = page.locator('.job-panel .drawer-close');
    if ((await openRow.count()) > 0) await openRow.click();
    await page.locator(`[data-job="${jobId}"]`).click();
    await page.locator(`[data-open-job="${jobId}"]`).waitFor();
  }

  async items(jobId: number): Promise<readonly JobItem[]> {
    const answer = await this.#console.call('jobs.items', { jobId, states: [], offset: 0, limit: 500 });
    return z.object({ entries: z.array(jobItemSchema) }).parse(answer).entries;
  }

  /** Waits until the row of that phone is in one of the states; answers it. */
  async untilRow(jobId: number, phoneId: string, states: readonly JobItem['state'][]): Promise<JobItem> {
    const deadline = performance.now() + patientMs;
    for (;;) {
      const items = await this.items(jobId);
      const row = items.find((item) => item.phoneId === phoneId);
      if (row !== undefined && states.includes(row.state)) return row;
      if (performance.now() > deadline) throw new Error(`the row is ${row?.state ?? 'not there'}: ${row?.code ?? ''}`);
      await this.#console.page.waitForTimeout(lookEveryMs);
    }
  }

  act(name: string): Locator {
    return this.#console.page.locator(`[data-act="${name}"]`);
  }

  async #accounts(): Promise<readonly z.output<typeof accountSchema>[]> {
    const answer = await this.#console.call('accounts.list', {});
    return z.object({ accounts: z.array(accountSchema) }).parse(answer).accounts;
  }

  async #name(): Promise<string> {
    const { operator } = await this.#console.snapshot();
    return operator?.name ?? '';
  }

  /** Waits until the job of that kind is over that a click has begun. */
  async #runJob(kind: string, begin: () => Promise<void>): Promise<void> {
    const before = await this.#console.snapshot();
    const newest = Math.max(0, ...before.jobs.map(({ jobId }) => jobId));
    await begin();
    const isOver = ({ jobs }: Snapshot): boolean =>
      jobs.some((job) => job.jobId > newest && job.kind === kind && job.state === 'over');
    await this.#console.until(`${kind} is over`, isOver, patientMs);
  }
}
