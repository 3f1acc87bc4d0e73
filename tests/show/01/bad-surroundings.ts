import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ErrorCode, Fault, Outcome } from '../../../electron/contract/outcome.ts';
import { migrations } from '../../../electron/database.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { openStore } from '../../../electron/store/open-store.ts';
import { openTestConsole, type TestConsole } from '../../support/services.ts';
import { canMountSmallDisk, fillDisk, mountDisk, smallDiskNeeds } from '../../support/small-disk.ts';
import { exactly, leftOut, type Figure, type ShowLine } from '../show-line.ts';

const textsSchema = z.record(z.string(), z.string());
const languages = ['zh-CN', 'en'] as const;

/** Bad input and bad surroundings: each is told by its own code, has cause and cure in both languages, and costs nothing. */
export const badSurroundings: ShowLine = {
  id: '01.8',
  title: 'unknown host, endless label, damaged or newer database, full disk, second process',
  hasShortForm: true,
  limitMs: 120_000,
  async run({ isShort, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'jiqun-show-'));
    try {
      return [
        ...(await showBadInput(join(folder, 'input'), say)),
        ...(await showSecondProcess(join(folder, 'second'))),
        ...(await showNewerDatabase(join(folder, 'newer'))),
        ...(await showDamagedDatabase(join(folder, 'damaged'))),
        ...(await showFullDisk(join(folder, 'full'), isShort)),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function showBadInput(dataFolder: string, say: (text: string) => void): Promise<Figure[]> {
  const console = await openOrThrow({ dataFolder, phones: 1 });
  try {
    say('waiting for one virtual phone');
    const { phones } = await console.waitFor((desk) => desk.phones.some(({ state }) => state === 'ready'), 60_000);
    const phoneId = phones[0]?.phoneId ?? '';
    await console.call('operators.create', { name: '小王' });
    await console.call('phones.setLabel', { phoneId, label: '前台' });
    const label = await console.call('phones.setLabel', { phoneId, label: '长'.repeat(10_000) });
    const host = await console.call('hosts.add', { name: '二楼', address: 'no-such-host.invalid', port: 5_038 });
    const after = await console.snapshot();
    return [
      ...tells('10 000-character label', label, 'invalid-input'),
      exactly('label after it', after.phones[0]?.label ?? '', '前台'),
      ...tells('host that does not resolve', host, 'host-unresolvable'),
      exactly('hosts after it', after.hosts.filter(({ kind }) => kind === 'remote').length, 0),
    ];
  } finally {
    await console.services.dispose();
  }
}

async function showSecondProcess(dataFolder: string): Promise<Figure[]> {
  const first = await openOrThrow({ dataFolder });
  try {
    const second = await openTestConsole({ dataFolder });
    const isNamed = !second.ok && second.error.detail?.['pid'] === process.pid;
    return [
      ...tells('second console on the folder', second, 'data-folder-locked'),
      exactly('the owner is named', String(isNamed), 'true'),
      exactly('the first one works on', String((await first.call('settings.get', {})).ok), 'true'),
    ];
  } finally {
    await first.services.dispose();
  }
}

async function showNewerDatabase(dataFolder: string): Promise<Figure[]> {
  const file = await leaveDatabase(dataFolder);
  const future = { version: 9_000, name: 'of a later release', up: () => undefined };
  const options = { file, clock: createSystemClock(), logger: silentLogger };
  const opened = openStore({ ...options, migrations: [...migrations, future] });
  if (opened.ok) opened.value.dispose();
  const bytes = readFileSync(file);
  const refused = await openTestConsole({ dataFolder });
  return [...tells('newer database', refused, 'database-newer'), staysAsItIs('newer database', file, bytes)];
}

async function showDamagedDatabase(dataFolder: string): Promise<Figure[]> {
  const file = await leaveDatabase(dataFolder);
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4_096, 40_960);
  writeFileSync(file, bytes);
  const refused = await openTestConsole({ dataFolder });
  return [...tells('damaged database', refused, 'database-corrupt'), staysAsItIs('damaged database', file, bytes)];
}

async function showFullDisk(folder: string, isShort: boolean): Promise<Figure[]> {
  if (!canMountSmallDisk) return [leftOut('full disk', smallDiskNeeds, isShort)];
  const unmount = mountDisk(folder, 4);
  const console = await openOrThrow({ dataFolder: join(folder, 'data') });
  try {
    await console.call('operators.create', { name: '小王' });
    const makeRoom = fillDisk(folder);
    const { refused, createdCount } = await createUntilRefused(console);
    const whileFull = await countOperators(console);
    makeRoom();
    await console.call('operators.create', { name: '有空间了' });
    const chain = await console.call('audit.verify', {});
    return [
      ...tells('full disk', refused, 'disk-full'),
      exactly('operators that can be read while it is full', whileFull, createdCount + 1),
      exactly('operators once there is room', await countOperators(console), createdCount + 2),
      exactly('audit log intact', String(chain.ok && JSON.stringify(chain.value).includes('"isIntact":true')), 'true'),
    ];
  } finally {
    await console.services.dispose();
    unmount();
  }
}

async function createUntilRefused(console: TestConsole): Promise<{ refused: Outcome<unknown>; createdCount: number }> {
  let createdCount = 0;
  for (;;) {
    const refused = await console.call('operators.create', { name: `操作员${createdCount}` });
    if (!refused.ok || createdCount >= 5_000) return { refused, createdCount };
    createdCount += 1;
  }
}

async function countOperators(console: TestConsole): Promise<number> {
  const listed = await console.call('operators.list', {});
  const parsed = z.object({ operators: z.array(z.unknown()) }).safeParse(listed.ok ? listed.value : null);
  return parsed.success ? parsed.data.operators.length : -1;
}

/** A folder with a database that a console has made and left. */
async function leaveDatabase(dataFolder: string): Promise<string> {
  const console = await openOrThrow({ dataFolder });
  await console.call('operators.create', { name: '小王' });
  await console.services.dispose();
  return join(dataFolder, 'jiqun.db');
}

async function openOrThrow(options: Parameters<typeof openTestConsole>[0]): Promise<TestConsole> {
  const opened = await openTestConsole(options);
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  return opened.value;
}

function staysAsItIs(name: string, file: string, bytes: Buffer): Figure {
  return exactly(`${name}: bytes changed`, readFileSync(file).equals(bytes) ? 0 : 1, 0);
}

/** The right code, and a cause and a cure in both languages. */
function tells(name: string, outcome: Outcome<unknown>, code: ErrorCode): Figure[] {
  const seen = outcome.ok ? 'accepted' : outcome.error.code;
  return [
    exactly(name, seen, code),
    exactly(`${name}: texts for the operator`, countTexts(code), languages.length * 2),
  ];
}

function countTexts(code: Fault['code']): number {
  const parts = languages.flatMap((language) => {
    const file = new URL(`../../../renderer/i18n/${language}/errors.json`, import.meta.url);
    const texts = textsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return [texts[`error.${code}.cause`], texts[`error.${code}.cure`]];
  });
  return parts.filter((text) => text !== undefined && text !== '').length;
}
