import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConsolePage } from '../support/console-pages/console-page.ts';
import { askForRestore, restoreBackup } from '../support/console-pages/restore-backup.ts';
import { damageDatabase, leaveBackup } from '../support/desk-states/broken-folder.ts';
import { launchConsole, type RunningConsole } from '../support/electron-app.ts';
import { freePort } from '../support/free-port.ts';

const yes = { isConfirmed: true } as const;

describe('a damaged database in real Electron', () => {
  let dataFolder: string;
  let database: string;
  let running: RunningConsole | null = null;

  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-restore-'));
    database = join(dataFolder, 'jiqun.db');
  });
  afterEach(async () => {
    await running?.close();
    running = null;
    rmSync(dataFolder, { recursive: true, force: true });
  });

  async function open(phones: number): Promise<ConsolePage> {
    running = await launchConsole({ dataFolder, adbPort: await freePort(), phones, flags: ['--no-adb-start'] });
    return new ConsolePage(running);
  }

  async function quit(): Promise<void> {
    await running?.close();
    running = null;
  }

  /** Leaves a desk of two virtual phones behind that has an operator, and whose first phone has that label. */
  async function work(label: string, operator: string): Promise<void> {
    const console = await open(2);
    const { phones } = await console.untilReady(2);
    await console.call('operators.create', { name: operator });
    await console.call('phones.setLabel', { phoneId: phones[0]?.phoneId ?? '', label });
    await quit();
  }

  const damagedFiles = (): string[] => readdirSync(dataFolder).filter((name) => name.startsWith('jiqun.db.damaged-'));

  it('is put aside by a click and a yes, and the phones and operators of the backup are there', async () => {
    await work('备份以前', '小王');
    const backup = leaveBackup(database);
    await work('备份以后', '小李');
    const bytes = damageDatabase(database);
    const console = await open(2);
    await restoreBackup(console);
    const { phones } = await console.untilReady(2);
    expect(phones.map(({ label }) => label)).toContain('备份以前');
    expect(await console.call('operators.list', {})).toMatchObject({ operators: [{ name: '小王' }] });
    const [kept = '', ...others] = damagedFiles();
    expect(others.filter((name) => !/-(?:wal|shm)$/u.test(name))).toEqual([]);
    expect(readFileSync(join(dataFolder, kept)).equals(bytes)).toBe(true);
    expect(existsSync(backup)).toBe(true);
    expect(await console.page.locator('.notice-good').innerText()).toContain(join(dataFolder, kept));
    const log = JSON.stringify(await console.call('audit.page', { beforeSeq: null, limit: 20 }));
    expect(log).toContain('"action":"console.restoreBackup"');
    expect(log).toContain(kept);
    expect(await console.call('audit.verify', {})).toMatchObject({ isIntact: true });
  });

  it('makes room for an empty one where there is no backup', async () => {
    await work('没有备份', '小王');
    const bytes = damageDatabase(database);
    const console = await open(0);
    await askForRestore(console);
    await console.button('restore.empty-confirm').click();
    await console.page.getByText(console.text('restored.empty')).waitFor();
    expect(await console.snapshot()).toMatchObject({ phones: [] });
    expect(readFileSync(join(dataFolder, damagedFiles()[0] ?? '')).equals(bytes)).toBe(true);
  });

  it('stays as it is when the operator does not say yes, or a call leaves the yes out', async () => {
    await work('前台', '小王');
    const bytes = damageDatabase(database);
    const console = await open(0);
    await askForRestore(console);
    await console.button('act.cancel').click();
    const forged = await console.page.evaluate(`window.jiqun.invoke('console.restoreBackup', {})`);
    expect(forged).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await console.ask('settings.get', {})).toMatchObject({ ok: false, error: { code: 'database-corrupt' } });
    expect(readFileSync(database).equals(bytes)).toBe(true);
    expect(damagedFiles()).toEqual([]);
  });

  it('is the only one that is restored: a console that runs refuses', async () => {
    const console = await open(0);
    expect(await console.ask('console.restoreBackup', yes)).toMatchObject({
      ok: false,
      error: { code: 'restore-not-needed' },
    });
    expect((await console.ask('settings.get', {})).ok).toBe(true);
    expect(damagedFiles()).toEqual([]);
  });
});
