import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformRulesVersion } from '../../electron/contract/accounts.ts';
import type { GroupRow } from '../../electron/contract/group-book.ts';
import { jobSchema } from '../../electron/contract/jobs.ts';
import { procedures } from '../../electron/contract/procedures.ts';
import { readTable } from '../../electron/tables/read-table.ts';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { openMachineAdb } from '../support/desk-states/machine-adb.ts';
import { valueOf } from '../support/device-layer.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';

const phoneCount = 2;
const patientMs = 120_000;
const chosenCount = 3;
const everything = { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' } as const;

describe('renaming groups', { timeout: patientMs }, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-rename-'));
  let adb: Awaited<ReturnType<typeof openMachineAdb>>;
  let running: RunningConsole;
  let console: ConsolePage;
  let chosen: readonly GroupRow[];

  const act = (name: string) => console.page.locator(`[data-act="${name}"]`);
  const next = () => act('wizard-next').click();
  const groups = async (): Promise<readonly GroupRow[]> => {
    const page = await console.call('groups.page', { filter: everything, after: 0, limit: 2_000 });
    return procedures['groups.page'].output.parse(page).rows;
  };
  const read = async (kind: string, payload: unknown): Promise<void> => {
    const window = { startAt: null, endAt: null };
    const { jobId } = jobSchema.parse(await console.call('jobs.plan', { kind, title: kind, payload, window }));
    await console.call('jobs.confirm', { jobId, isConfirmed: true });
    const isOver = (job: { jobId: number; state: string }): boolean => job.jobId === jobId && job.state === 'over';
    await console.until(`${kind} is over`, ({ jobs }) => jobs.some(isOver), patientMs);
  };
  const readLists = async (): Promise<void> => {
    const { phones } = await console.snapshot();
    await read('groups.read-list', { phoneIds: phones.map(({ phoneId }) => phoneId) });
  };
  /** What the phones themselves list the chosen groups as. */
  const namesOnPhones = async (): Promise<(string | undefined)[]> => {
    await readLists();
    const known = new Map((await groups()).map((group) => [group.groupId, group.name]));
    return chosen.map(({ groupId }) => known.get(groupId));
  };

  beforeAll(async () => {
    adb = await openMachineAdb();
    running = await launchConsole({ dataFolder, adbPort: adb.port, phones: phoneCount, flags: ['--no-adb-start'] });
    console = new ConsolePage(running);
    await console.untilReady(phoneCount);
    await console.call('operators.create', { name: '小王' });
    await console.call('rules.acknowledge', { version: platformRulesVersion });
    await readLists();
    const listed = await groups();
    await read('groups.read-info', { groupIds: listed.map(({ groupId }) => groupId), withMembers: false });
    const known = await groups();
    const { rows } = procedures['groups.previewRename'].output.parse(
      await console.call('groups.previewRename', {
        groupIds: known.map(({ groupId }) => groupId),
        rule: { kind: 'affix', prefix: '', suffix: '新' },
        via: {},
      }),
    );
    const unclear = new Set(
      rows.flatMap(({ groupId, problems }) =>
        problems.some(({ code }) => code === 'identity-unsure') ? [groupId] : [],
      ),
    );
    const isFit = ({ groupId, role, name }: GroupRow): boolean =>
      role === 'owner' && !unclear.has(groupId) && /^\p{L}/u.test(name);
    chosen = (await groups()).filter(isFit).slice(0, chosenCount);
    expect(chosen).toHaveLength(chosenCount);
  }, patientMs * 2);
  afterAll(async () => {
    await running.close();
    await adb.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('begins with the groups that were chosen by keyboard', async () => {
    await console.open('groups');
    await console.page.locator('.group-list').focus();
    await console.page.keyboard.press('Control+a');
    expect(await act('rename').innerText()).toContain(String((await groups()).length));
    await console.page.keyboard.press('Escape');
    for (const { name, groupId } of chosen) {
      await console.page.getByLabel(console.text('groups.search')).fill(name);
      await console.page.locator(`[data-group="${groupId}"] input`).check();
    }
    await act('rename').click();
    expect(await console.page.locator('[data-scope-group]').count()).toBe(chosenCount);
  });

  it('goes no further with a token that there is not', async () => {
    await next();
    await console.page.locator('[data-field="template"]').fill('{原群名}{店名}');
    await console.page.locator('.rule-sample .notice-bad').waitFor();
    expect(await act('wizard-next').isDisabled()).toBe(true);
  });

  it('shows each row with its account, and one message with the cure for names that are too long', async () => {
    await console.page.locator('[data-field="template"]').fill(`{原群名}${'长'.repeat(40)}`);
    await console.page.locator('[data-sample="blocked"]').first().waitFor();
    await next();
    await console.page.locator('[data-problem="too-long"]').waitFor();
    expect(await console.page.locator('[data-row-verdict="blocked"]').count()).toBe(chosenCount);
    expect(await console.page.locator('[data-problem="too-long"]').innerText()).toContain(chosen[0]?.name ?? '');
    expect(await console.page.locator('.via-cell').count()).toBe(chosenCount);
    expect(await act('wizard-next').isDisabled()).toBe(true);
    await act('wizard-back').click();
  });

  it('renames after the yes and no earlier, and ends with a result that the phones bear out', async () => {
    await console.page.locator('[data-field="template"]').fill('{原群名}{序号}');
    await console.page.locator('[data-sample="change"]').first().waitFor();
    await next();
    await console.page.locator('[data-row-verdict="change"]').first().waitFor();
    await next();
    await console.page.locator('[data-rename-step="confirm"] [data-item-state="planned"]').first().waitFor();
    expect(await namesOnPhones()).toEqual(chosen.map(({ name }) => name));
    await next();
    await act('restore-names').waitFor({ timeout: patientMs });
    expect(await console.page.locator('[data-item-state="done"]').count()).toBe(chosenCount);
    const after = await namesOnPhones();
    expect(after.map((name) => name?.replace(/\d\d$/, '#'))).toEqual(chosen.map(({ name }) => `${name}#`));
  });

  it('takes the result out as a workbook that names every group', async () => {
    const path = join(dataFolder, 'result.xlsx');
    await running.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await act('job-export').click();
    await console.page.getByRole('dialog').getByRole('textbox').fill('核对');
    await console.button('jobs.act.export').click();
    await console.page.locator('.ant-modal-wrap').waitFor({ state: 'hidden' });
    const table = valueOf(await readTable(readFileSync(path), { maxRows: 100, maxColumns: 40 }));
    expect(table.rows.map(({ cells }) => cells[4])).toEqual(chosen.map(({ name }) => name));
  });

  it('takes the names back, all but the one that somebody gave another name since', async () => {
    const [stranger, ...others] = chosen;
    if (stranger === undefined) throw new Error('nothing was chosen');
    const window = { startAt: null, endAt: null };
    const rule = { kind: 'table', names: { [stranger.groupId]: `${stranger.name}另` } };
    const payload = { groupIds: [stranger.groupId], rule };
    const other = jobSchema.parse(
      await console.call('jobs.plan', { kind: 'groups.rename', title: '另改', payload, window }),
    );
    await console.call('jobs.confirm', { jobId: other.jobId, isConfirmed: true });
    const isOver = (job: { jobId: number; state: string }): boolean =>
      job.jobId === other.jobId && job.state === 'over';
    await console.until('the other renaming is over', ({ jobs }) => jobs.some(isOver), patientMs);
    expect((await groups()).find(({ groupId }) => groupId === stranger.groupId)?.name).toBe(`${stranger.name}另`);
    await act('restore-names').click();
    await console.page.locator('[data-problem="changed-since-job"]').waitFor();
    expect(await console.page.locator('[data-row-verdict="change"]').count()).toBe(others.length);
    await next();
    await console.page.locator('[data-rename-step="confirm"] [data-item-state="planned"]').first().waitFor();
    await next();
    await act('restore-names').waitFor({ timeout: patientMs });
    expect(await namesOnPhones()).toEqual([`${stranger.name}另`, ...others.map(({ name }) => name)]);
  });
});
