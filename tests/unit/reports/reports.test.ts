import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { writeArchive } from '../../../electron/devices/reports/archive.ts';
import { Drafts } from '../../../electron/devices/reports/drafts.ts';
import { readLogFiles } from '../../../electron/devices/reports/log-files.ts';
import { maskFiles } from '../../../electron/devices/reports/masked-files.ts';
import type { PhoneOutput } from '../../../electron/devices/reports/phone-outputs.ts';
import { filesOfReport } from '../../../electron/devices/reports/phone-report.ts';
import { reportCommands } from '../../../electron/devices/reports/report-commands.ts';
import { secretsOf, withoutSecrets } from '../../../electron/devices/reports/safe-settings.ts';
import { createPathFiles } from '../../../electron/headless/path-files.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { samplePhone } from '../renderer/sample-phone.ts';

const { signal } = new AbortController();

describe('the report of a phone', () => {
  it('is one file a command, named by tool, model, skin and Android, with an index', () => {
    const output: PhoneOutput = {
      name: 'dumpsys-battery',
      command: 'dumpsys battery',
      section: 'battery',
      isNumbersOnly: false,
      isLog: false,
      text: 'level: 80\n',
      exitCode: 0,
      fault: null,
      readAt: 0,
    };
    const files = filesOfReport({ phone: samplePhone(), outputs: [output], fault: null }, 'phone-1/');
    expect(files.map(({ name }) => name)).toEqual([
      'phone-1/SOURCES.md',
      'phone-1/health.json',
      'phone-1/dumpsys-battery-redmi-7-miui-11-a9.txt',
    ]);
    expect(files[0]?.text).toContain('| dumpsys-battery-redmi-7-miui-11-a9.txt | `dumpsys battery` | 0 |');
  });

  it('says nothing of what people wrote about the phone', () => {
    const phone = samplePhone({ label: '老周的手机', note: '密码 2580', tags: ['秘密'] });
    const text = filesOfReport({ phone, outputs: [], fault: 'phone-busy' }, '')
      .map((file) => file.text)
      .join('\n');
    expect(['老周', '2580', '秘密'].filter((word) => text.includes(word))).toEqual([]);
    expect(text).toContain('phone-busy');
  });

  it.each([25, 28, 34])(
    'asks a phone of SDK %d for each section of the poll once, and for no IMEI and no account',
    (sdk) => {
      const commands = reportCommands(sdk);
      const sections = commands.flatMap(({ section }) => section ?? []);
      expect(new Set(sections).size).toBe(sections.length);
      expect(sections.length).toBeGreaterThanOrEqual(16);
      expect(commands.filter(({ command }) => /iphonesubinfo|account/.test(command))).toEqual([]);
    },
  );
});

describe('settings for support', () => {
  it('show numbers, switches and choices, and of every other text only that it is set', () => {
    const shown = withoutSecrets({ ...defaultSettings, adbPath: '/home/zhou/adb', lockPolicy: 'none' });
    expect(shown).toMatchObject({ pollIntervalMs: 60_000, lockPolicy: 'none', adbPath: '(set, not shown)' });
  });

  it('give the texts that came with no console as secrets, so that a log that quotes one is masked', () => {
    const forbiddenWords = [...defaultSettings.forbiddenWords, '周氏连锁'];
    const values = secretsOf({ ...defaultSettings, forbiddenWords, adbPath: '/home/zhou/adb' });
    expect(values.map(({ value }) => value).toSorted()).toEqual(['/home/zhou/adb', '周氏连锁']);
  });
});

describe('masking of an export', () => {
  it('masks in one file what only another text tells to be a name', () => {
    const [log] = maskFiles(null, {
      salt: 's',
      known: [{ kind: 'free-text', value: '夜班密码 7391' }],
      kept: [],
      learned: [{ text: 'SSID: "Depot_West", BSSID: <none>' }],
      files: [{ name: 'a.log', text: 'joined Depot_West; 夜班密码 7391' }],
    });
    expect(log?.text).toMatch(/^joined WIFI-\w+; hidden-\w+$/);
    expect(log?.counts).toEqual([
      { kind: 'network-name', count: 1 },
      { kind: 'free-text', count: 1 },
    ]);
    expect(log?.places.map(({ from, to }) => log.text.slice(from, to))).toEqual(
      log?.text.match(/(?:WIFI|hidden)-\w+/g),
    );
  });
});

describe('an archive', () => {
  it('gives every text back, long ones and empty ones too', async () => {
    const files = [
      { name: 'a/空.txt', text: '' },
      { name: 'b.txt', text: '行\n'.repeat(200_000) },
      { name: 'c.txt', text: 'x'.repeat(64 * 1024) },
    ];
    const found = unzipSync(await writeArchive(files, Date.UTC(2026, 1, 3)));
    const texts = Object.entries(found).map(([name, bytes]) => ({ name, text: Buffer.from(bytes).toString('utf8') }));
    expect(texts).toEqual(files);
  });
});

describe('drafts', () => {
  it('are held three at a time, and a dropped one not at all', () => {
    const drafts = new Drafts();
    const view = { kind: 'bundle', createdAt: 0, suggestedName: 'n', files: [], unasked: [] } as const;
    for (const draftId of ['a', 'b', 'c', 'd']) {
      drafts.add({ view: { ...view, draftId, files: [], unasked: [] }, files: new Map() });
    }
    drafts.drop('c');
    expect(['a', 'b', 'c', 'd'].filter((draftId) => drafts.get(draftId).ok)).toEqual(['b', 'd']);
    expect(drafts.get('a')).toMatchObject({ error: { code: 'report-gone' } });
  });
});

describe('log files', () => {
  it('are read from their newest part on, by whole lines', async () => {
    const folder = join(makeTempFolder(), 'logs');
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.log'), `${'old line\n'.repeat(100_000)}newest\n`);
    writeFileSync(join(folder, 'notes.txt'), 'no log');
    const logs = await readLogFiles(folder);
    expect(logs.map(({ name }) => name)).toEqual(['logs/main.log']);
    expect(logs[0]?.text).toMatch(/^(?:old line\n)+newest\n$/);
    expect(logs[0]?.text.length).toBeLessThanOrEqual(512 * 1024);
  });

  it('that cannot be read say so in their place', async () => {
    const folder = join(makeTempFolder(), 'logs');
    mkdirSync(join(folder, 'main.log'), { recursive: true });
    expect(await readLogFiles(folder)).toEqual([{ name: 'logs/main.log', text: 'not read: EISDIR\n' }]);
    const file = join(makeTempFolder(), 'logs');
    writeFileSync(file, '');
    expect(await readLogFiles(file)).toEqual([{ name: 'logs/not-read.txt', text: 'not read: ENOTDIR\n' }]);
  });

  it('are none where there is no folder', async () => {
    expect(await readLogFiles(null)).toEqual([]);
    expect(await readLogFiles(join(makeTempFolder(), 'missing'))).toEqual([]);
  });
});

function save(path: string | null): Promise<Outcome<string | null>> {
  return createPathFiles().save({ suggestedName: 'n', bytes: Buffer.from('x'), path }, signal);
}

describe('a file saved without a window', () => {
  it('goes to the path that was named', async () => {
    const path = join(makeTempFolder(), 'a.zip');
    expect(await save(path)).toEqual({ ok: true, value: path });
    expect(readFileSync(path, 'utf8')).toBe('x');
  });

  it('never replaces one that is there', async () => {
    const path = join(makeTempFolder(), 'a.zip');
    writeFileSync(path, 'mine');
    expect(await save(path)).toMatchObject({ error: { code: 'invalid-input', detail: { rule: 'exists' } } });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it.each([
    [null, 'invalid-input', 'missing'],
    ['relative.zip', 'invalid-input', 'absolute'],
  ])('needs an absolute path: %s', async (path, code, rule) => {
    expect(await save(path)).toMatchObject({ error: { code, detail: { field: 'path', rule } } });
  });

  it('says what the system said when it cannot be written', async () => {
    const path = join(makeTempFolder(), 'no-such-folder', 'a.zip');
    expect(await save(path)).toMatchObject({ error: { code: 'file-not-saved', detail: { reason: 'ENOENT' } } });
    expect(existsSync(path)).toBe(false);
  });
});
