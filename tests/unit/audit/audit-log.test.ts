import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AuditLog } from '../../../electron/audit/audit-log.ts';
import { auditMigrations } from '../../../electron/audit/audit-migrations.ts';
import { verifyAuditChain } from '../../../electron/audit/audit-verification.ts';
import { wholeLog, type AuditFilter } from '../../../electron/contract/audit.ts';
import type { Operator } from '../../../electron/contract/operators.ts';
import { createPathFiles } from '../../../electron/headless/path-files.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import type { Store } from '../../../electron/store/store.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const wang: Operator = { operatorId: 'op-1', name: '小王', createdAt: 1 };
const signal = new AbortController().signal;

function createLog(store: Store = openTestStore(auditMigrations), operator: Operator | null = wang) {
  const clock = new ManualClock();
  const workerFile = new URL('../../../electron/worker.ts', import.meta.url);
  const worker = new TaskWorker({ workerFile, file: store.file, clock, logger: silentLogger });
  return {
    log: new AuditLog({ store, worker, clock, currentOperator: () => operator, files: createPathFiles() }),
    store,
  };
}

function appendMany(log: AuditLog, count: number): void {
  for (let index = 1; index <= count; index++) {
    log.append({ action: 'phones.setLabel', subject: `phone-${index}`, params: { before: '', after: `号${index}` } });
  }
}

/** What somebody with the file and SQLite can do: the triggers are no hindrance then. */
function tamper(store: Store, sql: string): void {
  for (const name of ['auditLineStays', 'auditLineKeeps', 'auditLineIsNew']) {
    store.prepare(`DROP TRIGGER ${name}`).run();
  }
  store.prepare(sql).run();
}

test('a line carries number, time, operator and what was done', () => {
  const { log } = createLog();
  expect(log.append({ action: 'phones.reboot', subject: 'phone-1', params: { count: 1 } })).toMatchObject({
    seq: 1,
    at: 1_700_000_000_000,
    operatorId: 'op-1',
    operatorName: '小王',
    action: 'phones.reboot',
    subject: 'phone-1',
    params: { count: 1 },
  });
});

test('a line without an operator says so', () => {
  const { log } = createLog(undefined, null);
  expect(log.append({ action: 'demo.start', subject: null, params: {} }).operatorId).toBeNull();
});

test('lines are read newest first, in pages that neither repeat nor skip', async () => {
  const { log } = createLog();
  appendMany(log, 5);
  const read = async (beforeSeq: number | null) => {
    const page = await log.handlers['audit.page']({ beforeSeq, limit: 2 }, signal);
    return page.ok ? { seqs: page.value.entries.map(({ seq }) => seq), hasMore: page.value.hasMore } : null;
  };
  expect(await read(null)).toEqual({ seqs: [5, 4], hasMore: true });
  expect(await read(4)).toEqual({ seqs: [3, 2], hasMore: true });
  expect(await read(2)).toEqual({ seqs: [1], hasMore: false });
});

test('a line that is read is the line that was written', async () => {
  const { log } = createLog();
  const written = log.append({
    action: 'phones.setNote',
    subject: 'p',
    params: { after: '喵 🐱', count: 2, isNew: true, before: null },
  });
  const page = await log.handlers['audit.page']({ beforeSeq: null, limit: 1 }, signal);
  expect(page.ok && page.value.entries).toEqual([written]);
});

test('a line inside a write that fails is taken back with it, and the next one continues the chain', () => {
  const { log, store } = createLog();
  appendMany(log, 2);
  expect(() =>
    store.transaction(() => {
      appendMany(log, 1);
      throw new Error('no');
    }),
  ).toThrow('no');
  appendMany(log, 1);
  expect(verifyAuditChain(store)).toEqual({ isIntact: true, checkedCount: 3, brokenAtSeq: null });
});

test.each([
  ['changed', `UPDATE auditLine SET params = '{}'`],
  ['removed', 'DELETE FROM auditLine'],
  [
    'replaced',
    `INSERT OR REPLACE INTO auditLine SELECT seq, at, NULL, NULL, action, subject, params, hash FROM auditLine`,
  ],
])('a line cannot be %s', (_how, sql) => {
  const { log, store } = createLog();
  appendMany(log, 2);
  expect(() => store.prepare(sql).run()).toThrow('append-only');
  expect(verifyAuditChain(store).isIntact).toBe(true);
});

test('an empty log is intact', async () => {
  expect(await createLog().log.verify(signal)).toEqual({
    ok: true,
    value: { isIntact: true, checkedCount: 0, brokenAtSeq: null },
  });
});

test.each([
  ['a changed text', `UPDATE auditLine SET params = '{"after":"x"}' WHERE seq = 3`, 3],
  ['a changed operator', `UPDATE auditLine SET operatorName = '小李' WHERE seq = 4`, 4],
  ['a changed time', 'UPDATE auditLine SET at = at + 1 WHERE seq = 1', 1],
  ['a changed hash', `UPDATE auditLine SET hash = 'ff' WHERE seq = 2`, 2],
  ['parameters that are none', `UPDATE auditLine SET params = '[1]' WHERE seq = 2`, 2],
  ['a missing line', 'DELETE FROM auditLine WHERE seq = 3', 3],
  ['a missing first line', 'DELETE FROM auditLine WHERE seq = 1', 1],
  ['a missing end', 'DELETE FROM auditLine WHERE seq > 3', 4],
])('%s is found and named', async (_what, sql, brokenAtSeq) => {
  const { log, store } = createLog();
  appendMany(log, 5);
  tamper(store, sql);
  expect(await log.verify(signal)).toMatchObject({ ok: true, value: { isIntact: false, brokenAtSeq } });
});

test('an inserted line is found', async () => {
  const { log, store } = createLog();
  appendMany(log, 3);
  tamper(
    store,
    `INSERT INTO auditLine SELECT 4, at, operatorId, operatorName, action, 'forged', params, hash FROM auditLine WHERE seq = 3`,
  );
  expect(await log.verify(signal)).toMatchObject({ ok: true, value: { isIntact: false, brokenAtSeq: 4 } });
});

describe('the lines that are wanted', () => {
  const li: Operator = { operatorId: 'op-2', name: '小李', createdAt: 2 };

  /** A rename by 小王, a label by 小李, a start that nobody answers for. */
  function writeThree() {
    const store = openTestStore(auditMigrations);
    createLog(store).log.append({
      action: 'jobs.act',
      subject: 'phone-1',
      params: { before: '旧群', after: '新群"1"', groupId: 'g-1', phoneId: 'phone-1', verifiedBy: 'page' },
    });
    createLog(store, li).log.append({ action: 'phones.setLabel', subject: 'phone-2', params: { label: '前台' } });
    return createLog(store, null);
  }

  const seqsOf = async (changes: Partial<AuditFilter>) => {
    const { log } = writeThree();
    log.append({ action: 'demo.start', subject: null, params: {} });
    const page = await log.handlers['audit.page'](
      { beforeSeq: null, limit: 10, filter: { ...wholeLog, ...changes } },
      signal,
    );
    return page.ok ? page.value.entries.map(({ seq }) => seq) : null;
  };

  test.each<[string, Partial<AuditFilter>, number[]]>([
    ['of an operator', { operatorId: 'op-2' }, [2]],
    ['that nobody answers for', { operatorId: '' }, [3]],
    ['of one part of the console', { area: 'jobs' }, [1]],
    ['about a phone', { about: 'phone-1' }, [1]],
    ['about a group', { about: 'g-1' }, [1]],
    ['that say a text, quotes and all', { text: '新群"1"' }, [1]],
    ['that say a text in whatever letter case', { text: 'PHONE-2' }, [2]],
    ['since a moment that is to come', { fromAt: 1_700_000_000_001 }, []],
    ['before a moment that has been', { toAt: 1_700_000_000_000 }, []],
    ['of two sides at once', { operatorId: 'op-1', area: 'phones' }, []],
  ])('%s', async (_name, filter, seqs) => {
    expect(await seqsOf(filter)).toEqual(seqs);
  });

  test('leave as a file with their hashes, and the export is a line itself', async () => {
    const { log } = writeThree();
    const path = join(makeTempFolder(), 'audit.csv');
    const filter = { ...wholeLog, area: 'jobs' as const };
    expect(await log.handlers['audit.export']({ filter, purpose: '月底存档', path }, signal)).toMatchObject({
      value: { path, lineCount: 1 },
    });
    const page = await log.handlers['audit.page']({ beforeSeq: null, limit: 10 }, signal);
    const entries = page.ok ? page.value.entries : [];
    expect(entries[0]).toMatchObject({ action: 'audit.export', params: { purpose: '月底存档', count: 1 } });
    const sheet = readFileSync(path, 'utf8');
    expect(sheet).toContain(entries.at(-1)?.hash);
    expect(sheet).not.toContain('phones.setLabel');
  });
});
