import { describe, expect, it } from 'vitest';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';
import { codeText, whyText } from '../../../renderer/features/jobs/item-texts.ts';
import { kindName, settledCount, standingOf } from '../../../renderer/features/jobs/job-looks.ts';
import { isStopKey, stopKeysText } from '../../../renderer/features/jobs/stop-keys.ts';
import { afterDelta, fromSnapshot } from '../../../renderer/stores/live-store.ts';
import { makeJob } from '../../support/live-job.ts';
import { sampleDelta, sampleSnapshot } from './sample-snapshot.ts';

const item: JobItem = {
  itemId: 1,
  jobId: 1,
  position: 0,
  accountId: 'a',
  phoneId: 'p',
  groupId: null,
  name: '一群',
  before: '旧',
  after: '新',
  reads: null,
  verdict: 'ready',
  state: 'ready',
  code: null,
  detail: {},
  heldUntilAt: null,
  verifiedBy: null,
  changedAt: 0,
  attemptCount: 0,
  isVerifyDue: false,
  waitsFor: null,
};
const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');

describe('how a job stands', () => {
  const { counts } = makeJob();

  it('tells a job that ended well from one with rows that failed or nobody could read', () => {
    const over = makeJob({ state: 'over', counts: { ...counts, ready: 0, running: 0, done: 4 } });
    expect(standingOf(over)).toBe('over');
    expect(standingOf({ ...over, counts: { ...over.counts, failed: 1 } })).toBe('over-partly');
    expect(standingOf({ ...over, counts: { ...over.counts, 'needs-review': 1 } })).toBe('over-partly');
  });

  it('tells a job that waits for a time from one that runs, and 全部停止 from a pause', () => {
    expect(standingOf(makeJob())).toBe('running');
    expect(standingOf(makeJob({ nextRunAt: 5 }))).toBe('waiting');
    expect(standingOf(makeJob({ state: 'paused', pauseReason: 'operator' }))).toBe('paused');
    expect(standingOf(makeJob({ state: 'paused', pauseReason: 'stop-all' }))).toBe('stopped');
  });

  it('counts every row that came to an end', () => {
    expect(settledCount(makeJob({ counts: { ...counts, done: 1, failed: 2, skipped: 3, cancelled: 4 } }))).toBe(10);
  });

  it('has a name for kinds of other releases', () => {
    expect(kindName('by-hand', texts)).toBe('手工任务');
    expect(kindName('of.tomorrow', texts)).toBe('其他任务');
  });
});

describe('why a row is where it is', () => {
  it('is nothing where its state says it all', () => {
    expect(whyText({ ...item, state: 'done', code: 'ok' }, texts)).toBeNull();
  });

  it('is what it waits for now, before what happened to it last', () => {
    expect(whyText({ ...item, code: 'phone-lost', waitsFor: 'phone-away', isVerifyDue: true }, texts)).toBe(
      '等手机连上 · 先核对',
    );
  });

  it('is what stopped it rather than that its job is paused', () => {
    expect(whyText({ ...item, code: 'stopped-all', waitsFor: 'job-paused', isVerifyDue: true }, texts)).toBe(
      '全部停止 · 先核对',
    );
    expect(whyText({ ...item, waitsFor: 'job-paused' }, texts)).toBe('任务已暂停');
  });

  it('tells of no look to come while the row is under way', () => {
    expect(whyText({ ...item, state: 'waiting-for-operator', isVerifyDue: true }, texts)).toBeNull();
    expect(whyText({ ...item, state: 'running', isVerifyDue: true }, texts)).toBeNull();
  });

  it('comes with cause and cure, filled with what is known', () => {
    const words = codeText({ code: 'day-cap', detail: { limit: 5, used: 5 } }, texts, 0);
    expect(words?.cause).toContain('5');
    expect(codeText({ code: 'ok', detail: {} }, texts, 0)).toBeNull();
  });
});

describe('the keys of 全部停止', () => {
  const keys = { key: 'F12', ctrlKey: true, metaKey: false, shiftKey: true, altKey: false };

  it('are those of the contract and no others', () => {
    expect(isStopKey(keys)).toBe(true);
    expect(isStopKey({ ...keys, shiftKey: false })).toBe(false);
    expect(isStopKey({ ...keys, key: 'F11' })).toBe(false);
  });

  it('read as the computer’s own keys', () => {
    expect([stopKeysText('Win32'), stopKeysText('MacIntel')]).toEqual(['Ctrl+Shift+F12', '⌘⇧F12']);
  });
});

it('jobs of the live state come, change and leave with the deltas', () => {
  const before = fromSnapshot(sampleSnapshot({ jobs: [makeJob({ jobId: 1 }), makeJob({ jobId: 2 })] }));
  const after = afterDelta(
    before,
    sampleDelta(1, { jobs: [makeJob({ jobId: 3 }), makeJob({ jobId: 2, state: 'over' })], removedJobIds: [1] }),
  );
  expect([...(after?.jobs.values() ?? [])].map(({ jobId, state }) => [jobId, state])).toEqual([
    [2, 'over'],
    [3, 'running'],
  ]);
});
