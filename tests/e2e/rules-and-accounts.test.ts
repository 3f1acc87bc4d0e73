import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobSchema } from '../../electron/contract/jobs.ts';
import { procedures } from '../../electron/contract/procedures.ts';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { openMachineAdb } from '../support/desk-states/machine-adb.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';

const phoneCount = 2;
const readTimeoutMs = 120_000;
const window = { startAt: null, endAt: null };
const everything = { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' } as const;

describe('the platform’s rules and the accounts', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-rules-'));
  let adb: Awaited<ReturnType<typeof openMachineAdb>>;
  let running: RunningConsole;
  let console: ConsolePage;

  const act = (name: string) => console.page.locator(`[data-act="${name}"]`);
  const runJob = async (kind: string, payload: unknown): Promise<void> => {
    const { jobId } = jobSchema.parse(await console.call('jobs.plan', { kind, title: '读取', payload, window }));
    await console.call('jobs.confirm', { jobId, isConfirmed: true });
    const isOver = ({ jobs }: { readonly jobs: readonly { jobId: number; state: string }[] }): boolean =>
      jobs.some((job) => job.jobId === jobId && job.state === 'over');
    await console.until(`${kind} is over`, isOver, readTimeoutMs);
  };
  /** A plan to rename one group that may be renamed. */
  const planRename = async (suffix: string): Promise<number> => {
    const page = await console.call('groups.page', { filter: everything, after: 0, limit: 500 });
    const groupIds = procedures['groups.page'].output.parse(page).rows.map(({ groupId }) => groupId);
    const rule = { kind: 'affix', prefix: '', suffix } as const;
    const preview = await console.call('groups.previewRename', { groupIds, rule, via: {} });
    const rows = procedures['groups.previewRename'].output.parse(preview).rows;
    const groupId = rows.find(({ verdict }) => verdict === 'change')?.groupId ?? '';
    const payload = { groupIds: [groupId], rule };
    const planned = await console.call('jobs.plan', { kind: 'groups.rename', title: '改群名', payload, window });
    return jobSchema.parse(planned).jobId;
  };
  const confirmInPage = async (jobId: number): Promise<void> => {
    await console.open('jobs');
    await console.page.locator(`[data-job="${jobId}"]`).click();
    await act('job-confirm').click();
    await console.page
      .getByRole('dialog')
      .getByRole('button', { name: console.text('jobs.act.confirm') })
      .click();
  };
  const stateOf = async (jobId: number): Promise<string> =>
    jobSchema.parse(await console.call('jobs.get', { jobId })).state;

  beforeAll(async () => {
    adb = await openMachineAdb();
    running = await launchConsole({ dataFolder, adbPort: adb.port, phones: phoneCount, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    const desk = await console.untilReady(phoneCount);
    await console.call('operators.create', { name: '小王' });
    await runJob('groups.read-list', { phoneIds: desk.phones.map(({ phoneId }) => phoneId) });
    const page = await console.call('groups.page', { filter: everything, after: 0, limit: 500 });
    const groupIds = procedures['groups.page'].output.parse(page).rows.map(({ groupId }) => groupId);
    await runJob('groups.read-info', { groupIds, withMembers: false });
  }, readTimeoutMs * 2);
  afterAll(async () => {
    await running.close();
    await adb.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('stand in front of the first act that changes a messenger; put away, nothing is done', async () => {
    const jobId = await planRename('一');
    await confirmInPage(jobId);
    await console.page.locator('[data-rules-dialog]').waitFor();
    expect(await console.page.locator('[data-rules-dialog]').innerText()).toContain(console.text('rules.restrict'));
    await console.page.keyboard.press('Escape');
    await console.page.locator('[data-rules-dialog]').waitFor({ state: 'detached' });
    expect(await stateOf(jobId)).toBe('planned');
    await console.page.keyboard.press('Escape');
    await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
  });

  it('are confirmed by name and version, and the act goes on by itself then', async () => {
    const jobId = await planRename('二');
    await confirmInPage(jobId);
    await act('confirm-rules').click();
    await console.until('the plan is confirmed', ({ jobs }) =>
      jobs.some((job) => job.jobId === jobId && job.confirmedBy === '小王'),
    );
    const rules = procedures['rules.state'].output.parse(await console.call('rules.state', {}));
    expect(rules.acknowledgedAt).not.toBeNull();
    const page = await console.call('audit.page', { beforeSeq: null, limit: 100 });
    const { entries } = procedures['audit.page'].output.parse(page);
    expect(entries.find(({ action }) => action === 'rules.acknowledge')).toMatchObject({ operatorName: '小王' });
    await console.until('it is over', ({ jobs }) => jobs.some((job) => job.jobId === jobId && job.state === 'over'));
  });

  it('are asked of the next operator anew', async () => {
    await console.call('operators.create', { name: '小李' });
    const jobId = await planRename('三');
    expect(await console.ask('jobs.confirm', { jobId, isConfirmed: true })).toMatchObject({
      ok: false,
      error: { code: 'rules-not-acknowledged', detail: { operator: '小李' } },
    });
    await console.call('jobs.cancel', { jobId, itemIds: null });
  });

  it('accounts show phone, own name, masked id and mode, which a named operator chooses', async () => {
    await console.open('groups');
    await act('accounts').click();
    const rows = console.page.locator('[data-account]');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(phoneCount);
    expect(await rows.first().innerText()).toMatch(/•/u);
    await rows.first().getByText(console.text('accounts.mode.manual'), { exact: true }).click();
    await rows
      .first()
      .getByText(console.text('accounts.mode-by', { name: '小李' }))
      .waitFor();
    const { accounts } = procedures['accounts.list'].output.parse(await console.call('accounts.list', {}));
    expect(accounts[0]).toMatchObject({ mode: 'manual', modeChosenBy: '小李' });
    await console.page.keyboard.press('Escape');
  });

  it('renaming stands in the audit page as one sentence, found by its part and exported nowhere by itself', async () => {
    await console.open('audit');
    await console.page.getByLabel(console.text('audit.filter.text')).first().fill('二');
    await console.page.keyboard.press('Enter');
    const line = console.page.locator('[data-audit-seq]', { hasText: console.text('audit.action.jobs.act') }).first();
    await line.waitFor();
    expect(await line.innerText()).toContain(console.text('audit.act-confirmed', { name: '小王' }));
  });
});
