import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportDraftSchema } from '../../electron/contract/reports.ts';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';
import { openMachineAdb } from '../support/desk-states/machine-adb.ts';

const phoneCount = 2;
const folder = mkdtempSync(join(tmpdir(), 'jiqun-exports-'));
let running: RunningConsole;
let console: ConsolePage;
let adb: Awaited<ReturnType<typeof openMachineAdb>>;

beforeAll(async () => {
  adb = await openMachineAdb();
  running = await launchConsole({ dataFolder: join(folder, 'data'), adbPort: adb.port, phones: phoneCount });
  console = new ConsolePage(running);
  await console.untilReady(phoneCount);
  await console.call('operators.create', { name: '小王' });
});

afterAll(async () => {
  await running.close();
  await adb.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Whoever sits at the desk chooses this place in the dialog, or (null) closes it. */
async function answerDialog(filePath: string | null): Promise<void> {
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
  }, filePath);
}

async function draftBundle(): Promise<{ draftId: string; names: string[] }> {
  const { draftId, files } = reportDraftSchema.parse(await console.call('reports.draftBundle', {}));
  return { draftId, names: files.map(({ name }) => name) };
}

test('a report goes where the operator says in the dialog', async () => {
  const { phones } = await console.snapshot();
  const phoneIds = phones.map(({ phoneId }) => phoneId);
  const draft = reportDraftSchema.parse(await console.call('reports.draftPhones', { phoneIds }));
  expect(draft.unasked).toEqual([]);
  const path = join(folder, 'report.zip');
  await answerDialog(path);
  const names = draft.files.map(({ name }) => name).filter((name) => !name.includes('logcat'));
  await console.call('reports.save', { draftId: draft.draftId, names, path: null });
  expect(Object.keys(unzipSync(readFileSync(path))).toSorted((a, b) => a.localeCompare(b))).toEqual(
    names.toSorted((a, b) => a.localeCompare(b)),
  );
});

test('a bundle has the log of this console, without the folder that it runs in', async () => {
  const path = join(folder, 'bundle.zip');
  await answerDialog(path);
  await console.call('reports.save', { ...(await draftBundle()), path: null });
  const files = unzipSync(readFileSync(path));
  const log = Buffer.from(files['logs/main.log'] ?? []).toString('utf8');
  expect(log.length).toBeGreaterThan(0);
  expect(log).not.toContain(folder);
});

test('a dialog that is closed saves nothing and leaves no line', async () => {
  await answerDialog(null);
  expect(await console.call('reports.save', { ...(await draftBundle()), path: null })).toMatchObject({ path: null });
});

test('the page itself cannot name a file to write', async () => {
  const path = join(folder, 'chosen-by-the-page.zip');
  expect(await console.ask('reports.save', { ...(await draftBundle()), path })).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', detail: { field: 'path', rule: 'not-allowed' } },
  });
});

test('the desk sheet is saved as a PDF', async () => {
  await console.open('shift');
  await console.button('sheet.desk').click();
  const path = join(folder, 'desk.pdf');
  await answerDialog(path);
  await console.button('sheet.save-pdf').click();
  await console.page.getByText(console.text('report.saved')).waitFor();
  const pdf = readFileSync(path);
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  // An empty page takes less than 2 kB; the fonts of the words on it take more than that.
  expect(pdf.length).toBeGreaterThan(10_000);
  await console.page.keyboard.press('Escape');
});

test('a saved default view is how the list looks after the window was loaded anew', async () => {
  const filter = {
    search: '',
    group: null,
    states: [],
    verdicts: [],
    hostIds: [],
    tags: [],
    bands: [],
    isVirtual: null,
  };
  const order = { key: 'number', isDescending: true } as const;
  const content = { filter, order, hiddenColumns: ['groups', 'route'], layout: 'table' } as const;
  await console.call('views.save', {
    viewId: null,
    name: '倒序',
    isDefault: true,
    content: { ...content, hiddenColumns: [...content.hiddenColumns] },
  });
  await console.untilLoaded();
  await console.page.reload();
  await console.page.locator('[data-phone-id]').first().waitFor();
  await console.page.getByText('倒序', { exact: true }).waitFor();
  expect(await console.page.locator('.phone-header .cell-of-groups').count()).toBe(0);
  const numbers = await console.page.locator('[data-phone-id] .cell-of-number').allInnerTexts();
  expect(numbers.map((text) => Number.parseInt(text, 10))).toEqual([2, 1]);
});
