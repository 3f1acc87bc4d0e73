import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../electron/contract/audit.ts';
import { actSentence } from '../../../renderer/features/audit/audit-act.ts';
import { startOf } from '../../../renderer/features/audit/audit-span.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';

const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');

const renaming: AuditEntry = {
  seq: 7,
  at: 1,
  operatorId: null,
  operatorName: null,
  action: 'jobs.act',
  subject: 'phone-1',
  params: {
    jobKind: 'groups.rename',
    name: '旧群',
    before: '旧群',
    after: '新群',
    reads: '新群',
    verifiedBy: 'page',
    outcome: 'done',
    outcomeCode: 'ok',
    confirmedBy: '小王',
    phoneId: 'phone-1',
    groupId: 'g-1',
    jobId: 3,
    itemId: 12,
  },
  hash: '',
};

describe('a line of what was done on a phone', () => {
  it('says what, from, to, verified how and confirmed by whom', () => {
    const sentence = actSentence(renaming, texts) ?? '';
    for (const part of ['「旧群」→「新群」', '已核实完成', texts.text('job.verified.page'), '小王 确认', '任务 3']) {
      expect(sentence).toContain(part);
    }
    expect(sentence).not.toContain('读回');
  });

  it('says what reads instead, and why', () => {
    const params = {
      ...renaming.params,
      reads: '旧群',
      outcome: 'failed',
      outcomeCode: 'role-refused',
      verifiedBy: null,
    };
    const sentence = actSentence({ ...renaming, params }, texts) ?? '';
    expect(sentence).toContain('没有做成');
    expect(sentence).toContain(texts.text('job.code.role-refused.short'));
    expect(sentence).toContain('读回「旧群」');
  });

  it('is no sentence for other lines', () => {
    expect(actSentence({ ...renaming, action: 'jobs.confirm' }, texts)).toBeNull();
  });
});

describe('how far back the log is shown', () => {
  const noon = new Date(2026, 4, 20, 12).getTime();

  it.each([
    ['every-day', null],
    ['today', new Date(2026, 4, 20).getTime()],
    ['week', new Date(2026, 4, 14).getTime()],
    ['month', new Date(2026, 3, 21).getTime()],
  ] as const)('%s begins with a whole day', (span, from) => {
    expect(startOf(span, noon)).toBe(from);
  });
});
